"""How a load balancer speaks with its targets, and how it knows that they are well."""

import re
from collections.abc import Iterator

from pack.options import Number
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub, well_architected
from pack.values import Props

from .types import TARGET_GROUPS

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html"
HEALTH = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"
DRAINING = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html"
)
FIRST_ERROR = "400"
"""Source: https://www.rfc-editor.org/rfc/rfc9110#section-15"""


def speaks_http(props: Props) -> bool:
    """Whether it is a group of an Application Load Balancer; one of Lambda functions has no protocol."""
    return props.text("protocol") in ("HTTP", "HTTPS")


def _encrypted(subject: Subject) -> Iterator[Verdict]:
    # TCP and UDP are not judged: what passes through a network load balancer may well be TLS.
    if not speaks_http(subject.props):
        return
    if subject.props.text("protocol") == "HTTP":
        yield "protocol is HTTP, want HTTPS"
    if subject.props.group("healthCheck").text("protocol", "HTTP") == "HTTP":
        yield "healthCheck.protocol is HTTP, want HTTPS"


def _drains(subject: Subject) -> Iterator[Verdict]:
    most = subject.options["seconds"]
    delay = subject.props.number("deregistrationDelay", 300)
    if speaks_http(subject.props) and delay is not None and delay > most:
        yield f"deregistrationDelay is {delay} seconds, want at most {most}"


def _path(subject: Subject) -> Iterator[Verdict]:
    # That of gRPC has a path by default that is made for it.
    if not speaks_http(subject.props) or subject.props.text("protocolVersion") == "GRPC":
        return
    if not subject.props.group("healthCheck").text("path"):
        yield "healthCheck.path is not set, want a path made for it, such as /health"


def _enabled(subject: Subject) -> Iterator[Verdict]:
    # Lambda functions need none: AWS keeps them well.
    functions = subject.props.text("targetType") == "lambda"
    if not functions and not subject.props.group("healthCheck").flag("enabled", True):
        yield "healthCheck.enabled is false, want true"


def _matcher(subject: Subject) -> Iterator[Verdict]:
    matcher = subject.props.group("healthCheck").text("matcher")
    # The codes of gRPC are below a hundred.
    if max(re.findall("[0-9]{3}", matcher), default="") >= FIRST_ERROR:
        yield f"healthCheck.matcher is {matcher}, want codes below {FIRST_ERROR}, such as 200"


def _speed(subject: Subject) -> Iterator[Verdict]:
    health = subject.props.group("healthCheck")
    interval, threshold = health.number("interval", 30), health.number("unhealthyThreshold", 3)
    most = subject.options["seconds"]
    if interval and threshold and interval * threshold > most:
        found = f"healthCheck.interval {interval} seconds times unhealthyThreshold {threshold}"
        yield f"{found} is {interval * threshold} seconds, want at most {most}"


ENCRYPTED = Rule(
    id="target-group-encrypted",
    severity=Severity.LOW,
    types=TARGET_GROUPS,
    check=_encrypted,
    finding="Between a load balancer and its targets, requests are not encrypted.",
    why="Whoever gets into the network reads them.",
    fix="set protocol and healthCheck.protocol to HTTPS; a self-signed certificate in the targets will do.",
    source=f"{CONTROLS}#elb-22",
    controls=security_hub("ELB.21", "ELB.22"),
    # TLS in every container costs work and certificates; inside one's own VPC many do without.
    level=Level.ADVISORY,
)

DRAINS = Rule(
    id="target-group-deregistration-delay",
    severity=Severity.LOW,
    types=TARGET_GROUPS,
    check=_drains,
    finding="A target that is taken away is waited for very long.",
    why="Every deployment, and every step back from a bad one, takes minutes longer for each batch.",
    fix="set deregistrationDelay to the longest request plus a margin, such as 30.",
    source=DRAINING,
    # Who serves long uploads or streams needs the time.
    level=Level.ADVISORY,
    options={
        "seconds": Number(
            120, 0, 3600, f"Seconds; Fargate ends a task 120 s after SIGTERM anyway. Source: {DRAINING}"
        )
    },
)

HEALTH_ENABLED = Rule(
    id="target-group-health-check",
    severity=Severity.HIGH,
    types=TARGET_GROUPS,
    check=_enabled,
    finding="A target group checks nobody's health.",
    why="Requests go on to targets that are dead.",
    fix="set healthCheck.enabled to true.",
    source=HEALTH,
    controls=well_architected("REL11-BP01"),
)

HEALTH_PATH = Rule(
    id="target-group-health-path",
    severity=Severity.MEDIUM,
    types=TARGET_GROUPS,
    check=_path,
    finding="A target group asks for / to know whether a target is well.",
    why="That page is slow, may redirect, and says nothing of what the application needs.",
    fix="set healthCheck.path to one that answers 200 only when the application can work, such as /health.",
    source=HEALTH,
    controls=well_architected("REL11-BP01"),
)

HEALTH_MATCHER = Rule(
    id="target-group-health-matcher",
    severity=Severity.HIGH,
    types=TARGET_GROUPS,
    check=_matcher,
    finding="A target group takes errors for health.",
    why="A broken release passes its health check, and the deployment that should have stopped goes on.",
    fix='set healthCheck.matcher to "200", and let the path answer so without a login.',
    source=HEALTH,
    controls=well_architected("REL11-BP01"),
)

HEALTH_SPEED = Rule(
    id="target-group-health-speed",
    severity=Severity.MEDIUM,
    types=TARGET_GROUPS,
    check=_speed,
    finding="A dead target gets requests for long.",
    why="All that time its share of the users sees errors.",
    fix="lower healthCheck.interval or healthCheck.unhealthyThreshold.",
    source=HEALTH,
    controls=well_architected("REL11-BP01"),
    options={
        "seconds": Number(
            120,
            10,
            3000,
            f"Seconds until a dead target is out; AWS's defaults give 60 to 90. Source: {HEALTH}",
        )
    },
)

RULES = (ENCRYPTED, DRAINS, HEALTH_ENABLED, HEALTH_PATH, HEALTH_MATCHER, HEALTH_SPEED)
