"""The network: tiers, ways out, and who is let in."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.network import Nat, Network, NetworkArgs
from tests.recorder import Recorder, record

ZONES = ("us-east-1a", "us-east-1b", "us-east-1c")


@pytest.fixture
def args(cloud: Cloud) -> NetworkArgs:
    return NetworkArgs(
        cloud=cloud,
        cidr="10.0.0.0/16",
        zones=ZONES,
        nat="zone",
        endpoints=("ecr.api", "logs"),
        flow_log_destination="arn:aws:s3:::logs/flow",
    )


@cache
def build(args: NetworkArgs) -> Recorder:
    return record(lambda: Network("network", args))


def routes_of(recorder: Recorder, tier: str) -> list[str]:
    """Names of the routes in the tables of a tier's subnets."""
    tables = {
        association.inputs["routeTableId"]
        for association in recorder.all("aws:ec2/routeTableAssociation:RouteTableAssociation")
        if association.name.startswith(f"network-{tier}-")
    }
    return [
        route.name for route in recorder.all("aws:ec2/route:Route") if route.inputs["routeTableId"] in tables
    ]


def test_the_resources_of_three_zones(args: NetworkArgs) -> None:
    recorder = build(args)
    assert recorder.counts() == {
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
        "aws:ec2/eip:Eip": 3,
        "aws:ec2/flowLog:FlowLog": 1,
        "aws:ec2/internetGateway:InternetGateway": 1,
        "aws:ec2/natGateway:NatGateway": 3,
        "aws:ec2/route:Route": 4,
        "aws:ec2/routeTable:RouteTable": 5,
        "aws:ec2/routeTableAssociation:RouteTableAssociation": 9,
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:ec2/subnet:Subnet": 9,
        "aws:ec2/vpc:Vpc": 1,
        "aws:ec2/vpcEndpoint:VpcEndpoint": 3,
    }
    assert not list(recorder.orphans())


def test_the_data_tier_has_no_route_out(args: NetworkArgs) -> None:
    recorder = build(args)
    assert routes_of(recorder, "data") == []
    assert routes_of(recorder, "public") == ["network-public"]
    assert routes_of(recorder, "application") == [f"network-application-{letter}" for letter in "abc"]


@pytest.mark.parametrize(
    ("nat", "gateways"),
    [
        ("zone", {"a": "network-a-id", "b": "network-b-id", "c": "network-c-id"}),
        ("single", {"a": "network-a-id", "b": "network-a-id", "c": "network-a-id"}),
        ("none", {}),
    ],
)
def test_nat_by_setting(args: NetworkArgs, nat: Nat, gateways: dict[str, str]) -> None:
    recorder = build(replace(args, nat=nat))
    routes = [route for route in recorder.all("aws:ec2/route:Route") if "natGatewayId" in route.inputs]
    used = {route.name[-1]: route.inputs["natGatewayId"] for route in routes}
    assert used == gateways
    assert len(recorder.all("aws:ec2/natGateway:NatGateway")) == len(set(gateways.values()))


def test_a_nat_gateway_stands_in_the_public_subnet_of_its_zone(args: NetworkArgs) -> None:
    gateways = build(args).all("aws:ec2/natGateway:NatGateway")
    assert [gateway.inputs["subnetId"] for gateway in gateways] == [
        f"network-public-{letter}-id" for letter in "abc"
    ]
    for gateway in gateways:
        assert "aws:ec2/internetGateway:InternetGateway::network" in gateway.dependencies


def test_no_subnet_hands_out_public_addresses(args: NetworkArgs) -> None:
    subnets = build(args).all("aws:ec2/subnet:Subnet")
    assert {subnet.inputs["mapPublicIpOnLaunch"] for subnet in subnets} == {False}


def test_a_fourth_zone_changes_no_subnet(args: NetworkArgs) -> None:
    before = build(args).all("aws:ec2/subnet:Subnet")
    after = build(replace(args, zones=("us-east-1d", *ZONES))).all("aws:ec2/subnet:Subnet")
    kept = {subnet.name: subnet.inputs for subnet in after}
    assert {subnet.name: subnet.inputs for subnet in before}.items() <= kept.items()
    assert len(after) == 12


def test_the_default_security_group_is_emptied(args: NetworkArgs) -> None:
    group = build(args).one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
    assert group.inputs.keys() == {"vpcId", "tags"}  # a rule that is not listed is taken out


def test_flow_logs_take_everything(args: NetworkArgs) -> None:
    log = build(args).one("aws:ec2/flowLog:FlowLog")
    assert log.inputs["trafficType"] == "ALL"
    assert log.inputs["logDestination"] == "arn:aws:s3:::logs/flow"
    assert log.inputs["logDestinationType"] == "s3"


def test_endpoints_of_the_settings(args: NetworkArgs) -> None:
    endpoints = {
        endpoint.inputs["serviceName"]: endpoint.inputs
        for endpoint in build(args).all("aws:ec2/vpcEndpoint:VpcEndpoint")
    }
    assert endpoints.keys() == {f"com.amazonaws.us-east-1.{service}" for service in ("s3", "ecr.api", "logs")}
    gateway = endpoints["com.amazonaws.us-east-1.s3"]
    assert gateway["vpcEndpointType"] == "Gateway"
    assert gateway["routeTableIds"] == [f"network-application-{letter}-id" for letter in "abc"]
    interface = endpoints["com.amazonaws.us-east-1.logs"]
    assert interface["privateDnsEnabled"] is True
    assert interface["subnetIds"] == [f"network-application-{letter}-id" for letter in "abc"]
    assert interface["securityGroupIds"] == ["network-endpoints-id"]


def test_without_interface_endpoints_there_is_no_group_for_them(args: NetworkArgs) -> None:
    recorder = build(replace(args, endpoints=()))
    assert recorder.all("aws:ec2/securityGroup:SecurityGroup") == []
    assert "endpoint_security_group_id" not in recorder.published("Network")


def test_what_it_publishes(args: NetworkArgs) -> None:
    assert build(args).published("Network") == {
        "vpc_id": "network-id",
        "public_subnet_ids": [f"network-public-{letter}-id" for letter in "abc"],
        "application_subnet_ids": [f"network-application-{letter}-id" for letter in "abc"],
        "data_subnet_ids": [f"network-data-{letter}-id" for letter in "abc"],
        "endpoint_security_group_id": "network-endpoints-id",
        "nat_gateway_ids": {letter: f"network-{letter}-id" for letter in "abc"},
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"cidr": "10.0.0.0/24"},
            "NetworkArgs.cidr must be an IPv4 network of /16 to /21, with no bit set after the prefix "
            "(got '10.0.0.0/24').",
        ),
        ({"zones": ("us-east-1a",)}, "number of NetworkArgs.zones must be 2 to 8 (got 1)."),
        ({"zones": ("us-east-1a", "us-east-1a")}, "number of NetworkArgs.zones must be 2 to 8 (got 1)."),
        (
            {"zones": ("us-east-1a", "us-east-1-bos-1a")},
            "NetworkArgs.zones must be zones such as us-east-1a, with a letter a to h "
            "(got 'us-east-1-bos-1a').",
        ),
        ({"nat": "two"}, "NetworkArgs.nat must be one of zone, single, none (got two)."),
    ],
)
def test_wrong_arguments(args: NetworkArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message
