"""Alarms and dashboards live a whole life against moto."""

import json
from typing import Any

import pytest

from localaws.naming import Naming
from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"
DASHBOARD = "aws:cloudwatch/dashboard:Dashboard"

TOPIC = "arn:aws:sns:us-east-1:200000000001:alarms"
CPU: Props = {
    "name": "backend-cpu",
    "alarmDescription": "docs/operations.md#backend-cpu",
    "namespace": "AWS/ECS",
    "metricName": "CPUUtilization",
    "dimensions": {"ClusterName": "alicerce", "ServiceName": "backend"},
    "statistic": "Average",
    "period": 60,
    "evaluationPeriods": 5,
    "datapointsToAlarm": 5,
    "threshold": 80,
    "comparisonOperator": "GreaterThanThreshold",
    "treatMissingData": "breaching",
    "alarmActions": [TOPIC],
    "okActions": [TOPIC],
}


def _metric(name: str, **more: Any) -> Props:
    metric = {
        "namespace": "AWS/ApplicationELB",
        "metricName": name,
        "dimensions": {"LoadBalancer": "app/web/1"},
        "period": 60,
        "stat": "Sum",
    }
    return {"id": name.lower(), "metric": metric, **more}


RATE: Props = {
    "name": "error-rate",
    "comparisonOperator": "GreaterThanThreshold",
    "evaluationPeriods": 5,
    "threshold": 5,
    "metricQueries": [
        {"id": "rate", "expression": "100*errors/requests", "label": "Error rate", "returnData": True},
        _metric("Errors", returnData=False),
        _metric("Requests", returnData=False, accountId="200000000001"),
    ],
}


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 90.5},
        {"dimensions": {"ClusterName": "alicerce", "ServiceName": "frontend"}},
        {"treatMissingData": "notBreaching"},
        {"okActions": [], "insufficientDataActions": [TOPIC]},
        {"actionsEnabled": False},
        {"statistic": "Maximum", "unit": "Percent"},
        {"alarmDescription": "Other"},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_alarm(bench: Workbench, change: Props) -> None:
    bench.live(ALARM, change, **CPU)


def test_alarm_on_a_percentile(bench: Workbench) -> None:
    percentile = {**CPU, "statistic": None, "extendedStatistic": "p95"}
    bench.live(
        ALARM,
        {"extendedStatistic": "tm99", "evaluateLowSampleCountPercentiles": "ignore"},
        **percentile,
    )


def test_alarm_on_an_expression(bench: Workbench) -> None:
    rate, errors, requests = RATE["metricQueries"]
    per_path = {**errors, "metric": {**errors["metric"], "dimensions": {"TargetGroup": "targetgroup/a/1"}}}
    bench.live(ALARM, {"metricQueries": [{**rate, "label": "Errors"}, per_path, requests]}, **RATE)


def test_alarm_on_an_anomaly(bench: Workbench) -> None:
    band = {"id": "band", "expression": "ANOMALY_DETECTION_BAND(requests, 2)", "returnData": True}
    bench.live(
        ALARM,
        {"comparisonOperator": "LessThanLowerOrGreaterThanUpperThreshold"},
        name="requests",
        comparisonOperator="GreaterThanUpperThreshold",
        evaluationPeriods=2,
        thresholdMetricId="band",
        metricQueries=[band, _metric("Requests", returnData=True)],
    )


def test_alarm_that_waits_before_it_looks(bench: Workbench) -> None:
    warm = {"warmUpPeriodDurationInMinutes": 10}
    bench.live(
        ALARM,
        {"warmUpConfiguration": {**warm, "onlyStartEvaluatingAfterWarmUpPeriodEnds": True}},
        **CPU,
        warmUpConfiguration=warm,
    )


def test_a_new_name_makes_a_new_alarm(bench: Workbench) -> None:
    kind = bench.package.resource(ALARM, bench.session)
    assert kind.diff(CPU, {}, {**CPU, "name": "other", "threshold": 1}).replaces == ("name",)


def test_a_changed_alarm_keeps_its_state(bench: Workbench) -> None:
    kind = bench.package.resource(ALARM, bench.session)
    old = bench.check(ALARM, **CPU)
    ident, state = kind.create(old)
    bench.call("cloudwatch", "SetAlarmState", AlarmName=ident, StateValue="ALARM", StateReason="test")
    kind.update(ident, old, state, {**old, "threshold": 90})
    (found,) = bench.call("cloudwatch", "DescribeAlarms")["MetricAlarms"]
    assert (found["Threshold"], found["StateValue"]) == (90, "ALARM")


