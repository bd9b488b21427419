"""Private ways to AWS's own services."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.judging import guarded
from pack.options import Texts
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack

from ..shared.each import each_resource
from .routes import ROUTE_TABLE, nat_gateways, nat_vpcs
from .vpcs import VPC

ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
ENDPOINT_TABLE = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"
_GUIDE = "https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-startup-security-baseline/wkld-12.html"


def _missing(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for vpc in nat_vpcs(stack):
        endpoints = stack.users(vpc, {ENDPOINT}, "vpcId")
        for service in options["services"]:
            for verdict in guarded(_without(vpc, endpoints, service)):
                yield vpc.urn, verdict


def _without(vpc: Resource, endpoints: list[Resource], service: str) -> Iterator[Verdict]:
    if not any(each.props.text("serviceName").endswith(f".{service}") for each in endpoints):
        yield f"VPC {vpc.name} has no endpoint of {service}, want one"


def _unrouted(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {ENDPOINT}, _unserved)


def _unserved(stack: Stack, endpoint: Resource) -> Iterator[Verdict]:
    if endpoint.props.text("vpcEndpointType", "Gateway") != "Gateway":
        return
    served = stack.linked(endpoint, "routeTableIds", {ROUTE_TABLE})
    for association in stack.users(endpoint, {ENDPOINT_TABLE}, "vpcEndpointId"):
        served += stack.linked(association, "routeTableId", {ROUTE_TABLE})
    for vpc in stack.linked(endpoint, "vpcId", {VPC}):
        for table in stack.users(vpc, {ROUTE_TABLE}, "vpcId"):
            if table not in served and nat_gateways(stack, table):
                yield f"route table {table.name} goes through a NAT gateway, want it in routeTableIds"


def _public_names(subject: Subject) -> Iterator[Verdict]:
    props = subject.props
    service = props.text("serviceName")
    aws = service.startswith("com.amazonaws.") and not service.startswith("com.amazonaws.vpce.")
    if aws and props.text("vpcEndpointType") == "Interface" and not props.flag("privateDnsEnabled"):
        yield f"privateDnsEnabled is {'false' if 'privateDnsEnabled' in props else 'not set'}, want true"


# All three are advisory: without them traffic to AWS still goes out encrypted, it only costs more.

ENDPOINTS = StackRule(
    id="vpc-endpoints",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    check=_missing,
    finding="Traffic to an AWS service takes the way through a NAT gateway.",
    why="A NAT gateway charges for every byte, image layers from S3 above all, and fails with its zone.",
    fix='add an aws.ec2.VpcEndpoint with serviceName="com.amazonaws.<region>.<service>".',
    source=_GUIDE,
    controls=security_hub("EC2.10", "EC2.55", "EC2.56", "EC2.57"),
    options={
        "services": Texts(
            ("s3",),
            "Services that every VPC with a NAT gateway has an endpoint of. That of S3 costs nothing. "
            "Security Hub's EC2.10, EC2.55, EC2.56 and EC2.57 ask for ec2, ecr.api, ecr.dkr and ssm too, "
            f"which are paid by hour and zone. {_GUIDE}",
        )
    },
)

UNROUTED = StackRule(
    id="vpc-endpoint-routes",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    check=_unrouted,
    finding="A gateway endpoint is not used by a route table.",
    why="Subnets of that table still pay the NAT gateway for what the endpoint carries for nothing.",
    fix="add the route table to routeTableIds of the endpoint.",
    source=_GUIDE,
)

PUBLIC_NAMES = Rule(
    id="vpc-endpoint-private-dns",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=frozenset({ENDPOINT}),
    check=_public_names,
    finding="An interface endpoint does not answer to the name of its service.",
    why="SDKs ask for the public name and go out through the NAT gateway; the endpoint is paid and unused.",
    fix="set privateDnsEnabled to true; the VPC needs enableDnsSupport and enableDnsHostnames.",
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
)

RULES = (ENDPOINTS, UNROUTED, PUBLIC_NAMES)
