"""What people can see of a database, and what calls them."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pack.rule import Level, Rule, Severity, StackCheck, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack

from ..shared.demands import flag
from ..shared.each import each_resource
from .database_durability import CONTROLS, GUIDE
from .types import (
    CLUSTER,
    CLUSTER_INSTANCE,
    CLUSTER_PARAMETER_GROUP,
    EVENT_SUBSCRIPTION,
    INSTANCE,
    PARAMETER_GROUP,
)

LOGS: Mapping[str, tuple[str, ...]] = {
    "postgres": ("postgresql", "upgrade"),
    "aurora-postgresql": ("postgresql",),
    # RDS.9 wants general and audit too: general writes every statement with its values, audit is an option.
    "mysql": ("error", "slowquery"),
    "aurora-mysql": ("audit", "error"),
    "mariadb": ("error", "slowquery"),
    "oracle": ("alert", "audit"),
    "sqlserver": ("agent", "error"),
    "db2": ("diag.log",),
}
"""Logs that each engine must send. Source: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html,
RDS.9, RDS.34, RDS.36, RDS.37, RDS.40 and RDS.42."""


def _monitoring(subject: Subject) -> Iterator[Verdict]:
    # Aurora's instances are monitored each for itself.
    if subject.type == CLUSTER and subject.props.text("engine").startswith("aurora"):
        return
    interval = subject.props.number("monitoringInterval", 0)
    if not interval:
        yield "monitoringInterval is 0, want 1 to 60 seconds"
    elif "monitoringRoleArn" not in subject.props:
        yield "monitoringRoleArn is missing, want a role that may write to CloudWatch"


def _logs(subject: Subject) -> Iterator[Verdict]:
    engine = subject.props.text("engine")
    wanted = LOGS.get(engine) or LOGS.get(engine.partition("-")[0], ())
    sent = subject.props.texts("enabledCloudwatchLogsExports")
    if missing := [log for log in wanted if log not in sent]:
        yield f"enabledCloudwatchLogsExports lacks {', '.join(missing)}"
    elif not sent:
        yield "enabledCloudwatchLogsExports is empty, want the logs of the engine"


def _subscribed(source: str, categories: frozenset[str], types: tuple[str, ...]) -> StackCheck:
    """Somebody must be told of events of some categories of every resource of these types."""

    def check(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
        yield from each_resource(stack, types, partial(_unheard, source=source, categories=categories))

    return check


def _unheard(stack: Stack, each: Resource, source: str, categories: frozenset[str]) -> Iterator[Verdict]:
    heard: set[str] = set()
    for subscription in stack.all(EVENT_SUBSCRIPTION):
        if _covers(stack, subscription, each, source):
            heard.update(subscription.props.texts("eventCategories") or categories)
    if missing := sorted(categories - heard):
        yield f"no event subscription for {source} tells of {', '.join(missing)}"


def _covers(stack: Stack, subscription: Resource, each: Resource, source: str) -> bool:
    """A subscription that names no source type, or no sources of the type, hears all of them."""
    props = subscription.props
    if not props.flag("enabled", True) or props.text("sourceType", source) != source:
        return False
    return not props.size("sourceIds") or each in stack.linked(subscription, "sourceIds", {each.type})


ENHANCED_MONITORING = Rule(
    id="database-enhanced-monitoring",
    severity=Severity.LOW,
    types=frozenset({INSTANCE, CLUSTER, CLUSTER_INSTANCE}),
    check=_monitoring,
    finding="Nobody sees what the operating system of a database does.",
    why="CloudWatch's minute averages hide the process that eats the memory.",
    fix="set monitoringInterval to 60 and monitoringRoleArn to a role with AmazonRDSEnhancedMonitoringRole.",
    source=f"{CONTROLS}#rds-6",
    controls=security_hub("RDS.6"),
    production=True,
)

LOG_EXPORTS = Rule(
    id="database-logs",
    severity=Severity.MEDIUM,
    types=frozenset({INSTANCE, CLUSTER}),
    check=_logs,
    finding="Logs of a database stay on its own disk.",
    why="They are gone after days, and with the database at once.",
    fix='set enabledCloudwatchLogsExports, for PostgreSQL to ["postgresql", "upgrade"].',
    source=f"{CONTROLS}#rds-9",
    controls=security_hub("RDS.9", "RDS.34", "RDS.36", "RDS.37", "RDS.40", "RDS.42"),
)

PERFORMANCE_INSIGHTS = Rule(
    id="database-performance-insights",
    severity=Severity.LOW,
    types=frozenset({INSTANCE, CLUSTER_INSTANCE}),
    check=flag("performanceInsightsEnabled", True),
    finding="Nobody can tell which statement a database waits for.",
    why="In an outage people guess.",
    fix="set performanceInsightsEnabled to true: seven days of history cost nothing.",
    source=f"{GUIDE}/USER_PerfInsights.html",
    # Others watch pg_stat_statements with tools of their own, and some small classes have no such thing.
    level=Level.ADVISORY,
    production=True,
)


def _events(
    id_: str, source: str, categories: frozenset[str], types: tuple[str, ...], control: str
) -> StackRule:
    what = source.removeprefix("db-").replace("-", " ")
    return StackRule(
        id=id_,
        severity=Severity.LOW,
        check=_subscribed(source, categories, types),
        finding=f"Nobody is told when something happens to a database {what}.",
        why="A failure, or a change that somebody made by hand, shows only when users complain.",
        fix=f'declare an aws.rds.EventSubscription with sourceType "{source}", eventCategories '
        f"{', '.join(sorted(categories))}, and a topic that people read.",
        source=f"{CONTROLS}#{control.lower().replace('.', '-')}",
        controls=security_hub(control),
        production=True,
    )


INSTANCE_EVENTS = _events(
    "database-instance-events",
    "db-instance",
    frozenset({"maintenance", "configuration change", "failure"}),
    (INSTANCE, CLUSTER_INSTANCE),
    "RDS.20",
)
CLUSTER_EVENTS = _events(
    "database-cluster-events", "db-cluster", frozenset({"maintenance", "failure"}), (CLUSTER,), "RDS.19"
)
PARAMETER_EVENTS = _events(
    "database-parameter-events",
    "db-parameter-group",
    frozenset({"configuration change"}),
    (PARAMETER_GROUP, CLUSTER_PARAMETER_GROUP),
    "RDS.21",
)
"""RDS.22 asks the same for DB security groups. They were of EC2-Classic, which ended in 2022."""

RULES = (
    ENHANCED_MONITORING,
    LOG_EXPORTS,
    PERFORMANCE_INSIGHTS,
    INSTANCE_EVENTS,
    CLUSTER_EVENTS,
    PARAMETER_EVENTS,
)
