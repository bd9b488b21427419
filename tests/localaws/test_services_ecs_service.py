"""Services live a whole life against moto: with what the program sets, and with the rest."""

from typing import Any

import pytest

from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_ecs import CLUSTER, DEFINITION, TASK

SERVICE = "aws:ecs/service:Service"


@pytest.fixture
def inputs(bench: Workbench) -> Props:
    """A service as the program makes it."""
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")
    group, _ = bench.make("aws:ec2/securityGroup:SecurityGroup", vpcId=vpc)
    subnets = [
        bench.make("aws:ec2/subnet:Subnet", vpcId=vpc, cidrBlock=f"10.0.{at}.0/24")[0] for at in range(3)
    ]
    bench.make(CLUSTER, name="alicerce")
    _, task = bench.make(TASK, **DEFINITION)
    return {
        "name": "backend",
        "cluster": "alicerce",
        "taskDefinition": task["arn"],
        "desiredCount": 3,
        "availabilityZoneRebalancing": "ENABLED",
        "capacityProviderStrategies": [{"capacityProvider": "hosts", "weight": 1}],
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "deploymentMaximumPercent": 200,
        "deploymentMinimumHealthyPercent": 100,
        "enableEcsManagedTags": True,
        "enableExecuteCommand": False,
        "healthCheckGracePeriodSeconds": 60,
        "loadBalancers": [
            {
                "containerName": "backend",
                "containerPort": 3000,
                "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/a/1",
            }
        ],
        "networkConfiguration": {"assignPublicIp": False, "securityGroups": [group], "subnets": subnets},
        "orderedPlacementStrategies": [
            {"type": "spread", "field": "attribute:ecs.availability-zone"},
            {"type": "binpack", "field": "memory"},
        ],
        "propagateTags": "SERVICE",
        "waitForSteadyState": True,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"deploymentMaximumPercent": 150},
        {"deploymentCircuitBreaker": {"enable": True, "rollback": False}},
        {"alarms": {"alarmNames": ["errors"], "enable": True, "rollback": True}},
        {"deploymentConfiguration": {"strategy": "ROLLING"}},
        {
            "deploymentConfiguration": {
                "strategy": "CANARY",
                "bakeTimeInMinutes": 5,
                "canaryConfiguration": {"canaryPercent": 10.5, "canaryBakeTimeInMinutes": 5},
                "lifecycleHooks": [
                    {
                        "hookTargetArn": "arn:aws:lambda:us-east-1:200000000001:function:check",
                        "roleArn": "arn:aws:iam::200000000001:role/hooks",
                        "lifecycleStages": ["POST_SCALE_UP"],
                    }
                ],
            }
        },
        {"desiredCount": 5},
        {"availabilityZoneRebalancing": "DISABLED"},
        {"enableEcsManagedTags": False, "propagateTags": "TASK_DEFINITION"},
        {"enableExecuteCommand": True},
        {"healthCheckGracePeriodSeconds": 90},
        {"loadBalancers": []},
        {"orderedPlacementStrategies": [{"type": "random"}]},
        {"placementConstraints": [{"type": "distinctInstance"}]},
        {"serviceRegistries": {"registryArn": "arn:aws:servicediscovery:us-east-1:1:service/s", "port": 80}},
        {"serviceConnectConfiguration": {"enabled": True, "services": [{"portName": "backend"}]}},
        {
            "serviceConnectConfiguration": {
                "enabled": True,
                "namespace": "arn:aws:servicediscovery:us-east-1:200000000001:namespace/ns-1",
                "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/connect"}},
                "accessLogConfiguration": {"format": "JSON"},
                "services": [
                    {
                        "portName": "backend",
                        "discoveryName": "backend",
                        "clientAlias": [{"port": 3000, "dnsName": "backend"}],
                        "timeout": {"perRequestTimeoutSeconds": 15},
                        "tls": {"issuerCertAuthority": {"awsPcaAuthorityArn": "arn:aws:acm-pca:a:1:ca"}},
                    }
                ],
            }
        },
        {
            "volumeConfiguration": {
                "name": "scratch",
                "managedEbsVolume": {
                    "roleArn": "arn:aws:iam::200000000001:role/volumes",
                    "sizeInGb": 20,
                    "fileSystemType": "ext4",
                    "encrypted": True,
                    "tagSpecifications": [{"resourceType": "volume", "tags": {"Team": "a"}}],
                },
            }
        },
        {
            "vpcLatticeConfigurations": [
                {"roleArn": "arn:aws:iam::1:role/a", "targetGroupArn": "arn:aws:a", "portName": "backend"}
            ]
        },
        {"forceNewDeployment": True},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_service(bench: Workbench, inputs: Props, change: Props) -> None:
    bench.live(SERVICE, change, **inputs)


