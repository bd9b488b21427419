"""Look-ups in a recording: from the ids and ARNs that one resource has of another, back to that other."""

from collections.abc import Callable, Iterable
from typing import Any

from pulumi.runtime import rpc

from tests.recorder import Recorder, Registration

ANYWHERE = "0.0.0.0/0"
"""Every IPv4 address."""


def id_of(resource: Registration) -> str:
    """The id that the recorder deals out (tests/recorder.py)."""
    return f"{resource.name}-id"


def named(reference: str) -> str:
    """The name of the resource behind an id or an ARN of the recorder's."""
    return reference.rpartition("/")[2].removesuffix("-id")


def route_tables(recorder: Recorder, subnet_ids: Iterable[str]) -> set[str]:
    """The route tables of some subnets."""
    found = recorder.all("aws:ec2/routeTableAssociation:RouteTableAssociation")
    return {each.inputs["routeTableId"] for each in found if each.inputs["subnetId"] in set(subnet_ids)}


def default_routes(recorder: Recorder, subnet_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Where what leaves the network goes from these subnets: nothing if it cannot."""
    tables = route_tables(recorder, subnet_ids)
    return [
        each.inputs
        for each in recorder.all("aws:ec2/route:Route")
        if each.inputs["routeTableId"] in tables and each.inputs["destinationCidrBlock"] == ANYWHERE
    ]


def opened(value: Any) -> Any:
    """What is in a secret; anything else as it is. Pulumi marks a secret by a key that nothing else has."""
    return value["value"] if isinstance(value, dict) and rpc._special_sig_key in value else value


def tiers(recorder: Recorder) -> dict[str, list[str]]:
    """The subnets of each tier: network-data-a is the one of tier data in zone a."""
    found: dict[str, list[str]] = {}
    for subnet in recorder.all("aws:ec2/subnet:Subnet"):
        found.setdefault(subnet.name.split("-")[-2], []).append(id_of(subnet))
    return found


def where(recorder: Recorder, type_: str, holds: Callable[[dict[str, Any]], bool]) -> list[Registration]:
    """The resources of a type whose inputs fulfil something."""
    return [each for each in recorder.all(type_) if holds(each.inputs)]
