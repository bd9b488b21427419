"""Where the services of a stack run."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi

from components.cluster import Cluster
from components.load_balancer import LoadBalancer
from components.network import Network


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
    capacity_provider: pulumi.Input[str]
    """Name of the capacity provider."""
    listener_arn: pulumi.Input[str]
    """HTTPS listener of the load balancer."""
    load_balancer_security_group_id: pulumi.Input[str]
    """Group of the load balancer."""
    load_balancer_arn_suffix: pulumi.Input[str]
    """The part of the load balancer's ARN that CloudWatch names it by."""

    @classmethod
    def beside(cls, network: Network, cluster: Cluster, load_balancer: LoadBalancer) -> "Placement":
        """On this cluster, in this network, behind this load balancer."""
        return cls(
            vpc_id=network.vpc_id,
            subnet_ids=network.application_subnet_ids,
            endpoint_security_group_id=network.endpoint_security_group_id,
            cluster=cluster.name,
            capacity_provider=cluster.capacity_provider,
            listener_arn=load_balancer.listener_arn,
            load_balancer_security_group_id=load_balancer.security_group_id,
            load_balancer_arn_suffix=load_balancer.arn_suffix,
        )