def test_drift_in_a_dimension_is_seen(bench: Workbench) -> None:
    kind = bench.package.resource(ALARM, bench.session)
    news = bench.check(ALARM, **CPU)
    ident, state = kind.create(news)
    (alarm,) = bench.call("cloudwatch", "DescribeAlarms")["MetricAlarms"]
    put = {"AlarmName", "Namespace", "MetricName", "EvaluationPeriods", "Period", "Statistic", "Threshold"}
    meddled = {key: alarm[key] for key in (*put, "ComparisonOperator")}
    other = [{"Name": "ClusterName", "Value": "other"}]
    bench.call("cloudwatch", "PutMetricAlarm", **meddled, Dimensions=other)
    found = kind.read(ident, news, state)
    assert found is not None
    assert found[1]["dimensions"] == {"ClusterName": "other"}


def test_an_alarm_is_imported_by_its_name(bench: Workbench) -> None:
    ident, _ = bench.make(ALARM, **CPU)
    found = bench.package.resource(ALARM, bench.session).read(ident, {}, {})
    assert found is not None
    assert {key: found[1][key] for key in ("name", "metricName", "threshold")} == {
        "name": "backend-cpu",
        "metricName": "CPUUtilization",
        "threshold": 80,
    }


def test_an_alarm_of_the_edge_lives_in_the_region_that_it_names(bench: Workbench) -> None:
    kind = bench.package.resource(ALARM, bench.session)
    news = bench.check(ALARM, **CPU, region="eu-west-1")
    ident, state = kind.create(news)
    assert state["arn"].split(":")[3] == "eu-west-1"
    assert kind.read(ident, news, state) is not None
    assert bench.call("cloudwatch", "DescribeAlarms")["MetricAlarms"] == []
    kind.delete(ident, news, state)
    assert kind.read(ident, news, state) is None


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"comparisonOperator": "Above"}, "comparisonOperator: "),
        ({"evaluationPeriods": 0}, "evaluationPeriods: "),
        ({"unit": "Furlongs"}, "unit: "),
        ({"dimensions": {"ServiceName": ""}}, "dimensions: "),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_a_preview_refuses_what_aws_refuses(bench: Workbench, wrong: Props, complaint: str) -> None:
    kind = bench.package.resource(ALARM, bench.session)
    _, failures = kind.check({}, {**CPU, **wrong}, Naming("alarm"))
    assert len(failures) == 1
    assert failures[0].startswith(complaint)


def test_a_dimension_may_be_unknown_in_a_preview(bench: Workbench) -> None:
    bench.check(ALARM, **{**CPU, "dimensions": {"LoadBalancer": UNKNOWN}})


@pytest.mark.parametrize(
    "change",
    [
        {"alarmRule": "ALARM(backend-cpu) AND ALARM(error-rate)"},
        {"actionsSuppressor": {"alarm": "deploying", "waitPeriod": 60, "extensionPeriod": 90}},
        {"alarmActions": [TOPIC], "alarmDescription": "Both"},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_composite_alarm(bench: Workbench, change: Props) -> None:
    bench.live(
        COMPOSITE,
        change,
        alarmName="backend",
        alarmRule="ALARM(backend-cpu) OR ALARM(error-rate)",
        actionsSuppressor={"alarm": "deploying", "waitPeriod": 60, "extensionPeriod": 60},
    )


def test_an_alarm_and_a_composite_one_are_told_apart(bench: Workbench) -> None:
    bench.make(ALARM, **CPU)
    bench.make(COMPOSITE, alarmName="backend", alarmRule="ALARM(backend-cpu)")
    found = bench.call("cloudwatch", "DescribeAlarms", AlarmTypes=["MetricAlarm", "CompositeAlarm"])
    assert [alarm["AlarmName"] for alarm in found["MetricAlarms"]] == ["backend-cpu"]
    assert [alarm["AlarmName"] for alarm in found["CompositeAlarms"]] == ["backend"]


def test_dashboard(bench: Workbench) -> None:
    body = {"widgets": [{"type": "text", "width": 6, "height": 2, "properties": {"markdown": "# Web"}}]}
    bench.live(
        DASHBOARD,
        {"dashboardBody": json.dumps({"widgets": []})},
        dashboardName="alicerce",
        dashboardBody=json.dumps(body),
    )
