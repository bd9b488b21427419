"""Where a subnet sends its traffic."""

from collections.abc import Iterator

from pack.judging import gathered
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


def tables(stack: Stack, subnet: Resource) -> list[Resource]:
    """The route tables that a subnet is associated with, or else the main one of its VPC."""
    if associations := stack.users(subnet, {ASSOCIATION}, "subnetId"):
        return [table for each in associations for table in stack.linked(each, "routeTableId", TABLES)]
    return [table for vpc in stack.linked(subnet, "vpcId", {VPC}) for table in _main(stack, vpc)]


def nat_gateways(stack: Stack, table: Resource) -> list[Resource]:
    """NAT gateways that a route table has routes to, inline or on their own."""
    routes = stack.users(table, {ROUTE}, "routeTableId")
    single = [nat for each in routes for nat in stack.linked(each, "natGatewayId", {NAT_GATEWAY})]
    return [*stack.linked(table, "routes", {NAT_GATEWAY}), *single]


def internet_gateways(stack: Stack, table: Resource) -> list[str]:
    """Internet gateways that a route table has routes to: names of the stack's own, or else identifiers."""
    routes = stack.users(table, {ROUTE}, "routeTableId")
    single = [each for route in routes for each in stack.linked(route, "gatewayId", {INTERNET_GATEWAY})]
    own = [each.name for each in (*stack.linked(table, "routes", {INTERNET_GATEWAY}), *single)]
    written = (*table.props.groups("routes"), *(each.props for each in routes))
    named = [text for each in written for text in gathered(map(each.text, ["gatewayId"]), [])]
    return own or [each for each in named if each.startswith("igw-")]


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
