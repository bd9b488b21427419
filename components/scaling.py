"""Service auto scaling: as many tasks as keep each measure at its target."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import appautoscaling

from components import checks

SCALE_OUT_COOLDOWN = 60
"""Seconds to wait after adding tasks: about what a task takes to serve."""
SCALE_IN_COOLDOWN = 300
"""Seconds to wait after removing tasks: a lull must last before it counts."""


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """Bounds and targets of one service.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    min_tasks: int
    """Tasks that always run, 1 or more."""
    max_tasks: int
    """Tasks that may run at once, `min_tasks` to 1000."""
    cpu: int
    """Average CPU to hold, percent, 1 to 100."""
    memory: int
    """Average memory to hold, percent, 1 to 100."""
    requests: int
    """Requests a minute and task to hold, 1 or more."""

    def __post_init__(self) -> None:
        checks.in_range("Scaling.min_tasks", self.min_tasks, 1, 1000)
        checks.in_range("Scaling.max_tasks", self.max_tasks, 1, 1000)
        checks.ordered("Scaling.min_tasks", self.min_tasks, "Scaling.max_tasks", self.max_tasks)
        checks.in_range("Scaling.cpu", self.cpu, 1, 100)
        checks.in_range("Scaling.memory", self.memory, 1, 100)
        checks.in_range("Scaling.requests", self.requests, 1, 1_000_000)


@dataclass(frozen=True, kw_only=True)
class Target:
    """One measure and the value to hold it at."""

    suffix: str
    """Names the policy."""
    metric: str
    """AWS's name of the measure.
    Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html"""
    value: int
    per_target_group: bool = False
    """Whether the measure is one of the target group's."""


def targets(scaling: Scaling) -> tuple[Target, ...]:
    """The measures a service scales on."""
    return (
        Target(suffix="cpu", metric="ECSServiceAverageCPUUtilization", value=scaling.cpu),
        Target(suffix="memory", metric="ECSServiceAverageMemoryUtilization", value=scaling.memory),
        Target(
            suffix="requests",
            metric="ALBRequestCountPerTarget",
            value=scaling.requests,
            per_target_group=True,
        ),
    )


def scale(
    name: str,
    scaling: Scaling,
    cluster: pulumi.Input[str],
    service: pulumi.Input[str],
    target_group_label: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> None:
    """Let AWS choose the number of tasks.

    `target_group_label` is the load balancer's ARN suffix, a slash, and the target group's.
    """
    target = appautoscaling.Target(
        name,
        service_namespace="ecs",
        scalable_dimension="ecs:service:DesiredCount",
        resource_id=pulumi.Output.concat("service/", cluster, "/", service),
        min_capacity=scaling.min_tasks,
        max_capacity=scaling.max_tasks,
        opts=opts,
    )
    for wanted in targets(scaling):
        appautoscaling.Policy(
            f"{name}-{wanted.suffix}",
            policy_type="TargetTrackingScaling",
            service_namespace=target.service_namespace,
            scalable_dimension=target.scalable_dimension,
            resource_id=target.resource_id,
            target_tracking_scaling_policy_configuration=appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
                target_value=wanted.value,
                scale_out_cooldown=SCALE_OUT_COOLDOWN,
                scale_in_cooldown=SCALE_IN_COOLDOWN,
                predefined_metric_specification=appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
                    predefined_metric_type=wanted.metric,
                    resource_label=target_group_label if wanted.per_target_group else None,
                ),
            ),
            opts=opts,
        )
