"""Service auto scaling: as many tasks as keep each measure at its target, within bounds that may follow the
clock."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import appautoscaling

from components import checks


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """A time from which other bounds hold, until the next one.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    name: str
    when: str
    """An expression of AWS, such as cron(0 7 ? * MON-FRI *).
    Source: https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html"""
    min_tasks: int
    max_tasks: int

    def __post_init__(self) -> None:
        checks.in_range("Schedule.min_tasks", self.min_tasks, 0, 1000)
        checks.in_range("Schedule.max_tasks", self.max_tasks, 1, 1000)
        checks.ordered("Schedule.min_tasks", self.min_tasks, "Schedule.max_tasks", self.max_tasks)


_SCHEDULE = r"(?P<name>[a-z0-9-]+) (?P<when>(?:cron|rate|at)\([^()]+\)) (?P<low>\d{1,4}) (?P<high>\d{1,4})"


def schedule(text: str) -> Schedule:
    """A schedule written as its name, its expression, and the two bounds.

    Raises:
        ArgumentError: the text has another form, or a bound is out of its own bounds.
    """
    meaning = "a name, an expression and two numbers, such as morning cron(0 7 ? * MON-FRI *) 6 10"
    name, when, low, high = checks.matches("a schedule", text, _SCHEDULE, meaning).groups()
    return Schedule(name=name, when=when, min_tasks=int(low), max_tasks=int(high))


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
    out_cooldown: int = 60
    """Seconds to wait after adding tasks, 0 to 3600: about what a task takes to serve."""
    in_cooldown: int = 300
    """Seconds to wait after removing tasks, 0 to 3600: a lull must last before it counts."""
    schedules: Sequence[Schedule] = ()
    """Other bounds at certain times. They change what AWS holds, so a refresh shows them as drift while they
    are in force."""
    time_zone: str = "UTC"
    """Where the clock of the schedules is, by its name in the IANA database."""

    def __post_init__(self) -> None:
        checks.in_range("Scaling.min_tasks", self.min_tasks, 1, 1000)
        checks.in_range("Scaling.max_tasks", self.max_tasks, 1, 1000)
        checks.ordered("Scaling.min_tasks", self.min_tasks, "Scaling.max_tasks", self.max_tasks)
        checks.in_range("Scaling.cpu", self.cpu, 1, 100)
        checks.in_range("Scaling.memory", self.memory, 1, 100)
        checks.in_range("Scaling.requests", self.requests, 1, 1_000_000)
        checks.in_range("Scaling.out_cooldown", self.out_cooldown, 0, 3600)
        checks.in_range("Scaling.in_cooldown", self.in_cooldown, 0, 3600)


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
        _follow(f"{name}-{wanted.suffix}", wanted, scaling, target, target_group_label, opts)
    for planned in scaling.schedules:
        _plan(f"{name}-{planned.name}", planned, scaling.time_zone, target, opts)


def _follow(
    name: str,
    wanted: Target,
    scaling: Scaling,
    target: appautoscaling.Target,
    label: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> None:
    appautoscaling.Policy(
        name,
        policy_type="TargetTrackingScaling",
        service_namespace=target.service_namespace,
        scalable_dimension=target.scalable_dimension,
        resource_id=target.resource_id,
        target_tracking_scaling_policy_configuration=appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
            target_value=wanted.value,
            scale_out_cooldown=scaling.out_cooldown,
            scale_in_cooldown=scaling.in_cooldown,
            predefined_metric_specification=appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
                predefined_metric_type=wanted.metric,
                resource_label=label if wanted.per_target_group else None,
            ),
        ),
        opts=opts,
    )


def _plan(
    name: str, planned: Schedule, time_zone: str, target: appautoscaling.Target, opts: pulumi.ResourceOptions
) -> None:
    appautoscaling.ScheduledAction(
        name,
        service_namespace=target.service_namespace,
        scalable_dimension=target.scalable_dimension,
        resource_id=target.resource_id,
        schedule=planned.when,
        timezone=time_zone,
        scalable_target_action=appautoscaling.ScheduledActionScalableTargetActionArgs(
            min_capacity=planned.min_tasks, max_capacity=planned.max_tasks
        ),
        opts=opts,
    )
