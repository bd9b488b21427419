"""Groups of hosts: where they are, and how they come and go."""

from collections.abc import Iterator

from pack.options import Number
from pack.rule import Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack

from .services import host_zones
from .types import HOST_GROUPS, Options, every

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html"
BALANCED = ("targetGroupArns", "loadBalancers", "trafficSources")


def _zones(stack: Stack, group: Resource, options: Options) -> Iterator[Verdict]:
    zones, wanted = host_zones(stack, group), options["zones"]
    if zones < wanted:
        yield f"its hosts are in {zones} Availability Zones, want at least {wanted}"


def _health_check(subject: Subject) -> Iterator[Verdict]:
    kind = subject.props.text("healthCheckType", "EC2")
    if "ELB" not in kind and any(subject.props.size(name) for name in BALANCED):
        yield f"healthCheckType is {kind} behind a load balancer, want ELB"


def _template(subject: Subject) -> Iterator[Verdict]:
    if "launchConfiguration" in subject.props:
        yield "launchConfiguration is set, want launchTemplate"


def _rebalance(subject: Subject) -> Iterator[Verdict]:
    if subject.props.flag("capacityRebalance"):
        return
    mix = subject.props.group("mixedInstancesPolicy").group("instancesDistribution")
    share = mix.number("onDemandPercentageAboveBaseCapacity", 100)
    if share is not None and share < 100:
        yield f"capacityRebalance is false with {100 - share} % spot instances, want true"


ZONES = StackRule(
    id="hosts-zones",
    severity=Severity.HIGH,
    production=True,
    check=every(HOST_GROUPS, _zones),
    finding="Hosts are in too few Availability Zones.",
    why="When their zone fails, every task is gone.",
    fix="name subnets of several zones in vpcZoneIdentifiers.",
    source=f"{CONTROLS}#autoscaling-2",
    controls=security_hub("AutoScaling.2"),
    options={"zones": Number(2, 1, 6, "Availability Zones at the least. Default of AutoScaling.2.")},
)

HEALTH_CHECK = Rule(
    id="hosts-health-check",
    severity=Severity.LOW,
    types=HOST_GROUPS,
    check=_health_check,
    finding="A group behind a load balancer keeps hosts that the load balancer has given up.",
    why="The group counts a host as healthy that serves nobody, and never replaces it.",
    fix="set healthCheckType to ELB.",
    source=f"{CONTROLS}#autoscaling-1",
    controls=security_hub("AutoScaling.1"),
)

TEMPLATE = Rule(
    id="hosts-launch-template",
    severity=Severity.MEDIUM,
    types=HOST_GROUPS,
    check=_template,
    finding="Hosts are made from a launch configuration.",
    why="Launch configurations are no longer developed: the newer safe settings cannot be asked for.",
    fix="replace launchConfiguration with launchTemplate.",
    source=f"{CONTROLS}#autoscaling-9",
    controls=security_hub("AutoScaling.9"),
)

REBALANCE = Rule(
    id="hosts-spot-rebalance",
    severity=Severity.MEDIUM,
    types=HOST_GROUPS,
    check=_rebalance,
    finding="Spot hosts are replaced only after AWS has taken them away.",
    why="Tasks have two minutes to leave a host, and there is no other host yet.",
    fix="set capacityRebalance to true.",
    source="https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-capacity-rebalancing.html",
)

RULES = (ZONES, HEALTH_CHECK, TEMPLATE, REBALANCE)
