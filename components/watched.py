"""What there is to watch in a stack: the names by which CloudWatch knows each thing, and its capacity.

Plain data. The alarms and the dashboard are worked out from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi


@dataclass(frozen=True, kw_only=True)
class Service:
    """A web service on ECS behind the load balancer."""

    name: str
    """Name of the service, such as backend."""
    cluster: pulumi.Input[str]
    """Name of its cluster."""
    min_tasks: int
    """Tasks that always run."""
    load_balancer: pulumi.Input[str]
    """Suffix of the load balancer's ARN."""
    target_group: pulumi.Input[str]
    """Suffix of its target group's ARN."""


@dataclass(frozen=True, kw_only=True)
class Hosts:
    """The hosts of the cluster."""

    autoscaling_group: pulumi.Input[str]
    """Name of their Auto Scaling group."""
    cluster: pulumi.Input[str]
    """Name of the cluster."""
    min_hosts: int
    """Hosts that always run."""


@dataclass(frozen=True, kw_only=True)
class Database:
    """The PostgreSQL database."""

    identifier: str
    """Its name in RDS."""
    allocated_storage: int
    """GiB of storage it starts with."""
    memory_gib: float
    """GiB of memory of its class."""
    max_connections: int
    """Connections it accepts."""
    burstable: bool
    """Whether its class earns and spends CPU credits (t classes)."""
    replica_memory_gib: float
    """GiB of memory of the class of its read replicas."""
    replicas: Sequence[str] = ()
    """Names of its read replicas."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """What stands before the load balancer, around the world."""

    distribution_id: pulumi.Input[str] | None = None
    """The CloudFront distribution."""
    web_acl: str = ""
    """Metric name of the web ACL at the edge."""


@dataclass(frozen=True, kw_only=True)
class Watched:
    """Everything of one stack. What is left out does not exist, and gets no alarm."""

    services: Sequence[Service] = ()
    load_balancer: pulumi.Input[str] | None = None
    """Suffix of the load balancer's ARN."""
    web_acl: str = ""
    """Metric name of the load balancer's web ACL."""
    insights: bool = True
    """Whether Container Insights counts tasks and hosts."""
    hosts: Hosts | None = None
    database: Database | None = None
    cache_nodes: Sequence[str] = ()
    """Ids of the cache's nodes."""
    nat_gateways: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    """Ids of the NAT gateways, by zone."""
    certificates: Mapping[str, pulumi.Input[str]] = field(default_factory=dict)
    """ARNs of the certificates, by region."""
    edge: Edge = Edge()
    backup_vault: str = ""
    """Name of the vault that takes the backups."""
