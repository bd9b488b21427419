"""How a load balancer itself is set up."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.options import Number
from pack.rule import (
    Check,
    Level,
    Rule,
    Severity,
    StackRule,
    Subject,
    Verdict,
    security_hub,
    well_architected,
)
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.demands import flag, only
from .types import LOAD_BALANCERS

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html"
ATTRIBUTES = (
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html"
)
SUBNETS = frozenset({"aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"})


def is_application(props: Props) -> bool:
    """Whether a load balancer speaks HTTP: the type that it has unless it says otherwise."""
    return props.text("loadBalancerType", "application") == "application"


def _of_applications(check: Check) -> Check:
    """A check that network and gateway load balancers, which have no such property, pass."""
    return only(lambda balancer: is_application(balancer.props), check)


def _access_logs(subject: Subject) -> Iterator[Verdict]:
    if not subject.props.group("accessLogs").flag("enabled"):
        yield "accessLogs.enabled is false, want true"


def _desync(subject: Subject) -> Iterator[Verdict]:
    mode = subject.props.text("desyncMitigationMode", "defensive")
    if mode not in ("defensive", "strictest"):
        yield f"desyncMitigationMode is {mode}, want defensive or strictest"


def _idle_timeout(subject: Subject) -> Iterator[Verdict]:
    most = subject.options["seconds"]
    timeout = subject.props.number("idleTimeout", 60)
    if timeout is not None and timeout > most:
        yield f"idleTimeout is {timeout} seconds, want at most {most}"


def _zones(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for balancer in stack.all(*sorted(LOAD_BALANCERS)):
        count = _zone_count(stack, balancer)
        if count < options["zones"]:
            yield balancer.urn, f"its subnets lie in {count} Availability Zones, want {options['zones']}"


def _zone_count(stack: Stack, balancer: Resource) -> int:
    """Availability Zones of its subnets. One that the stack does not place counts as a zone of its own."""
    parts = ("subnets", "subnetMappings")
    named = sum(balancer.props.size(part) for part in parts)
    declared = {each.urn: each.props for part in parts for each in stack.linked(balancer, part, SUBNETS)}
    zones = [_zone(props) for props in declared.values()]
    placed = [zone for zone in zones if zone]
    return max(named, len(zones)) - len(placed) + len(set(placed))


def _zone(subnet: Props) -> str:
    return subnet.text("availabilityZone") or subnet.text("availabilityZoneId")


DROPS_INVALID_HEADERS = Rule(
    id="load-balancer-invalid-headers",
    severity=Severity.MEDIUM,
    types=LOAD_BALANCERS,
    check=_of_applications(flag("dropInvalidHeaderFields", True)),
    finding="A load balancer passes on HTTP headers with invalid names.",
    why="What two servers read differently lets one user's request slip into another's.",
    fix="set dropInvalidHeaderFields to true; headers named with an underscore are dropped too.",
    source=f"{CONTROLS}#elb-4",
    controls=security_hub("ELB.4"),
)

ACCESS_LOGS = Rule(
    id="load-balancer-access-logs",
    severity=Severity.MEDIUM,
    types=LOAD_BALANCERS,
    check=_of_applications(_access_logs),
    finding="A load balancer keeps no access log.",
    why="Nobody can say afterwards who asked for what, and which target answered.",
    fix="set accessLogs to { enabled: true, bucket: <a bucket that admits log delivery> }.",
    source=f"{CONTROLS}#elb-5",
    controls=security_hub("ELB.5"),
)

DELETION_PROTECTION = Rule(
    id="load-balancer-deletion-protection",
    severity=Severity.MEDIUM,
    types=LOAD_BALANCERS,
    check=flag("enableDeletionProtection", True),
    finding="A load balancer can be deleted by mistake.",
    why="With it goes its DNS name, which a new one does not get back.",
    fix="set enableDeletionProtection to true.",
    source=f"{CONTROLS}#elb-6",
    controls=security_hub("ELB.6"),
    production=True,
)

DESYNC_MITIGATION = Rule(
    id="load-balancer-desync-mitigation",
    severity=Severity.MEDIUM,
    types=LOAD_BALANCERS,
    check=_of_applications(_desync),
    remedy=lambda subject: {"desyncMitigationMode": "defensive"},
    finding="A load balancer lets ambiguous HTTP requests through.",
    why="A request that two servers end at different bytes smuggles a second one past every check.",
    fix="set desyncMitigationMode to defensive, AWS's default, or strictest.",
    source=f"{CONTROLS}#elb-12",
    controls=security_hub("ELB.12"),
)

ZONES = StackRule(
    id="load-balancer-zones",
    severity=Severity.HIGH,
    check=_zones,
    finding="A load balancer stands in too few Availability Zones.",
    why="One zone that fails takes the whole entrance with it.",
    fix="give subnets (or subnetMappings) of at least two Availability Zones.",
    source=f"{CONTROLS}#elb-13",
    controls=security_hub("ELB.13") + well_architected("REL10-BP01"),
    options={"zones": Number(2, 1, 6, f"Fewest Availability Zones. Source: {CONTROLS}#elb-13")},
)

ZONAL_SHIFT = Rule(
    id="load-balancer-zonal-shift",
    severity=Severity.MEDIUM,
    types=LOAD_BALANCERS,
    # That of a network load balancer depends on its target groups.
    check=_of_applications(flag("enableZonalShift", True)),
    finding="Traffic cannot be moved away from one ailing Availability Zone.",
    why="A zone that is neither up nor down fails a share of all requests until somebody rebuilds the stack.",
    fix="set enableZonalShift to true; it costs nothing until it is used.",
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/zonal-shift.html",
    production=True,
)

IDLE_TIMEOUT = Rule(
    id="load-balancer-idle-timeout",
    severity=Severity.LOW,
    types=LOAD_BALANCERS,
    check=_of_applications(_idle_timeout),
    finding="A load balancer holds silent connections for long.",
    why="Slow clients fill it with connections that do nothing, and dead ones stay unnoticed.",
    fix="set idleTimeout to the longest silence you need, and the application's keep-alive a little longer.",
    source=f"{ATTRIBUTES}#load-balancer-attributes",
    # Long polling and WebSockets live from long silences: their owners know.
    level=Level.ADVISORY,
    options={
        "seconds": Number(300, 1, 4000, f"Seconds; five times AWS's default of 60. Source: {ATTRIBUTES}")
    },
)

WAF_FAIL_CLOSED = Rule(
    id="load-balancer-waf-fail-closed",
    severity=Severity.LOW,
    types=LOAD_BALANCERS,
    check=_of_applications(flag("enableWafFailOpen", False)),
    finding="A load balancer lets requests through unseen while WAF does not answer.",
    why="An attacker who makes WAF slow has no WAF before him.",
    fix="leave enableWafFailOpen unset, or set it to false.",
    source=f"{ATTRIBUTES}#load-balancer-waf",
    # Who would rather be open than down has a point.
    level=Level.ADVISORY,
)

RULES = (
    DROPS_INVALID_HEADERS,
    ACCESS_LOGS,
    DELETION_PROTECTION,
    DESYNC_MITIGATION,
    ZONES,
    ZONAL_SHIFT,
    IDLE_TIMEOUT,
    WAF_FAIL_CLOSED,
)
