"""What every VPC has."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.rule import Rule, Severity, StackRule, Subject, Verdict, cis, security_hub
from pack.stack import Resource, Stack

from ..shared.each import each_resource

VPC = "aws:ec2/vpc:Vpc"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
SUBNET = "aws:ec2/subnet:Subnet"
DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet"
TRANSIT_GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway"


def _flow_log(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {VPC}, _unlogged)


def _unlogged(stack: Stack, vpc: Resource) -> Iterator[Verdict]:
    kinds = {each.props.text("trafficType") for each in stack.users(vpc, {FLOW_LOG}, "vpcId")}
    if not kinds & {"ALL", "REJECT"}:
        found = " and ".join(sorted(kinds)) or "no"
        yield f"VPC {vpc.name} has a flow log of {found} traffic, want ALL or REJECT"


def _public_addresses(subject: Subject) -> Iterator[Verdict]:
    # Not the IPv6 addresses that EC2.15 counts too: each is global, also behind an egress-only gateway.
    if subject.props.flag("mapPublicIpOnLaunch", default=subject.type == DEFAULT_SUBNET):
        yield "mapPublicIpOnLaunch is true, want false"


def _auto_accept(subject: Subject) -> Iterator[Verdict]:
    if subject.props.text("autoAcceptSharedAttachments") == "enable":
        yield "autoAcceptSharedAttachments is enable, want disable"


FLOW_LOGS = StackRule(
    id="vpc-flow-log",
    severity=Severity.MEDIUM,
    check=_flow_log,
    finding="A VPC does not log rejected traffic.",
    why="After an intrusion nobody can tell who came from where, or what was carried off.",
    fix='add an aws.ec2.FlowLog with the VPC\'s id as vpcId and trafficType="ALL", to S3 or CloudWatch Logs.',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
    controls=(*security_hub("EC2.6"), *cis("3.7")),
)

PUBLIC_ADDRESSES = Rule(
    id="subnet-public-addresses",
    severity=Severity.MEDIUM,
    types=frozenset({SUBNET, DEFAULT_SUBNET}),
    check=_public_addresses,
    finding="A subnet gives public addresses to all that starts in it.",
    why="A host that nobody meant to publish is on the internet.",
    fix="set mapPublicIpOnLaunch to false; what must be public asks for its address itself.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15",
    controls=security_hub("EC2.15"),
)

AUTO_ACCEPT = Rule(
    id="transit-gateway-auto-accept",
    severity=Severity.HIGH,
    types=frozenset({TRANSIT_GATEWAY}),
    check=_auto_accept,
    remedy=lambda subject: {"autoAcceptSharedAttachments": "disable"},
    finding="A transit gateway accepts every VPC of other accounts.",
    why="Any account that it is shared with joins the network without anybody looking.",
    fix="set autoAcceptSharedAttachments to disable.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-23",
    controls=security_hub("EC2.23"),
)

RULES = (FLOW_LOGS, PUBLIC_ADDRESSES, AUTO_ACCEPT)
