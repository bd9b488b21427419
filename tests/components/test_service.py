"""The base of every web service."""

import inspect
import json
from dataclasses import replace
from typing import Any

import pulumi
import pytest
from pulumi_aws import ssm
from rules.containers import RULES

from components.checks import ArgumentError
from components.cloud import Cloud
from components.service import WebService
from components.service_args import WebServiceArgs
from tests.components.placed import PLACEMENT, placed
from tests.recorder import Recorder, record

SECRETS = {
    "JWT_SECRET": "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/api:JWT_SECRET::"
}
PATTERN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/api-??????"


@pytest.fixture
def args(cloud: Cloud) -> WebServiceArgs:
    return WebServiceArgs(
        cloud=cloud,
        placement=PLACEMENT,
        namespace_id="namespace",
        topic_arn="topic",
        version="1.0.0",
        port=3000,
        health_path="/health",
        paths=("/api/*",),
        priority=7,
        cpu=2048,
        memory=4096,
        min_tasks=3,
        max_tasks=10,
        scale_requests=30_000,
    )


@pytest.fixture
def secretive(args: WebServiceArgs) -> WebServiceArgs:
    return replace(args, secrets=SECRETS, secret_arn_patterns=(PATTERN,), secrets_key_arn="key")


class Api(WebService):
    """A kind of service."""


def build(args: WebServiceArgs, preview: bool = False) -> Recorder:
    return record(lambda: Api("api", args), preview=preview)


def container(recorder: Recorder) -> dict[str, Any]:
    inputs = recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs
    (found,) = json.loads(inputs["containerDefinitions"])
    assert isinstance(found, dict)
    return found


def test_a_kind_of_service_is_known_by_its_name(args: WebServiceArgs) -> None:
    recorder = build(args)
    assert recorder.one("Api").name == "api"
    assert {each.parent_type for each in recorder.registrations} == {
        "alicerce:components:Api",
        "pulumi:pulumi:Stack",
    }


def test_the_service(args: WebServiceArgs) -> None:
    service = build(args).one("aws:ecs/service:Service")
    assert service.inputs == {
        "name": "api",
        "cluster": "alicerce-test",
        "taskDefinition": "arn:aws:mock:us-east-1:123456789012:taskDefinition/api",
        "desiredCount": 3,
        "capacityProviderStrategies": [{"capacityProvider": "hosts", "weight": 1}],
        "orderedPlacementStrategies": [
            {"type": "spread", "field": "attribute:ecs.availability-zone"},
            {"type": "binpack", "field": "memory"},
        ],
        "availabilityZoneRebalancing": "ENABLED",
        "deploymentMinimumHealthyPercent": 100,
        "deploymentMaximumPercent": 200,
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "alarms": {
            "alarmNames": ["alicerce-test-api-errors", "alicerce-test-api-latency"],
            "enable": True,
            "rollback": True,
        },
        "healthCheckGracePeriodSeconds": 60,
        "loadBalancers": [
            {
                "targetGroupArn": "arn:aws:mock:us-east-1:123456789012:targetGroup/api",
                "containerName": "api",
                "containerPort": 3000,
            }
        ],
        "serviceRegistries": {"registryArn": "arn:aws:mock:us-east-1:123456789012:service/api"},
        "networkConfiguration": {
            "subnets": ["app-a", "app-b"],
            "securityGroups": ["api-id"],
            "assignPublicIp": False,
        },
        "enableExecuteCommand": False,
        "enableEcsManagedTags": True,
        "propagateTags": "SERVICE",
        "waitForSteadyState": True,
    }
    assert service.ignore_changes == ("desiredCount",)
    assert service.delete_before_replace


def test_what_a_service_waits_for(args: WebServiceArgs) -> None:
    assert {
        "aws:lb/listenerRule:ListenerRule::api",
        "aws:cloudwatch/logGroup:LogGroup::api",
        "aws:cloudwatch/metricAlarm:MetricAlarm::api-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm::api-latency",
    } <= build(args).one("aws:ecs/service:Service").dependencies


def test_it_waits_for_what_it_is_told_to(args: WebServiceArgs) -> None:
    def program() -> None:
        value = Marker("value")
        Api("api", replace(args, after=(value,)))

    service = record(program).one("aws:ecs/service:Service")
    assert "test:index:Marker::value" in service.dependencies


class Marker(pulumi.CustomResource):
    """Anything to wait for."""

    def __init__(self, name: str) -> None:
        super().__init__("test:index:Marker", name, {})


