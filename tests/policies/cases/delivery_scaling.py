"""Numbers of tasks and hosts."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

TARGET, POLICY = "aws:appautoscaling/target:Target", "aws:appautoscaling/policy:Policy"
ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction"
SUBNETS = [
    Declared(type="aws:ec2/subnet:Subnet", name=zone, props={"availabilityZone": f"us-east-1{zone}"})
    for zone in "abc"
]
WEB = "service/main/web"


def _service(zones: str = "abc", **props: Any) -> Declared:
    """The service web of the cluster main, in subnets of these zones."""
    return Declared(
        type="aws:ecs/service:Service",
        name="web",
        props={"cluster": "main", "name": "web", "networkConfiguration": {"subnets": [UNKNOWN] * len(zones)}}
        | props,
        refers={"networkConfiguration": list(zones)},
    )


def _target(least: Any, most: Any = 10, name: str = "target", **more: Any) -> Declared:
    bounds = {"minCapacity": least, "maxCapacity": most}
    return Declared(type=TARGET, name=name, props=bounds | {"resourceId": WEB}, **more)


def _action(least: Any) -> Declared:
    """A scheduled action on the service's tasks."""
    bounds = {"scalableTargetAction": {"minCapacity": least, "maxCapacity": 10}}
    return Declared(type=ACTION, name="night", props=bounds | {"resourceId": WEB})


def _policy(resource: Any = WEB, **refers: Sequence[str]) -> Declared:
    return Declared(type=POLICY, name="cpu", props={"resourceId": resource}, refers=refers)


def _service_case(rule: str, resources: Sequence[Declared], says: str = "", **more: Any) -> StackCase:
    return StackCase(
        rule=f"service-{rule}", resources=[*SUBNETS, *resources], says=says, at="web" if says else "", **more
    )


def _range(props: Mapping[str, Any], says: str = "", **more: Any) -> Case:
    return Case(rule="scaling-range", type=TARGET, props=props, says=says, **more)


def _hosts(rule: str, props: Mapping[str, Any], zones: str = "", says: str = "", **more: Any) -> StackCase:
    """A group of hosts in subnets of these zones."""
    subnets = {"vpcZoneIdentifiers": [UNKNOWN] * len(zones)} if zones else {}
    refers = {"vpcZoneIdentifiers": list(zones)} if zones else {}
    group = Declared(
        type="aws:autoscaling/group:Group", name="hosts", props={**subnets, **props}, refers=refers
    )
    at = "hosts" if says else ""
    return StackCase(rule=f"hosts-{rule}", resources=[*SUBNETS, group], says=says, at=at, **more)


NO_TARGET = "no aws:appautoscaling/target scales it, want one"
NO_POLICY = "no aws:appautoscaling/policy moves its scalable target, want target tracking"
DAEMON = {"schedulingStrategy": "DAEMON"}
UNNAMED = {"name": UNKNOWN, "cluster": UNKNOWN}
FEW = "minCapacity of scalable target target is 2, want at least 3, a task for each Availability Zone"
OTHER = Declared(type=TARGET, name="other", props={"resourceId": "service/other/web", "minCapacity": 9})

