"""Where the tasks of a service run, and who reaches them there."""

from collections.abc import Iterator
from typing import Any

from pack.options import Number
from pack.rule import Rule, Severity, StackRule, Subject, Verdict, security_hub, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from .services import NETWORK, is_replica, service_zones
from .types import SERVICES, TASK_SETS, Options, every

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html"
REBALANCING = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html"
ZONE = "attribute:ecs.availability-zone"


def _public_address(subject: Subject) -> Iterator[Verdict]:
    if subject.props.group(NETWORK).flag("assignPublicIp"):
        yield f"{NETWORK}.assignPublicIp is true, want false"


def _platform_version(subject: Subject) -> Iterator[Verdict]:
    version = subject.props.text("platformVersion", "LATEST")
    if version != "LATEST":
        yield f"platformVersion is {version}, want LATEST"


def _latest(subject: Subject) -> dict[str, Any]:
    return {"platformVersion": "LATEST"}


def _zones(stack: Stack, service: Resource, options: Options) -> Iterator[Verdict]:
    zones, wanted = service_zones(stack, service), options["zones"]
    if NETWORK in service.props and zones < wanted:
        yield f"the subnets in {NETWORK} are in {zones} Availability Zones, want at least {wanted}"


def _rebalancing(subject: Subject) -> Iterator[Verdict]:
    # Absent counts as off: AWS leaves a service as it was, and those made before July 2025 have it off.
    value = subject.props.text("availabilityZoneRebalancing", "DISABLED")
    if value != "ENABLED" and _can_be_rebalanced(subject.props):
        yield f"availabilityZoneRebalancing is {value}, want ENABLED"


def _can_be_rebalanced(props: Props) -> bool:
    """Whether AWS lets it be on. Source: REBALANCING."""
    pinned = any(
        "ecs.availability-zone" in each.text("expression") for each in props.groups("placementConstraints")
    )
    classic = any("elbName" in each for each in props.groups("loadBalancers"))
    external = props.text("launchType") == "EXTERNAL"
    crowded = props.number("deploymentMaximumPercent", 200) == 100
    by_zone = all(_is_by_zone(first) for first in props.groups("orderedPlacementStrategies")[:1])
    return is_replica(props) and by_zone and not (pinned or classic or external or crowded)


def _enabled(subject: Subject) -> dict[str, Any]:
    return {"availabilityZoneRebalancing": "ENABLED"}


def _spread(subject: Subject) -> Iterator[Verdict]:
    # With no strategy at all ECS spreads a service's tasks over the zones by itself.
    for first in subject.props.groups("orderedPlacementStrategies")[:1]:
        if not _is_by_zone(first):
            found = f"{first.text('type')} {first.text('field') or 'of nothing'}"
            yield f"{first.path} is {found}, want spread {ZONE}"


def _is_by_zone(strategy: Props) -> bool:
    return (strategy.text("type"), strategy.text("field")) == ("spread", ZONE)


PUBLIC_ADDRESS = Rule(
    id="service-public-ip",
    severity=Severity.HIGH,
    types=SERVICES | TASK_SETS,
    check=_public_address,
    finding="Tasks get public addresses.",
    why="A mistake in one security group then puts a container on the internet.",
    fix=f"set {NETWORK}.assignPublicIp to false, and give the subnets a NAT gateway or VPC endpoints.",
    source=f"{CONTROLS}#ecs-2",
    controls=security_hub("ECS.2", "ECS.16"),
)

PLATFORM_VERSION = Rule(
    id="service-platform-version",
    severity=Severity.MEDIUM,
    types=SERVICES | TASK_SETS,
    check=_platform_version,
    remedy=_latest,
    finding="A Fargate service stays on an old platform.",
    why="Fixes of the kernel and of the container runtime do not reach its tasks.",
    fix="set platformVersion to LATEST, or leave it out.",
    source=f"{CONTROLS}#ecs-10",
    controls=security_hub("ECS.10"),
)

ZONES = StackRule(
    id="service-zones",
    severity=Severity.HIGH,
    production=True,
    check=every(SERVICES, _zones),
    finding="A service runs in too few Availability Zones.",
    why="When its zone fails, so does the service.",
    fix=f"name subnets of several zones in {NETWORK}.subnets.",
    source="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    controls=well_architected("REL10-BP01"),
    options={"zones": Number(2, 1, 6, "Availability Zones, the fewest that outlive one (REL10-BP01).")},
)

REBALANCED = Rule(
    id="service-zone-rebalancing",
    severity=Severity.MEDIUM,
    types=SERVICES,
    check=_rebalancing,
    remedy=_enabled,
    finding="A service stays lopsided after a zone has failed.",
    why="Tasks that moved away do not come back, and the next zone to fail takes most of them.",
    fix="set availabilityZoneRebalancing to ENABLED.",
    source=REBALANCING,
    controls=well_architected("REL10-BP01"),
)

SPREAD = Rule(
    id="service-zone-spread",
    severity=Severity.MEDIUM,
    types=SERVICES,
    check=_spread,
    finding="Tasks are not placed by Availability Zone first.",
    why="All tasks may end up in one zone, and fail with it.",
    fix=f'make {{"type": "spread", "field": "{ZONE}"}} the first of orderedPlacementStrategies.',
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html",
    controls=well_architected("REL10-BP01"),
)

RULES = (PUBLIC_ADDRESS, PLATFORM_VERSION, ZONES, REBALANCED, SPREAD)
