"""How a new version replaces the old one: with no gap, and back again when it fails."""

from collections.abc import Iterator

from pack.options import Number
from pack.rule import Level, Rule, Severity, Subject, Verdict, well_architected

from ..shared.demands import flag, only
from .services import deployed_by_ecs, is_replica
from .types import SERVICES

FAILURES = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-failure-detection.html"
PARAMETERS = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html"


def _circuit_breaker(subject: Subject) -> Iterator[Verdict]:
    if not deployed_by_ecs(subject.props):
        return  # whoever deploys in place of ECS also rolls back
    breaker = subject.props.group("deploymentCircuitBreaker")
    for name in ("enable", "rollback"):
        if not breaker.flag(name):
            yield f"deploymentCircuitBreaker.{name} is false, want true"


def _no_gap(subject: Subject) -> Iterator[Verdict]:
    if not (deployed_by_ecs(subject.props) and is_replica(subject.props)):
        return  # ECS stops a daemon's task before it starts the next one on the same host
    for name, option, default in (
        ("deploymentMinimumHealthyPercent", "minimum", 100),
        ("deploymentMaximumPercent", "maximum", 200),
    ):
        value, wanted = subject.props.number(name, default), subject.options[option]
        if value is not None and value < wanted:
            yield f"{name} is {value}, want at least {wanted}"


def _alarms(subject: Subject) -> Iterator[Verdict]:
    if not deployed_by_ecs(subject.props):
        return
    alarms = subject.props.group("alarms")
    if not alarms.size("alarmNames"):
        yield "alarms.alarmNames is empty, want the alarms that fail a deployment"
    for name in ("enable", "rollback"):
        if not alarms.flag(name):
            yield f"alarms.{name} is false, want true"


def _grace(subject: Subject) -> Iterator[Verdict]:
    if not subject.props.size("loadBalancers"):
        return
    seconds = subject.props.number("healthCheckGracePeriodSeconds", 0)
    if not seconds:
        yield "healthCheckGracePeriodSeconds is 0 behind a load balancer, want the seconds that a start takes"


CIRCUIT_BREAKER = Rule(
    id="service-circuit-breaker",
    severity=Severity.HIGH,
    types=SERVICES,
    check=_circuit_breaker,
    finding="A failed deployment is not rolled back.",
    why="ECS starts tasks that cannot start over and over, and whoever deployed waits for hours.",
    fix="set enable and rollback of deploymentCircuitBreaker to true.",
    source=FAILURES,
    controls=well_architected("REL08-BP05"),
)

NO_GAP = Rule(
    id="service-zero-downtime",
    severity=Severity.HIGH,
    types=SERVICES,
    check=_no_gap,
    finding="A deployment may stop tasks before their successors run.",
    why="Users feel every deployment: fewer tasks carry the load, or none.",
    fix="set deploymentMinimumHealthyPercent to 100 and deploymentMaximumPercent to 200, AWS's own defaults.",
    source=PARAMETERS,
    controls=well_architected("REL08-BP05"),
    options={
        "minimum": Number(100, 0, 100, "Percent of tasks that stay healthy. 100 is AWS's own default."),
        "maximum": Number(150, 100, 200, "Percent of tasks at once. 150 replaces two tasks by turns."),
    },
)

# Advisory: alarms that tell a bad version from bad weather need traffic, which not every service has.
DEPLOYMENT_ALARMS = Rule(
    id="service-deployment-alarms",
    severity=Severity.MEDIUM,
    level=Level.ADVISORY,
    types=SERVICES,
    check=_alarms,
    finding="No alarm fails a deployment.",
    why="A version that starts but answers with errors counts as a success and stays.",
    fix="name alarms on errors and latency in alarms.alarmNames; set enable and rollback of alarms to true.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
    controls=well_architected("REL08-BP05"),
)

# Advisory: a pipeline of one's own may wait for the deployment in place of `up`.
STEADY_STATE = Rule(
    id="service-steady-state",
    severity=Severity.MEDIUM,
    level=Level.ADVISORY,
    types=SERVICES,
    check=only(lambda service: deployed_by_ecs(service.props), flag("waitForSteadyState", True)),
    finding="`up` does not wait for the service.",
    why="`up` is green while the new version fails, or has been rolled back.",
    fix="set waitForSteadyState to true.",
    source="https://www.pulumi.com/registry/packages/aws/api-docs/ecs/service/",
)

GRACE = Rule(
    id="service-health-check-grace",
    severity=Severity.MEDIUM,
    types=SERVICES,
    check=_grace,
    finding="The load balancer may condemn a task that is still starting.",
    why="ECS kills it, starts the next one, and so on: the service never comes up under load.",
    fix="set healthCheckGracePeriodSeconds to a little more than a start takes, such as 60.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
)

RULES = (CIRCUIT_BREAKER, NO_GAP, DEPLOYMENT_ALARMS, STEADY_STATE, GRACE)
