"""Ways to break the network of the production program."""

from typing import Any

from tests.policies.mutations import ABSENT, Mutation, Unbroken

GROUP = "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
TABLE = "aws:ec2/routeTable:RouteTable"
ROUTE = "aws:ec2/route:Route"
ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
NAT = "aws:ec2/natGateway:NatGateway"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
SERVICE = "aws:ecs/service:Service"
BALANCER = "aws:lb/loadBalancer:LoadBalancer"

_ANYWHERE = {"protocol": "tcp", "fromPort": 5432, "toPort": 5432, "cidrBlocks": ["0.0.0.0/0"]}
_ANY_PROTOCOL = {"protocol": "-1", "fromPort": 0, "toPort": 0, "ipv6CidrBlocks": ["::/0"]}
_TO_THE_INTERNET = {"cidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"}


def _mutation(rule: str, type_: str, path: str, *values: Any, name: str = "*") -> list[Mutation]:
    return [Mutation(rule, type_, path, value, name) for value in values]


MUTATIONS = (
    *_mutation(
        "security-group-open-ports", INGRESS, "cidrIpv4", "0.0.0.0/0", "0.0.0.0/1", name="*-database-in"
    ),
    *_mutation("security-group-open-ports", INGRESS, "cidrIpv6", "::/0", name="backend-load-balancer-in"),
    *_mutation("security-group-open-ports", GROUP, "ingress[+]", _ANYWHERE, _ANY_PROTOCOL),
    *_mutation("security-group-risky-ports", INGRESS, "cidrIpv4", "0.0.0.0/0", name="*-database-in"),
    *_mutation("security-group-risky-ports", INGRESS, "cidrIpv6", "::/0", name="backend-cache-in"),
    *_mutation("security-group-risky-ports", GROUP, "ingress[+]", _ANYWHERE, _ANY_PROTOCOL),
    *_mutation("security-group-described", GROUP, "description", ABSENT, "", "Managed by Pulumi"),
    *_mutation("default-security-group-empty", DEFAULT, "ingress[+]", _ANYWHERE),
    *_mutation("default-security-group-empty", DEFAULT, "egress[+]", _ANY_PROTOCOL),
    *_mutation("vpc-default-security-group", DEFAULT, "", ABSENT),
    *_mutation("vpc-default-security-group", DEFAULT, "vpcId", "vpc-of-another-stack"),
    *_mutation("instance-metadata-v2", TEMPLATE, "metadataOptions", ABSENT),
    *_mutation("instance-metadata-v2", TEMPLATE, "metadataOptions.httpTokens", ABSENT, "optional"),
    *_mutation("instance-metadata-hops", TEMPLATE, "metadataOptions", ABSENT),
    *_mutation("instance-metadata-hops", TEMPLATE, "metadataOptions.httpPutResponseHopLimit", ABSENT, 2, 64),
    *_mutation(
        "instance-public-address", TEMPLATE, "networkInterfaces[*].associatePublicIpAddress", "true", True
    ),
    *_mutation(
        "instance-volume-encrypted", TEMPLATE, "blockDeviceMappings[*].ebs.encrypted", ABSENT, "false"
    ),
    *_mutation("vpc-flow-log", FLOW_LOG, "", ABSENT),
    *_mutation("vpc-flow-log", FLOW_LOG, "trafficType", ABSENT, "ACCEPT"),
    *_mutation("vpc-flow-log", FLOW_LOG, "vpcId", "vpc-of-another-stack"),
    *_mutation("subnet-public-addresses", SUBNET, "mapPublicIpOnLaunch", True),
    *_mutation("data-subnet-private", TABLE, "routes[+]", _TO_THE_INTERNET, name="network-data"),
    *_mutation("workload-subnet-private", TABLE, "routes[+]", _TO_THE_INTERNET, name="network-application-*"),
    *_mutation("workload-subnet-private", ROUTE, "gatewayId", "igw-1", name="network-application-*"),
    *_mutation("nat-gateway-own-zone", SUBNET, "availabilityZone", "us-east-1z", name="network-[pa]*"),
    *_mutation("vpc-endpoints", ENDPOINT, "", ABSENT, name="network-s3"),
    *_mutation(
        "vpc-endpoints", ENDPOINT, "serviceName", ABSENT, "com.amazonaws.us-east-1.ec2", name="network-s3"
    ),
    *_mutation("vpc-endpoints", ENDPOINT, "vpcId", "vpc-of-another-stack", name="network-s3"),
    *_mutation("vpc-endpoint-routes", ENDPOINT, "routeTableIds", ABSENT, [], name="network-s3"),
    *_mutation(
        "vpc-endpoint-private-dns", ENDPOINT, "privateDnsEnabled", ABSENT, False, name="network-[!s]*"
    ),
    *_mutation(
        "data-out-of-reach",
        INGRESS,
        "cidrIpv4",
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.0.0.0/20",
        name="*-[dc]*a*e-in",
    ),
    *_mutation("data-out-of-reach", INGRESS, "cidrIpv4", "0.0.0.0/0", name="backend-load-balancer-in"),
    *_mutation("data-out-of-reach", INGRESS, "cidrIpv6", "::/0", name="*-[dc]*a*e-in"),
    *_mutation("data-out-of-reach", GROUP, "ingress[+]", _ANYWHERE, _ANY_PROTOCOL, name="[dcb]*[!s]"),
)

