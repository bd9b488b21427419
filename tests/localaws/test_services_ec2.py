"""Networks live a whole life against moto."""

import pytest

from localaws.errors import CloudError
from tests.localaws.conftest import Workbench

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
ROUTE_TABLE = "aws:ec2/routeTable:RouteTable"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"


def test_vpc(bench: Workbench) -> None:
    bench.live(
        VPC,
        {"enableDnsHostnames": False},
        cidrBlock="10.0.0.0/16",
        enableDnsHostnames=True,
        enableDnsSupport=True,
    )


def test_vpc_tags(bench: Workbench) -> None:
    bench.live(
        VPC, {"tags": {"Name": "b", "new": "1"}}, cidrBlock="10.0.0.0/16", tags={"Name": "a", "old": "1"}
    )


def test_subnet(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    bench.live(
        SUBNET,
        {"mapPublicIpOnLaunch": True},
        vpcId=vpc,
        cidrBlock="10.0.1.0/24",
        availabilityZone="us-east-1b",
        mapPublicIpOnLaunch=False,
    )


def test_internet_gateway(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    bench.live(GATEWAY, vpcId=vpc)


def test_eip(bench: Workbench) -> None:
    bench.live("aws:ec2/eip:Eip", domain="vpc")


def test_nat_gateway(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    subnet, _ = bench.make(SUBNET, vpcId=vpc, cidrBlock="10.0.1.0/24")
    address, _ = bench.make("aws:ec2/eip:Eip", domain="vpc")
    bench.live(
        "aws:ec2/natGateway:NatGateway", subnetId=subnet, allocationId=address, connectivityType="public"
    )


def test_routes(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    gateway, _ = bench.make(GATEWAY, vpcId=vpc)
    table, _ = bench.make(ROUTE_TABLE, vpcId=vpc)
    subnet, _ = bench.make(SUBNET, vpcId=vpc, cidrBlock="10.0.1.0/24")
    bench.live(ROUTE_TABLE, {"tags": {"Name": "x"}}, vpcId=vpc)
    bench.live("aws:ec2/route:Route", routeTableId=table, destinationCidrBlock="0.0.0.0/0", gatewayId=gateway)
    bench.live("aws:ec2/routeTableAssociation:RouteTableAssociation", routeTableId=table, subnetId=subnet)


def test_gateway_endpoint(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    tables = [bench.make(ROUTE_TABLE, vpcId=vpc)[0] for _ in range(3)]
    bench.live(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        {"routeTableIds": tables[1:]},
        vpcId=vpc,
        serviceName="com.amazonaws.us-east-1.s3",
        vpcEndpointType="Gateway",
        routeTableIds=tables[:2],
    )


def test_flow_log(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    bench.call("s3", "CreateBucket", Bucket=f"logs-{bench.session.account}")
    bench.live(
        "aws:ec2/flowLog:FlowLog",
        vpcId=vpc,
        trafficType="ALL",
        logDestinationType="s3",
        logDestination=f"arn:aws:s3:::logs-{bench.session.account}/vpc-flow-logs",
        maxAggregationInterval=600,
        destinationOptions={"fileFormat": "parquet", "perHourPartition": True},
    )


def test_flow_log_without_a_bucket(bench: Workbench) -> None:
    vpc, _ = bench.make(VPC, cidrBlock="10.0.0.0/16")
    destination = "arn:aws:s3:::nobody-has-this/folder"
    with pytest.raises(
        CloudError, match=r"400: ec2 CreateFlowLogs: LogDestination: nobody-has-this does not exist"
    ):
        bench.make(
            "aws:ec2/flowLog:FlowLog",
            vpcId=vpc,
            trafficType="ALL",
            logDestinationType="s3",
            logDestination=destination,
        )