def test_the_alarms_of_a_deployment_are_the_service_s_own(args: WebServiceArgs) -> None:
    """Error rate above 5 %, or 95 of 100 requests slower than 500 ms, as the delivery document says."""
    errors, latency = build(args).all("aws:cloudwatch/metricAlarm:MetricAlarm")
    dimensions = {"LoadBalancer": "app/lb/1", "TargetGroup": "suffix/targetGroup/api"}
    assert (errors.inputs["threshold"], latency.inputs["threshold"]) == (5, 0.5)
    assert latency.inputs["extendedStatistic"] == "p95"
    assert latency.inputs["dimensions"] == dimensions
    metrics = [each["metric"] for each in errors.inputs["metricQueries"] if "metric" in each]
    assert {each["metricName"] for each in metrics} == {"HTTPCode_Target_5XX_Count", "RequestCount"}
    assert all(each["dimensions"] == dimensions for each in metrics)
    assert errors.inputs["alarmActions"] == latency.inputs["alarmActions"] == ["topic"]


def test_its_name_in_the_namespace(args: WebServiceArgs) -> None:
    registry = build(args).one("aws:servicediscovery/service:Service")
    assert registry.inputs == {
        "name": "api",
        "dnsConfig": {
            "namespaceId": "namespace",
            "dnsRecords": [{"type": "A", "ttl": 10}],
            "routingPolicy": "MULTIVALUE",
        },
        "healthCheckCustomConfig": {"failureThreshold": 1},
        "forceDestroy": True,
    }


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
    inputs = build(secretive).one("aws:ecs/taskDefinition:TaskDefinition").inputs
    assert [finding for rule in RULES for finding in rule.check(inputs)] == []


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


def test_the_target_group_prefers_the_least_busy_task(args: WebServiceArgs) -> None:
    inputs = build(args).one("aws:lb/targetGroup:TargetGroup").inputs
    assert inputs["loadBalancingAlgorithmType"] == "least_outstanding_requests"
    assert (inputs["port"], inputs["protocol"], inputs["targetType"]) == (3000, "HTTP", "ip")
    assert (inputs["healthCheck"]["path"], inputs["healthCheck"]["matcher"]) == ("/health", "200")
    assert inputs["deregistrationDelay"] == 30


def test_the_rule_of_the_listener(args: WebServiceArgs) -> None:
    inputs = build(args).one("aws:lb/listenerRule:ListenerRule").inputs
    assert inputs["conditions"] == [{"pathPattern": {"values": ["/api/*"]}}]
    assert inputs["actions"] == [
        {"type": "forward", "targetGroupArn": "arn:aws:mock:us-east-1:123456789012:targetGroup/api"}
    ]
    assert (inputs["listenerArn"], inputs["priority"]) == ("listener", 7)


def test_the_paths_in_and_out(args: WebServiceArgs) -> None:
    recorder = build(replace(args, reaches={"database": ("db", 5432), "cache": ("redis", 6379)}))
    incoming = recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    outgoing = recorder.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    paths = {
        rule.name: (
            rule.inputs["securityGroupId"],
            rule.inputs.get("referencedSecurityGroupId") or rule.inputs["cidrIpv4"],
            rule.inputs["fromPort"],
            rule.inputs["toPort"],
        )
        for rule in incoming + outgoing
    }
    assert paths == {
        "api-load-balancer-in": ("api-id", "lb", 3000, 3000),
        "api-load-balancer-out": ("lb", "api-id", 3000, 3000),
        "api-endpoints-in": ("endpoints", "api-id", 443, 443),
        "api-https-out": ("api-id", "0.0.0.0/0", 443, 443),
        "api-database-in": ("db", "api-id", 5432, 5432),
        "api-database-out": ("api-id", "db", 5432, 5432),
        "api-cache-in": ("redis", "api-id", 6379, 6379),
        "api-cache-out": ("api-id", "redis", 6379, 6379),
    }


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


