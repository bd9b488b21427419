"""The ECS cluster, and what its tasks run on: hosts of our own or Fargate."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
from pulumi_aws import cloudwatch, ecs

from components import checks
from components.hosts import HostsArgs, group_name, host_capacity
from components.ordering import once

Insights = Literal["enhanced", "enabled", "disabled"]
INSIGHTS_CHOICES: tuple[Insights, ...] = ("enhanced", "enabled", "disabled")

Compute = Literal["ec2", "fargate", "fargate-spot"]
COMPUTE_CHOICES: tuple[Compute, ...] = ("ec2", "fargate", "fargate-spot")

FARGATE = ("FARGATE", "FARGATE_SPOT")
"""Capacity that AWS itself provides; every cluster may use it, once it is told to.
Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html"""


@dataclass(frozen=True, kw_only=True)
class ClusterArgs(HostsArgs):
    """What a cluster needs. Without hosts of its own, what is said of them does not count.

    Tasks take a network interface each. Interface trunking, which would give a host more of them, is a
    setting of the whole account (awsvpcTrunking), so a stack leaves it alone.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    compute: Compute = "ec2"
    """Who owns the hosts: the stack (ec2), or AWS (fargate; fargate-spot for tasks above the minimum)."""
    insights: Insights
    """Container Insights: metrics of tasks and containers too, of services only, or none."""
    exec_log_retention_days: int = 90
    """Days that CloudWatch keeps what operators did in tasks; one of the values it knows."""
    log_key_arn: pulumi.Input[str] | None = None
    """Key that encrypts that log; without one CloudWatch takes its own."""

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.one_of("ClusterArgs.compute", self.compute, COMPUTE_CHOICES)
        checks.one_of("ClusterArgs.insights", self.insights, INSIGHTS_CHOICES)


class Cluster(pulumi.ComponentResource):
    """An ECS cluster whose hosts nobody logs in to."""

    name: pulumi.Output[str]
    """Name of the cluster."""
    arn: pulumi.Output[str]
    """ARN of the cluster."""
    compute: Compute
    """Who owns the hosts."""
    capacity_provider: pulumi.Output[str]
    """Name of the capacity provider, for services to run on. Resolves when the cluster knows it; a service
    that depends on it is deleted before the provider is taken away, which AWS insists on."""
    autoscaling_group_name: str | None
    """Name of the group of hosts, if there is one; known before it exists."""
    exec_log_group: str
    """Log group of operators' sessions in tasks; known before it exists."""

    def __init__(self, name: str, args: ClusterArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Cluster", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        sessions = _session_log(name, args, child)
        cluster = _cluster(name, args, sessions, child)
        on_hosts = args.compute == "ec2"
        providers = [host_capacity(name, args, cluster, child).name] if on_hosts else FARGATE

        self.name = cluster.name
        self.arn = cluster.arn
        self.compute = args.compute
        self.capacity_provider = _attach(name, cluster, providers, child)
        self.autoscaling_group_name = group_name(args.cloud) if on_hosts else None
        self.exec_log_group = args.cloud.name("log-group", "exec")
        self.register_outputs(
            {
                "name": self.name,
                "arn": self.arn,
                "compute": self.compute,
                "capacity_provider": self.capacity_provider,
                "autoscaling_group_name": self.autoscaling_group_name,
                "exec_log_group": self.exec_log_group,
            }
        )


def _session_log(name: str, args: ClusterArgs, opts: pulumi.ResourceOptions) -> cloudwatch.LogGroup:
    return cloudwatch.LogGroup(
        f"{name}-exec",
        name=args.cloud.name("log-group", "exec"),
        retention_in_days=args.exec_log_retention_days,
        kms_key_id=args.log_key_arn,
        opts=opts,
    )


def _cluster(
    name: str, args: ClusterArgs, sessions: cloudwatch.LogGroup, opts: pulumi.ResourceOptions
) -> ecs.Cluster:
    """What operators do in tasks goes to a log of its own, not among the lines of the service.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
    """
    return ecs.Cluster(
        name,
        name=args.cloud.name("ecs-cluster"),
        settings=[ecs.ClusterSettingArgs(name="containerInsights", value=args.insights)],
        configuration=ecs.ClusterConfigurationArgs(
            execute_command_configuration=ecs.ClusterConfigurationExecuteCommandConfigurationArgs(
                logging="OVERRIDE",
                log_configuration=ecs.ClusterConfigurationExecuteCommandConfigurationLogConfigurationArgs(
                    cloud_watch_log_group_name=sessions.name,
                    # Refuses sessions when the log has no key.
                    cloud_watch_encryption_enabled=args.log_key_arn is not None,
                ),
            )
        ),
        opts=opts,
    )


def _attach(
    name: str,
    cluster: ecs.Cluster,
    providers: Sequence[pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str]:
    """The first of the providers, once the cluster has them all."""
    attached = ecs.ClusterCapacityProviders(
        name,
        cluster_name=cluster.name,
        capacity_providers=list(providers),
        default_capacity_provider_strategies=[
            ecs.ClusterCapacityProvidersDefaultCapacityProviderStrategyArgs(
                capacity_provider=providers[0], weight=1
            )
        ],
        opts=opts,
    )
    return once(pulumi.Output.from_input(providers[0]), attached)
