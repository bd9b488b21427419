"""The two roles of a task: one for ECS to start it, one for the process in it."""

from collections.abc import Sequence

import pulumi
from pulumi_aws import iam

from components.cloud import Cloud
from components.iam_documents import Statement, allow, document, trust
from components.ordering import once

EXEC_ACTIONS = (
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)
"""What ECS Exec needs.
Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html"""


def task_trust(cloud: Cloud) -> str:
    """Only tasks of this account and region may take the role.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    """
    return trust(
        "ecs-tasks.amazonaws.com",
        {
            "StringEquals": {"aws:SourceAccount": cloud.account_id},
            "ArnLike": {"aws:SourceArn": cloud.arn("ecs", "*")},
        },
    )


def start_statements(repository_arn: str, log_group_arn: str) -> tuple[Statement, ...]:
    """Pull this image, write to this log group."""
    return (
        # The registry's log-in has no resource to name.
        allow(["ecr:GetAuthorizationToken"], ["*"]),
        allow(
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            [repository_arn],
        ),
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], [f"{log_group_arn}:*"]),
    )


def secret_statements(cloud: Cloud, secret_arns: Sequence[str], key_arn: str) -> tuple[Statement, ...]:
    """Read these secrets, have Secrets Manager, nobody else, decrypt them, and read these plain parameters.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    """
    through = {"StringEquals": {"kms:ViaService": f"secretsmanager.{cloud.region}.amazonaws.com"}}
    parameters = [arn for arn in secret_arns if arn.startswith("arn:aws:ssm:")]
    secrets = [arn for arn in secret_arns if arn not in parameters]
    return (
        *([allow(["secretsmanager:GetSecretValue"], secrets)] if secrets else []),
        *([allow(["kms:Decrypt"], [key_arn], through)] if secrets else []),
        *([allow(["ssm:GetParameters"], parameters)] if parameters else []),
    )


def exec_statements(log_group_arn: str) -> tuple[Statement, ...]:
    """Open a shell for an operator, and write down what happens in it.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
    """
    return (
        # These actions have no resource to name.
        allow([*EXEC_ACTIONS, "logs:DescribeLogGroups"], ["*"]),
        allow(
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], [f"{log_group_arn}:*"]
        ),
    )


def execution_role(
    name: str,
    cloud: Cloud,
    start: Sequence[Statement],
    secret_arns: Sequence[str],
    secrets_key_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """The role ECS starts a task with. Its ARN resolves when its policies stand: a task without them fails.

    Secrets have a policy of their own: only AWS knows the key's ARN, and the rest stays known at preview.
    """
    role = iam.Role(f"{name}-execution", assume_role_policy=task_trust(cloud), opts=opts)
    policies = [iam.RolePolicy(f"{name}-execution", role=role.name, policy=document(*start), opts=opts)]
    if secret_arns:
        policy = _reading(cloud, secret_arns, secrets_key_arn)
        policies.append(iam.RolePolicy(f"{name}-secrets", role=role.name, policy=policy, opts=opts))
    return once(role.arn, *policies)


def _reading(cloud: Cloud, secret_arns: Sequence[str], key_arn: pulumi.Input[str]) -> pulumi.Output[str]:
    return pulumi.Output.from_input(key_arn).apply(
        lambda known: document(*secret_statements(cloud, secret_arns, known))
    )


def task_role(
    name: str,
    cloud: Cloud,
    enable_exec: bool,
    exec_log_group_arn: str,
    secret_arns: Sequence[str],
    secrets_key_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """The role of the process: nothing, unless it reads secrets or operators may open a shell in it. Its ARN
    resolves when its policies stand: what a process reads, it reads as it starts."""
    role = iam.Role(f"{name}-task", assume_role_policy=task_trust(cloud), opts=opts)
    policies = []
    if secret_arns:
        policy = _reading(cloud, secret_arns, secrets_key_arn)
        policies.append(iam.RolePolicy(f"{name}-task", role=role.name, policy=policy, opts=opts))
    if enable_exec:
        shell = document(*exec_statements(exec_log_group_arn))
        policies.append(iam.RolePolicy(f"{name}-exec", role=role.name, policy=shell, opts=opts))
    return once(role.arn, *policies)
