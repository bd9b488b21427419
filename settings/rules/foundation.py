"""Rules of the network, and of minimums and maximums."""

import ipaddress
from collections.abc import Iterator

from settings.model import Settings
from settings.problems import Problem, problem


def network_range(settings: Settings) -> Iterator[Problem]:
    """The VPC's range is a network address of the right size."""
    cidr = settings.network.cidr
    try:
        fine = 16 <= ipaddress.IPv4Network(cidr).prefixlen <= 21
    except ValueError:
        fine = False
    if not fine:
        yield problem(
            ("networkCidr",),
            f"networkCidr is {cidr}; allowed: an IPv4 network, /16 to /21, with no bit set after the prefix.",
            "10.0.0.0/16",
        )


def zones_of_region(settings: Settings) -> Iterator[Problem]:
    """Zones are of the region, two or more, each once."""
    zones, region = settings.zones, settings.region
    wrong = [zone for zone in zones if zone[:-1] != region]
    proposal = tuple(f"{region}{letter}" for letter in "abc")
    if wrong:
        yield problem(
            ("networkZones", "region"),
            f"networkZones has {', '.join(wrong)}; allowed: zones of the region, {region}.",
            proposal,
        )
    if len(set(zones)) != len(zones) or not 2 <= len(zones) <= 8:
        yield problem(
            ("networkZones",),
            f"networkZones is {', '.join(zones)}; allowed: 2 to 8 zones, each once.",
            proposal,
        )


def hosts_in_order(settings: Settings) -> Iterator[Problem]:
    """The minimum of hosts is not above the maximum."""
    low, high = settings.cluster.min_hosts, settings.cluster.max_hosts
    if low > high:
        yield problem(
            ("clusterMaxHosts", "clusterMinHosts"),
            f"clusterMaxHosts is {high}; allowed: clusterMinHosts ({low}) or more.",
            low,
        )


def way_out(settings: Settings) -> Iterator[Problem]:
    """Without NAT, hosts reach AWS by endpoints only: to join the cluster, pull images and write logs.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
    """
    needed = (
        "ecs",
        "ecs-agent",
        "ecs-telemetry",
        "ecr.api",
        "ecr.dkr",
        "logs",
        "secretsmanager",
        "monitoring",
        "ec2",
    )
    missing = [service for service in needed if service not in settings.network.endpoints]
    if settings.network.nat == "none" and missing:
        yield problem(
            ("networkNat", "networkEndpoints"),
            f"networkNat is none and networkEndpoints lacks {', '.join(missing)}: tasks could not start.",
            "single",
        )


RULES = (network_range, zones_of_region, hosts_in_order, way_out)
