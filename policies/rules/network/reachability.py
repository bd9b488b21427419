"""No short way from the internet to data.

Security groups are judged as a graph of hosts: resources that have groups, each with all that it has. A host
lets another one in when one of its groups admits one of the other's, or a range that holds the whole of one
of the other's subnets. The internet comes in at the entrances: hosts with a group that admits the internet,
load balancers that face it, those behind a VPC origin of CloudFront, and VPC links of API Gateway.

Breach: a data store with fewer than `tiers` hosts before it on the shortest way. With two, a load balancer
and an application, whoever takes over what faces the internet has not yet reached the data. That is AWS's
SEC05-BP01: "Your database should not be accessible directly from the load balancer."

What it does not see: routes (an open group in a private subnet counts as open), outgoing rules, network ACLs,
prefix lists, since nobody knows their addresses here, and groups of other stacks.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pack.options import Number
from pack.rule import Severity, StackRule, Verdict, well_architected
from pack.stack import Stack

from .hosts import DATA_STORES, LOAD_BALANCERS, VPC_LINK, Admitted, Host, admissions, hosts
from .ingress import is_internet

VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"

Way = tuple[Host, ...]
"""Hosts from an entrance to a host, both included."""


def _reachable(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    if not stack.all(*DATA_STORES):
        return
    unread: list[tuple[str, Verdict]] = []
    admitted = admissions(stack, unread)
    yield from unread
    everything = hosts(stack)
    entrances = [each for each in everything if _is_entrance(stack, each, admitted)]
    for urn, way in _ways(everything, entrances, admitted).items():
        before = len(way) - 1
        if way[-1].resource.type in DATA_STORES and before < options["tiers"]:
            path = " > ".join(["internet", *map(str, way)])
            yield urn, f"{path}, hosts before the data: {before}, want {options['tiers']}"


def _is_entrance(stack: Stack, host: Host, admitted: Mapping[str, Admitted]) -> bool:
    """Whether the internet comes in here."""
    resource = host.resource
    if resource.type in LOAD_BALANCERS and not resource.props.flag("internal"):
        return True
    if resource.type == VPC_LINK or stack.users(resource, {VPC_ORIGIN}, "vpcOriginEndpointConfig"):
        return True
    return any(is_internet(each) for group in host.groups for each in admitted[group].ranges)


def _ways(
    everything: Sequence[Host], entrances: Sequence[Host], admitted: Mapping[str, Admitted]
) -> dict[str, Way]:
    """The shortest way to each host that there is a way to, by its URN."""
    ways: dict[str, Way] = {each.resource.urn: (each,) for each in entrances}
    walked = list(entrances)
    for host in walked:  # it grows by what each host leads to
        for other in everything:
            if other.resource.urn not in ways and any(admitted[each].has(host) for each in other.groups):
                ways[other.resource.urn] = (*ways[host.resource.urn], other)
                walked.append(other)
    return ways


RULES = (
    StackRule(
        id="data-out-of-reach",
        severity=Severity.CRITICAL,
        check=_reachable,
        finding="Data are too close to the internet.",
        why="Whoever takes over what faces the internet stands in front of the data.",
        fix="let the data's security group admit that of the application alone, and the application's that "
        "of the load balancer.",
        source="https://docs.aws.amazon.com/wellarchitected/2023-04-10/framework/"
        "sec_network_protection_create_layers.html",
        controls=well_architected("SEC05-BP01"),
        options={
            "tiers": Number(
                2,
                1,
                5,
                "Hosts between the internet and data: 2 is a load balancer and an application, 1 an "
                "application that faces the internet itself. Source: SEC05-BP01.",
            )
        },
    ),
)
