"""How many tasks and hosts there are, and what is left of them when an Availability Zone fails."""

from collections.abc import Iterator

from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from .services import host_zones, is_replica, service_zones
from .types import (
    HOST_GROUPS,
    SCALABLE_TARGETS,
    SCALING_POLICIES,
    SCHEDULED_ACTIONS,
    SERVICES,
    Options,
    every,
)

STABILITY = "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_static_stability.html"
FEWEST = 2
"""Tasks that outlive one of them, where nobody knows the zones."""

Bounds = tuple[str, float | None, float | None]
"""Where they are, the least and the most."""


def _scalers(stack: Stack, service: Resource, types: frozenset[str]) -> list[Resource]:
    """What scales a service: by what it was made from, or by the service's name in resourceId."""
    cluster, name = (service.props.known(each).rpartition("/")[2] for each in ("cluster", "name"))
    return [
        each
        for each in stack.all(*types)
        if service in stack.linked(each, "resourceId", SERVICES)
        or each.props.known("resourceId") == f"service/{cluster}/{name}"
    ]


def _follows(stack: Stack, policy: Resource, target: Resource) -> bool:
    """Whether a scaling policy moves a scalable target."""
    named = policy.props.known("resourceId")
    linked = target in stack.linked(policy, "resourceId", SCALABLE_TARGETS)
    return linked or (bool(named) and named == target.props.known("resourceId"))


def _scaled(stack: Stack, service: Resource, options: Options) -> Iterator[Verdict]:
    if not is_replica(service.props):
        return
    targets = _scalers(stack, service, SCALABLE_TARGETS)
    policies = stack.all(*SCALING_POLICIES)
    if not targets:
        yield "no aws:appautoscaling/target scales it, want one"
    elif not any(_follows(stack, policy, target) for policy in policies for target in targets):
        yield "no aws:appautoscaling/policy moves its scalable target, want target tracking"


def _bounds(stack: Stack, service: Resource) -> Iterator[Bounds]:
    """What holds the number of tasks, at one time or another."""
    targets = _scalers(stack, service, SCALABLE_TARGETS)
    actions = _scalers(stack, service, SCHEDULED_ACTIONS)
    if not targets:
        yield "desiredCount", service.props.number("desiredCount", 0), None
    yield from (_capacity(f"scalable target {each.name}", each.props) for each in targets)
    for each in actions:
        yield _capacity(f"scheduled action {each.name}", each.props.group("scalableTargetAction"))


def _capacity(where: str, props: Props) -> Bounds:
    return f"minCapacity of {where}", props.number("minCapacity"), props.number("maxCapacity")


def _minimum_tasks(stack: Stack, service: Resource, options: Options) -> Iterator[Verdict]:
    if not is_replica(service.props):
        return
    wanted = service_zones(stack, service) or FEWEST
    for where, least, _ in _bounds(stack, service):
        if least is not None and least < wanted:
            yield f"{where} is {least}, want at least {wanted}, a task for each Availability Zone"


def _spare_tasks(stack: Stack, service: Resource, options: Options) -> Iterator[Verdict]:
    zones = service_zones(stack, service) or FEWEST
    for where, least, most in _bounds(stack, service):
        yield from _room(where.replace("min", "max"), least, most, zones)


def _room(where: str, least: float | None, most: float | None, zones: int) -> Iterator[Verdict]:
    """N zones of which one fails: the others take N / (N - 1) of what each had."""
    if least is None or most is None or zones < FEWEST:
        return
    wanted = -(-least * zones // (zones - 1))  # rounded up
    if most < wanted:
        yield f"{where} is {most}, want at least {wanted}: {least} once more when 1 of {zones} zones fails"


def _range(subject: Subject) -> Iterator[Verdict]:
    least, most = subject.props.number("minCapacity"), subject.props.number("maxCapacity")
    if least is not None and most is not None and least >= most:
        yield f"minCapacity is {least} and maxCapacity {most}, want room between them"


def _minimum_hosts(stack: Stack, group: Resource, options: Options) -> Iterator[Verdict]:
    least, zones = group.props.number("minSize", 0), host_zones(stack, group)
    if least is not None and least < zones:
        yield f"minSize is {least}, want at least {zones}, a host for each Availability Zone"


def _spare_hosts(stack: Stack, group: Resource, options: Options) -> Iterator[Verdict]:
    least, most = group.props.number("minSize"), group.props.number("maxSize")
    yield from _room("maxSize", least, most, host_zones(stack, group))


SCALED = StackRule(
    id="service-scales",
    severity=Severity.MEDIUM,
    production=True,
    check=every(SERVICES, _scaled),
    finding="A service has the same number of tasks whatever its load.",
    why="More users than somebody once guessed bring it down; fewer are paid for all the same.",
    fix="add an aws:appautoscaling/target for it, and an aws:appautoscaling/policy with target tracking.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    controls=well_architected("REL07-BP01"),
)

MINIMUM_TASKS = StackRule(
    id="service-minimum-tasks",
    severity=Severity.HIGH,
    production=True,
    check=every(SERVICES, _minimum_tasks),
    finding="A service has fewer tasks than Availability Zones.",
    why="When the wrong zone fails, nothing is left until new tasks run, and everybody wants new tasks then.",
    fix="raise minCapacity of its scalable target, or desiredCount, to the number of its Availability Zones.",
    source=STABILITY,
    controls=well_architected("REL11-BP05"),
)

SPARE_TASKS = StackRule(
    id="service-spare-tasks",
    severity=Severity.MEDIUM,
    production=True,
    check=every(SERVICES, _spare_tasks),
    finding="A service may not grow enough to outlive an Availability Zone.",
    why="The tasks of the zones that are left cannot take over what the lost zone did.",
    fix="raise maxCapacity to minCapacity x N / (N - 1) for N zones, rounded up, or more.",
    source=STABILITY,
    controls=well_architected("REL11-BP05"),
)

RANGE = Rule(
    id="scaling-range",
    severity=Severity.MEDIUM,
    production=True,
    types=SCALABLE_TARGETS,
    check=_range,
    finding="Scaling has no room.",
    why="A target whose bounds are the same never scales, though it looks as if it did.",
    fix="set maxCapacity above minCapacity.",
    source="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html",
    controls=well_architected("REL07-BP01"),
)

# Advisory: where ECS scales the hosts, their number follows the tasks, and good people start at 0.
MINIMUM_HOSTS = StackRule(
    id="hosts-minimum",
    severity=Severity.MEDIUM,
    level=Level.ADVISORY,
    production=True,
    check=every(HOST_GROUPS, _minimum_hosts),
    finding="There are fewer hosts than Availability Zones.",
    why="When the wrong zone fails, no host is left to start tasks on.",
    fix="raise minSize to the number of Availability Zones.",
    source=STABILITY,
    controls=well_architected("REL11-BP05"),
)

SPARE_HOSTS = StackRule(
    id="hosts-spare",
    severity=Severity.MEDIUM,
    production=True,
    check=every(HOST_GROUPS, _spare_hosts),
    finding="Hosts may not grow enough to outlive an Availability Zone.",
    why="The hosts of the zones that are left have no room for the tasks of the lost zone.",
    fix="raise maxSize to minSize x N / (N - 1) for N zones, rounded up, or more.",
    source=STABILITY,
    controls=well_architected("REL11-BP05"),
)

RULES = (SCALED, MINIMUM_TASKS, SPARE_TASKS, RANGE, MINIMUM_HOSTS, SPARE_HOSTS)