CASES: tuple[AnyCase, ...] = (
    _service_case("scales", [_service()], NO_TARGET),
    _service_case("scales", [_service(), OTHER, _policy()], NO_TARGET),
    _service_case("scales", [_service(), _target(3)], NO_POLICY),
    _service_case("scales", [_service(), _target(3), _policy("table/orders")], NO_POLICY),
    _service_case("scales", [_service(), _target(3), _policy()]),
    _service_case(
        "scales",
        [
            _service(**UNNAMED),
            Declared(type=TARGET, name="t", props={"resourceId": UNKNOWN}, refers={"resourceId": ["web"]}),
            _policy(UNKNOWN, resourceId=["t"]),
        ],
    ),
    _service_case(
        "scales", [_service(cluster="arn:aws:ecs:us-east-1:1:cluster/main"), _target(3), _policy()]
    ),
    _service_case("scales", [_service(**DAEMON)]),
    _service_case("scales", [_service(schedulingStrategy=UNKNOWN)], unknown="schedulingStrategy"),
    _service_case("minimum-tasks", [_service(), _target(2)], FEW),
    _service_case(
        "minimum-tasks", [_service(desiredCount=2)], "desiredCount is 2, want at least 3, a task for each"
    ),
    _service_case("minimum-tasks", [_service()], "desiredCount is 0, want at least 3"),
    _service_case(
        "minimum-tasks",
        [_service(), _target(3), _action("1")],
        "minCapacity of scheduled action night is 1, want at least 3",
    ),
    _service_case("minimum-tasks", [_service("", desiredCount=1)], "desiredCount is 1, want at least 2"),
    _service_case("minimum-tasks", [_service(), _target([])], "minCapacity is an array, want a number"),
    _service_case("minimum-tasks", [_service(), _target(3), _action(3)]),
    _service_case("minimum-tasks", [_service(), _target(3), _action(None)]),
    _service_case("minimum-tasks", [_service("ab", desiredCount=2)]),
    _service_case("minimum-tasks", [_service(desiredCount=3), OTHER]),
    _service_case("minimum-tasks", [_service(desiredCount=0, **DAEMON)]),
    _service_case("minimum-tasks", [_service(), _target(UNKNOWN)], unknown="minCapacity"),
    _service_case(
        "spare-tasks",
        [_service(), _target(3, 4)],
        "maxCapacity of scalable target target is 4, want at least 5: 3 once more when 1 of 3 zones fails",
    ),
    _service_case(
        "spare-tasks",
        [_service("ab"), _target(2, 3)],
        "maxCapacity of scalable target target is 3, want at least 4: 2 once more when 1 of 2 zones fails",
    ),
    _service_case("spare-tasks", [_service(), _target(3, 5)]),
    _service_case("spare-tasks", [_service("a"), _target(3, 3)]),
    _service_case("spare-tasks", [_service(), _target(None, 3)]),
    _service_case("spare-tasks", [_service(desiredCount=3)]),
    _service_case("spare-tasks", [_service(), _target(3, UNKNOWN)], unknown="maxCapacity"),
    _range({"minCapacity": 2, "maxCapacity": 2}, "minCapacity is 2 and maxCapacity 2, want room between"),
    _range({"minCapacity": 4, "maxCapacity": 2}, "minCapacity is 4 and maxCapacity 2, want room between"),
    _range({"minCapacity": "3", "maxCapacity": "3"}, "minCapacity is 3 and maxCapacity 3, want"),
    _range({"minCapacity": 0, "maxCapacity": 1}),
    _range({"minCapacity": 3}),
    _range({"maxCapacity": 3}),
    _range({"minCapacity": 3, "maxCapacity": 10}),
    _range({"minCapacity": 3, "maxCapacity": UNKNOWN}, unknown="maxCapacity"),
    _hosts("minimum", {"minSize": 2}, "abc", "minSize is 2, want at least 3, a host for each"),
    _hosts("minimum", {}, "ab", "minSize is 0, want at least 2"),
    _hosts("minimum", {"minSize": 1, "availabilityZones": ["a", "b"]}, "", "minSize is 1, want at least 2"),
    _hosts("minimum", {"minSize": 3}, "abc"),
    _hosts("minimum", {"minSize": 1}, "a"),
    _hosts("minimum", {"minSize": UNKNOWN}, "abc", unknown="minSize"),
    _hosts("spare", {"minSize": 4, "maxSize": 5}, "abc", "maxSize is 5, want at least 6: 4 once more"),
    _hosts("spare", {"minSize": 2, "maxSize": 2}, "ab", "maxSize is 2, want at least 4: 2 once more"),
    _hosts("spare", {"minSize": 4, "maxSize": 6}, "abc"),
    _hosts("spare", {"minSize": 0, "maxSize": 0}, "abc"),
    _hosts("spare", {"minSize": 2, "maxSize": 2}, "a"),
    _hosts("spare", {"minSize": 2, "maxSize": UNKNOWN}, "abc", unknown="maxSize"),
)
