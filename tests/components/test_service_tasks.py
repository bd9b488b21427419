"""A web service's tasks: what they run, what they run on, and what they may do."""

import json
from dataclasses import replace

import pytest
from rules.containers import RULES

from components.service_args import WebServiceArgs
from tests.components.one_service import PATTERN, SECRETS, build, container
from tests.components.one_service import args as args
from tests.components.one_service import secretive as secretive
from tests.components.placed import placed
from tests.policies.judged import as_stack, reports


@pytest.mark.parametrize("preview", [True, False])
def test_the_task_definition_is_known_at_preview(secretive: WebServiceArgs, preview: bool) -> None:
    recorder = build(replace(secretive, environment={"MODE": "x"}), preview)
    found = container(recorder)
    assert found["image"] == "123456789012.dkr.ecr.us-east-1.amazonaws.com/alicerce/test/api:1.0.0"
    assert found["environment"] == [
        {"name": "MODE", "value": "x"},
        {"name": "NODE_ENV", "value": "production"},
        {"name": "PORT", "value": "3000"},
        {"name": "VERSION", "value": "1.0.0"},
    ]
    assert found["secrets"] == [{"name": "JWT_SECRET", "valueFrom": SECRETS["JWT_SECRET"]}]
    inputs = recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs
    assert (inputs["family"], inputs["cpu"], inputs["memory"]) == ("alicerce-test-api", "2048", "4096")
    assert inputs["networkMode"] == "awsvpc"
    assert inputs["requiresCompatibilities"] == ["EC2"]
    assert inputs["runtimePlatform"] == {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}


def test_the_policies_find_nothing_in_its_containers(secretive: WebServiceArgs) -> None:
    assert reports(as_stack(build(secretive), "prod"), RULES) == []


def test_on_fargate(args: WebServiceArgs) -> None:
    recorder = build(replace(args, placement=placed(compute="fargate", capacity_provider="FARGATE")))
    service = recorder.one("aws:ecs/service:Service").inputs
    assert service["capacityProviderStrategies"] == [{"capacityProvider": "FARGATE", "weight": 1}]
    assert service["platformVersion"] == "LATEST"
    assert "orderedPlacementStrategies" not in service  # Fargate refuses them
    task = recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs
    assert task["requiresCompatibilities"] == ["FARGATE"]
    assert "dockerSecurityOptions" not in container(recorder)  # Fargate refuses them


def test_on_spare_fargate_capacity_the_minimum_stays_safe(args: WebServiceArgs) -> None:
    recorder = build(replace(args, placement=placed(compute="fargate-spot", capacity_provider="FARGATE")))
    assert recorder.one("aws:ecs/service:Service").inputs["capacityProviderStrategies"] == [
        {"capacityProvider": "FARGATE", "base": 3, "weight": 0},
        {"capacityProvider": "FARGATE_SPOT", "weight": 1},
    ]


def test_the_execution_role_reads_its_image_and_writes_its_log(args: WebServiceArgs) -> None:
    recorder = build(args)
    policy = json.loads(recorder.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"])
    assert [(each["Action"], each["Resource"]) for each in policy["Statement"]] == [
        (["ecr:GetAuthorizationToken"], ["*"]),
        (
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            ["arn:aws:ecr:us-east-1:123456789012:repository/alicerce/test/api"],
        ),
        (
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            ["arn:aws:logs:us-east-1:123456789012:log-group:/alicerce/test/api:*"],
        ),
    ]


def test_the_execution_role_reads_these_secrets_only(secretive: WebServiceArgs) -> None:
    recorder = build(secretive)
    policy = recorder.one("aws:iam/rolePolicy:RolePolicy", "api-secrets")
    assert policy.inputs["role"] == "api-execution"
    assert json.loads(policy.inputs["policy"])["Statement"] == [
        {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": [PATTERN]},
        {
            "Effect": "Allow",
            "Action": ["kms:Decrypt"],
            "Resource": ["key"],
            "Condition": {"StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}},
        },
    ]
    task = recorder.one("aws:ecs/taskDefinition:TaskDefinition")
    assert "aws:iam/rolePolicy:RolePolicy::api-secrets" in task.dependencies


def test_parameters_are_read_as_such_and_need_no_key(args: WebServiceArgs) -> None:
    """A plain parameter that leads to a secret; the process reads that one by itself."""
    parameter = "arn:aws:ssm:us-east-1:123456789012:parameter/alicerce/test/x"
    recorder = build(
        replace(
            args,
            secrets={"X_SECRET_ARN": parameter},
            secret_arn_patterns=(parameter,),
            run_time_secret_arn_patterns=(PATTERN,),
            secrets_key_arn="key",
        )
    )
    start = recorder.one("aws:iam/rolePolicy:RolePolicy", "api-secrets").inputs
    assert json.loads(start["policy"])["Statement"] == [
        {"Effect": "Allow", "Action": ["ssm:GetParameters"], "Resource": [parameter]}
    ]
    process = recorder.one("aws:iam/rolePolicy:RolePolicy", "api-task").inputs
    assert process["role"] == "api-task"
    read, decrypt = json.loads(process["policy"])["Statement"]
    assert (read["Action"], read["Resource"]) == (["secretsmanager:GetSecretValue"], [PATTERN])
    assert (decrypt["Action"], decrypt["Resource"]) == (["kms:Decrypt"], ["key"])
    needs = recorder.one("aws:ecs/taskDefinition:TaskDefinition").dependencies
    assert "aws:iam/rolePolicy:RolePolicy::api-task" in needs


def test_only_tasks_of_this_account_take_the_roles(args: WebServiceArgs) -> None:
    for role in build(args).all("aws:iam/role:Role"):
        (statement,) = json.loads(role.inputs["assumeRolePolicy"])["Statement"]
        assert statement["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
        assert statement["Condition"] == {
            "StringEquals": {"aws:SourceAccount": "123456789012"},
            "ArnLike": {"aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*"},
        }


def test_exec_is_a_setting(args: WebServiceArgs) -> None:
    recorder = build(replace(args, enable_exec=True))
    policies = recorder.all("aws:iam/rolePolicy:RolePolicy")
    assert [policy.name for policy in policies] == ["api-exec", "api-execution"]
    shell, log = json.loads(policies[0].inputs["policy"])["Statement"]
    assert {action for action in shell["Action"] if not action.startswith("ssmmessages:")} == {
        "logs:DescribeLogGroups"
    }
    assert log["Resource"] == ["arn:aws:logs:us-east-1:123456789012:log-group:/alicerce/test/exec:*"]
    assert recorder.one("aws:ecs/service:Service").inputs["enableExecuteCommand"] is True
    mounts = container(recorder)["linuxParameters"]["tmpfs"]
    assert "/var/lib/amazon/ssm" in {mount["containerPath"] for mount in mounts}


def test_logs_are_kept_for_a_time_under_a_key(args: WebServiceArgs) -> None:
    group = build(replace(args, log_retention_days=90, log_key_arn="key")).one(
        "aws:cloudwatch/logGroup:LogGroup"
    )
    assert group.inputs == {"name": "/alicerce/test/api", "retentionInDays": 90, "kmsKeyId": "key"}
