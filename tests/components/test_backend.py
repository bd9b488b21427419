"""The backend, and with it the base of every web service."""

import json
from dataclasses import replace
from functools import cache

import pytest

from components.backend import BackendArgs, BackendService
from components.checks import ArgumentError
from components.cloud import Cloud
from components.placement import Placement
from components.scaling import Scaling
from components.service import WebServiceArgs
from tests.recorder import Recorder, record


@pytest.fixture
def args(cloud: Cloud) -> BackendArgs:
    placement = Placement(
        vpc_id="vpc",
        subnet_ids=("app-a", "app-b"),
        endpoint_security_group_id="endpoints",
        cluster="alicerce-test",
        capacity_provider="hosts",
        listener_arn="listener",
        load_balancer_security_group_id="lb",
        load_balancer_arn_suffix="app/lb/1",
    )
    return BackendArgs(cloud=cloud, placement=placement, version="1.0.0")


@cache
def build(args: BackendArgs, preview: bool = False) -> Recorder:
    return record(lambda: BackendService("backend", args), preview=preview)


def test_its_resources(args: BackendArgs) -> None:
    recorder = build(args)
    assert recorder.counts() == {
        "aws:appautoscaling/policy:Policy": 3,
        "aws:appautoscaling/target:Target": 1,
        "aws:cloudwatch/logGroup:LogGroup": 1,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:ecs/service:Service": 1,
        "aws:ecs/taskDefinition:TaskDefinition": 1,
        "aws:iam/role:Role": 2,
        "aws:iam/rolePolicy:RolePolicy": 1,
        "aws:lb/listenerRule:ListenerRule": 1,
        "aws:lb/targetGroup:TargetGroup": 1,
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": 2,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 2,
    }
    assert not list(recorder.orphans())
    assert recorder.one("WebService").parent_type == "alicerce:components:BackendService"
    assert recorder.one("aws:ecs/service:Service").parent_type == "alicerce:components:WebService"


def test_the_service(args: BackendArgs) -> None:
    service = build(args).one("aws:ecs/service:Service")
    assert service.inputs == {
        "name": "backend",
        "cluster": "alicerce-test",
        "taskDefinition": "arn:aws:mock:us-east-1:123456789012:taskDefinition/backend",
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
        "healthCheckGracePeriodSeconds": 60,
        "loadBalancers": [
            {
                "targetGroupArn": "arn:aws:mock:us-east-1:123456789012:targetGroup/backend",
                "containerName": "backend",
                "containerPort": 3000,
            }
        ],
        "networkConfiguration": {
            "subnets": ["app-a", "app-b"],
            "securityGroups": ["backend-id"],
            "assignPublicIp": False,
        },
        "enableExecuteCommand": False,
        "enableEcsManagedTags": True,
        "propagateTags": "SERVICE",
        "waitForSteadyState": True,
    }
    assert service.ignore_changes == ("desiredCount",)
    assert service.delete_before_replace
    assert {
        "aws:lb/listenerRule:ListenerRule::backend",
        "aws:cloudwatch/logGroup:LogGroup::backend",
    } <= service.dependencies


@pytest.mark.parametrize("preview", [True, False])
def test_the_task_definition_is_plain_and_known_at_preview(args: BackendArgs, preview: bool) -> None:
    inputs = build(args, preview).one("aws:ecs/taskDefinition:TaskDefinition").inputs
    (container,) = json.loads(inputs["containerDefinitions"])
    assert container["image"] == "123456789012.dkr.ecr.us-east-1.amazonaws.com/alicerce/test/backend:1.0.0"
    assert container["environment"] == [
        {"name": "NODE_ENV", "value": "production"},
        {"name": "PORT", "value": "3000"},
        {"name": "VERSION", "value": "1.0.0"},
    ]
    assert (inputs["family"], inputs["cpu"], inputs["memory"]) == ("alicerce-test-backend", "2048", "2048")
    assert inputs["networkMode"] == "awsvpc"
    assert inputs["requiresCompatibilities"] == ["EC2"]
    assert inputs["runtimePlatform"] == {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}


def test_the_target_group_prefers_the_least_busy_task(args: BackendArgs) -> None:
    inputs = build(args).one("aws:lb/targetGroup:TargetGroup").inputs
    assert inputs["loadBalancingAlgorithmType"] == "least_outstanding_requests"
    assert (inputs["port"], inputs["protocol"], inputs["targetType"]) == (3000, "HTTP", "ip")
    assert (inputs["healthCheck"]["path"], inputs["healthCheck"]["matcher"]) == ("/health", "200")
    assert inputs["deregistrationDelay"] == 30


def test_what_the_listener_sends_it(args: BackendArgs) -> None:
    inputs = build(args).one("aws:lb/listenerRule:ListenerRule").inputs
    assert inputs["conditions"] == [{"pathPattern": {"values": ["/api/*", "/health"]}}]
    assert inputs["actions"] == [
        {
            "type": "forward",
            "targetGroupArn": "arn:aws:mock:us-east-1:123456789012:targetGroup/backend",
        }
    ]
    assert inputs["listenerArn"] == "listener"


