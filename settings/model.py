"""Every setting of a stack: type, bounds, default, meaning.

A key of the configuration is the group's name and the field's in camel case: `network.zones` is
`networkZones`. The first paragraph under a field is also its description in Pulumi.yaml; a test compares.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict

from settings.kinds import (
    AccountId,
    Cidr,
    Domain,
    ListOf,
    Region,
    UrlPath,
    Version,
    Within,
    ZoneId,
    Zones,
)

Endpoint = Literal[
    "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "ec2", "ecs", "ecs-agent", "ecs-telemetry"
]

LogDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922]
"""Retentions that CloudWatch Logs knows, up to eight years.
Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


class Group(BaseModel):
    """Settings that belong together: strictly typed, complete, and never changed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", use_attribute_docstrings=True)


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


class ClusterSettings(Group):
    """The ECS cluster and its hosts."""

    instance_type: str = "c7g.large"
    """EC2 type of the hosts; a Graviton type of settings/hosts.py."""
    min_hosts: Annotated[int, Within(1, 1000, "hosts", 5)] = 5
    """Hosts that always run, 1 to 1000. They must hold the minimum of tasks with one zone lost."""
    max_hosts: Annotated[int, Within(1, 1000, "hosts", 12)] = 12
    """Hosts that may run at once, 1 to 1000. They must hold the maximum of tasks."""
    target_capacity: Annotated[int, Within(1, 100, "percent", 100)] = 100
    """Percent of the hosts that tasks should fill, 1 to 100; under 100 keeps spare hosts.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html"""
    disk_size: Annotated[int, Within(30, 16384, "GiB", 30)] = 30
    """Root volume of a host in GiB, 30 to 16384.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-ami-storage-config.html"""
    insights: Literal["enhanced", "enabled", "disabled"] = "enhanced"
    """Container Insights: enhanced (tasks and containers too), enabled (services only), or disabled."""


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


class BackendSettings(Group):
    """The backend. The defaults are the delivery document's: 2 vCPU and 2 GB, 3 to 10 tasks."""

    version: Version
    """Tag of the backend's image to run."""
    port: Annotated[int, Within(1024, 65535, "(a TCP port)", 3000)] = 3000
    """TCP port the backend listens on, 1024 to 65535."""
    health_path: UrlPath = "/health"
    """Path that answers 200 when a backend task can serve."""
    cpu: Annotated[int, Within(128, 196608, "CPU units", 2048)] = 2048
    """CPU units of a backend task, 128 to 196608; 1024 are one vCPU.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""
    memory: Annotated[int, Within(128, 1_048_576, "MiB", 2048)] = 2048
    """MiB of a backend task, 128 to 1048576."""
    min_tasks: Annotated[int, Within(1, 1000, "tasks", 3)] = 3
    """Backend tasks that always run, 1 to 1000."""
    max_tasks: Annotated[int, Within(1, 1000, "tasks", 10)] = 10
    """Backend tasks that may run at once, 1 to 1000."""
    scale_cpu: Annotated[int, Within(1, 100, "percent", 60)] = 60
    """Average CPU that auto scaling holds, percent, 1 to 100."""
    scale_memory: Annotated[int, Within(1, 100, "percent", 75)] = 75
    """Average memory that auto scaling holds, percent, 1 to 100."""
    scale_requests: Annotated[int, Within(1, 1_000_000, "requests a minute", 30_000)] = 30_000
    """Requests a minute and task that auto scaling holds, 1 to 1000000; 30000 is half of 1,000 a second."""
    log_retention_days: LogDays = 30
    """Days that CloudWatch keeps the backend's logs.

    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
    enable_exec: bool = False
    """Let operators open a shell in a backend task (ECS Exec)."""
    wait_for_steady_state: bool = True
    """Let a deployment end only when the new backend tasks serve, or it has failed."""


class Settings(Group):
    """Everything a stack can be told."""

    region: Region = "us-east-1"
    """AWS region of the stack."""
    account_id: AccountId
    """AWS account the stack belongs to, 12 digits. The provider refuses to touch any other."""
    network: NetworkSettings
    logs: LogsSettings
    images: ImagesSettings
    cluster: ClusterSettings
    domain: DomainSettings
    load_balancer: LoadBalancerSettings
    backend: BackendSettings

    @property
    def zones(self) -> tuple[str, ...]:
        """Availability zones, in order."""
        return self.network.zones or tuple(f"{self.region}{letter}" for letter in "abc")
