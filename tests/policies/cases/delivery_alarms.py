"""Alarms by themselves, and topics that they tell."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

METRIC, COMPOSITE = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm"
TOPIC, POLICY = "aws:sns/topic:Topic", "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"


def _case(rule: str, props: Mapping[str, Any], says: str = "", type_: str = METRIC, **more: Any) -> Case:
    return Case(rule=f"alarm-{rule}", type=type_, props=props, says=says, **more)


def _action(props: Mapping[str, Any], *others: Declared, says: str = "", **more: Any) -> StackCase:
    """An alarm among other resources."""
    alarm = Declared(type=METRIC, name="alarm", props={"name": "cpu", **props})
    at = "alarm" if says else ""
    return StackCase(rule="alarm-action", resources=[alarm, *others], says=says, at=at, **more)


def _composite(rule: str, refers: Sequence[str] = (), actions: Any = (UNKNOWN,)) -> Declared:
    props = {"alarmName": "all", "alarmRule": rule, "alarmActions": list(actions)}
    return Declared(type=COMPOSITE, name="all", props=props, refers={"alarmRule": refers})


def _above(rule: str) -> Declared:
    """An alarm made of composite ones."""
    props = {"alarmName": "above", "alarmRule": rule, "alarmActions": [UNKNOWN]}
    return Declared(type=COMPOSITE, name="above", props=props)


def _service(*names: Any, refers: Sequence[str] = ()) -> Declared:
    return Declared(
        type="aws:ecs/service:Service",
        name="web",
        props={"alarms": {"alarmNames": list(names)}},
        refers={"alarms": refers},
    )


def _subscribed(*others: Declared, says: str = "", **topic: Any) -> StackCase:
    """A topic among other resources."""
    resources = [Declared(type=TOPIC, name="topic", props=topic), *others]
    return StackCase(rule="topic-subscribed", resources=resources, says=says, at="topic" if says else "")


def _teller(type_: str, name: str, value: Any = UNKNOWN, *refers: str) -> Declared:
    return Declared(type=type_, name="teller", props={name: value}, refers={name: refers})


def _subscription(topic: Any, *refers: str) -> Declared:
    return Declared(type=SUBSCRIPTION, name="mail", props={"topic": topic}, refers={"topic": refers})


SILENT = "alarmActions is empty, want at least one action, such as a topic"
OFF = "actionsEnabled is false, want true"
UNDECIDED = "treatMissingData is absent, want breaching, notBreaching, ignore or missing"
UNEXPLAINED = "alarmDescription is empty, want what it means and what to do"
UNHEARD = "1 resources tell it, such as teller, and no subscription is to it"
ARN = "arn:aws:sns:us-east-1:111122223333:alarms"
GOES_BY = _teller(METRIC, "alarmActions", [UNKNOWN], "topic")
POLICED = Declared(type=POLICY, name="policy", props={"arn": UNKNOWN}, refers={"arn": ["topic"]})

CASES: tuple[AnyCase, ...] = (
    _action({}, says=SILENT),
    _action({"alarmActions": []}, says=SILENT),
    _action({"okActions": ["arn"]}, says=SILENT),
    _action({}, _composite('ALARM("cpu2")'), says=SILENT),
    _action({}, _service("memory"), says=SILENT),
    _action({"alarmActions": "arn"}, says="alarmActions is a string, want an array"),
    _action({"alarmActions": [UNKNOWN]}),
    _action({}, _composite('ALARM("cpu") OR ALARM("memory")')),
    _action({}, _composite("ALARM(cpu)")),
    _action({}, _composite("ALARM(arn:aws:cloudwatch:us-east-1:1:alarm:cpu)")),
    _action({"name": UNKNOWN}, _composite(UNKNOWN, ["alarm"])),
    _action({}, _service("cpu")),
    _action({"name": UNKNOWN}, _service(UNKNOWN, refers=["alarm"])),
    _action({"alarmActions": UNKNOWN}, unknown="alarmActions"),
    StackCase(rule="alarm-action", resources=[_composite("ALARM(cpu)", actions=())], says=SILENT, at="all"),
    StackCase(rule="alarm-action", resources=[_composite("ALARM(x)", actions=()), _above("ALARM(all)")]),
    _case("actions-enabled", {"actionsEnabled": False}, OFF),
    _case("actions-enabled", {"actionsEnabled": False, "alarmActions": ["arn"]}, OFF, COMPOSITE),
    _case("actions-enabled", {"actionsEnabled": 0}, "actionsEnabled is a number, want a boolean"),
    _case("actions-enabled", {}),
    _case("actions-enabled", {"actionsEnabled": True}, "", COMPOSITE),
    _case("actions-enabled", {"actionsEnabled": UNKNOWN}, unknown="actionsEnabled"),
    _case("missing-data", {}, UNDECIDED),
    _case("missing-data", {"treatMissingData": ""}, UNDECIDED),
    _case("missing-data", {"treatMissingData": "missing"}),
    _case("missing-data", {"treatMissingData": "breaching"}),
    _case("missing-data", {"treatMissingData": UNKNOWN}, unknown="treatMissingData"),
    _case("description", {}, UNEXPLAINED),
    _case("description", {"alarmDescription": "  "}, UNEXPLAINED, COMPOSITE),
    _case(
        "description",
        {"alarmDescription": "CPU is high."},
        "alarmDescription does not mention runbook.md",
        options={"mentions": "runbook.md"},
    ),
    _case("description", {"alarmDescription": "CPU is high."}),
    _case("description", {"alarmDescription": "See runbook.md#cpu"}, options={"mentions": "runbook.md"}),
    _case("description", {"alarmDescription": UNKNOWN}, unknown="alarmDescription"),
    _subscribed(GOES_BY, says=UNHEARD),
    _subscribed(_teller(METRIC, "alarmActions", [ARN]), arn=ARN, says=UNHEARD),
    _subscribed(POLICED, _teller(COMPOSITE, "alarmActions", [UNKNOWN], "policy"), says=UNHEARD),
    _subscribed(_teller("aws:budgets/budget:Budget", "notifications", UNKNOWN, "topic"), says=UNHEARD),
    _subscribed(
        _teller("aws:rds/eventSubscription:EventSubscription", "snsTopic", UNKNOWN, "topic"), says=UNHEARD
    ),
    _subscribed(GOES_BY, _subscription("arn:other"), arn=ARN, says=UNHEARD),
    _subscribed(GOES_BY, _subscription(UNKNOWN, "topic")),
    _subscribed(_teller(METRIC, "alarmActions", [ARN]), _subscription(ARN), arn=ARN),
    _subscribed(),
    _subscribed(POLICED),
    _subscribed(_teller(METRIC, "alarmActions", ["arn:other"]), arn=ARN),
)
