"""The address plan of a VPC, as plain data.

A VPC is cut into eight equal slots, one for each zone letter a to h. A zone's slot depends on its letter
alone, so adding, removing or reordering zones never moves a subnet. Inside a slot:

    |------------ application, 1/2 ------------|- public, 1/8 -|- data, 1/8 -|---- spare, 1/4 ----|

For 10.0.0.0/16 a zone has 4,096 application addresses, 1,024 public, 1,024 data and 2,048 to grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

Tier = Literal["public", "application", "data"]

ZONE_LETTERS = "abcdefgh"
ZONE = rf"[a-z]{{2}}-[a-z]+-\d[{ZONE_LETTERS}]"
"""An availability zone of a region; local and wavelength zones have longer names."""


@dataclass(frozen=True, kw_only=True)
class PlannedSubnet:
    """One subnet to create."""

    tier: Tier
    zone: str
    """Availability zone, for example us-east-1a."""
    cidr: str

    @property
    def letter(self) -> str:
        """The zone's letter, unique in its region."""
        return self.zone[-1]


def plan(vpc_cidr: str, zones: Sequence[str]) -> tuple[PlannedSubnet, ...]:
    """Three subnets a zone, zone by zone.

    Raises:
        ValueError: the range is not a network address, or a zone does not end in a letter a to h.
    """
    slots = list(IPv4Network(vpc_cidr).subnets(prefixlen_diff=3))
    return tuple(
        subnet for zone in zones for subnet in _zone_subnets(zone, slots[ZONE_LETTERS.index(zone[-1])])
    )


def _zone_subnets(zone: str, slot: IPv4Network) -> tuple[PlannedSubnet, ...]:
    application, rest = slot.subnets(prefixlen_diff=1)
    public, data, _, _ = rest.subnets(prefixlen_diff=2)
    return (
        PlannedSubnet(tier="public", zone=zone, cidr=str(public)),
        PlannedSubnet(tier="application", zone=zone, cidr=str(application)),
        PlannedSubnet(tier="data", zone=zone, cidr=str(data)),
    )
