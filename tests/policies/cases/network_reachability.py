"""Ways from the internet to data."""

from collections.abc import Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Declared, StackCase

GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
SUBNET = "aws:ec2/subnet:Subnet"
VPC = Declared(type="aws:ec2/vpc:Vpc", name="main", props={"cidrBlock": "10.0.0.0/16"})


def _group(name: str, ingress: Any = (), admits: Sequence[str] = ()) -> Declared:
    """A group with inline rules; `admits` are the groups that they name."""
    refers = {"vpcId": ["main"]} | ({"ingress": admits} if admits else {})
    return Declared(type=GROUP, name=name, props={"ingress": list(ingress)}, refers=refers)


def _admits(group: str, other: str) -> Declared:
    refers = {"securityGroupId": [group], "referencedSecurityGroupId": [other]}
    return Declared(type=INGRESS, name=f"{group}-{other}", props={"ipProtocol": "tcp"}, refers=refers)


def _admits_range(group: str, cidr: Any, version: int = 4) -> Declared:
    props = {"ipProtocol": "tcp", f"cidrIpv{version}": cidr}
    return Declared(type=INGRESS, name=f"{group}-range", props=props, refers={"securityGroupId": [group]})


def _host(type_: str, name: str, *groups: str, prop: str = "securityGroupIds", **props: Any) -> Declared:
    return Declared(type=type_, name=name, props=props, refers={prop: groups})


def _balancer(internal: bool = False, **refers: Sequence[str]) -> Declared:
    return Declared(
        type="aws:lb/loadBalancer:LoadBalancer",
        name="front",
        props={"internal": internal},
        refers={"securityGroups": ["front group"]} | refers,
    )


def _service(name: str, *groups: str) -> Declared:
    return _host("aws:ecs/service:Service", name, *groups, prop="networkConfiguration")


_DATA = _host("aws:rds/instance:Instance", "data", "data group", prop="vpcSecurityGroupIds")
_GROUPS = (VPC, _group("front group"), _group("app group"), _group("data group"))
_OPEN = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["0.0.0.0/0"]}


def _case(*resources: Declared, says: str = "", **more: Any) -> StackCase:
    at = more.pop("at", "data" if says else "")
    return StackCase(rule="data-out-of-reach", resources=[*_GROUPS, *resources], says=says, at=at, **more)


_DIRECT = "internet > Instance data, hosts before the data: 0, want 2"
_ONE = "internet > LoadBalancer front > Instance data, hosts before the data: 1, want 2"
_ORIGIN = Declared(
    type="aws:cloudfront/vpcOrigin:VpcOrigin", name="origin", refers={"vpcOriginEndpointConfig": ["front"]}
)
_LINK = _host("aws:apigatewayv2/vpcLink:VpcLink", "link", "front group")
_PUBLIC_SUBNET = Declared(
    type=SUBNET, name="public", props={"cidrBlock": "10.0.1.0/24"}, refers={"vpcId": ["main"]}
)

SHORT: tuple[AnyCase, ...] = (
    _case(_DATA, _admits_range("data group", "0.0.0.0/0"), says=_DIRECT),
    _case(_DATA, _admits_range("data group", "::/0", version=6), says=_DIRECT),
    _case(
        _host("aws:elasticache/replicationGroup:ReplicationGroup", "data", "data group"),
        _admits_range("data group", "128.0.0.0/1"),
        says="internet > ReplicationGroup data, hosts before the data: 0",
    ),
    _case(_DATA, _balancer(), _admits("data group", "front group"), says=_ONE),
    _case(_DATA, _balancer(internal=True), _ORIGIN, _admits("data group", "front group"), says=_ONE),
    _case(
        _DATA,
        _LINK,
        _admits("data group", "front group"),
        says="internet > VpcLink link > Instance data, hosts before the data: 1",
    ),
    _case(
        _DATA,
        Declared(
            type=RULE,
            name="from front",
            props={"type": "ingress"},
            refers={"securityGroupId": ["data group"], "sourceSecurityGroupId": ["front group"]},
        ),
        _balancer(),
        says=_ONE,
    ),
    _case(_DATA, _balancer(), _admits_range("data group", "10.0.0.0/8"), says=_ONE),
    _case(
        _DATA,
        _PUBLIC_SUBNET,
        _balancer(subnets=["public"]),
        _admits_range("data group", "10.0.0.0/20"),
        says=_ONE,
    ),
    # A bastion that has the group of the clients too.
    _case(
        _DATA,
        _host("aws:ec2/instance:Instance", "bastion", "front group", "app group", prop="vpcSecurityGroupIds"),
        _admits_range("front group", "0.0.0.0/0"),
        _admits("data group", "app group"),
        says="internet > Instance bastion > Instance data, hosts before the data: 1",
    ),
    # Nothing has the open group yet.
    _case(
        _DATA,
        _admits_range("front group", "0.0.0.0/0"),
        _admits("data group", "front group"),
        says="internet > SecurityGroup front group > Instance data, hosts before the data: 1",
    ),
    # One group for all, which lets its members reach each other.
    StackCase(
        rule="data-out-of-reach",
        resources=[
            VPC,
            _group("all", [{"protocol": "-1", "self": True}]),
            _host("aws:lb/loadBalancer:LoadBalancer", "front", "all", prop="securityGroups"),
            _host("aws:docdb/cluster:Cluster", "data", "all", prop="vpcSecurityGroupIds"),
        ],
        says="internet > LoadBalancer front > Cluster data, hosts before the data: 1",
        at="data",
    ),
    StackCase(
        rule="data-out-of-reach",
        resources=[
            VPC,
            _group("web", [_OPEN]),
            _group("data group", [{"protocol": "tcp", "securityGroups": [UNKNOWN]}], admits=["web"]),
            _service("web task", "web"),
            _DATA,
        ],
        says="internet > Service web task > Instance data, hosts before the data: 1",
        at="data",
    ),
    _case(
        _DATA,
        _balancer(),
        _service("app", "app group"),
        _admits("app group", "front group"),
        _admits("data group", "app group"),
        options={"tiers": 3},
        says="internet > LoadBalancer front > Service app > Instance data, hosts before the data: 2, want 3",
    ),
    _case(
        _DATA,
        _admits_range("data group", "0.0.0.0/0"),
        _group("other", [{"protocol": "tcp", "cidrBlocks": [UNKNOWN]}]),
        says=_DIRECT,
        unknown="ingress[0].cidrBlocks[0]",
    ),
)