_NO_SOURCE = "No rule of the program has the internet as its source, so its ports open nothing to it."
_LINK = (
    "A plain value in its place names nothing of the stack, so the rule has less to judge; the cases name "
    "a wrong resource of the stack instead."
)
_NO_RANGE = "No rule of the program admits a range, so it does not matter which addresses a host has."
_THREE = "Three subnets are in each zone, and two zones are enough."
_KIND = "The rule judges one kind of endpoint; of another kind it has less to judge."


def _unbroken(reason: str, rule: str, type_: str, *paths: str) -> list[Unbroken]:
    return [Unbroken(rule, type_, path, reason) for path in paths]


UNBROKEN = (
    *_unbroken(_NO_SOURCE, "security-group-open-ports", INGRESS, "fromPort", "toPort", "ipProtocol"),
    *_unbroken(_NO_SOURCE, "security-group-risky-ports", INGRESS, "fromPort", "toPort", "ipProtocol"),
    *_unbroken(_LINK, "vpc-default-security-group", INGRESS, "securityGroupId"),
    *_unbroken(_LINK, "vpc-default-security-group", EGRESS, "securityGroupId"),
    *_unbroken(_LINK, "data-subnet-private", "aws:rds/subnetGroup:SubnetGroup", "subnetIds"),
    *_unbroken(_LINK, "data-subnet-private", "aws:elasticache/subnetGroup:SubnetGroup", "subnetIds"),
    *_unbroken(_LINK, "data-subnet-private", ASSOCIATION, "subnetId", "routeTableId"),
    *_unbroken(_LINK, "data-subnet-private", ROUTE, "routeTableId"),
    *_unbroken(_LINK, "workload-subnet-private", SERVICE, "networkConfiguration"),
    *_unbroken(_LINK, "workload-subnet-private", "aws:autoscaling/group:Group", "vpcZoneIdentifiers"),
    *_unbroken(_LINK, "workload-subnet-private", ASSOCIATION, "subnetId", "routeTableId"),
    *_unbroken(_LINK, "workload-subnet-private", ROUTE, "routeTableId"),
    *_unbroken(_LINK, "nat-gateway-own-zone", ASSOCIATION, "subnetId", "routeTableId"),
    *_unbroken(_LINK, "nat-gateway-own-zone", ROUTE, "routeTableId", "natGatewayId"),
    *_unbroken(_LINK, "nat-gateway-own-zone", NAT, "subnetId"),
    *_unbroken(_LINK, "nat-gateway-own-zone", TABLE, "routes"),
    *_unbroken(_THREE, "vpc-zones", SUBNET, "availabilityZone", "vpcId"),
    *_unbroken(_LINK, "vpc-endpoints", NAT, "subnetId", "vpcId"),
    *_unbroken(_LINK, "vpc-endpoints", SUBNET, "vpcId"),
    *_unbroken(_KIND, "vpc-endpoint-routes", ENDPOINT, "vpcEndpointType"),
    *_unbroken(_LINK, "vpc-endpoint-routes", ENDPOINT, "vpcId"),
    *_unbroken(_LINK, "vpc-endpoint-routes", ROUTE, "natGatewayId", "routeTableId"),
    *_unbroken(_LINK, "vpc-endpoint-routes", TABLE, "vpcId", "routes"),
    *_unbroken(_KIND, "vpc-endpoint-private-dns", ENDPOINT, "serviceName", "vpcEndpointType"),
    *_unbroken(
        "The VPC origin of CloudFront makes the load balancer an entrance already.",
        "data-out-of-reach",
        BALANCER,
        "internal",
    ),
    *_unbroken(_LINK, "data-out-of-reach", "aws:cloudfront/vpcOrigin:VpcOrigin", "vpcOriginEndpointConfig"),
    *_unbroken(_LINK, "data-out-of-reach", BALANCER, "securityGroups"),
    *_unbroken(_LINK, "data-out-of-reach", SERVICE, "networkConfiguration"),
    *_unbroken(_LINK, "data-out-of-reach", TEMPLATE, "networkInterfaces", "vpcSecurityGroupIds"),
    *_unbroken(_LINK, "data-out-of-reach", "aws:rds/instance:Instance", "vpcSecurityGroupIds"),
    *_unbroken(
        _LINK, "data-out-of-reach", "aws:elasticache/replicationGroup:ReplicationGroup", "securityGroupIds"
    ),
    *_unbroken(_LINK, "data-out-of-reach", INGRESS, "referencedSecurityGroupId", "securityGroupId"),
    *_unbroken(_NO_RANGE, "data-out-of-reach", SUBNET, "cidrBlock", "ipv6CidrBlock"),
    *_unbroken(_NO_RANGE, "data-out-of-reach", VPC, "cidrBlock", "ipv6CidrBlock"),
    *_unbroken(_NO_RANGE, "data-out-of-reach", BALANCER, "subnets"),
    *_unbroken(_NO_RANGE, "data-out-of-reach", GROUP, "vpcId"),
)
