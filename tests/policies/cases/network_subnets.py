"""Routes of subnets, and the zones that they are in."""

from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Declared, StackCase

SUBNET = "aws:ec2/subnet:Subnet"
TABLE = "aws:ec2/routeTable:RouteTable"
ROUTE = "aws:ec2/route:Route"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
NAT = "aws:ec2/natGateway:NatGateway"


def _at(type_: str, name: str, refers: dict[str, list[str]] | None = None, **props: Any) -> Declared:
    return Declared(type=type_, name=name, props=props, refers=refers or {})


_VPC = _at("aws:ec2/vpc:Vpc", "main")
_GATEWAY = _at("aws:ec2/internetGateway:InternetGateway", "igw", {"vpcId": ["main"]})
_SUBNET = _at(SUBNET, "subnet", {"vpcId": ["main"]}, availabilityZone="a")
_TABLE = _at(TABLE, "table", {"vpcId": ["main"]})
_OPEN_TABLE = _at(TABLE, "open", {"vpcId": ["main"], "routes": ["igw"]})
_ROUTE = _at(
    ROUTE, "route", {"routeTableId": ["table"], "gatewayId": ["igw"]}, destinationCidrBlock="0.0.0.0/0"
)
_IPV6_ROUTE = _at(
    ROUTE, "route", {"routeTableId": ["table"], "gatewayId": ["igw"]}, destinationIpv6CidrBlock="::/0"
)
_ASSOCIATED = _at(ASSOCIATION, "association", {"subnetId": ["subnet"], "routeTableId": ["table"]})
_ASSOCIATED_OPEN = _at(ASSOCIATION, "association", {"subnetId": ["subnet"], "routeTableId": ["open"]})
_BASE = (_VPC, _GATEWAY, _SUBNET, _TABLE)
_MAIN_OPEN = _at(
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
    "first",
    {"vpcId": ["main"], "routeTableId": ["open"]},
)
_DEFAULT_OPEN = _at(
    "aws:ec2/defaultRouteTable:DefaultRouteTable",
    "default",
    {"defaultRouteTableId": ["main"], "routes": ["igw"]},
)
_DATA = _at("aws:rds/subnetGroup:SubnetGroup", "data", {"subnetIds": ["subnet"]})
_DOMAIN = _at("aws:opensearch/domain:Domain", "search", {"vpcOptions": ["subnet"]})
_SERVICE = _at("aws:ecs/service:Service", "web", {"networkConfiguration": ["subnet"]})


def _private(rule: str, *resources: Declared, at: str = "") -> StackCase:
    says = "subnet subnet routes to igw, want no such route" if at else ""
    return StackCase(rule=rule, resources=[*_BASE, *resources], says=says, at=at)


_DATA_RULE, _WORKLOAD_RULE = "data-subnet-private", "workload-subnet-private"

