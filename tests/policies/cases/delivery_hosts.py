"""Groups of hosts."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

GROUP = "aws:autoscaling/group:Group"
SUBNETS = [
    Declared(type="aws:ec2/subnet:Subnet", name=zone, props={"availabilityZone": f"us-east-1{zone[0]}"})
    for zone in ("a", "a2", "b")
]


def _case(rule: str, props: Mapping[str, Any], says: str = "", **more: Any) -> Case:
    return Case(rule=f"hosts-{rule}", type=GROUP, props=props, says=says, **more)


def _zones(props: Mapping[str, Any], *subnets: str, says: str = "", **more: Any) -> StackCase:
    """A group in some of the subnets."""
    named = {"vpcZoneIdentifiers": [UNKNOWN] * len(subnets)} if subnets else {}
    refers = {"vpcZoneIdentifiers": subnets} if subnets else {}
    group = Declared(type=GROUP, name="hosts", props={**named, **props}, refers=refers)
    at = "hosts" if says else ""
    return StackCase(rule="hosts-zones", resources=[*SUBNETS, group], says=says, at=at, **more)


def _mixed(share: Any, **props: Any) -> dict[str, Any]:
    distribution = {"onDemandPercentageAboveBaseCapacity": share}
    return {"mixedInstancesPolicy": {"instancesDistribution": distribution}, **props}


BALANCED = {"targetGroupArns": [UNKNOWN]}
NO_CHECK = "healthCheckType is EC2 behind a load balancer, want ELB"
SPOT = "capacityRebalance is false with {} % spot instances, want true"

CASES: tuple[AnyCase, ...] = (
    _zones({}, says="its hosts are in 0 Availability Zones, want at least 2"),
    _zones({}, "a", says="its hosts are in 1 Availability Zones, want at least 2"),
    _zones({}, "a", "a2", says="its hosts are in 1 Availability Zones, want at least 2"),
    _zones({"availabilityZones": ["us-east-1a"]}, says="its hosts are in 1 Availability Zones"),
    _zones({}, "a", "b", says="its hosts are in 2 Availability Zones, want at least 3", options={"zones": 3}),
    _zones({"vpcZoneIdentifiers": 1}, says="vpcZoneIdentifiers is a number, want an array"),
    _zones({}, "a", "b"),
    _zones({"availabilityZones": ["us-east-1a", "us-east-1b"]}),
    _zones({"vpcZoneIdentifiers": ["subnet-1", "subnet-2"]}),
    _zones({"vpcZoneIdentifiers": UNKNOWN}, unknown="vpcZoneIdentifiers"),
    _case("health-check", BALANCED, NO_CHECK),
    _case("health-check", {"loadBalancers": ["classic"], "healthCheckType": "EC2"}, NO_CHECK),
    _case("health-check", {"trafficSources": [{"identifier": UNKNOWN}]}, NO_CHECK),
    _case("health-check", BALANCED | {"healthCheckType": "ELB"}),
    _case("health-check", BALANCED | {"healthCheckType": "EC2,ELB"}),
    _case("health-check", {"healthCheckType": "EC2"}),
    _case("health-check", {"targetGroupArns": []}),
    _case("health-check", BALANCED | {"healthCheckType": UNKNOWN}, unknown="healthCheckType"),
    _case(
        "launch-template", {"launchConfiguration": "old"}, "launchConfiguration is set, want launchTemplate"
    ),
    _case("launch-template", {"launchConfiguration": UNKNOWN}, "launchConfiguration is set, want"),
    _case("launch-template", {"launchTemplate": {"id": UNKNOWN}}),
    _case("launch-template", {"launchConfiguration": None, "mixedInstancesPolicy": {}}),
    _case("spot-rebalance", _mixed(0), SPOT.format(100)),
    _case("spot-rebalance", _mixed("50", capacityRebalance=False), SPOT.format(50)),
    _case("spot-rebalance", {"capacityRebalance": 1}, "capacityRebalance is a number, want a boolean"),
    _case("spot-rebalance", _mixed(0, capacityRebalance=True)),
    _case("spot-rebalance", _mixed(100)),
    _case("spot-rebalance", _mixed(None)),
    _case("spot-rebalance", {}),
    _case(
        "spot-rebalance",
        _mixed(UNKNOWN),
        unknown="mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity",
    ),
)
