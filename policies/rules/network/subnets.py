"""Which subnets lead to the internet, and in which zones they are."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pack.judging import guarded
from pack.options import Number
from pack.rule import (
    Level,
    NotJudged,
    Severity,
    StackCheck,
    StackRule,
    Verdict,
    security_hub,
    well_architected,
)
from pack.stack import Resource, Stack

from ..shared.each import each_resource
from .routes import internet_gateways, nat_gateways, tables
from .vpcs import DEFAULT_SUBNET, SUBNET, VPC

DATA_PLACES = {
    "aws:rds/subnetGroup:SubnetGroup": "subnetIds",
    "aws:rds/proxy:Proxy": "vpcSubnetIds",
    "aws:elasticache/subnetGroup:SubnetGroup": "subnetIds",
    "aws:elasticache/serverlessCache:ServerlessCache": "subnetIds",
    "aws:memorydb/subnetGroup:SubnetGroup": "subnetIds",
    "aws:docdb/subnetGroup:SubnetGroup": "subnetIds",
    "aws:neptune/subnetGroup:SubnetGroup": "subnetIds",
    "aws:redshift/subnetGroup:SubnetGroup": "subnetIds",
    "aws:redshiftserverless/workgroup:Workgroup": "subnetIds",
    "aws:dax/subnetGroup:SubnetGroup": "subnetIds",
    "aws:opensearch/domain:Domain": "vpcOptions",
    "aws:elasticsearch/domain:Domain": "vpcOptions",
    "aws:msk/cluster:Cluster": "brokerNodeGroupInfo",
    "aws:mq/broker:Broker": "subnetIds",
    "aws:efs/mountTarget:MountTarget": "subnetId",
}
"""Types that place data, by the property that names the subnets."""

WORKLOAD_PLACES = {
    "aws:ecs/service:Service": "networkConfiguration",
    "aws:autoscaling/group:Group": "vpcZoneIdentifiers",
    "aws:ec2/instance:Instance": "subnetId",
}
"""Types that place workloads. Not Lambda's functions: they never have a public address."""


def _private(places: Mapping[str, str]) -> StackCheck:
    """A check that what is placed so has no route to the internet."""

    def look(stack: Stack, placed: Resource) -> Iterator[Verdict]:
        for subnet in stack.linked(placed, places[placed.type], {SUBNET, DEFAULT_SUBNET}):
            for table in tables(stack, subnet):
                for gateway in internet_gateways(stack, table):
                    yield f"subnet {subnet.name} routes to {gateway}, want no such route"

    return lambda stack, _: each_resource(stack, places, look)


def _own_zone(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {SUBNET}, _elsewhere)


def _elsewhere(stack: Stack, subnet: Resource) -> Iterator[Verdict]:
    for nat in (each for table in tables(stack, subnet) for each in nat_gateways(stack, table)):
        for place in stack.linked(nat, "subnetId", {SUBNET}):
            yield from guarded(_crossing(subnet, nat, place))


def _crossing(subnet: Resource, nat: Resource, place: Resource) -> Iterator[Verdict]:
    """A regional NAT gateway has no subnet, so it is never a place."""
    names = ("availabilityZone", "availabilityZoneId")
    name = next((each for each in names if each in subnet.props and each in place.props), "")
    here, there = subnet.props.text(name), place.props.text(name)
    if not name:
        yield NotJudged("availabilityZone")
    elif here != there:
        yield f"{subnet.name} in {here} goes through NAT gateway {nat.name} in {there}, want one in its zone"


def _zones(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {VPC}, partial(_few_zones, options["zones"]))


def _few_zones(wanted: int, stack: Stack, vpc: Resource) -> Iterator[Verdict]:
    subnets = stack.users(vpc, {SUBNET}, "vpcId")
    named = {each.props.text("availabilityZone") or each.props.text("availabilityZoneId") for each in subnets}
    zones = sorted(named - {""})
    if len(zones) < wanted and "" in named:
        yield NotJudged("availabilityZone")
    elif subnets and len(zones) < wanted:
        yield f"VPC {vpc.name} has subnets in {', '.join(zones)}, want {wanted} zones"


DATA = StackRule(
    id="data-subnet-private",
    severity=Severity.HIGH,
    check=_private(DATA_PLACES),
    finding="Data are in a subnet with a route to the internet.",
    why="One public address or one open security group is then enough to reach the data from anywhere.",
    fix="put data into subnets whose route table has no route to an internet gateway.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46",
    controls=(*security_hub("RDS.46"), *well_architected("SEC05-BP01")),
)

WORKLOADS = StackRule(
    id="workload-subnet-private",
    severity=Severity.MEDIUM,
    # Advisory: small stacks save the NAT gateway, and security groups still keep the internet out.
    level=Level.ADVISORY,
    check=_private(WORKLOAD_PLACES),
    finding="Workloads are in a subnet with a route to the internet.",
    why="One open security group is then enough to reach them past load balancer and firewall.",
    fix="put load balancers alone into public subnets, and let workloads go out through a NAT gateway.",
    source="https://docs.aws.amazon.com/wellarchitected/latest/framework/sec05-bp01.html",
    controls=well_architected("SEC05-BP01"),
)

OWN_ZONE = StackRule(
    id="nat-gateway-own-zone",
    severity=Severity.MEDIUM,
    production=True,
    check=_own_zone,
    finding="A subnet goes out through another availability zone.",
    why="When that zone fails, this one loses the internet too, and every byte between zones is charged.",
    fix="add a NAT gateway in each zone, and a route table for each zone that leads to it.",
    source="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    controls=well_architected("REL10-BP01"),
)

ZONES = StackRule(
    id="vpc-zones",
    severity=Severity.HIGH,
    production=True,
    check=_zones,
    finding="A VPC is in too few availability zones.",
    why="A zone that fails takes the whole application along.",
    fix="add subnets with another availabilityZone, and spread services and data over them.",
    source="https://docs.aws.amazon.com/wellarchitected/2023-04-10/framework/"
    "rel_fault_isolation_multiaz_region_system.html",
    controls=well_architected("REL10-BP01"),
    options={
        "zones": Number(2, 1, 6, "Zones that a VPC has subnets in. Two survive the loss of one (REL10-BP01).")
    },
)

RULES = (DATA, WORKLOADS, OWN_ZONE, ZONES)
