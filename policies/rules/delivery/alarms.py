"""Alarms by themselves: somebody is told, and knows what it means."""

import re
from collections.abc import Iterator
from typing import Any

from pack.options import Text
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub, well_architected
from pack.stack import Resource, Stack

from ..shared.demands import flag
from .types import ALARMS, COMPOSITE_ALARMS, METRIC_ALARMS, SERVICES, Options, every

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html"
EVALUATION = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html"


def _told(stack: Stack, alarm: Resource, options: Options) -> Iterator[Verdict]:
    if not alarm.props.size("alarmActions") and not _is_part(stack, alarm):
        yield "alarmActions is empty, want at least one action, such as a topic"


def _is_part(stack: Stack, alarm: Resource) -> bool:
    """Whether another alarm or a deployment heeds it, which then needs no action of its own."""
    if stack.users(alarm, COMPOSITE_ALARMS, "alarmRule") or stack.users(alarm, SERVICES, "alarms"):
        return True
    name = alarm.props.known("name") or alarm.props.known("alarmName")
    rules = [each.props.known("alarmRule") for each in stack.all(*COMPOSITE_ALARMS)]
    named = re.compile(rf"""[("':]{re.escape(name)}["')]""")
    return any(map(named.search, rules))


def _enable(subject: Subject) -> dict[str, Any]:
    return {"actionsEnabled": True}


def _missing_data(subject: Subject) -> Iterator[Verdict]:
    if not subject.props.text("treatMissingData"):
        yield "treatMissingData is absent, want breaching, notBreaching, ignore or missing"


def _described(subject: Subject) -> Iterator[Verdict]:
    description, wanted = subject.props.text("alarmDescription"), subject.options["mentions"]
    if not description.strip():
        yield "alarmDescription is empty, want what it means and what to do"
    elif wanted not in description:
        yield f"alarmDescription does not mention {wanted}"


TOLD = StackRule(
    id="alarm-action",
    severity=Severity.HIGH,
    check=every(ALARMS, _told),
    finding="An alarm tells nobody.",
    why="It turns red on a page that nobody looks at, and users are the ones who call.",
    fix="set alarmActions to the ARN of a topic that people are subscribed to.",
    source=f"{CONTROLS}#cloudwatch-15",
    controls=security_hub("CloudWatch.15"),
)

ENABLED = Rule(
    id="alarm-actions-enabled",
    severity=Severity.HIGH,
    types=ALARMS,
    check=flag("actionsEnabled", True, absent=True),
    remedy=_enable,
    finding="The actions of an alarm are switched off.",
    why="Somebody silenced it for an hour, and it stayed silent.",
    fix="set actionsEnabled to true, or leave it out.",
    source=f"{CONTROLS}#cloudwatch-17",
    controls=security_hub("CloudWatch.17"),
)

# Advisory: what AWS does by default, nothing, is right for many metrics.
MISSING_DATA = Rule(
    id="alarm-missing-data",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=METRIC_ALARMS,
    check=_missing_data,
    finding="Nobody decided what silence means to an alarm.",
    why="A service that is gone sends no metric: by default its alarm then knows nothing and says nothing.",
    fix="set treatMissingData: breaching where silence is trouble, notBreaching where it is quiet.",
    source=EVALUATION,
)

# Advisory: some teams keep what to do about an alarm elsewhere, by its name.
DESCRIBED = Rule(
    id="alarm-description",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=ALARMS,
    check=_described,
    finding="An alarm does not say what to do.",
    why="Whoever is woken by it at night starts from nothing.",
    fix="set alarmDescription to what it means for people, and where its runbook is.",
    source="https://docs.aws.amazon.com/wellarchitected/latest/framework/ops_event_response_process_per_alert.html",
    controls=well_architected("OPS10-BP02"),
    options={"mentions": Text("", "What each description must hold, such as the address of the runbook.")},
)

RULES = (TOLD, ENABLED, MISSING_DATA, DESCRIBED)
