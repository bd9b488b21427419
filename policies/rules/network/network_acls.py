"""Network ACLs in front of the ports of administration.

Entries count in the order of their numbers, and the first that fits decides: a denial before a wide
permission, such as the one for answers to outgoing calls on 1024-65535, closes the port. The default ACL is
not judged, as in EC2.21: AWS gives it a permission for everything, declared or not.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pack.judging import guarded
from pack.rule import Severity, StackRule, Verdict, cis, security_hub
from pack.scalars import Network
from pack.stack import Stack
from pack.values import Props

from .ingress import Entry, covers, internet, ports, ranges
from .vpcs import VPC

NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl"
NETWORK_ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule"
_ADMINISTRATION = {22: "SSH", 3389: "RDP"}
_TCP = {"tcp", "6", "-1", "all"}

Table = Sequence[tuple[str, Entry]]
"""Entries of one ACL, each with the URN of the resource that it is in."""


def _open(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for table in _tables(stack):
        for urn, entry in table:
            for verdict in guarded(_lets_in(entry, table)):
                yield urn, verdict


def _tables(stack: Stack) -> Iterator[Table]:
    for acl in stack.all(NETWORK_ACL):
        separate = stack.users(acl, {NETWORK_ACL_RULE}, "networkAclId")
        inline = [(acl.urn, _entry(each)) for each in acl.props.groups("ingress")]
        yield [*inline, *((each.urn, _entry(each.props)) for each in separate)]
    elsewhere: dict[str, list[tuple[str, Entry]]] = {}
    for each in stack.all(NETWORK_ACL_RULE):
        if not stack.linked(each, "networkAclId", {NETWORK_ACL, VPC}):
            elsewhere.setdefault(each.props.text("networkAclId"), []).append((each.urn, _entry(each.props)))
    yield from elsewhere.values()


def _entry(props: Props) -> Entry:
    return Entry(props, ranges=("cidrBlock", "ipv6CidrBlock"))


def _lets_in(entry: Entry, table: Table) -> Iterator[Verdict]:
    if _action(entry) != "allow":
        return
    for source in internet(entry):
        for port, name in _ADMINISTRATION.items():
            if _is_about(entry, port) and not any(_hides(each, entry, source, port) for _, each in table):
                yield f"entry {_number(entry)} lets {source} in on port {port} ({name}), want a denial before"


def _hides(entry: Entry, other: Entry, source: Network, port: int) -> bool:
    """Whether an entry denies before the other one what that would let in."""
    before = _action(entry) == "deny" and _number(entry) < _number(other)
    return before and _is_about(entry, port) and any(covers(each, source) for each in ranges(entry))


def _is_about(entry: Entry, port: int) -> bool:
    opened = ports(entry)
    return entry.props.text("protocol").lower() in _TCP and opened is not None and port in opened


def _action(entry: Entry) -> str:
    """What an entry does with incoming traffic."""
    return (
        ""
        if entry.props.flag("egress")
        else (entry.props.text("action") or entry.props.text("ruleAction")).lower()
    )


def _number(entry: Entry) -> float:
    return entry.props.number("ruleNo") or entry.props.number("ruleNumber") or 0


RULES = (
    StackRule(
        id="network-acl-administration",
        severity=Severity.MEDIUM,
        check=_open,
        finding="A network ACL lets the internet in on the port of SSH or RDP.",
        why="When a security group opens the port by mistake, nothing else is in the way.",
        fix="narrow cidrBlock, or put a deny entry for port 22 and one for 3389 before the permission.",
        source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21",
        controls=(*security_hub("EC2.21"), *cis("5.1")),
    ),
)
