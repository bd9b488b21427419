"""The default security group, which every VPC has and nobody should use."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.rule import Rule, Severity, StackRule, Subject, Verdict, cis, security_hub
from pack.stack import Resource, Stack

from .ingress import INGRESS_RULE, RULE
from .vpcs import VPC

DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
_SOURCE = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2"
_CONTROLS = (*security_hub("EC2.2"), *cis("5.4"))


def _empty(subject: Subject) -> Iterator[Verdict]:
    for direction in ("ingress", "egress"):
        if found := len(subject.props.groups(direction)):
            yield f"{direction} has {found} rules, want none"


def _closed(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for vpc in stack.all(VPC):
        groups = stack.users(vpc, {DEFAULT_GROUP}, "vpcId")
        if not groups:
            yield vpc.urn, f"the default security group of {vpc.name} keeps AWS's rules, want none"
        for rule in _rules_of(stack, [vpc, *groups]):
            yield rule.urn, f"the rule is in the default security group of {vpc.name}, want no rule there"


def _rules_of(stack: Stack, owners: list[Resource]) -> Iterator[Resource]:
    """Rules of a default group, which a program has from the VPC as defaultSecurityGroupId or adopts."""
    for owner in owners:
        yield from stack.users(owner, {INGRESS_RULE, EGRESS_RULE, RULE}, "securityGroupId")


EMPTY = Rule(
    id="default-security-group-empty",
    severity=Severity.HIGH,
    types=frozenset({DEFAULT_GROUP}),
    check=_empty,
    finding="The default security group has rules.",
    why="Whatever is started without a security group gets this one, and what it opens.",
    fix="leave ingress and egress of the DefaultSecurityGroup out; give each workload a group of its own.",
    source=_SOURCE,
    controls=_CONTROLS,
)

CLOSED = StackRule(
    id="vpc-default-security-group",
    severity=Severity.HIGH,
    check=_closed,
    finding="The default security group of a VPC is not closed.",
    why="AWS gives it rules that let all its members reach each other, and everything that names no group "
    "is a member.",
    fix="add an aws.ec2.DefaultSecurityGroup with the VPC's id as vpcId and no rules.",
    source=_SOURCE,
    controls=_CONTROLS,
)

RULES = (EMPTY, CLOSED)