PRIVATE: tuple[AnyCase, ...] = (
    _private(_DATA_RULE, _ASSOCIATED, _ROUTE, _DATA, at="data"),
    _private(_DATA_RULE, _ASSOCIATED, _IPV6_ROUTE, _DATA, at="data"),
    _private(_DATA_RULE, _OPEN_TABLE, _ASSOCIATED_OPEN, _DOMAIN, at="search"),
    _private(_DATA_RULE, _OPEN_TABLE, _MAIN_OPEN, _DATA, at="data"),
    _private(_DATA_RULE, _DEFAULT_OPEN, _DATA, at="data"),
    _private(_DATA_RULE, _ASSOCIATED, _DEFAULT_OPEN, _DATA),
    _private(_DATA_RULE, _ASSOCIATED, _DATA),
    _private(_DATA_RULE, _ASSOCIATED, _ROUTE, _SERVICE),
    _private(_DATA_RULE, _DATA),
    _private(_WORKLOAD_RULE, _ASSOCIATED, _ROUTE, _SERVICE, at="web"),
    _private(
        _WORKLOAD_RULE,
        _ASSOCIATED,
        _ROUTE,
        _at("aws:autoscaling/group:Group", "hosts", {"vpcZoneIdentifiers": ["subnet"]}),
        at="hosts",
    ),
    _private(
        _WORKLOAD_RULE,
        _ASSOCIATED,
        _at(ROUTE, "route", {"routeTableId": ["table"]}, gatewayId="subnet"),
        _at("aws:ec2/instance:Instance", "host", {"subnetId": ["subnet"]}),
    ),
    StackCase(
        rule=_WORKLOAD_RULE,
        resources=[
            _SUBNET,
            _VPC,
            _at(TABLE, "foreign", routes=[{"cidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}]),
            _at(ASSOCIATION, "association", {"subnetId": ["subnet"], "routeTableId": ["foreign"]}),
            _at("aws:ec2/instance:Instance", "host", {"subnetId": ["subnet"]}),
        ],
        says="subnet subnet routes to igw-1, want no such route",
        at="host",
    ),
    _private(_WORKLOAD_RULE, _ASSOCIATED, _SERVICE),
    _private(
        _WORKLOAD_RULE,
        _ASSOCIATED,
        _ROUTE,
        _at("aws:lb/loadBalancer:LoadBalancer", "public", {"subnets": ["subnet"]}),
    ),
)


_PLACES = {
    "aws:rds/proxy:Proxy": "vpcSubnetIds",
    "aws:elasticache/subnetGroup:SubnetGroup": "subnetIds",
    "aws:elasticache/serverlessCache:ServerlessCache": "subnetIds",
    "aws:memorydb/subnetGroup:SubnetGroup": "subnetIds",
    "aws:docdb/subnetGroup:SubnetGroup": "subnetIds",
    "aws:neptune/subnetGroup:SubnetGroup": "subnetIds",
    "aws:redshift/subnetGroup:SubnetGroup": "subnetIds",
    "aws:redshiftserverless/workgroup:Workgroup": "subnetIds",
    "aws:dax/subnetGroup:SubnetGroup": "subnetIds",
    "aws:elasticsearch/domain:Domain": "vpcOptions",
    "aws:msk/cluster:Cluster": "brokerNodeGroupInfo",
    "aws:mq/broker:Broker": "subnetIds",
    "aws:efs/mountTarget:MountTarget": "subnetId",
}

KINDS: tuple[AnyCase, ...] = tuple(
    _private(_DATA_RULE, _ASSOCIATED, _ROUTE, _at(type_, "placed", {prop: ["subnet"]}), at="placed")
    for type_, prop in _PLACES.items()
)


def _nat(*resources: Declared, zone: Any = "a", says: str = "", unknown: str = "") -> StackCase:
    """A subnet in zone `zone` that goes out through a NAT gateway in zone a."""
    base = [
        _VPC,
        _at(SUBNET, "public", {"vpcId": ["main"]}, availabilityZone="a", availabilityZoneId="use1-az1"),
        _at(SUBNET, "subnet", {"vpcId": ["main"]}, **({"availabilityZone": zone} if zone else {})),
        _at(NAT, "nat", {"subnetId": ["public"]}),
        _TABLE,
        _at(ROUTE, "out", {"routeTableId": ["table"], "natGatewayId": ["nat"]}),
        _ASSOCIATED,
    ]
    at = "subnet" if says or unknown else ""
    return StackCase(
        rule="nat-gateway-own-zone", resources=[*base, *resources], says=says, at=at, unknown=unknown
    )


_SHARED = _at(ASSOCIATION, "shared", {"subnetId": ["ids"], "routeTableId": ["table"]})

OWN_ZONE: tuple[AnyCase, ...] = (
    _nat(zone="b", says="subnet in b goes through NAT gateway nat in a, want one in its zone"),
    StackCase(
        rule="nat-gateway-own-zone",
        resources=[
            *_nat().resources,
            _at(SUBNET, "ids", {"vpcId": ["main"]}, availabilityZoneId="use1-az2"),
            _SHARED,
        ],
        says="ids in use1-az2 goes through NAT gateway nat in use1-az1",
        at="ids",
    ),
    _nat(),
    _nat(_at(SUBNET, "ids", {"vpcId": ["main"]}, availabilityZoneId="use1-az1"), _SHARED),
    StackCase(
        rule="nat-gateway-own-zone",
        resources=[
            _VPC,
            _at(SUBNET, "subnet", {"vpcId": ["main"]}, availabilityZone="b"),
            _at(NAT, "nat", {"vpcId": ["main"]}, availabilityMode="regional"),
            _at(TABLE, "table", {"vpcId": ["main"], "routes": ["nat"]}),
            _ASSOCIATED,
        ],
    ),
    _nat(zone=UNKNOWN, unknown="availabilityZone"),
    _nat(zone="", unknown="availabilityZone"),
)


def _spread(*zones: Any, says: str = "", unknown: str = "", **options: int) -> StackCase:
    named = [{"availabilityZone": zone} if zone else {} for zone in zones]
    subnets = [_at(SUBNET, f"s{at}", {"vpcId": ["main"]}, **props) for at, props in enumerate(named)]
    return StackCase(
        rule="vpc-zones",
        resources=[_VPC, *subnets],
        says=says,
        at="main" if says else "",
        unknown=unknown,
        options=options,
    )


ZONES: tuple[AnyCase, ...] = (
    _spread("a", says="VPC main has subnets in a, want 2 zones"),
    _spread("a", "a", says="VPC main has subnets in a, want 2 zones"),
    _spread("a", "b", zones=3, says="VPC main has subnets in a, b, want 3 zones"),
    _spread("a", "b"),
    _spread("a", "b", ""),
    _spread(),
    _spread("a", "", unknown="availabilityZone"),
    _spread("a", UNKNOWN, unknown="availabilityZone"),
)

CASES: tuple[AnyCase, ...] = (*PRIVATE, *KINDS, *OWN_ZONE, *ZONES)
