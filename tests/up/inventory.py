"""What an account of the embedded AWS holds, asked of AWS's own interface, and what the engine recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jmespath


@dataclass(frozen=True)
class Kind:
    """A kind of thing: how AWS lists it, and how the engine records it."""

    token: str
    service: str
    method: str
    ids: str
    """JMESPath to the ids; AWS's own default things are left out."""


KINDS = (
    Kind("aws:ec2/vpc:Vpc", "ec2", "describe_vpcs", "Vpcs[?!IsDefault].VpcId"),
    Kind("aws:ec2/subnet:Subnet", "ec2", "describe_subnets", "Subnets[?!DefaultForAz].SubnetId"),
    Kind(
        "aws:ec2/securityGroup:SecurityGroup",
        "ec2",
        "describe_security_groups",
        "SecurityGroups[?GroupName!='default'].GroupId",
    ),
    Kind(
        "aws:ec2/internetGateway:InternetGateway",
        "ec2",
        "describe_internet_gateways",
        "InternetGateways[].InternetGatewayId",
    ),
    Kind(
        "aws:ec2/routeTable:RouteTable",
        "ec2",
        "describe_route_tables",
        "RouteTables[?!(Associations[?Main])].RouteTableId",
    ),
    Kind(
        "aws:ec2/natGateway:NatGateway",
        "ec2",
        "describe_nat_gateways",
        "NatGateways[?State!='deleted'].NatGatewayId",
    ),
    Kind("aws:ec2/eip:Eip", "ec2", "describe_addresses", "Addresses[].AllocationId"),
    Kind(
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        "ec2",
        "describe_vpc_endpoints",
        "VpcEndpoints[?State!='deleted'].VpcEndpointId",
    ),
    Kind("aws:ec2/flowLog:FlowLog", "ec2", "describe_flow_logs", "FlowLogs[].FlowLogId"),
    Kind(
        "aws:ec2/launchTemplate:LaunchTemplate",
        "ec2",
        "describe_launch_templates",
        "LaunchTemplates[].LaunchTemplateId",
    ),
    Kind("aws:s3/bucket:Bucket", "s3", "list_buckets", "Buckets[].Name"),
    Kind("aws:cloudwatch/logGroup:LogGroup", "logs", "describe_log_groups", "logGroups[].logGroupName"),
    Kind(
        "aws:iam/role:Role", "iam", "list_roles", "Roles[?!starts_with(Path, '/aws-service-role/')].RoleName"
    ),
    Kind(
        "aws:iam/instanceProfile:InstanceProfile",
        "iam",
        "list_instance_profiles",
        "InstanceProfiles[].InstanceProfileName",
    ),
    Kind("aws:ecr/repository:Repository", "ecr", "describe_repositories", "repositories[].repositoryName"),
    Kind("aws:ecs/cluster:Cluster", "ecs", "list_clusters", "clusterArns"),
    Kind(
        "aws:lb/loadBalancer:LoadBalancer",
        "elbv2",
        "describe_load_balancers",
        "LoadBalancers[].LoadBalancerArn",
    ),
    Kind(
        "aws:lb/targetGroup:TargetGroup", "elbv2", "describe_target_groups", "TargetGroups[].TargetGroupArn"
    ),
    Kind(
        "aws:autoscaling/group:Group",
        "autoscaling",
        "describe_auto_scaling_groups",
        "AutoScalingGroups[].AutoScalingGroupName",
    ),
    # The private ones are Cloud Map's.
    Kind("aws:route53/zone:Zone", "route53", "list_hosted_zones", "HostedZones[?!(Config.PrivateZone)].Id"),
    Kind(
        "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
        "servicediscovery",
        "list_namespaces",
        "Namespaces[].Id",
    ),
    Kind("aws:rds/instance:Instance", "rds", "describe_db_instances", "DBInstances[].DbiResourceId"),
    Kind(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "elasticache",
        "describe_replication_groups",
        "ReplicationGroups[].ReplicationGroupId",
    ),
    Kind(
        "aws:cloudfront/distribution:Distribution",
        "cloudfront",
        "list_distributions",
        "DistributionList.Items[].Id || `[]`",
    ),
    Kind("aws:secretsmanager/secret:Secret", "secretsmanager", "list_secrets", "SecretList[].ARN"),
    Kind("aws:sns/topic:Topic", "sns", "list_topics", "Topics[].TopicArn"),
    Kind(
        "aws:acm/certificate:Certificate",
        "acm",
        "list_certificates",
        "CertificateSummaryList[].CertificateArn",
    ),
)

Inventory = dict[str, list[str]]
"""Token -> sorted ids; kinds of which there is nothing are left out."""


def held(client: Callable[[str], Any]) -> Inventory:
    """What AWS has. `client` answers boto3's client of a service."""
    return _tidy({kind.token: _listed(client(kind.service), kind) for kind in KINDS})


def recorded(resources: list[dict[str, Any]]) -> Inventory:
    """What the engine's state says there is."""
    return _tidy(
        {kind.token: [item["id"] for item in resources if item["type"] == kind.token] for kind in KINDS}
    )


def _listed(client: Any, kind: Kind) -> list[str]:
    ids = jmespath.search(kind.ids, getattr(client, kind.method)())
    assert isinstance(ids, list)
    if kind.token == "aws:ecs/cluster:Cluster":
        # A deleted cluster stays listed for a while, as INACTIVE.
        # Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html
        found = client.describe_clusters(clusters=ids)["clusters"] if ids else []
        ids = [cluster["clusterArn"] for cluster in found if cluster["status"] != "INACTIVE"]
    return [ident.removeprefix("/hostedzone/") for ident in ids]


def _tidy(found: Inventory) -> Inventory:
    return {token: sorted(ids) for token, ids in found.items() if ids}
