"""Where a subnet sends its traffic."""

from collections.abc import Iterator

from pack.stack import Resource, Stack

from .vpcs import SUBNET, VPC

ROUTE = "aws:ec2/route:Route"
ROUTE_TABLE = "aws:ec2/routeTable:RouteTable"
DEFAULT_ROUTE_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable"
TABLES = frozenset({ROUTE_TABLE, DEFAULT_ROUTE_TABLE})
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
MAIN_ASSOCIATION = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"
INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway"
NAT_GATEWAY = "aws:ec2/natGateway:NatGateway"
_PROPERTIES = {INTERNET_GATEWAY: "gatewayId", NAT_GATEWAY: "natGatewayId"}


def gateways(stack: Stack, subnet: Resource, type_: str) -> Iterator[Resource]:
    """Gateways of a type that a subnet has routes to."""
    for table in _tables(stack, subnet):
        yield from gateways_of(stack, table, type_)


def gateways_of(stack: Stack, table: Resource, type_: str) -> Iterator[Resource]:
    """Gateways of a type that a route table has routes to, inline or on their own."""
    yield from stack.linked(table, "routes", {type_})
    for route in stack.users(table, {ROUTE}, "routeTableId"):
        yield from stack.linked(route, _PROPERTIES[type_], {type_})


def _tables(stack: Stack, subnet: Resource) -> list[Resource]:
    """The route tables that a subnet is associated with, or else the main one of its VPC."""
    associations = stack.users(subnet, {ASSOCIATION}, "subnetId")
    own = [table for each in associations for table in stack.linked(each, "routeTableId", TABLES)]
    vpcs = stack.linked(subnet, "vpcId", {VPC})
    return own if associations else [table for vpc in vpcs for table in _main(stack, vpc)]


def _main(stack: Stack, vpc: Resource) -> Iterator[Resource]:
    yield from stack.users(vpc, {DEFAULT_ROUTE_TABLE}, "defaultRouteTableId")
    for association in stack.users(vpc, {MAIN_ASSOCIATION}, "vpcId"):
        yield from stack.linked(association, "routeTableId", TABLES)


def nat_vpcs(stack: Stack) -> list[Resource]:
    """VPCs that have a NAT gateway."""
    found: dict[str, Resource] = {}
    for nat in stack.all(NAT_GATEWAY):
        subnets = stack.linked(nat, "subnetId", {SUBNET})
        for each in (nat, *subnets):
            found |= {vpc.urn: vpc for vpc in stack.linked(each, "vpcId", {VPC})}
    return list(found.values())
