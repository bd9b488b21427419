"""What answers on the network: resources with security groups, and what each group lets in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pack.judging import gathered
from pack.rule import Verdict
from pack.stack import Resource, Stack
from pack.values import Network

from .ingress import INGRESS_RULE, RULE, SECURITY_GROUP, TYPES, covers, entries, ranges
from .vpcs import DEFAULT_SUBNET, SUBNET, VPC

_NOT_HOSTS = TYPES | {"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"}
_NAMED_IN = ("vpcSecurityGroupIds", "securityGroupIds", "securityGroups", "subnets", "subnetIds", "subnetId")
"""Top-level properties that hold identifiers of groups and subnets."""


@dataclass(frozen=True)
class Host:
    """A resource with security groups; a group that nothing wears stands for what will."""

    resource: Resource
    groups: frozenset[str]
    """URNs."""
    addresses: tuple[Network, ...]
    """Ranges of its subnets, or of its VPC where those are not known."""

    def __str__(self) -> str:
        return f"{self.resource.type.rpartition(':')[2]} {self.resource.name}"


@dataclass
class Admitted:
    """What a security group lets in."""

    groups: set[str] = field(default_factory=set)
    """URNs."""
    ranges: list[Network] = field(default_factory=list)

    def has(self, host: Host) -> bool:
        """Whether it lets in a host: one of its groups, or the whole of a range that it is in."""
        within = (covers(each, address) for each in self.ranges for address in host.addresses)
        return bool(self.groups & host.groups) or any(within)


def hosts(stack: Stack) -> list[Host]:
    """Every resource with security groups, and every group that no resource has."""
    found = [host for each in stack.resources if each.type not in _NOT_HOSTS for host in _host(stack, each)]
    worn = {group for host in found for group in host.groups}
    bare = [each for each in stack.all(SECURITY_GROUP) if each.urn not in worn]
    return [*found, *(Host(each, frozenset({each.urn}), _vpc_of(stack, [each])) for each in bare)]


def _host(stack: Stack, resource: Resource) -> Iterator[Host]:
    groups = _linked(stack, resource, {SECURITY_GROUP})
    if groups:
        subnets = _linked(stack, resource, {SUBNET, DEFAULT_SUBNET})
        addresses = _addresses(subnets) or _vpc_of(stack, groups)
        yield Host(resource, frozenset(each.urn for each in groups), addresses)


def _linked(stack: Stack, resource: Resource, types: set[str]) -> list[Resource]:
    """Resources of these types that any property of a resource refers to."""
    names = {*resource.links, *_NAMED_IN}
    found = (each for name in names for each in stack.linked(resource, name, types))
    return list({each.urn: each for each in found}.values())


def _vpc_of(stack: Stack, groups: Iterable[Resource]) -> tuple[Network, ...]:
    return _addresses(vpc for each in groups for vpc in stack.linked(each, "vpcId", {VPC}))


def _addresses(places: Iterable[Resource]) -> tuple[Network, ...]:
    """Ranges of subnets or VPCs, as far as they are known: who judges them is another rule."""
    return tuple(network for each in places for network in gathered(ranges(each.props), []))


def admissions(stack: Stack, unread: list[tuple[str, Verdict]]) -> dict[str, Admitted]:
    """What each security group lets in, by its URN; what is not known goes to `unread`."""
    admitted = {each.urn: Admitted() for each in stack.all(SECURITY_GROUP)}
    for resource in stack.all(SECURITY_GROUP, INGRESS_RULE, RULE):
        inline = resource.type == SECURITY_GROUP
        owners = [resource] if inline else stack.linked(resource, "securityGroupId", {SECURITY_GROUP})
        for owner in owners:
            _add(admitted[owner.urn], owner, stack, resource, unread)
    return admitted


def _add(
    admitted: Admitted, owner: Resource, stack: Stack, resource: Resource, unread: list[tuple[str, Verdict]]
) -> None:
    verdicts: list[Verdict] = []
    for entry in gathered(entries(resource.type, resource.props), verdicts):
        admitted.ranges.extend(gathered(ranges(entry), verdicts))
        admitted.groups |= {owner.urn for own in gathered([entry.flag("self")], verdicts) if own}
        for name in ("ingress", "referencedSecurityGroupId", "sourceSecurityGroupId"):
            admitted.groups |= {each.urn for each in stack.linked(resource, name, {SECURITY_GROUP})}
    unread.extend((resource.urn, each) for each in verdicts)
