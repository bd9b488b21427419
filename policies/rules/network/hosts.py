"""What answers on the network: resources with security groups, and what each group lets in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pack.judging import gathered
from pack.rule import Verdict
from pack.scalars import Network
from pack.stack import Resource, Stack

from .ingress import INGRESS_RULE, RULE, SECURITY_GROUP, covers, entries, ranges
from .vpcs import DEFAULT_SUBNET, SUBNET, VPC

DATA_STORES: Mapping[str, str] = {
    "aws:rds/instance:Instance": "vpcSecurityGroupIds",
    "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
    "aws:rds/proxy:Proxy": "vpcSecurityGroupIds",
    "aws:elasticache/replicationGroup:ReplicationGroup": "securityGroupIds",
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
"""Types that keep data, by the property that names their security groups."""

LOAD_BALANCERS: Mapping[str, tuple[str, ...]] = {
    "aws:lb/loadBalancer:LoadBalancer": ("securityGroups", "subnets"),
    "aws:alb/loadBalancer:LoadBalancer": ("securityGroups", "subnets"),
    "aws:elb/loadBalancer:LoadBalancer": ("securityGroups", "subnets"),
}
VPC_LINK = "aws:apigatewayv2/vpcLink:VpcLink"

_HOSTS: Mapping[str, tuple[str, ...]] = {
    **{type_: (name,) for type_, name in DATA_STORES.items()},
    **LOAD_BALANCERS,
    VPC_LINK: ("securityGroupIds", "subnetIds"),
    "aws:ecs/service:Service": ("networkConfiguration",),
    "aws:ec2/instance:Instance": ("vpcSecurityGroupIds", "securityGroups", "subnetId"),
    "aws:ec2/launchTemplate:LaunchTemplate": ("vpcSecurityGroupIds", "networkInterfaces"),
    "aws:ec2/launchConfiguration:LaunchConfiguration": ("securityGroups",),
    "aws:ec2/networkInterface:NetworkInterface": ("securityGroups", "subnetId"),
    "aws:lambda/function:Function": ("vpcConfig",),
    "aws:eks/cluster:Cluster": ("vpcConfig",),
    "aws:apprunner/vpcConnector:VpcConnector": ("securityGroups", "subnets"),
    "aws:batch/computeEnvironment:ComputeEnvironment": ("computeResources",),
}
"""All that answers on the network, by the properties that name its security groups and subnets."""
_SOURCES = {
    SECURITY_GROUP: "ingress",
    INGRESS_RULE: "referencedSecurityGroupId",
    RULE: "sourceSecurityGroupId",
}
"""Where each spelling of an ingress rule names the groups that it admits."""


@dataclass(frozen=True)
class Host:
    """A resource with security groups; a group that nothing wears stands for what will."""

    resource: Resource
    groups: frozenset[str]
    """URNs."""
    addresses: tuple[Network, ...]
    """Ranges of its subnets, or of its VPC where those are not known."""

    def __str__(self) -> str:
        return f"{self.resource.type.rpartition(':')[2]} {self.resource.name}"


@dataclass
class Admitted:
    """What a security group lets in."""

    groups: set[str] = field(default_factory=set)
    """URNs."""
    ranges: list[Network] = field(default_factory=list)

    def has(self, host: Host) -> bool:
        """Whether it lets in a host: one of its groups, or the whole of a range that it is in."""
        within = (covers(each, address) for each in self.ranges for address in host.addresses)
        return bool(self.groups & host.groups) or any(within)


def hosts(stack: Stack) -> list[Host]:
    """Every resource with security groups, and every group that no resource has."""
    placed = [(each, _linked(stack, each, {SECURITY_GROUP})) for each in stack.all(*_HOSTS)]
    worn = {group.urn for _, groups in placed for group in groups}
    bare = [(each, [each]) for each in stack.all(SECURITY_GROUP) if each.urn not in worn]
    return [_host(stack, each, groups) for each, groups in (*placed, *bare) if groups]


def _host(stack: Stack, resource: Resource, groups: list[Resource]) -> Host:
    subnets = _linked(stack, resource, {SUBNET, DEFAULT_SUBNET})
    vpcs = [vpc for each in groups for vpc in stack.linked(each, "vpcId", {VPC})]
    addresses = _addresses(subnets) or _addresses(vpcs)
    return Host(resource, frozenset(each.urn for each in groups), addresses)


def _linked(stack: Stack, resource: Resource, types: set[str]) -> list[Resource]:
    names = _HOSTS.get(resource.type, ())
    return [each for name in names for each in stack.linked(resource, name, types)]


def _addresses(places: Iterable[Resource]) -> tuple[Network, ...]:
    """Ranges of subnets or VPCs, as far as they are known."""
    names = ("cidrBlock", "ipv6CidrBlock")
    return tuple(
        network for each in places for name in names for network in gathered(each.props.networks(name), [])
    )


def admissions(stack: Stack, unread: list[tuple[str, Verdict]]) -> dict[str, Admitted]:
    """What each security group lets in, by its URN; what is not known goes to `unread`."""
    admitted = {each.urn: Admitted() for each in stack.all(SECURITY_GROUP)}
    for resource in stack.all(*_SOURCES):
        inline = resource.type == SECURITY_GROUP
        owners = [resource] if inline else stack.linked(resource, "securityGroupId", {SECURITY_GROUP})
        verdicts: list[Verdict] = []
        found = _admitted(stack, resource, owners, verdicts)
        unread.extend((resource.urn, each) for each in verdicts)
        for owner in owners:
            admitted[owner.urn].groups |= found.groups
            admitted[owner.urn].ranges += found.ranges
    return admitted


def _admitted(stack: Stack, resource: Resource, owners: list[Resource], verdicts: list[Verdict]) -> Admitted:
    """What one resource lets into the groups that it is about."""
    found = Admitted()
    for entry in gathered(entries(resource.type, resource.props), verdicts):
        found.ranges.extend(gathered(ranges(entry), verdicts))
        found.groups |= {
            each.urn for each in stack.linked(resource, _SOURCES[resource.type], {SECURITY_GROUP})
        }
        # A SecurityGroupIngressRule has no such flag: it names the group itself.
        if resource.type != INGRESS_RULE and any(gathered(map(entry.props.flag, ["self"]), verdicts)):
            found.groups |= {each.urn for each in owners}
    return found