def test_it_scales_on_three_measures(args: WebServiceArgs) -> None:
    recorder = build(replace(args, scale_out_cooldown=30, scale_in_cooldown=600))
    target = recorder.one("aws:appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (3, 10)
    assert target["resourceId"] == "service/alicerce-test/api"
    policies = recorder.all("aws:appautoscaling/policy:Policy")
    configurations = [policy.inputs["targetTrackingScalingPolicyConfiguration"] for policy in policies]
    assert [(each["predefinedMetricSpecification"], each["targetValue"]) for each in configurations] == [
        ({"predefinedMetricType": "ECSServiceAverageCPUUtilization"}, 60),
        ({"predefinedMetricType": "ECSServiceAverageMemoryUtilization"}, 75),
        (
            {
                "predefinedMetricType": "ALBRequestCountPerTarget",
                "resourceLabel": "app/lb/1/suffix/targetGroup/api",
            },
            30_000,
        ),
    ]
    assert {(each["scaleOutCooldown"], each["scaleInCooldown"]) for each in configurations} == {(30, 600)}


def test_it_scales_by_the_clock(args: WebServiceArgs) -> None:
    schedules = ("morning cron(0 7 ? * MON-FRI *) 6 10", "night cron(0 22 * * ? *) 3 5")
    recorder = build(replace(args, schedules=schedules, time_zone="America/Sao_Paulo"))
    morning, night = recorder.all("aws:appautoscaling/scheduledAction:ScheduledAction")
    assert (morning.name, night.name) == ("api-morning", "api-night")
    assert morning.inputs["schedule"] == "cron(0 7 ? * MON-FRI *)"
    assert morning.inputs["timezone"] == "America/Sao_Paulo"
    assert morning.inputs["scalableTargetAction"] == {"minCapacity": 6, "maxCapacity": 10}
    assert morning.inputs["resourceId"] == "service/alicerce-test/api"


def test_logs_are_kept_for_a_time_under_a_key(args: WebServiceArgs) -> None:
    group = build(replace(args, log_retention_days=90, log_key_arn="key")).one(
        "aws:cloudwatch/logGroup:LogGroup"
    )
    assert group.inputs == {"name": "/alicerce/test/api", "retentionInDays": 90, "kmsKeyId": "key"}


def test_it_publishes_what_it_documents(args: WebServiceArgs) -> None:
    """All but the plan of its alarms, which only this program can use."""
    found: list[WebService] = []
    record(lambda: found.append(Api("api", args)))
    assert found[0].published().keys() == inspect.get_annotations(WebService).keys() - {"watched"}


def test_what_is_watched(args: WebServiceArgs) -> None:
    found: list[WebService] = []
    record(lambda: found.append(Api("api", args)))
    watched = found[0].watched
    assert (watched.name, watched.cluster, watched.min_tasks) == ("api", "alicerce-test", 3)
    assert watched.load_balancer == "app/lb/1"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"port": 80}, "WebServiceArgs.port must be 1024 to 65535 (got 80)."),
        (
            {"health_path": "health"},
            "WebServiceArgs.health_path must be a path that starts with / (got 'health').",
        ),
        ({"paths": ()}, "number of WebServiceArgs.paths must be 1 to 5 (got 0)."),
        ({"priority": 0}, "WebServiceArgs.priority must be 1 to 50000 (got 0)."),
        ({"cpu": 64}, "WebServiceArgs.cpu must be 128 to 196608 (got 64)."),
        ({"memory": 64}, "WebServiceArgs.memory must be 128 to 1048576 (got 64)."),
        ({"max_tasks": 2}, "Scaling.min_tasks (3) must not be above Scaling.max_tasks (2)."),
        (
            {"schedules": ("morning 7:00 6 10",)},
            "a schedule must be a name, an expression and two numbers, such as "
            "morning cron(0 7 ? * MON-FRI *) 6 10 (got 'morning 7:00 6 10').",
        ),
        (
            {"environment": {"JWT_SECRET": "x"}, "secrets": SECRETS},
            "WebServiceArgs.secrets has JWT_SECRET, a plain variable too: name each once.",
        ),
        (
            {"secrets": SECRETS},
            "WebServiceArgs.secrets needs secret_arn_patterns and secrets_key_arn: "
            "without them no task may read its secrets, and none starts.",
        ),
    ],
)
def test_wrong_arguments(args: WebServiceArgs, change: dict[str, object], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value) == message


def test_new_secrets_make_new_tasks(args: WebServiceArgs) -> None:
    """ECS reads a secret when a task starts, and no property of the service changes with its value."""

    def program() -> None:
        value = ssm.Parameter("value", type="SecureString", value="x")
        Api("api", replace(args, after=(value,)))

    inputs = record(program).one("aws:ecs/service:Service").inputs
    assert inputs["triggers"] == {"after": '["value-id"]'}
    assert inputs["forceNewDeployment"] is True
    assert not build(args).one("aws:ecs/service:Service").inputs.keys() & {"triggers", "forceNewDeployment"}
