"""Rules and their targets live a whole life against moto."""

import json

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"

PATTERN = {"source": ["aws.ecs"], "detail-type": ["ECS Deployment State Change"]}


@pytest.mark.parametrize(
    "change",
    [
        {"eventPattern": json.dumps({**PATTERN, "detail": {"eventName": ["SERVICE_DEPLOYMENT_FAILED"]}})},
        {"description": "Deployments"},
        {"state": "DISABLED"},
        {"roleArn": "arn:aws:iam::200000000001:role/events"},
        {"forceDestroy": True},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_rule(bench: Workbench, change: Props) -> None:
    bench.live(RULE, change, name="deployments", eventPattern=json.dumps(PATTERN), description="All")


def test_rule_on_a_schedule(bench: Workbench) -> None:
    bench.live(RULE, {"scheduleExpression": "cron(0 3 * * ? *)"}, scheduleExpression="rate(1 day)")


def test_what_makes_a_new_rule(bench: Workbench) -> None:
    kind = bench.package.resource(RULE, bench.session)
    old = {"name": "a", "eventPattern": "{}"}
    assert kind.diff(old, {}, {**old, "name": "b", "eventBusName": "c"}).replaces == ("eventBusName", "name")


def test_what_is_taken_out_of_a_rule_is_as_at_its_birth(bench: Workbench) -> None:
    kind = bench.package.resource(RULE, bench.session)
    bare = {"name": "deployments", "eventPattern": json.dumps(PATTERN)}
    old = bench.check(RULE, **bare, description="All", state="DISABLED")
    ident, state = kind.create(old)
    assert kind.diff(bare, state, {**bare, "state": "ENABLED", "eventBusName": "default"}).changed == ()
    kind.update(ident, old, state, bare)
    found = bench.call("events", "DescribeRule", Name=ident)
    assert (found["State"], found.get("Description")) == ("ENABLED", "")


def test_drift_in_a_rule_is_seen(bench: Workbench) -> None:
    kind = bench.package.resource(RULE, bench.session)
    news = bench.check(RULE, name="deployments", eventPattern=json.dumps(PATTERN), state="ENABLED")
    ident, state = kind.create(news)
    bench.call("events", "DisableRule", Name=ident)
    found = kind.read(ident, news, state)
    assert found is not None
    assert found[1]["state"] == "DISABLED"


@pytest.fixture
def about(bench: Workbench) -> Props:
    rule, _ = bench.make(RULE, name="deployments", eventPattern=json.dumps(PATTERN))
    return {"rule": rule, "targetId": "alarms", "arn": "arn:aws:sns:us-east-1:200000000001:alarms"}


@pytest.mark.parametrize(
    "change",
    [
        {"arn": "arn:aws:sns:us-east-1:200000000001:other"},
        {"roleArn": "arn:aws:iam::200000000001:role/events"},
        {"input": '{"text": "deployed"}'},
        {"inputPath": "$.detail"},
        {
            "inputTransformer": {
                "inputPaths": {"reason": "$.detail.reason"},
                "inputTemplate": '"Deployment: <reason>"',
            }
        },
        {"deadLetterConfig": {"arn": "arn:aws:sqs:us-east-1:200000000001:undelivered"}},
        {"retryPolicy": {"maximumRetryAttempts": 2, "maximumEventAgeInSeconds": 300}},
        {
            "ecsTarget": {
                "taskDefinitionArn": "arn:aws:ecs:us-east-1:200000000001:task-definition/backup:1",
                "taskCount": 1,
                "launchType": "FARGATE",
                "networkConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": False},
            }
        },
        {"runCommandTargets": [{"key": "tag:Name", "values": ["host"]}]},
    ],
    ids=lambda value: "-".join(value),
)
def test_target(bench: Workbench, about: Props, change: Props) -> None:
    bench.live(TARGET, change, **about)


def test_a_target_without_a_name_gets_one(bench: Workbench, about: Props) -> None:
    del about["targetId"]
    ident, outputs = bench.make(TARGET, **about)
    assert ident == f"deployments/{outputs['targetId']}"


def test_a_rule_with_targets_stays(bench: Workbench, about: Props) -> None:
    bench.make(TARGET, **about)
    with pytest.raises(CloudError, match="has targets"):
        bench.package.resource(RULE, bench.session).delete(about["rule"], {"name": about["rule"]}, {})


def test_a_target_is_imported_by_rule_and_name(bench: Workbench, about: Props) -> None:
    bench.make(TARGET, **about)
    found = bench.package.resource(TARGET, bench.session).read("deployments/alarms", {}, {})
    assert found is not None
    assert found[1] == about


def test_a_preview_refuses_an_impossible_retry(bench: Workbench, about: Props) -> None:
    kind = bench.package.resource(TARGET, bench.session)
    _, failures = kind.check({}, {**about, "retryPolicy": {"maximumRetryAttempts": 200}}, Naming("target"))
    assert len(failures) == 1
    assert "0 to 185" in failures[0]
