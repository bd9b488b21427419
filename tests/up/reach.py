"""Who can reach what: security groups as a graph, read from AWS's own interface.

A connection from one group to another needs a way out of the first and a way into the second, on the same
port. Answers travel back by themselves: security groups are stateful.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

INTERNET = "internet"
"""Any address, IPv4 or IPv6."""


@dataclass(frozen=True)
class Way:
    """One rule: a peer that a group lets in, or lets itself out to, on some TCP ports."""

    group: str
    peer: str
    """A security group, a prefix list, `internet`, or an address range."""
    low: int
    high: int

    def covers(self, port: int) -> bool:
        """Whether the rule is about this port."""
        return self.low <= port <= self.high


@dataclass(frozen=True)
class Firewalls:
    """All rules of an account."""

    inward: tuple[Way, ...]
    outward: tuple[Way, ...]

    @classmethod
    def of(cls, ec2: Any) -> "Firewalls":
        """What AWS holds."""
        rules = [
            rule
            for page in ec2.get_paginator("describe_security_group_rules").paginate()
            for rule in page["SecurityGroupRules"]
        ]
        return cls(
            inward=tuple(_way(rule) for rule in rules if not rule["IsEgress"]),
            outward=tuple(_way(rule) for rule in rules if rule["IsEgress"]),
        )

    def enters(self, peer: str) -> set[tuple[str, int]]:
        """Groups, with the first port, that let this peer in."""
        return {(way.group, way.low) for way in self.inward if way.peer == peer}

    def peers(self, group: str) -> set[tuple[str, int, int]]:
        """Whom a group lets in, with the ports."""
        return {(way.peer, way.low, way.high) for way in self.inward if way.group == group}

    def next(self, group: str) -> Iterator[tuple[str, int]]:
        """Groups that a group can open a connection to, with the port."""
        for into in self.inward:
            if into.peer == group and self._lets_out(group, into):
                yield into.group, into.low

    def distance(self, start: str) -> dict[str, int]:
        """Every group that can be reached step by step, through what runs there, and in how many steps."""
        found: dict[str, int] = {}
        front = {group for group, _ in self.enters(start)}
        steps = 1
        while front:
            found |= dict.fromkeys(front, steps)
            front = {after for group in front for after, _ in self.next(group)} - found.keys()
            steps += 1
        return found

    def _lets_out(self, group: str, into: Way) -> bool:
        return any(
            way.group == group and way.covers(into.low) and way.peer in (into.group, INTERNET)
            for way in self.outward
        )


def _way(rule: dict[str, Any]) -> Way:
    every = rule["IpProtocol"] == "-1"
    return Way(
        group=rule["GroupId"],
        peer=_peer(rule),
        low=0 if every else rule["FromPort"],
        high=65535 if every else rule["ToPort"],
    )


def _peer(rule: dict[str, Any]) -> str:
    if "ReferencedGroupInfo" in rule:
        return str(rule["ReferencedGroupInfo"]["GroupId"])
    if "PrefixListId" in rule:
        return str(rule["PrefixListId"])
    addresses = str(rule.get("CidrIpv4") or rule.get("CidrIpv6"))
    return INTERNET if addresses.endswith("/0") else addresses
