"""The arrows of the network: rules of security groups, and the routes out."""

from collections.abc import Iterator
from typing import Any

from tests.pictures.edge import CDN
from tests.pictures.flowchart import Arrow
from tests.pictures.members import Member
from tests.pictures.recording import default_routes, named
from tests.recorder import Recorder

NAT = "nat"
INTERNET = "internet"
EVERYONE = {"0.0.0.0/0", "::/0"}
"""Every address, IPv4 and IPv6."""
ORIGIN_FACING = "com.amazonaws.global.cloudfront.origin-facing"
"""The list of the addresses from which CloudFront speaks to origins."""


def ways_in(recorder: Recorder, members: list[Member]) -> Iterator[Arrow]:
    """Each rule by which a group lets somebody in."""
    keys = {member.group: member.key for member in members}
    paths = _paths(recorder)
    for rule in recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"):
        own = rule.inputs
        start, end = peer(recorder, own, keys), keys[own["securityGroupId"]]
        yield Arrow(start, end, ": ".join(filter(None, (ports(own), paths.get((start, end))))))


def ways_out(recorder: Recorder, members: list[Member]) -> Iterator[Arrow]:
    """Each rule that lets a group out to anywhere, as far as a route leads there."""
    found = {member.group: member for member in members}
    for rule in recorder.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"):
        own = rule.inputs
        if own.get("cidrIpv4") in EVERYONE:
            member = found[own["securityGroupId"]]
            for route in default_routes(recorder, member.subnets):
                yield Arrow(member.key, NAT if "natGatewayId" in route else INTERNET, ports(own))


def nat_out(recorder: Recorder) -> Iterator[Arrow]:
    """The way on, where NAT gateways have one."""
    stand_in = [each.inputs["subnetId"] for each in recorder.all("aws:ec2/natGateway:NatGateway")]
    if any("gatewayId" in route for route in default_routes(recorder, stand_in)):
        yield Arrow(NAT, INTERNET)


def peer(recorder: Recorder, rule: dict[str, Any], keys: dict[str, str]) -> str:
    """Who a rule is about."""
    if "referencedSecurityGroupId" in rule:
        return keys[rule["referencedSecurityGroupId"]]
    if "prefixListId" in rule:
        (asked,) = {
            args["name"] for token, args in recorder.invokes if token.endswith("getManagedPrefixList")
        }
        return CDN if asked == ORIGIN_FACING else str(asked)
    addresses = str(rule.get("cidrIpv4") or rule.get("cidrIpv6"))
    return INTERNET if addresses in EVERYONE else addresses


def ports(rule: dict[str, Any]) -> str:
    """The ports of a rule."""
    if rule["ipProtocol"] == "-1":
        return "all"
    low, high = (f"{rule[each]:.0f}" for each in ("fromPort", "toPort"))
    return low if low == high else f"{low} to {high}"


def _paths(recorder: Recorder) -> dict[tuple[str, str], str]:
    """The paths that a load balancer sends from its group to a service's."""
    balancers = recorder.all("aws:lb/loadBalancer:LoadBalancer")
    services = {
        named(each.inputs["loadBalancers"][0]["targetGroupArn"]): each
        for each in recorder.all("aws:ecs/service:Service")
    }
    found = {}
    for rule in recorder.all("aws:lb/listenerRule:ListenerRule"):
        service = services[named(rule.inputs["actions"][0]["targetGroupArn"])]
        end = named(service.inputs["networkConfiguration"]["securityGroups"][0])
        for balancer in balancers:
            start = named(balancer.inputs["securityGroups"][0])
            found[start, end] = ", ".join(rule.inputs["conditions"][0]["pathPattern"]["values"])
    return found
