"""What an alarm is in CloudWatch."""

from dataclasses import replace
from typing import Any

import botocore.session
import botocore.validate
import pulumi
import pytest

from components import alarm_plan
from components.alarms import Alarm, Expression, Metric, alarm_arn, alarm_name, create
from components.checks import ArgumentError
from components.cloud import Cloud
from tests.components.watched_stack import WATCHED
from tests.recorder import Recorder, record

METRIC = Metric(
    namespace="AWS/ECS", name="CPUUtilization", dimensions={"ClusterName": "c"}, statistic="Average"
)
ALARM = Alarm(
    key="backend-cpu",
    runbook="service-cpu",
    title="CPU above 80 %",
    meaning="Busy.",
    metric=METRIC,
    threshold=80,
    comparison=">",
    missing="notBreaching",
)


def build(cloud: Cloud, *alarms: Alarm) -> Recorder:
    def program() -> None:
        for alarm in alarms:
            create(alarm, cloud, "arn:topic", pulumi.ResourceOptions())

    return record(program)


def test_an_alarm_on_a_metric(cloud: Cloud) -> None:
    assert build(cloud, ALARM).one("aws:cloudwatch/metricAlarm:MetricAlarm").inputs == {
        "name": "alicerce-test-backend-cpu",
        "alarmDescription": "CPU above 80 %. Busy. What to do: docs/runbook.md#service-cpu",
        "namespace": "AWS/ECS",
        "metricName": "CPUUtilization",
        "dimensions": {"ClusterName": "c"},
        "statistic": "Average",
        "period": 60,
        "evaluationPeriods": 5,
        "datapointsToAlarm": 5,
        "threshold": 80,
        "comparisonOperator": "GreaterThanThreshold",
        "treatMissingData": "notBreaching",
        "alarmActions": ["arn:topic"],
        "okActions": ["arn:topic"],
    }


def test_a_percentile_is_an_argument_of_its_own_and_needs_enough_requests(cloud: Cloud) -> None:
    alarm = replace(ALARM, metric=replace(METRIC, statistic="p99.9"))
    inputs = build(cloud, alarm).one("aws:cloudwatch/metricAlarm:MetricAlarm").inputs
    assert inputs["extendedStatistic"] == "p99.9"
    assert inputs["evaluateLowSampleCountPercentiles"] == "ignore"
    assert "statistic" not in inputs


def test_an_alarm_on_an_expression(cloud: Cloud) -> None:
    metric = Expression(formula="100 * failed / all", metrics={"failed": METRIC, "all": METRIC})
    inputs = build(cloud, replace(ALARM, metric=metric)).one("aws:cloudwatch/metricAlarm:MetricAlarm").inputs
    source = {
        "namespace": "AWS/ECS",
        "metricName": "CPUUtilization",
        "dimensions": {"ClusterName": "c"},
        "period": 60,
        "stat": "Average",
    }
    assert inputs["metricQueries"] == [
        {"id": "failed", "returnData": False, "metric": source},
        {"id": "all", "returnData": False, "metric": source},
        {"id": "result", "returnData": True, "expression": "100 * failed / all", "label": "CPU above 80 %"},
    ]
    assert not {"period", "metricName", "statistic", "dimensions"} & set(inputs)


def test_its_name_and_arn_are_known_before_it_exists(cloud: Cloud) -> None:
    assert alarm_name(ALARM, cloud) == "alicerce-test-backend-cpu"
    arn = "arn:aws:cloudwatch:{}:123456789012:alarm:alicerce-test-backend-cpu"
    assert alarm_arn(ALARM, cloud) == arn.format("us-east-1")
    assert alarm_arn(replace(ALARM, region="eu-west-1"), cloud) == arn.format("eu-west-1")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"key": "Backend CPU"}, "Alarm.key must be words joined by hyphens (got 'Backend CPU')."),
        ({"comparison": "="}, "Alarm.comparison must be one of >, >=, <, <= (got =)."),
        ({"period": 90}, "Alarm.period must be 10, 20, 30 or a multiple of 60 seconds (got 90)."),
        ({"period": 0}, "Alarm.period must be 10, 20, 30 or a multiple of 60 seconds (got 0)."),
        ({"periods": 1441}, "Alarm.period times Alarm.periods must be 10 to 86400 (got 86460)."),
        (
            {"period": 86400, "periods": 8},
            "Alarm.period times Alarm.periods must be 10 to 604800 (got 691200).",
        ),
        ({"datapoints": 6}, "Alarm.datapoints must be 1 to 5 (got 6)."),
    ],
)
def test_wrong_arguments(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(ALARM, **change)
    assert str(caught.value) == message


@pytest.mark.parametrize("statistic", ["average", "95", "p", "pp5", "p9.9.9"])
def test_statistics_that_there_are_none_of(statistic: str) -> None:
    with pytest.raises(ArgumentError, match=r"Metric\.statistic must be one of Average, "):
        replace(METRIC, statistic=statistic)


def test_an_expression_needs_metrics() -> None:
    with pytest.raises(ArgumentError) as caught:
        Expression(formula="1", metrics={})
    assert str(caught.value) == "number of Expression.metrics must be 1 to 10 (got 0)."


def test_aws_would_take_every_alarm_of_a_stack(cloud: Cloud) -> None:
    """Each alarm's arguments, held against the published model of PutMetricAlarm."""
    alarms = [alarm for found in alarm_plan.plan(WATCHED, cloud).values() for alarm in found]
    made = build(cloud, *alarms).all("aws:cloudwatch/metricAlarm:MetricAlarm")
    assert len(made) == len(alarms)
    model = botocore.session.get_session().get_service_model("cloudwatch").operation_model("PutMetricAlarm")
    assert model.input_shape
    wrong = {
        alarm.name: report.generate_report()
        for alarm in made
        if (report := botocore.validate.ParamValidator().validate(_call(alarm.inputs), model.input_shape))
        and report.has_errors()
    }
    assert not wrong


def _call(inputs: dict[str, Any]) -> dict[str, Any]:
    """The provider's arguments as the API has them."""
    renamed = {"name": "AlarmName", "okActions": "OKActions", "metricQueries": "Metrics"}
    renamed["evaluateLowSampleCountPercentiles"] = "EvaluateLowSampleCountPercentile"
    call = {
        renamed.get(key, key[0].upper() + key[1:]): _whole(value)
        for key, value in inputs.items()
        if key != "region"
    }
    if "Dimensions" in call:
        call["Dimensions"] = _pairs(call["Dimensions"])
    if "Metrics" in call:
        call["Metrics"] = [_query(query) for query in call["Metrics"]]
    return call


def _query(query: dict[str, Any]) -> dict[str, Any]:
    call = {key[0].upper() + key[1:]: value for key, value in query.items() if key != "metric"}
    if "metric" in query:
        metric = query["metric"]
        call["MetricStat"] = {
            "Metric": {
                "Namespace": metric["namespace"],
                "MetricName": metric["metricName"],
                "Dimensions": _pairs(metric["dimensions"]),
            },
            "Period": _whole(metric["period"]),
            "Stat": metric["stat"],
        }
    return call


def _pairs(dimensions: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in dimensions.items()]


def _whole(value: Any) -> Any:
    """The engine passes all numbers on as floats."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
