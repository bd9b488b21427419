"""The network: a VPC over several zones, each with a public, an application and a data subnet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
from pulumi_aws import ec2

from components import checks
from components.cloud import Cloud
from components.endpoints import interface_endpoints, s3_endpoint
from components.network_plan import ZONE, Tier, plan
from components.ordering import once

Nat = Literal["zone", "single", "none"]
NAT_CHOICES: tuple[Nat, ...] = ("zone", "single", "none")

Subnets = Mapping[Tier, Mapping[str, ec2.Subnet]]
"""Subnets by tier, then by zone letter."""


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """What a network needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    cidr: str
    """IPv4 range of the VPC. AWS allows /16 to /28; an eighth of a zone's slot must still hold a load
    balancer (/27 or larger), which leaves /16 to /21.
    Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html and
    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html"""
    zones: Sequence[str]
    """Availability zones, 2 to 8, each once. A load balancer needs two."""
    nat: Nat
    """NAT gateways: one in each zone, a single one, or none (then only endpoints lead out)."""
    endpoints: Sequence[str]
    """AWS services reached by an interface endpoint in each zone, for example ecr.api. May be empty."""
    flow_log_destination: pulumi.Input[str]
    """ARN of the bucket, and prefix in it, that takes the flow logs."""

    def __post_init__(self) -> None:
        checks.network("NetworkArgs.cidr", self.cidr, 16, 21)
        checks.in_range("number of NetworkArgs.zones", len(set(self.zones)), 2, 8)
        for zone in self.zones:
            checks.matches("NetworkArgs.zones", zone, ZONE, "zones such as us-east-1a, with a letter a to h")
        checks.one_of("NetworkArgs.nat", self.nat, NAT_CHOICES)


