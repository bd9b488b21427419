"""Auto scaling groups live a whole life against moto."""

from typing import Any

import pytest

from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_hosts import TEMPLATE, TEMPLATE_INPUTS
from tests.localaws.test_services_lb import TARGETS, subnets, vpc

GROUP = "aws:autoscaling/group:Group"


@pytest.fixture
def group(bench: Workbench) -> Props:
    """A group as the program makes it, smaller."""
    template, outputs = bench.make(TEMPLATE, **TEMPLATE_INPUTS)
    return {
        "forceDelete": True,
        "healthCheckType": "EC2",
        "instanceRefresh": {"strategy": "Rolling", "preferences": {"minHealthyPercentage": 100}},
        "launchTemplate": {"id": template, "version": str(outputs["latestVersion"])},
        "minSize": 1,
        "maxSize": 4,
        "protectFromScaleIn": True,
        "tags": [{"key": "AmazonECSManaged", "value": "true", "propagateAtLaunch": True}],
        "vpcZoneIdentifiers": list(subnets(bench, vpc(bench))),
        "waitForCapacityTimeout": "0",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"minSize": 2, "maxSize": 6},
        {"desiredCapacity": 3},
        {"protectFromScaleIn": False},
        {"healthCheckType": "ELB", "healthCheckGracePeriod": 120},
        {"defaultCooldown": 60, "defaultInstanceWarmup": 90, "maxInstanceLifetime": 604800},
        {"capacityRebalance": True, "terminationPolicies": ["OldestInstance", "Default"]},
        {"instanceMaintenancePolicy": {"minHealthyPercentage": 90, "maxHealthyPercentage": 120}},
        {"enabledMetrics": ["GroupInServiceInstances", "GroupMinSize"]},
        {"suspendedProcesses": ["AZRebalance", "Launch"]},
        {"tags": [{"key": "AmazonECSManaged", "value": "true", "propagateAtLaunch": False}]},
        {"tags": [{"key": "Team", "value": "a", "propagateAtLaunch": False}]},
    ],
    ids=lambda value: "-".join(value),
)
def test_group(bench: Workbench, group: Props, change: Props) -> None:
    bench.live(GROUP, change, **group)


def test_group_keeps_to_fewer_zones(bench: Workbench, group: Props) -> None:
    bench.live(GROUP, {"vpcZoneIdentifiers": group["vpcZoneIdentifiers"][:2]}, **group)


def test_group_takes_the_next_version_of_its_template(bench: Workbench, group: Props) -> None:
    template = group["launchTemplate"]["id"]
    bench.call(
        "ec2",
        "CreateLaunchTemplateVersion",
        LaunchTemplateId=template,
        LaunchTemplateData={
            "ImageId": "ami-12c6146b",
            "InstanceType": "c7g.large",
            "UserData": TEMPLATE_INPUTS["userData"],
        },
    )
    bench.live(GROUP, {"launchTemplate": {"id": template, "version": "2"}, "minSize": 3}, **group)


@pytest.mark.parametrize(("before", "after"), [("ab", "bc"), ("a", "ab"), ("ab", "b"), ("", "a")])
def test_group_behind_a_load_balancer(bench: Workbench, group: Props, before: str, after: str) -> None:
    network = bench.call("ec2", "DescribeSubnets", SubnetIds=group["vpcZoneIdentifiers"][:1])
    arns = {
        name: bench.make(TARGETS, vpcId=network["Subnets"][0]["VpcId"], port=80, protocol="HTTP", name=name)[
            0
        ]
        for name in "abc"
    }
    bench.live(
        GROUP,
        {"targetGroupArns": [arns[name] for name in after]},
        **group,
        targetGroupArns=[arns[name] for name in before],
    )


def test_group_stops_measuring_and_pausing(bench: Workbench, group: Props) -> None:
    metrics, paused = ["GroupMinSize", "GroupMaxSize"], ["AZRebalance", "Launch"]
    bench.live(
        GROUP,
        {"enabledMetrics": metrics[:1], "suspendedProcesses": paused[1:]},
        **group,
        enabledMetrics=metrics,
        suspendedProcesses=paused,
    )


def test_group_of_mixed_machines(bench: Workbench, group: Props) -> None:
    template = group.pop("launchTemplate")
    policy = {
        "launchTemplate": {
            "launchTemplateSpecification": {"launchTemplateId": template["id"], "version": "1"},
            "overrides": [{"instanceType": "c7g.large"}, {"instanceType": "c6g.large"}],
        },
        "instancesDistribution": {"onDemandBaseCapacity": 1, "onDemandPercentageAboveBaseCapacity": 50},
    }
    bench.live(GROUP, {"maxSize": 5}, **group, mixedInstancesPolicy=policy)


def test_a_change_of_one_setting_leaves_the_size_alone(bench: Workbench, group: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    old = bench.check(GROUP, **group, desiredCapacity=1)
    ident, state = kind.create(old)
    bench.call("autoscaling", "SetDesiredCapacity", AutoScalingGroupName=ident, DesiredCapacity=3)
    kind.update(ident, old, state, {**old, "healthCheckGracePeriod": 60})
    assert _found(bench, ident)["DesiredCapacity"] == 3


def test_tags_change_one_by_one(bench: Workbench, group: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    old = bench.check(GROUP, **{**group, "tags": [_tag("old"), _tag("kept")]})
    ident, state = kind.create(old)
    bench.call(
        "autoscaling",
        "CreateOrUpdateTags",
        Tags=[{**_aws_tag("others"), "ResourceId": ident, "ResourceType": "auto-scaling-group"}],
    )
    kind.update(ident, old, state, {**old, "tags": [_tag("kept"), _tag("new")]})
    assert sorted(tag["Key"] for tag in _found(bench, ident)["Tags"]) == ["kept", "new", "others"]


def test_a_deletion_by_force_leaves_no_machine_behind(bench: Workbench, group: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    old = bench.check(GROUP, **group)
    ident, state = kind.create(old)
    kind.delete(ident, old, state)
    reservations = bench.call("ec2", "DescribeInstances")["Reservations"]
    states = {machine["State"]["Name"] for each in reservations for machine in each["Instances"]}
    assert states == {"terminated"}


def test_import_of_a_group(bench: Workbench, group: Props) -> None:
    ident, _ = bench.make(GROUP, **group)
    found = bench.package.resource(GROUP, bench.session).read(ident, {}, {})
    assert found is not None
    inputs = found[1]
    assert (inputs["name"], inputs["vpcZoneIdentifiers"]) == (ident, group["vpcZoneIdentifiers"])
    assert inputs["launchTemplate"]["id"] == group["launchTemplate"]["id"]


def test_an_unknown_subnet_waits_for_up(bench: Workbench, group: Props) -> None:
    assert bench.check(GROUP, **{**group, "vpcZoneIdentifiers": [UNKNOWN, "subnet-1"]})


def _found(bench: Workbench, ident: str) -> dict[str, Any]:
    groups = bench.call("autoscaling", "DescribeAutoScalingGroups", AutoScalingGroupNames=[ident])
    return dict(groups["AutoScalingGroups"][0])


def _tag(key: str) -> Props:
    return {"key": key, "value": "1", "propagateAtLaunch": True}


def _aws_tag(key: str) -> dict[str, Any]:
    return {"Key": key, "Value": "1", "PropagateAtLaunch": True}
