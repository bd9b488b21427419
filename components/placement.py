"""Where the services of a stack run."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.cluster import Cluster, Compute
from components.load_balancer import LoadBalancer
from components.network import Network

SPOT = "FARGATE_SPOT"
"""Fargate on spare capacity: at a discount, and taken back with two minutes' notice.
Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html"""


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Where a service runs and what leads to it. The same for every service of a stack."""

    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    """Private subnets for the tasks, one a zone."""
    endpoint_security_group_id: pulumi.Input[str] | None
    """Group of the VPC's interface endpoints, if there are any."""
    cluster: pulumi.Input[str]
    """Name of the cluster."""
    compute: Compute
    """Who owns the hosts."""
    capacity_provider: pulumi.Input[str]
    """Name of the capacity provider."""
    exec_log_group: str
    """Log group of operators' sessions in tasks."""
    listener_arn: pulumi.Input[str]
    """HTTPS listener of the load balancer."""
    load_balancer_security_group_id: pulumi.Input[str]
    """Group of the load balancer."""
    load_balancer_arn_suffix: pulumi.Input[str]
    """The part of the load balancer's ARN that CloudWatch names it by."""

    @property
    def on_fargate(self) -> bool:
        """Whether AWS owns the hosts."""
        return self.compute != "ec2"

    @classmethod
    def beside(cls, network: Network, cluster: Cluster, load_balancer: LoadBalancer) -> "Placement":
        """On this cluster, in this network, behind this load balancer."""
        return cls(
            vpc_id=network.vpc_id,
            subnet_ids=network.application_subnet_ids,
            endpoint_security_group_id=network.endpoint_security_group_id,
            cluster=cluster.name,
            compute=cluster.compute,
            capacity_provider=cluster.capacity_provider,
            exec_log_group=cluster.exec_log_group,
            listener_arn=load_balancer.listener_arn,
            load_balancer_security_group_id=load_balancer.security_group_id,
            load_balancer_arn_suffix=load_balancer.arn_suffix,
        )


@dataclass(frozen=True, kw_only=True)
class Share:
    """The part of a service's tasks that one capacity provider takes."""

    provider: pulumi.Input[str]
    base: int = 0
    """Tasks it takes before any other."""
    weight: int = 1
    """Its part of all further tasks."""


def shares(placement: Placement, min_tasks: int) -> tuple[Share, ...]:
    """Who runs the tasks. With spot, those that always run stay out of it; it takes what comes on top."""
    if placement.compute != "fargate-spot":
        return (Share(provider=placement.capacity_provider),)
    return (
        Share(provider=placement.capacity_provider, base=min_tasks, weight=0),
        Share(provider=SPOT),
    )
