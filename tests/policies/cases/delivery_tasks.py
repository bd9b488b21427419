"""Where tasks run, and who reaches them there."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

SERVICE, TASK_SET = "aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"
SUBNET = "aws:ec2/subnet:Subnet"
ZONE = "attribute:ecs.availability-zone"


def _case(rule: str, props: Mapping[str, Any], says: str = "", type_: str = SERVICE, **more: Any) -> Case:
    return Case(rule=f"service-{rule}", type=type_, props=props, says=says, **more)


def _zones(props: Mapping[str, Any], zones: Sequence[Any] = (), says: str = "", **more: Any) -> StackCase:
    """A service in subnets of the stack, each in one of these zones."""
    names = [f"subnet{at}" for at in range(len(zones))]
    subnets = [
        Declared(type=SUBNET, name=name, props={"availabilityZone": zone})
        for name, zone in zip(names, zones, strict=True)
    ]
    service = Declared(type=SERVICE, name="web", props=props, refers={"networkConfiguration": names})
    at = "web" if says or "unknown" in more else ""
    return StackCase(rule="service-zones", resources=[*subnets, service], says=says, at=at, **more)


def _in(*subnets: Any) -> dict[str, Any]:
    return {"networkConfiguration": {"subnets": list(subnets)}}


PUBLIC = "networkConfiguration.assignPublicIp is true, want false"
FEW = "the subnets in networkConfiguration are in {} Availability Zones, want at least {}"
LOPSIDED = "availabilityZoneRebalancing is DISABLED, want ENABLED"
PINNED = {"type": "memberOf", "expression": "attribute:ecs.availability-zone == us-east-1a"}

CASES: tuple[AnyCase, ...] = (
    _case("public-ip", {"networkConfiguration": {"assignPublicIp": True}}, PUBLIC),
    _case("public-ip", {"networkConfiguration": {"assignPublicIp": True}}, PUBLIC, TASK_SET),
    _case("public-ip", {"networkConfiguration": []}, "networkConfiguration is an array, want an object"),
    _case("public-ip", {}),
    _case("public-ip", {"networkConfiguration": {"subnets": ["a"]}}),
    _case("public-ip", {"networkConfiguration": {"assignPublicIp": False}}, "", TASK_SET),
    _case("public-ip", {"networkConfiguration": UNKNOWN}, unknown="networkConfiguration"),
    _case(
        "public-ip",
        {"networkConfiguration": {"assignPublicIp": UNKNOWN}},
        unknown="networkConfiguration.assignPublicIp",
    ),
    _case("platform-version", {"platformVersion": "1.4.0"}, "platformVersion is 1.4.0, want LATEST"),
    _case("platform-version", {"platformVersion": "1.3.0"}, "platformVersion is 1.3.0, want", TASK_SET),
    _case("platform-version", {"platformVersion": 1.4}, "platformVersion is a number, want a string"),
    _case("platform-version", {}),
    _case("platform-version", {"platformVersion": "LATEST"}),
    _case("platform-version", {"platformVersion": UNKNOWN}, unknown="platformVersion"),
    _zones(_in(UNKNOWN), ["a"], FEW.format(1, 2)),
    _zones(_in(UNKNOWN, UNKNOWN), ["a", "a"], FEW.format(1, 2)),
    _zones(_in("subnet-1"), [], FEW.format(1, 2)),
    _zones(_in(), [], FEW.format(0, 2)),
    _zones(_in(UNKNOWN), ["a", "b"], FEW.format(1, 2)),
    _zones(_in("one", "two"), ["a", "b"], FEW.format(2, 3), options={"zones": 3}),
    _zones({"networkConfiguration": "x"}, [], "networkConfiguration is a string, want an object"),
    _zones(_in(UNKNOWN, UNKNOWN), ["a", "b"]),
    _zones(_in("subnet-1", "subnet-2")),
    _zones({}),
    _zones(_in(UNKNOWN, UNKNOWN), ["a", UNKNOWN], unknown="availabilityZone"),
    _zones({"networkConfiguration": UNKNOWN}, ["a", "b"], unknown="networkConfiguration"),
    _case("zone-rebalancing", {}, LOPSIDED),
    _case("zone-rebalancing", {"availabilityZoneRebalancing": "DISABLED"}, LOPSIDED),
    _case("zone-rebalancing", {"placementConstraints": [{"type": "distinctInstance"}]}, LOPSIDED),
    _case("zone-rebalancing", {"availabilityZoneRebalancing": "ENABLED"}),
    _case("zone-rebalancing", {"schedulingStrategy": "DAEMON"}),
    _case("zone-rebalancing", {"orderedPlacementStrategies": [{"type": "spread", "field": ZONE}]}, LOPSIDED),
    _case("zone-rebalancing", {"orderedPlacementStrategies": [{"type": "random"}]}),
    _case(
        "zone-rebalancing",
        {"orderedPlacementStrategies": [{"type": "spread", "field": ZONE}, {"type": "random"}]},
        LOPSIDED,
    ),
    _case("zone-rebalancing", {"loadBalancers": [{"targetGroupArn": "a"}]}, LOPSIDED),
    _case("zone-rebalancing", {"loadBalancers": [{"elbName": "classic"}]}),
    _case("zone-rebalancing", {"deploymentMaximumPercent": 100}),
    _case("zone-rebalancing", {"launchType": "EXTERNAL"}),
    _case("zone-rebalancing", {"placementConstraints": [{"type": "distinctInstance"}, PINNED]}),
    _case(
        "zone-rebalancing",
        {"availabilityZoneRebalancing": UNKNOWN},
        unknown="availabilityZoneRebalancing",
    ),
    _case(
        "zone-spread",
        {"orderedPlacementStrategies": [{"type": "binpack", "field": "memory"}]},
        f"orderedPlacementStrategies[0] is binpack memory, want spread {ZONE}",
    ),
    _case(
        "zone-spread",
        {"orderedPlacementStrategies": [{"type": "random"}, {"type": "spread", "field": ZONE}]},
        "orderedPlacementStrategies[0] is random of nothing, want",
    ),
    _case(
        "zone-spread",
        {"orderedPlacementStrategies": [{"type": "spread", "field": "instanceId"}]},
        "orderedPlacementStrategies[0] is spread instanceId, want",
    ),
    _case("zone-spread", {}),
    _case("zone-spread", {"orderedPlacementStrategies": []}),
    _case(
        "zone-spread",
        {
            "orderedPlacementStrategies": [
                {"type": "spread", "field": ZONE},
                {"type": "binpack", "field": "cpu"},
            ]
        },
    ),
    _case(
        "zone-spread",
        {"orderedPlacementStrategies": [{"type": UNKNOWN}]},
        unknown="orderedPlacementStrategies[0].type",
    ),
)
