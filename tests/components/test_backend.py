"""The backend: its numbers, and the task that migrates its database."""

import json
from dataclasses import replace

import pytest
from rules.containers import RULES

from components.backend import BackendArgs, BackendService
from components.checks import ArgumentError
from components.cloud import Cloud
from tests.components.placed import PLACEMENT
from tests.policies.judged import as_stack, reports
from tests.recorder import Recorder, record


@pytest.fixture
def args(cloud: Cloud) -> BackendArgs:
    return BackendArgs(
        cloud=cloud, placement=PLACEMENT, namespace_id="namespace", topic_arn="topic", version="1.0.0"
    )


def build(args: BackendArgs) -> Recorder:
    return record(lambda: BackendService("backend", args))


def test_its_resources(args: BackendArgs) -> None:
    recorder = build(args)
    assert recorder.counts() == {
        "aws:appautoscaling/policy:Policy": 3,
        "aws:appautoscaling/target:Target": 1,
        "aws:cloudwatch/logGroup:LogGroup": 1,
        "aws:cloudwatch/metricAlarm:MetricAlarm": 2,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:ecs/service:Service": 1,
        "aws:ecs/taskDefinition:TaskDefinition": 2,
        "aws:iam/role:Role": 2,
        "aws:iam/rolePolicy:RolePolicy": 1,
        "aws:lb/listenerRule:ListenerRule": 1,
        "aws:lb/targetGroup:TargetGroup": 1,
        "aws:servicediscovery/service:Service": 1,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 2,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 2,
    }
    parents = {each.parent_type for each in recorder.registrations if each.type.startswith("aws:")}
    assert parents == {"alicerce:components:BackendService"}


def test_the_numbers_of_the_delivery_document(args: BackendArgs) -> None:
    """3 replicas, up to 10, of 2 vCPU and 2 GB, on port 3000."""
    recorder = build(args)
    task = recorder.one("aws:ecs/taskDefinition:TaskDefinition", "backend").inputs
    assert (task["cpu"], task["memory"]) == ("2048", "2048")
    target = recorder.one("aws:appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (3, 10)
    (container,) = json.loads(task["containerDefinitions"])
    assert container["portMappings"][0]["containerPort"] == 3000


def test_what_the_listener_sends_it(args: BackendArgs) -> None:
    inputs = build(args).one("aws:lb/listenerRule:ListenerRule").inputs
    assert inputs["conditions"] == [{"pathPattern": {"values": ["/api/*", "/health"]}}]
    assert inputs["priority"] == 100


def test_the_migration_is_the_backend_s_image_with_another_command(args: BackendArgs) -> None:
    recorder = build(args)
    inputs = recorder.one("aws:ecs/taskDefinition:TaskDefinition", "backend-migrate").inputs
    service = recorder.one("aws:ecs/taskDefinition:TaskDefinition", "backend").inputs
    assert inputs["family"] == "alicerce-test-backend-migrate"
    alike = inputs.keys() - {"family", "containerDefinitions"}
    assert {key: inputs[key] for key in alike} == {key: service[key] for key in alike}
    (migration,) = json.loads(inputs["containerDefinitions"])
    (serving,) = json.loads(service["containerDefinitions"])
    assert migration["command"] == ["npm", "run", "migrate"]
    assert migration["stopTimeout"] == 120
    assert "command" not in serving
    own = {"command", "name", "stopTimeout", "logConfiguration", "portMappings", "healthCheck"}
    assert not migration.keys() & {"portMappings", "healthCheck"}
    assert {key: migration[key] for key in migration.keys() - own} == {
        key: serving[key] for key in serving.keys() - own
    }


def test_the_policies_find_nothing_in_either_container(args: BackendArgs) -> None:
    recorder = build(args)
    assert len(recorder.all("aws:ecs/taskDefinition:TaskDefinition")) == 2
    assert reports(as_stack(recorder, "prod"), RULES) == []


def test_the_migration_reads_the_backend_s_secrets(args: BackendArgs) -> None:
    secrets = {"JWT_SECRET": "arn:aws:secretsmanager:us-east-1:123456789012:secret:a:JWT_SECRET::"}
    recorder = build(
        replace(args, secrets=secrets, secret_arn_patterns=("secret-a-??????",), secrets_key_arn="key")
    )
    for name in ("backend", "backend-migrate"):
        inputs = recorder.one("aws:ecs/taskDefinition:TaskDefinition", name).inputs
        (container,) = json.loads(inputs["containerDefinitions"])
        assert container["secrets"] == [{"name": "JWT_SECRET", "valueFrom": secrets["JWT_SECRET"]}]


def test_what_it_publishes(args: BackendArgs) -> None:
    assert build(args).published("BackendService") == {
        "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/alicerce/test/backend:1.0.0",
        "internal_url": "http://backend.alicerce-test.internal:3000",
        "alarm_names": ["alicerce-test-backend-errors", "alicerce-test-backend-latency"],
        "log_group": "/alicerce/test/backend",
        "security_group_id": "backend-id",
        "service": "backend",
        "target_group_arn": "arn:aws:mock:us-east-1:123456789012:targetGroup/backend",
        "target_group_arn_suffix": "suffix/targetGroup/backend",
        "task_definition_arn": "arn:aws:mock:us-east-1:123456789012:taskDefinition/backend",
        "migration_task_definition_arn": (
            "arn:aws:mock:us-east-1:123456789012:taskDefinition/backend-migrate"
        ),
        "execution_role_arn": "arn:aws:mock:us-east-1:123456789012:role/backend-execution",
        "task_role_arn": "arn:aws:mock:us-east-1:123456789012:role/backend-task",
    }


def test_a_migration_without_a_command_is_refused(args: BackendArgs) -> None:
    """The container would start the service instead."""
    with pytest.raises(ArgumentError) as caught:
        replace(args, migration_command=())
    assert str(caught.value) == "number of BackendArgs.migration_command must be 1 to 100 (got 0)."
