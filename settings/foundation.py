"""Settings of the ground a stack stands on: network, logs, images, cluster, domain, load balancer."""

from typing import Annotated, Literal

from settings.group import Group, LogDays
from settings.kinds import Cidr, Domain, ListOf, Within, ZoneId, Zones

Endpoint = Literal[
    "ecr.api",
    "ecr.dkr",
    "logs",
    "secretsmanager",
    "ssm",
    "ec2",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "monitoring",
]

Platform = Literal["linux/arm64", "linux/amd64"]


class NetworkSettings(Group):
    """The VPC."""

    cidr: Cidr = "10.0.0.0/16"
    """IPv4 range of the VPC, /16 to /21.

    Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"""
    zones: Zones = ()
    """Availability zones, 2 to 8; empty means a, b and c of the region. Listed, so that a zone AWS adds or
    reorders never moves a subnet."""
    nat: Literal["zone", "single", "none"] = "zone"
    """NAT gateways: zone (one in each), single, or none. A single one makes every zone depend on its zone."""
    endpoints: Annotated[tuple[Endpoint, ...], ListOf("AWS services with an endpoint", ("ecr.api",))] = (
        "ecr.api",
        "ecr.dkr",
        "logs",
        "secretsmanager",
        "ssm",
        "ec2",
    )
    """AWS services reached by an interface endpoint in each zone rather than through NAT."""


class LogsSettings(Group):
    """The bucket of flow logs and access logs."""

    retention_days: Annotated[int, Within(1, 3653, "days", 90)] = 90
    """Days that flow logs and access logs are kept, 1 to 3653."""
    protect: bool = True
    """Refuse to delete the log bucket. When off, destroying the stack deletes the logs too."""


class ImagesSettings(Group):
    """The image repositories."""

    keep: Annotated[int, Within(2, 1000, "releases", 30)] = 30
    """Releases kept in each image repository, 2 to 1000."""
    protect: bool = True
    """Refuse to delete image repositories that hold images."""
    build: bool = False
    """Build the images of apps/ and push them while the stack is updated, with the Docker of the machine that
    runs the update; else CI pushes them. Docker must be logged in to the registry."""
    platforms: Annotated[tuple[Platform, ...], ListOf("linux/arm64 and linux/amd64", ("linux/arm64",))] = (
        "linux/arm64",
    )
    """Platforms that images are built for. Tasks run on linux/arm64 (Graviton)."""


class ClusterSettings(Group):
    """The ECS cluster, and its hosts where it has its own."""

    compute: Literal["ec2", "fargate", "fargate-spot"] = "ec2"
    """Who owns the hosts: the stack (ec2) or AWS (fargate; fargate-spot for tasks above the minimum). Without
    hosts, the settings about them do not count."""
    instance_type: str = "c7g.large"
    """EC2 type of the hosts; a Graviton type of settings/hosts.py."""
    min_hosts: Annotated[int, Within(1, 1000, "hosts", 8)] = 8
    """Hosts that always run, 1 to 1000. They must hold the minimum of tasks with one zone lost."""
    max_hosts: Annotated[int, Within(1, 1000, "hosts", 18)] = 18
    """Hosts that may run at once, 1 to 1000. They must hold the maximum of tasks."""
    target_capacity: Annotated[int, Within(1, 100, "percent", 100)] = 100
    """Percent of the hosts that tasks should fill, 1 to 100; under 100 keeps spare hosts.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html"""
    disk_size: Annotated[int, Within(30, 16384, "GiB", 30)] = 30
    """Root volume of a host in GiB, 30 to 16384.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-ami-storage-config.html"""
    insights: Literal["enhanced", "enabled", "disabled"] = "enhanced"
    """Container Insights: enhanced (tasks and containers too), enabled (services only), or disabled."""
    exec_log_retention_days: LogDays = 90
    """Days that CloudWatch keeps what operators did in tasks.

    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


class DomainSettings(Group):
    """The stack's domain."""

    name: Domain
    """Domain of the stack, in lower case."""
    zone_id: ZoneId = ""
    """Route 53 zone of the domain; empty makes one, whose name servers then go to the registrar."""


class LoadBalancerSettings(Group):
    """The load balancer."""

    internal: bool = True
    """Reachable from inside the VPC only; CloudFront comes in by a VPC origin."""
    idle_timeout: Annotated[int, Within(1, 4000, "seconds", 60)] = 60
    """Seconds a silent connection stays open, 1 to 4000. An application's keep-alive must last longer.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html"""
    deletion_protection: bool = True
    """Refuse to delete the load balancer."""