class Network(pulumi.ComponentResource):
    """A VPC whose data subnets have no way out, and whose traffic is logged."""

    vpc_id: pulumi.Output[str]
    """Id of the VPC."""
    public_subnet_ids: list[pulumi.Output[str]]
    """Subnets with a route to the internet, in the order of the zones. Known once the route stands: AWS
    makes nothing public in a VPC without one."""
    application_subnet_ids: list[pulumi.Output[str]]
    """Subnets that reach the internet through NAT, if there is any, in the order of the zones."""
    data_subnet_ids: list[pulumi.Output[str]]
    """Subnets without a route out, in the order of the zones."""
    endpoint_security_group_id: pulumi.Output[str] | None
    """Group of the interface endpoints; None when there are none."""
    nat_gateway_ids: dict[str, pulumi.Output[str]]
    """NAT gateways by the letter of their zone; empty when there are none."""

    def __init__(self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Network", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        vpc = _vpc(name, args, child)
        subnets = _subnets(name, args, vpc, child)
        gateway = ec2.InternetGateway(name, vpc_id=vpc.id, tags=args.cloud.title(name), opts=child)
        tables = _route_tables(name, args, vpc, subnets, child)
        way_out = _public_route(name, tables, gateway, child)
        nat_gateways = _nat_routes(name, args, tables, subnets, gateway, child)
        s3_endpoint(name, args.cloud, vpc.id, _application_tables(tables), child)

        self.vpc_id = vpc.id
        self.public_subnet_ids = [once(subnet.id, way_out) for subnet in subnets["public"].values()]
        self.application_subnet_ids = [subnet.id for subnet in subnets["application"].values()]
        self.data_subnet_ids = [subnet.id for subnet in subnets["data"].values()]
        self.endpoint_security_group_id = interface_endpoints(
            name, args.cloud, args.endpoints, vpc.id, self.application_subnet_ids, child
        )
        self.nat_gateway_ids = {letter: each.id for letter, each in nat_gateways.items()}
        self.register_outputs(
            {
                "vpc_id": self.vpc_id,
                "public_subnet_ids": self.public_subnet_ids,
                "application_subnet_ids": self.application_subnet_ids,
                "data_subnet_ids": self.data_subnet_ids,
                "endpoint_security_group_id": self.endpoint_security_group_id,
                "nat_gateway_ids": self.nat_gateway_ids,
            }
        )


def _vpc(name: str, args: NetworkArgs, opts: pulumi.ResourceOptions) -> ec2.Vpc:
    """The VPC, its flow log, and its default security group with every rule taken out."""
    vpc = ec2.Vpc(
        name,
        cidr_block=args.cidr,
        enable_dns_hostnames=True,
        enable_dns_support=True,
        tags=args.cloud.title(name),
        opts=opts,
    )
    ec2.DefaultSecurityGroup(
        f"{name}-default", vpc_id=vpc.id, tags=args.cloud.title(f"{name}-default"), opts=opts
    )
    ec2.FlowLog(
        name,
        vpc_id=vpc.id,
        traffic_type="ALL",
        log_destination_type="s3",
        log_destination=args.flow_log_destination,
        max_aggregation_interval=600,
        destination_options=ec2.FlowLogDestinationOptionsArgs(file_format="parquet", per_hour_partition=True),
        tags=args.cloud.title(name),
        opts=opts,
    )
    return vpc


def _subnets(name: str, args: NetworkArgs, vpc: ec2.Vpc, opts: pulumi.ResourceOptions) -> Subnets:
    subnets: dict[Tier, dict[str, ec2.Subnet]] = {"public": {}, "application": {}, "data": {}}
    for planned in plan(args.cidr, args.zones):
        label = f"{name}-{planned.tier}-{planned.letter}"
        subnets[planned.tier][planned.letter] = ec2.Subnet(
            label,
            vpc_id=vpc.id,
            cidr_block=planned.cidr,
            availability_zone=planned.zone,
            map_public_ip_on_launch=False,
            tags=args.cloud.title(label),
            opts=opts,
        )
    return subnets


def _route_tables(
    name: str, args: NetworkArgs, vpc: ec2.Vpc, subnets: Subnets, opts: pulumi.ResourceOptions
) -> dict[str, ec2.RouteTable]:
    """One table for the public tier, one for the data tier, one for each zone's application subnet."""
    tables: dict[str, ec2.RouteTable] = {}
    for tier, by_letter in subnets.items():
        for letter, subnet in by_letter.items():
            key = f"application-{letter}" if tier == "application" else tier
            if key not in tables:
                label = f"{name}-{key}"
                tables[key] = ec2.RouteTable(label, vpc_id=vpc.id, tags=args.cloud.title(label), opts=opts)
            ec2.RouteTableAssociation(
                f"{name}-{tier}-{letter}", subnet_id=subnet.id, route_table_id=tables[key].id, opts=opts
            )
    return tables


def _application_tables(tables: Mapping[str, ec2.RouteTable]) -> list[pulumi.Output[str]]:
    return [table.id for key, table in tables.items() if key.startswith("application-")]


def _public_route(
    name: str,
    tables: Mapping[str, ec2.RouteTable],
    gateway: ec2.InternetGateway,
    opts: pulumi.ResourceOptions,
) -> ec2.Route:
    return ec2.Route(
        f"{name}-public",
        route_table_id=tables["public"].id,
        destination_cidr_block="0.0.0.0/0",
        gateway_id=gateway.id,
        opts=opts,
    )


def _nat_routes(
    name: str,
    args: NetworkArgs,
    tables: Mapping[str, ec2.RouteTable],
    subnets: Subnets,
    gateway: ec2.InternetGateway,
    opts: pulumi.ResourceOptions,
) -> dict[str, ec2.NatGateway]:
    """A way out for each application subnet, by the gateway of its own zone or by the single one. Answers the
    gateways by their zone's letter."""
    letters = list(subnets["public"])
    homes = {"zone": letters, "single": letters[:1], "none": []}[args.nat]
    # AWS makes a public NAT gateway only in a VPC with an internet gateway attached.
    after_gateway = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[gateway]))
    gateways = {
        home: _nat_gateway(f"{name}-{home}", args, subnets["public"][home], after_gateway) for home in homes
    }
    for letter in letters if gateways else []:
        ec2.Route(
            f"{name}-application-{letter}",
            route_table_id=tables[f"application-{letter}"].id,
            destination_cidr_block="0.0.0.0/0",
            nat_gateway_id=gateways.get(letter, gateways[homes[0]]).id,
            opts=opts,
        )
    return gateways


def _nat_gateway(
    label: str, args: NetworkArgs, subnet: ec2.Subnet, opts: pulumi.ResourceOptions
) -> ec2.NatGateway:
    address = ec2.Eip(label, domain="vpc", tags=args.cloud.title(label), opts=opts)
    return ec2.NatGateway(
        label, subnet_id=subnet.id, allocation_id=address.id, tags=args.cloud.title(label), opts=opts
    )