LONG: tuple[AnyCase, ...] = (
    _case(_DATA),
    _case(
        _DATA,
        _balancer(),
        _service("app", "app group"),
        _admits("app group", "front group"),
        _admits("data group", "app group"),
    ),
    _case(_DATA, _balancer(), _admits("data group", "front group"), options={"tiers": 1}),
    _case(_DATA, _balancer(internal=True), _admits("data group", "front group")),
    _case(_balancer(), _admits("app group", "front group")),
    _case(_DATA, _balancer(), _admits("front group", "data group")),
    _case(_DATA, _balancer(), _admits_range("data group", "203.0.113.0/24")),
    _case(_DATA, _PUBLIC_SUBNET, _balancer(subnets=["public"]), _admits_range("data group", "10.0.2.0/24")),
    _case(_DATA, _balancer(), _admits_range("data group", "10.0.2.0/24")),
    _case(
        _DATA,
        _balancer(),
        Declared(
            type=RULE,
            name="out",
            props={"type": "egress"},
            refers={"securityGroupId": ["data group"], "sourceSecurityGroupId": ["front group"]},
        ),
    ),
    _case(_DATA, _balancer(), _admits_range("data group", UNKNOWN), unknown="cidrIpv4"),
)

_STORES = {
    "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:rds/proxy:Proxy": "vpcSecurityGroupIds",
    "aws:elasticache/cluster:Cluster": "securityGroupIds",
    "aws:elasticache/serverlessCache:ServerlessCache": "securityGroupIds",
    "aws:memorydb/cluster:Cluster": "securityGroupIds",
    "aws:docdb/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:neptune/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:redshift/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:redshiftserverless/workgroup:Workgroup": "securityGroupIds",
    "aws:opensearch/domain:Domain": "vpcOptions",
    "aws:elasticsearch/domain:Domain": "vpcOptions",
    "aws:msk/cluster:Cluster": "brokerNodeGroupInfo",
    "aws:mq/broker:Broker": "securityGroups",
    "aws:dax/cluster:Cluster": "securityGroupIds",
    "aws:efs/mountTarget:MountTarget": "securityGroups",
}
_BEFORE = {
    "aws:alb/loadBalancer:LoadBalancer": "securityGroups",
    "aws:elb/loadBalancer:LoadBalancer": "securityGroups",
    "aws:ec2/instance:Instance": "securityGroups",
    "aws:ec2/launchTemplate:LaunchTemplate": "networkInterfaces",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "securityGroups",
    "aws:ec2/networkInterface:NetworkInterface": "securityGroups",
    "aws:lambda/function:Function": "vpcConfig",
    "aws:eks/cluster:Cluster": "vpcConfig",
    "aws:apprunner/vpcConnector:VpcConnector": "securityGroups",
    "aws:batch/computeEnvironment:ComputeEnvironment": "computeResources",
}

KINDS: tuple[AnyCase, ...] = (
    *(
        _case(
            _host(type_, "data", "data group", prop=prop),
            _admits_range("data group", "0.0.0.0/0"),
            says=f"internet > {type_.rpartition(':')[2]} data, hosts before the data: 0, want 2",
        )
        for type_, prop in _STORES.items()
    ),
    *(
        _case(
            _DATA,
            _host(type_, "first", "front group", prop=prop),
            _admits_range("front group", "0.0.0.0/0"),
            _admits("data group", "front group"),
            says=f"internet > {type_.rpartition(':')[2]} first > Instance data, hosts before the data: 1",
        )
        for type_, prop in _BEFORE.items()
    ),
)

CASES: tuple[AnyCase, ...] = (*SHORT, *LONG, *KINDS)
