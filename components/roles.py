"""The two roles of a task: one for ECS to start it, one for the process in it."""

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


def execution_role(
    name: str, cloud: Cloud, repository_arn: str, log_group_arn: str, opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """The role ECS starts a task with. Its ARN resolves when its policy stands: a task without it fails."""
    role = iam.Role(f"{name}-execution", assume_role_policy=task_trust(cloud), opts=opts)
    policy = iam.RolePolicy(
        f"{name}-execution",
        role=role.name,
        policy=document(*start_statements(repository_arn, log_group_arn)),
        opts=opts,
    )
    return once(role.arn, policy)


def task_role(name: str, cloud: Cloud, enable_exec: bool, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """The role of the process: nothing, unless operators may open a shell in it."""
    role = iam.Role(f"{name}-task", assume_role_policy=task_trust(cloud), opts=opts)
    if enable_exec:
        # These actions have no resource to name.
        iam.RolePolicy(f"{name}-exec", role=role.name, policy=document(allow(EXEC_ACTIONS, ["*"])), opts=opts)
    return role.arn