def test_service_on_fargate_without_security_groups(bench: Workbench, inputs: Props) -> None:
    for prop in ("capacityProviderStrategies", "orderedPlacementStrategies"):
        del inputs[prop]
    del inputs["networkConfiguration"]["securityGroups"]
    network = {**inputs["networkConfiguration"], "assignPublicIp": True}
    bench.live(
        SERVICE,
        {"platformVersion": "1.4.0", "networkConfiguration": network},
        **inputs,
        launchType="FARGATE",
        platformVersion="LATEST",
        schedulingStrategy="REPLICA",
        deploymentController={"type": "ECS"},
        forceDelete=True,
    )


def test_service_on_fargate_spot_with_a_name_in_the_network(bench: Workbench, inputs: Props) -> None:
    del inputs["orderedPlacementStrategies"]
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.1.0.0/16")
    namespace, _ = bench.make(
        "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", name="alicerce.internal", vpc=vpc
    )
    _, registry = bench.make(
        "aws:servicediscovery/service:Service",
        name="backend",
        dnsConfig={"namespaceId": namespace, "dnsRecords": [{"type": "A", "ttl": 10}]},
    )
    shares = [{"capacityProvider": name, "weight": 1} for name in ("FARGATE", "FARGATE_SPOT")]
    bench.live(
        SERVICE,
        {"serviceRegistries": []},
        **{**inputs, "capacityProviderStrategies": shares},
        platformVersion="LATEST",
        serviceRegistries={"registryArn": registry["arn"], "containerName": "backend", "containerPort": 3000},
    )


@pytest.mark.parametrize(
    "change", [{"cluster": "other"}, {"name": "frontend"}, {"capacityProviderStrategies": []}]
)
def test_what_makes_a_new_service(bench: Workbench, inputs: Props, change: Props) -> None:
    kind = bench.package.resource(SERVICE, bench.session)
    old = bench.check(SERVICE, **inputs)
    _, state = kind.create(old)
    assert kind.diff(old, state, {**old, **change}).replaces == tuple(change)


def _service(bench: Workbench) -> dict[str, Any]:
    found: dict[str, Any] = bench.call("ecs", "DescribeServices", cluster="alicerce", services=["backend"])
    return dict(found["services"][0])


def test_a_count_that_autoscaling_changed_survives_an_update(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(SERVICE, bench.session)
    old = bench.check(SERVICE, **inputs)
    ident, state = kind.create(old)
    bench.call("ecs", "UpdateService", cluster="alicerce", service="backend", desiredCount=7)
    kind.update(ident, old, state, {**old, "healthCheckGracePeriodSeconds": 90})
    found = _service(bench)
    assert (found["desiredCount"], found["healthCheckGracePeriodSeconds"]) == (7, 90)


def test_half_of_a_deployment_configuration_keeps_the_other_half(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(SERVICE, bench.session)
    old = bench.check(SERVICE, **inputs)
    ident, state = kind.create(old)
    kind.update(ident, old, state, {**old, "deploymentMaximumPercent": 150})
    assert _service(bench)["deploymentConfiguration"] == {
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "maximumPercent": 150,
        "minimumHealthyPercent": 100,
    }


@pytest.mark.parametrize(
    ("meddled", "prop", "seen"),
    [
        ({"desiredCount": 1}, "desiredCount", 1),
        ({"enableExecuteCommand": True}, "enableExecuteCommand", True),
        (
            {"deploymentConfiguration": {"maximumPercent": 110}},
            "deploymentMaximumPercent",
            110,
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_drift(bench: Workbench, inputs: Props, meddled: Props, prop: str, seen: Any) -> None:
    old = bench.check(SERVICE, **inputs)
    ident, state = bench.make(SERVICE, **inputs)
    bench.call("ecs", "UpdateService", cluster="alicerce", service="backend", **meddled)
    found = bench.package.resource(SERVICE, bench.session).read(ident, old, state)
    assert found is not None
    assert found[1][prop] == seen


def test_a_wrong_word_is_refused_before_anything_is_sent(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(SERVICE, bench.session)
    _, failures = kind.check({}, {**inputs, "propagateTags": "ALL"}, Naming("backend"))
    assert len(failures) == 1
    assert failures[0].startswith("propagateTags: ")
