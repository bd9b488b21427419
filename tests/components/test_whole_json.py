"""Every request the program leads to, and every JSON text in one, held against what AWS publishes.

Requests are judged as the embedded AWS judges them in a preview: by botocore's models, which also say what is
in a text of container definitions. Policy documents are test_whole_identity.py's; the widgets of a dashboard
are test_dashboard.py's, which rules of a web ACL match what is test_waf.py's.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from moto.ecr.policy_validation import EcrLifecyclePolicyValidator
from moto.events.models import EventPattern

from localaws.models import model
from localaws.naming import Naming, named
from localaws.registry import SPECS
from localaws.request import violations
from localaws.validate import problems
from tests.components.whole_program import EVERY_OPTION, POLICIES, arrived, resources, short, texts
from tests.recorder import Recorder, Registration

TASK, DASHBOARD = "aws:ecs/taskDefinition:TaskDefinition", "aws:cloudwatch/dashboard:Dashboard"
LIFECYCLE, RULE = "aws:ecr/lifecyclePolicy:LifecyclePolicy", "aws:cloudwatch/eventRule:EventRule"
ALARM, ACL = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:wafv2/webAcl:WebAcl"

JSON_TEXTS = {
    *POLICIES.items(),
    (TASK, "containerDefinitions"),
    (DASHBOARD, "dashboardBody"),
    (LIFECYCLE, "policy"),
    (RULE, "eventPattern"),
    # What makes the engine start a deployment; it stays with the engine.
    ("aws:ecs/service:Service", "triggers.after"),
    # The application's own; AWS keeps it as it is.
    ("aws:secretsmanager/secretVersion:SecretVersion", "secretString"),
}
"""Where the program writes JSON as a text: type and property."""

ELSEWHERE = {"random", "docker-build"}
"""Packages that ask nothing of AWS."""

OPTIONS: dict[str, dict[str, str]] = {"production": {}, "every option": EVERY_OPTION}


@pytest.fixture(params=OPTIONS)
def changes(request: pytest.FixtureRequest) -> Mapping[str, str]:
    return OPTIONS[request.param]


def judged(each: Registration, **changes: Any) -> list[str]:
    """What AWS's models have against a resource's requests."""
    spec = SPECS[each.type]
    inputs = named(spec, {}, arrived(each.inputs) | changes, Naming(each.name))
    return [f"{short(each)}: {sentence}" for sentence in violations(spec, inputs)]


def test_aws_would_take_every_request(program: Callable[..., Recorder], changes: Mapping[str, str]) -> None:
    asked = [
        each
        for each in resources(program("prod", preview=True, **changes))
        if each.type.split(":")[0] not in ELSEWHERE
    ]
    assert len(asked) > 240
    assert [sentence for each in asked for sentence in judged(each)] == []


@pytest.mark.parametrize(
    ("type_", "name", "prop", "wrong", "complaint"),
    [
        (TASK, "backend", "containerDefinitions", '[{"stopTimout": 3}]', "stopTimout is not known"),
        (ALARM, "backend-cpu", "treatMissingData", "guess" * 100, "TreatMissingData must have"),
        (ACL, "edge-waf", "rules", [{"name": "x" * 200}], "Rules[0].Name must"),
        (RULE, "backups-failed", "scheduleExpression", "rate" * 100, "ScheduleExpression must have"),
    ],
)
def test_what_aws_would_refuse_is_seen(
    program: Callable[..., Recorder], type_: str, name: str, prop: str, wrong: Any, complaint: str
) -> None:
    each = program("prod", preview=True).one(type_, name)
    assert any(complaint in sentence for sentence in judged(each, **{prop: wrong}))


CONTAINERS = model("ecs").shape_for("ContainerDefinitions")


def test_containers_to_the_letter(program: Callable[..., Recorder], changes: Mapping[str, str]) -> None:
    """A request is made fit, a true in quotes is true; the official provider takes a text as it is."""
    tasks = program("prod", preview=True, **changes).all(TASK)
    assert len(tasks) == 3
    for task in tasks:
        assert list(problems(json.loads(task.inputs["containerDefinitions"]), CONTAINERS)) == []


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('"essential":true', '"essential":"true"', "[0].essential must be of type boolean"),
        ('"ALL"', "1", "[0].linuxParameters.capabilities.drop[0] must be of type string"),
        ('"tcp"', '"http"', "[0].portMappings[0].protocol must be one of tcp, udp"),
        ('"hardLimit"', '"highLimit"', "[0].ulimits[0].hardLimit is required"),
    ],
)
def test_a_wrong_container_is_seen(
    program: Callable[..., Recorder], was: str, becomes: str, complaint: str
) -> None:
    text = program("prod", preview=True).one(TASK, "backend").inputs["containerDefinitions"]
    assert was in text
    found = list(problems(json.loads(text.replace(was, becomes)), CONTAINERS))
    assert any(sentence.startswith(complaint) for sentence in found), found


def test_every_json_text_is_known_here(program: Callable[..., Recorder]) -> None:
    found = {
        (each.type, path)
        for changes in ({}, EVERY_OPTION)
        for each in resources(program("prod", **changes))
        for path, text in texts(arrived(each.inputs))
        if is_json(text)
    }
    assert found == JSON_TEXTS


def is_json(text: str) -> bool:
    if text[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_lifecycles_of_images(program: Callable[..., Recorder]) -> None:
    """As https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html has them."""
    found = program("prod").all(LIFECYCLE)
    assert len(found) == 2
    for each in found:
        EcrLifecyclePolicyValidator(each.inputs["policy"]).validate()


EVENT = {"version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail"}
"""Members of an event. https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html"""
FILTERS = {"prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "exists", "cidr"}
"""https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"""


STRANGE: Any = {"source": "aws.s3", "detail-type": "Object Created", "detail": {}, "resources": []}
"""An event that no rule is for."""


def leaves(pattern: Mapping[str, Any]) -> Iterator[Any]:
    """The values a pattern compares with; `$or` holds patterns of its own."""
    for name, value in pattern.items():
        if name == "$or":
            assert len(value) > 1
            for each in value:
                yield from leaves(each)
        elif isinstance(value, dict):
            yield from leaves(value)
        else:
            assert isinstance(value, list), f"{name} must be a list"
            assert value, f"{name} matches nothing"
            yield from value


def test_patterns_of_events(program: Callable[..., Recorder]) -> None:
    rules = program("prod").all(RULE)
    assert len(rules) >= 2
    for each in rules:
        pattern = json.loads(each.inputs["eventPattern"])
        assert pattern.keys() <= EVENT, each.name
        for leaf in leaves(pattern):
            assert isinstance(leaf, str) or leaf.keys() <= FILTERS, each.name
        assert not EventPattern(each.inputs["eventPattern"], pattern).matches_event(STRANGE)


def test_the_dashboard_shows_every_alarm_there_is(program: Callable[..., Recorder]) -> None:
    """And no alarm that is not: CloudWatch takes such a dashboard and shows a hole."""
    recorder = program("prod")
    (dashboard,) = recorder.all(DASHBOARD)
    widgets = json.loads(dashboard.inputs["dashboardBody"])["widgets"]
    shown = {
        arn.rpartition(":")[2]
        for widget in widgets
        if widget["type"] == "alarm"
        for arn in widget["properties"]["alarms"]
    }
    assert shown == {each.inputs["name"] for each in recorder.all(ALARM)}
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
    assert len(widgets) <= 500
