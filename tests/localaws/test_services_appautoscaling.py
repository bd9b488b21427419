"""The scaling of a service lives a whole life against moto."""

import pytest

from localaws.values import Props
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_ecs import CLUSTER, DEFINITION, TASK

TARGET = "aws:appautoscaling/target:Target"
POLICY = "aws:appautoscaling/policy:Policy"
ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction"


@pytest.fixture
def about(bench: Workbench) -> Props:
    """What is scaled: the count of a service."""
    bench.make(CLUSTER, name="alicerce")
    _, task = bench.make(TASK, **{**DEFINITION, "networkMode": "bridge"})
    bench.make("aws:ecs/service:Service", cluster="alicerce", name="backend", taskDefinition=task["arn"])
    return {
        "serviceNamespace": "ecs",
        "scalableDimension": "ecs:service:DesiredCount",
        "resourceId": "service/alicerce/backend",
    }


@pytest.fixture
def target(bench: Workbench, about: Props) -> Props:
    bench.make(TARGET, **about, minCapacity=3, maxCapacity=10)
    return about


def _tracking(metric: str, target: float, label: str | None = None) -> Props:
    predefined = {"predefinedMetricType": metric, "resourceLabel": label}
    return {
        "predefinedMetricSpecification": {key: value for key, value in predefined.items() if value},
        "targetValue": target,
        "scaleInCooldown": 300,
        "scaleOutCooldown": 60,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"maxCapacity": 20},
        {"minCapacity": 0},
        {
            "suspendedState": {
                "dynamicScalingInSuspended": True,
                "dynamicScalingOutSuspended": False,
                "scheduledScalingSuspended": False,
            }
        },
    ],
    ids=lambda value: "-".join(value),
)
def test_target(bench: Workbench, about: Props, change: Props) -> None:
    bench.live(TARGET, change, **about, minCapacity=3, maxCapacity=10)


def test_what_makes_a_new_target(bench: Workbench, target: Props) -> None:
    kind = bench.package.resource(TARGET, bench.session)
    old = {**target, "minCapacity": 3, "maxCapacity": 10}
    assert kind.diff(old, {}, {**old, "resourceId": "service/alicerce/other"}).replaces == ("resourceId",)


@pytest.mark.parametrize(
    ("metric", "value", "label"),
    [
        ("ECSServiceAverageCPUUtilization", 60, None),
        ("ECSServiceAverageMemoryUtilization", 75, None),
        ("ALBRequestCountPerTarget", 30000, "app/web/1/targetgroup/backend/2"),
    ],
)
def test_tracking_policy(
    bench: Workbench, target: Props, metric: str, value: float, label: str | None
) -> None:
    bench.live(
        POLICY,
        {"targetTrackingScalingPolicyConfiguration": _tracking(metric, value + 0.5, label)},
        **target,
        policyType="TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration=_tracking(metric, value, label),
    )


def test_tracking_policy_of_a_metric_of_ones_own(bench: Workbench, target: Props) -> None:
    metric = {
        "namespace": "app",
        "metricName": "queue",
        "statistic": "Average",
        "dimensions": [{"name": "Queue", "value": "jobs"}],
    }
    bench.live(
        POLICY,
        **target,
        policyType="TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration={
            "targetValue": 10,
            "disableScaleIn": True,
            "customizedMetricSpecification": metric,
        },
    )


def test_step_policy(bench: Workbench, target: Props) -> None:
    steps = {
        "adjustmentType": "ChangeInCapacity",
        "cooldown": 60,
        "metricAggregationType": "Maximum",
        "stepAdjustments": [
            {"metricIntervalLowerBound": "0", "metricIntervalUpperBound": "10.5", "scalingAdjustment": 1},
            {"metricIntervalLowerBound": "10.5", "scalingAdjustment": 2},
        ],
    }
    bench.live(
        POLICY,
        {"stepScalingPolicyConfiguration": {**steps, "cooldown": 90}},
        **target,
        stepScalingPolicyConfiguration=steps,
    )


def _alarms(bench: Workbench) -> list[str]:
    found = bench.call("cloudwatch", "DescribeAlarms")["MetricAlarms"]
    return sorted(str(alarm["AlarmArn"]) for alarm in found)


def test_a_policy_keeps_its_alarms_and_takes_them_along(bench: Workbench, target: Props) -> None:
    kind = bench.package.resource(POLICY, bench.session)
    cpu = "ECSServiceAverageCPUUtilization"
    old = bench.check(
        POLICY,
        **target,
        policyType="TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration=_tracking(cpu, 60),
    )
    ident, state = kind.create(old)
    assert sorted(state["alarmArns"]) == _alarms(bench) != []
    news = {**old, "targetTrackingScalingPolicyConfiguration": _tracking(cpu, 70)}
    updated = kind.update(ident, old, state, news)
    assert (updated["arn"], sorted(updated["alarmArns"])) == (state["arn"], _alarms(bench))
    kind.delete(ident, news, updated)
    assert _alarms(bench) == []


def test_scheduled_action(bench: Workbench, target: Props) -> None:
    bench.live(
        ACTION,
        {"schedule": "cron(0 7 ? * MON-FRI *)", "scalableTargetAction": {"minCapacity": 4}},
        **target,
        schedule="cron(0 6 ? * MON-FRI *)",
        timezone="Europe/Lisbon",
        startTime="2026-01-01T00:00:00Z",
        endTime="2027-01-01T00:00:00Z",
        scalableTargetAction={"minCapacity": 3, "maxCapacity": 10},
    )