def test_the_paths_in_and_out(args: BackendArgs) -> None:
    recorder = build(args)
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
        "backend-load-balancer-in": ("backend-id", "lb", 3000, 3000),
        "backend-load-balancer-out": ("lb", "backend-id", 3000, 3000),
        "backend-endpoints-in": ("endpoints", "backend-id", 443, 443),
        "backend-https-out": ("backend-id", "0.0.0.0/0", 443, 443),
    }


def test_the_execution_role_reads_its_image_and_writes_its_log(args: BackendArgs) -> None:
    recorder = build(args)
    policy = json.loads(recorder.one("aws:iam/rolePolicy:RolePolicy").inputs["policy"])
    assert [(each["Action"], each["Resource"]) for each in policy["Statement"]] == [
        (["ecr:GetAuthorizationToken"], ["*"]),
        (
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            ["arn:aws:ecr:us-east-1:123456789012:repository/alicerce/test/backend"],
        ),
        (
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            ["arn:aws:logs:us-east-1:123456789012:log-group:/alicerce/test/backend:*"],
        ),
    ]


def test_only_tasks_of_this_account_take_the_roles(args: BackendArgs) -> None:
    for role in build(args).all("aws:iam/role:Role"):
        (statement,) = json.loads(role.inputs["assumeRolePolicy"])["Statement"]
        assert statement["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}
        assert statement["Condition"] == {
            "StringEquals": {"aws:SourceAccount": "123456789012"},
            "ArnLike": {"aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*"},
        }


def test_exec_is_a_setting(args: BackendArgs) -> None:
    recorder = build(replace(args, enable_exec=True))
    policies = recorder.all("aws:iam/rolePolicy:RolePolicy")
    assert [policy.name for policy in policies] == ["backend-exec", "backend-execution"]
    (statement,) = json.loads(policies[0].inputs["policy"])["Statement"]
    assert {action.partition(":")[0] for action in statement["Action"]} == {"ssmmessages"}
    assert recorder.one("aws:ecs/service:Service").inputs["enableExecuteCommand"] is True
    definitions = recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"]
    assert "/var/lib/amazon/ssm" in definitions


def test_it_scales_on_three_measures(args: BackendArgs) -> None:
    recorder = build(args)
    target = recorder.one("aws:appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (3, 10)
    assert target["resourceId"] == "service/alicerce-test/backend"
    policies = recorder.all("aws:appautoscaling/policy:Policy")
    configurations = [policy.inputs["targetTrackingScalingPolicyConfiguration"] for policy in policies]
    assert [(each["predefinedMetricSpecification"], each["targetValue"]) for each in configurations] == [
        ({"predefinedMetricType": "ECSServiceAverageCPUUtilization"}, 60),
        ({"predefinedMetricType": "ECSServiceAverageMemoryUtilization"}, 75),
        (
            {
                "predefinedMetricType": "ALBRequestCountPerTarget",
                "resourceLabel": "app/lb/1/suffix/targetGroup/backend",
            },
            30_000,
        ),
    ]
    assert {(each["scaleOutCooldown"], each["scaleInCooldown"]) for each in configurations} == {(60, 300)}


def test_logs_are_kept_for_a_time(args: BackendArgs) -> None:
    group = build(replace(args, log_retention_days=90)).one("aws:cloudwatch/logGroup:LogGroup")
    assert group.inputs == {"name": "/alicerce/test/backend", "retentionInDays": 90}


def test_what_it_publishes(args: BackendArgs) -> None:
    recorder = build(args)
    published = {
        "image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/alicerce/test/backend:1.0.0",
        "log_group": "/alicerce/test/backend",
        "security_group_id": "backend-id",
        "service": "backend",
        "target_group_arn": "arn:aws:mock:us-east-1:123456789012:targetGroup/backend",
        "task_definition_arn": "arn:aws:mock:us-east-1:123456789012:taskDefinition/backend",
    }
    assert recorder.published("BackendService") == published
    assert recorder.published("WebService") == published


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
    ],
)
def test_wrong_arguments(args: BackendArgs, change: dict[str, object], message: str) -> None:
    web = WebServiceArgs(
        cloud=args.cloud,
        placement=args.placement,
        version="1.0.0",
        port=3000,
        health_path="/health",
        paths=("/*",),
        priority=1,
        cpu=1024,
        memory=1024,
        scaling=Scaling(min_tasks=1, max_tasks=2, cpu=60, memory=75, requests=1000),
        log_retention_days=30,
    )
    with pytest.raises(ArgumentError) as caught:
        replace(web, **change)  # type: ignore[arg-type]  # wrong on purpose
    assert str(caught.value) == message
