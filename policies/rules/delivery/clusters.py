"""Clusters, the capacity that they run on, and who may look inside a running task."""

from collections.abc import Iterator
from typing import Any

from pack.rule import Rule, Severity, StackRule, Subject, Verdict, security_hub, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.replacing import replaced
from .types import CAPACITY_PROVIDERS, CLUSTERS, SERVICES, Options, every

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html"
EXEC = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"
EXEC_CONFIGURATION = "configuration.executeCommandConfiguration"


_LOGS = {
    "cloudWatchLogGroupName": "cloudWatchEncryptionEnabled",
    "s3BucketName": "s3BucketEncryptionEnabled",
}
"""Where sessions are kept, and what encrypts them there."""


def _insights(subject: Subject) -> Iterator[Verdict]:
    settings = subject.props.groups("settings")
    values = [each.text("value") for each in settings if each.text("name") == "containerInsights"]
    if not {"enabled", "enhanced"} & set(values):
        yield f"setting containerInsights is {values[0] if values else 'absent'}, want enabled or enhanced"


def _provider(props: Props) -> Props:
    """The part about hosts; a provider of Fargate or of managed instances has none."""
    return props.group("autoScalingGroupProvider")


def _termination(subject: Subject) -> Iterator[Verdict]:
    if "autoScalingGroupProvider" not in subject.props:
        return
    provider = _provider(subject.props)
    for where, value in (
        ("managedTerminationProtection", provider.text("managedTerminationProtection", "DISABLED")),
        ("managedScaling.status", provider.group("managedScaling").text("status", "DISABLED")),
    ):
        if value != "ENABLED":
            yield f"autoScalingGroupProvider.{where} is {value}, want ENABLED"


def _draining(subject: Subject) -> Iterator[Verdict]:
    if _provider(subject.props).text("managedDraining", "ENABLED") != "ENABLED":
        yield "autoScalingGroupProvider.managedDraining is DISABLED, want ENABLED"


def _drained(subject: Subject) -> dict[str, Any]:
    return replaced(subject.props, "autoScalingGroupProvider.managedDraining", "ENABLED")


def _session_log(subject: Subject) -> Iterator[Verdict]:
    sessions = subject.props.group("configuration").group("executeCommandConfiguration")
    logging, log = sessions.text("logging", "DEFAULT"), sessions.group("logConfiguration")
    if logging == "NONE":
        yield f"{EXEC_CONFIGURATION}.logging is NONE, want OVERRIDE with a log"
    if logging != "OVERRIDE":
        return
    chosen = [encrypted for place, encrypted in _LOGS.items() if place in log]
    if not chosen:
        yield f"{log.path} names no log, want {' or '.join(_LOGS)}"
    for encrypted in chosen:
        if not log.flag(encrypted):
            yield f"{log.at(encrypted)} is false, want true"


def _exec(stack: Stack, service: Resource, options: Options) -> Iterator[Verdict]:
    if not service.props.flag("enableExecuteCommand"):
        return
    clusters = stack.linked(service, "cluster", CLUSTERS)
    configured = [each.props.group("configuration") for each in clusters]
    if not any("executeCommandConfiguration" in each for each in configured):
        yield f"enableExecuteCommand is true in a cluster without {EXEC_CONFIGURATION}, want sessions logged"


INSIGHTS = Rule(
    id="cluster-container-insights",
    severity=Severity.MEDIUM,
    production=True,
    types=CLUSTERS,
    check=_insights,
    finding="Nobody counts the tasks of a cluster.",
    why="Without Container Insights there is no metric for tasks that keep stopping or do not start.",
    fix='add {"name": "containerInsights", "value": "enabled"} to settings.',
    source=f"{CONTROLS}#ecs-12",
    controls=security_hub("ECS.12"),
)

TERMINATION = Rule(
    id="capacity-provider-termination-protection",
    severity=Severity.MEDIUM,
    types=CAPACITY_PROVIDERS,
    check=_termination,
    finding="Scaling in may end a host that runs tasks.",
    why="Tasks die with their host, in the middle of requests.",
    fix="set managedTerminationProtection and managedScaling.status of autoScalingGroupProvider to ENABLED, "
    "and protectFromScaleIn of the group to true.",
    source=f"{CONTROLS}#ecs-19",
    controls=security_hub("ECS.19"),
)

DRAINING = Rule(
    id="capacity-provider-draining",
    severity=Severity.MEDIUM,
    types=CAPACITY_PROVIDERS,
    check=_draining,
    remedy=_drained,
    finding="Hosts end with tasks on them.",
    why="A host that is replaced takes its tasks with it before others run elsewhere.",
    fix="set autoScalingGroupProvider.managedDraining to ENABLED.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html",
)

SESSION_LOG = Rule(
    id="cluster-exec-log",
    severity=Severity.MEDIUM,
    types=CLUSTERS,
    check=_session_log,
    finding="Sessions inside tasks are not kept, or not encrypted.",
    why="Nobody can say afterwards what was done in a running container, or everybody can read it.",
    fix=f"set logging of {EXEC_CONFIGURATION} to OVERRIDE; in its logConfiguration set "
    "cloudWatchLogGroupName and cloudWatchEncryptionEnabled.",
    source=EXEC,
    controls=well_architected("SEC04-BP01"),
)

EXEC_LOGGED = StackRule(
    id="service-exec-logged",
    severity=Severity.HIGH,
    production=True,
    check=every(SERVICES, _exec),
    finding="Anybody with the permission opens a shell in a task, and nothing records it.",
    why="A shell reads every secret of the task; without a log nobody knows that it did.",
    fix=f"set enableExecuteCommand to false, or {EXEC_CONFIGURATION} of the cluster to log its sessions.",
    source=EXEC,
    controls=well_architected("SEC04-BP01"),
)

RULES = (INSIGHTS, TERMINATION, DRAINING, SESSION_LOG, EXEC_LOGGED)
