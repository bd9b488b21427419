"""Cases of the rules about load balancers."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import AnyCase, Case, Declared, StackCase

LB, ALB = "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"
SUBNET = "aws:ec2/subnet:Subnet"
BOOLEAN = "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
ARRAY = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"
NETWORK = {"loadBalancerType": "network"}
GATEWAY = {"loadBalancerType": "gateway"}


def _case(rule: str, props: Mapping[str, Any], says: str = "", type_: str = LB, **more: Any) -> Case:
    return Case(rule=f"load-balancer-{rule}", type=type_, props=props, says=says, **more)


def _flag(rule: str, name: str) -> tuple[Case, ...]:
    """What holds for every property that must be true."""
    says = f"{name} is false, want true"
    return (
        _case(rule, {}, says),
        _case(rule, {name: False}, says, ALB),
        _case(rule, {name: None}, says),
        _case(rule, {name: [True]}, f"{name} is an array, want a boolean"),
        _case(rule, {name: True}),
        _case(rule, {name: True}, "", ALB),
        _case(rule, {name: BOOLEAN}, unknown=name),
    )


def _zones(props: Mapping[str, Any], zones: str, says: str = "", **more: Any) -> StackCase:
    """A load balancer in subnets, named by the letters of their zones."""
    names = [f"subnet{at}" for at in range(len(zones))]
    subnets = [
        Declared(type=SUBNET, name=name, props={"availabilityZone": f"us-east-1{zone}"})
        for name, zone in zip(names, zones, strict=True)
    ]
    balancer = Declared(type=LB, name="edge", props=props, refers={"subnets": names} if names else {})
    at = "edge" if says else ""
    return StackCase(rule="load-balancer-zones", resources=[*subnets, balancer], says=says, at=at, **more)


CASES: tuple[AnyCase, ...] = (
    *_flag("invalid-headers", "dropInvalidHeaderFields"),
    _case("invalid-headers", NETWORK),
    _case("invalid-headers", {"loadBalancerType": "application"}, "dropInvalidHeaderFields is false"),
    *_flag("deletion-protection", "enableDeletionProtection"),
    _case("deletion-protection", NETWORK, "enableDeletionProtection is false, want true"),
    _case("deletion-protection", GATEWAY, "enableDeletionProtection is false, want true"),
    *_flag("zonal-shift", "enableZonalShift"),
    _case("zonal-shift", NETWORK),
    _case("zonal-shift", GATEWAY),
    _case("access-logs", {}, "accessLogs.enabled is false, want true"),
    _case("access-logs", {"accessLogs": {"bucket": "logs"}}, "accessLogs.enabled is false, want true"),
    _case("access-logs", {"accessLogs": {"bucket": "logs", "enabled": False}}, "accessLogs.enabled is false"),
    _case("access-logs", {"accessLogs": []}, "accessLogs is an array, want an object"),
    _case("access-logs", {"accessLogs": {"bucket": "logs", "enabled": True}}),
    _case("access-logs", {"accessLogs": {"bucket": STRING, "enabled": True}}, "", ALB),
    _case("access-logs", NETWORK),
    _case("access-logs", {"accessLogs": {"enabled": BOOLEAN}}, unknown="accessLogs.enabled"),
    _case("desync-mitigation", {"desyncMitigationMode": "monitor"}, "desyncMitigationMode is monitor, want"),
    _case("desync-mitigation", {"desyncMitigationMode": ""}, "desyncMitigationMode is , want", ALB),
    _case("desync-mitigation", {}),
    _case("desync-mitigation", {"desyncMitigationMode": "strictest"}),
    _case("desync-mitigation", {"desyncMitigationMode": "defensive"}),
    _case("idle-timeout", {"idleTimeout": 301}, "idleTimeout is 301 seconds, want at most 300"),
    _case("idle-timeout", {"idleTimeout": "4000"}, "idleTimeout is 4000 seconds, want at most 300"),
    _case("idle-timeout", {"idleTimeout": 61}, "idleTimeout is 61", options={"seconds": 60}),
    _case("idle-timeout", {"idleTimeout": "long"}, "idleTimeout is a string, want a number"),
    _case("idle-timeout", {"idleTimeout": 300}),
    _case("idle-timeout", {}),
    _case("idle-timeout", {"idleTimeout": 4000, **NETWORK}),
    _case("waf-fail-closed", {"enableWafFailOpen": True}, "enableWafFailOpen is true, want false"),
    _case("waf-fail-closed", {"enableWafFailOpen": True}, "enableWafFailOpen is true, want false", ALB),
    _case("waf-fail-closed", {}),
    _case("waf-fail-closed", {"enableWafFailOpen": False}),
    _zones({"subnets": [STRING]}, "a", "its subnets lie in 1 Availability Zones, want 2"),
    _zones({"subnets": [STRING, STRING]}, "aa", "its subnets lie in 1 Availability Zones, want 2"),
    _zones({"subnets": []}, "", "its subnets lie in 0 Availability Zones, want 2"),
    _zones({"subnets": ["subnet-1"]}, "", "its subnets lie in 1 Availability Zones, want 2"),
    _zones({}, "", "its subnets lie in 0 Availability Zones, want 2"),
    _zones({"subnets": [STRING, STRING]}, "ab", "its subnets lie in 2", options={"zones": 3}),
    _zones({"subnets": "subnet-1"}, "", "subnets is a string, want an array"),
    _zones({"subnets": [STRING, STRING]}, "ab"),
    _zones({"subnets": [STRING, STRING, STRING]}, "aab"),
    # Subnets of another stack: the load balancer names two, and nothing says that their zones are one.
    _zones({"subnets": ["subnet-1", "subnet-2"]}, ""),
    _zones({"subnetMappings": [{"subnetId": "subnet-1"}, {"subnetId": "subnet-2"}]}, ""),
    _zones({"subnets": ARRAY}, "", unknown="subnets"),
    StackCase(
        rule="load-balancer-zones",
        resources=[
            Declared(type=SUBNET, name="one", props={"availabilityZoneId": "use1-az1"}),
            Declared(type=SUBNET, name="two", props={"availabilityZoneId": "use1-az1"}),
            Declared(
                type=ALB,
                name="edge",
                props={"subnetMappings": [{"subnetId": STRING}, {"subnetId": STRING}]},
                refers={"subnetMappings": ["one", "two"]},
            ),
        ],
        says="its subnets lie in 1 Availability Zones, want 2",
        at="edge",
    ),
)
