"""Alarms, dashboard, questions and news of one stack, together."""

import json
from dataclasses import replace
from functools import cache

import pytest
from moto.events.models import EventPattern

from components import alarm_plan
from components.alarms import alarm_name
from components.cloud import Cloud
from components.deployment_events import pattern
from components.log_questions import QUESTIONS
from components.observability import Observability, ObservabilityArgs
from tests.components.watched_stack import WATCHED
from tests.recorder import Recorder, record

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"


@pytest.fixture
def args(cloud: Cloud) -> ObservabilityArgs:
    return ObservabilityArgs(
        cloud=cloud,
        topic_arn="arn:topic",
        edge_topic_arn="arn:edge-topic",
        watched=WATCHED,
        log_groups=("/alicerce/test/backend", "/alicerce/test/frontend"),
    )


def build(args: ObservabilityArgs) -> Recorder:
    return record(lambda: Observability("observability", args))


def test_every_alarm_but_those_that_services_make(args: ObservabilityArgs) -> None:
    planned = {
        alarm_name(alarm, args.cloud)
        for found in alarm_plan.plan(WATCHED, args.cloud).values()
        for alarm in found
    }
    made = {alarm.inputs["name"] for alarm in build(args).all(ALARM)}
    theirs = {
        f"alicerce-test-{name}-{what}" for name in ("backend", "frontend") for what in ("errors", "latency")
    }
    assert made == planned - theirs
    assert theirs < planned


def test_alarms_tell_the_topic_of_their_region(args: ObservabilityArgs) -> None:
    far = replace(args, cloud=replace(args.cloud, region="eu-west-1"))
    topics = {alarm.name: alarm.inputs["alarmActions"] for alarm in build(far).all(ALARM)}
    edge = {name for name, topic in topics.items() if topic == ["arn:edge-topic"]}
    assert edge == {"edge-errors", "edge-blocked", "certificate-us-east-1"}
    assert all(topics[name] == ["arn:topic"] for name in topics.keys() - edge)


def test_the_dashboard(args: ObservabilityArgs) -> None:
    inputs = build(args).one("aws:cloudwatch/dashboard:Dashboard").inputs
    assert inputs["dashboardName"] == "alicerce-test"
    titles = [widget["properties"].get("title") for widget in json.loads(inputs["dashboardBody"])["widgets"]]
    assert "Database: less than 20 % of the disk is free" in titles


def test_the_questions_are_put_to_every_log_group(args: ObservabilityArgs) -> None:
    saved = build(args).all("aws:cloudwatch/queryDefinition:QueryDefinition")
    assert {each.inputs["name"] for each in saved} == {f"alicerce/test/{key}" for key in QUESTIONS}
    for each in saved:
        assert each.inputs["logGroupNames"] == ["/alicerce/test/backend", "/alicerce/test/frontend"]
        assert each.inputs["queryString"] == QUESTIONS[each.name]


def test_without_logs_there_is_nothing_to_ask(args: ObservabilityArgs) -> None:
    assert not build(replace(args, log_groups=())).all("aws:cloudwatch/queryDefinition:QueryDefinition")


@cache
def hears(cloud: Cloud, service: str, event: str) -> bool:
    """Whether the rule would tell of this event of a service, given as cluster/service."""
    rule = pattern(cloud)
    return EventPattern(json.dumps(rule), rule).matches_event(
        {
            "source": "aws.ecs",
            "detail-type": "ECS Deployment State Change",
            "resources": [f"arn:aws:ecs:us-east-1:123456789012:service/{service}"],
            "detail": {"eventType": "ERROR", "eventName": event, "deploymentId": "ecs-svc/1"},
        }
    )


def test_failed_deployments_of_this_stack_are_told(cloud: Cloud) -> None:
    assert hears(cloud, "alicerce-test/backend", "SERVICE_DEPLOYMENT_FAILED")
    assert not hears(cloud, "alicerce-test/backend", "SERVICE_DEPLOYMENT_COMPLETED")
    assert not hears(cloud, "alicerce-testing/backend", "SERVICE_DEPLOYMENT_FAILED")


def test_the_news_go_to_the_topic(args: ObservabilityArgs) -> None:
    recorder = build(args)
    rule = recorder.one("aws:cloudwatch/eventRule:EventRule").inputs
    assert json.loads(rule["eventPattern"]) == pattern(args.cloud)
    assert rule["description"].endswith("docs/runbook.md#deployment-failed")
    target = recorder.one("aws:cloudwatch/eventTarget:EventTarget").inputs
    assert target == {"rule": "observability-deployment-failed", "arn": "arn:topic"}


def test_what_it_publishes(args: ObservabilityArgs) -> None:
    recorder = build(args)
    published = recorder.published("Observability")
    assert published["dashboard_name"] == "alicerce-test"
    assert len(published["alarm_names"]) == 48
    assert published["alarm_names"][0] == "alicerce-test-edge-errors"
    assert not list(recorder.orphans())
