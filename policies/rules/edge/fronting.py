"""What stands behind CloudFront, and who can get past it."""

from collections.abc import Iterator

from pack.stack import Resource, Stack
from pack.values import Props

from .types import (
    DISTRIBUTIONS,
    INGRESS_RULE,
    LISTENER_RULES,
    LISTENERS,
    LOAD_BALANCERS,
    RECORD,
    SECURITY_GROUP,
    SECURITY_GROUP_RULE,
    VPC_ORIGIN,
    WEB_ACL_ASSOCIATION,
)

WORLD = frozenset({"0.0.0.0/0", "::/0"})


def origins(stack: Stack) -> list[Resource]:
    """Load balancers that a distribution of the stack fetches from: by name, by an alias, or in the VPC."""
    found = [balancer for each in stack.all(*sorted(DISTRIBUTIONS)) for balancer in _behind(stack, each)] + [
        balancer
        for each in stack.all(VPC_ORIGIN)
        for balancer in stack.linked(each, "vpcOriginEndpointConfig", LOAD_BALANCERS)
    ]
    return list({each.urn: each for each in found}.values())


def _behind(stack: Stack, distribution: Resource) -> Iterator[Resource]:
    yield from stack.linked(distribution, "origins", LOAD_BALANCERS)
    for record in stack.linked(distribution, "origins", {RECORD}):
        yield from stack.linked(record, "aliases", LOAD_BALANCERS)
        yield from stack.linked(record, "records", LOAD_BALANCERS)


def protected(stack: Stack, acl: Resource) -> list[Resource]:
    """Load balancers that a web ACL is associated with."""
    associations = stack.users(acl, {WEB_ACL_ASSOCIATION}, "webAclArn")
    return [
        balancer for each in associations for balancer in stack.linked(each, "resourceArn", LOAD_BALANCERS)
    ]


def stands_behind(stack: Stack, acl: Resource) -> bool:
    """Whether all that a web ACL protects stands behind CloudFront, whose own web ACL sees users first."""
    balancers = protected(stack, acl)
    behind = origins(stack)
    return bool(balancers) and all(each in behind for each in balancers)


def is_closed(stack: Stack, balancer: Resource) -> bool:
    """Whether the world cannot use a load balancer: it is refused, or lacks the header that is asked for."""
    seen = bool(stack.linked(balancer, "securityGroups", {SECURITY_GROUP}))
    return (seen and not open_sources(stack, balancer)) or _asks_for_header(stack, balancer)


def open_sources(stack: Stack, balancer: Resource) -> list[str]:
    """The whole internet, by IPv4 and by IPv6, as far as the load balancer's security groups let it in."""
    groups = stack.linked(balancer, "securityGroups", {SECURITY_GROUP})
    admitted = {source for group in groups for source in _admitted(stack, group)}
    return sorted(admitted & WORLD)


def _admitted(stack: Stack, group: Resource) -> Iterator[str]:
    """Address ranges that a security group lets in, in each spelling of its rules."""
    for entry in group.props.groups("ingress"):
        yield from _ranges(entry)
    for rule in stack.users(group, {SECURITY_GROUP_RULE}, "securityGroupId"):
        if rule.props.text("type") == "ingress":
            yield from _ranges(rule.props)
    for rule in stack.users(group, {INGRESS_RULE}, "securityGroupId"):
        yield from (rule.props.text("cidrIpv4"), rule.props.text("cidrIpv6"))


def _ranges(entry: Props) -> list[str]:
    return [*entry.texts("cidrBlocks"), *entry.texts("ipv6CidrBlocks")]


def _asks_for_header(stack: Stack, balancer: Resource) -> bool:
    """Whether a load balancer forwards nothing that lacks a header, such as a secret of the distribution."""
    listeners = stack.users(balancer, LISTENERS, "loadBalancerArn")
    rules = [rule for each in listeners for rule in stack.users(each, LISTENER_RULES, "listenerArn")]
    by_default = any(_forwards(each.props, "defaultActions") for each in listeners)
    forwarding = [each for each in rules if _forwards(each.props, "actions")]
    return not by_default and bool(forwarding) and all(_on_header(each.props) for each in forwarding)


def _forwards(props: Props, name: str) -> bool:
    return any(action.text("type") == "forward" for action in props.groups(name))


def _on_header(rule: Props) -> bool:
    return any("httpHeader" in condition for condition in rule.groups("conditions"))
