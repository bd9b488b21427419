"""What an alarm is, and how one is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pulumi
from pulumi_aws import cloudwatch

from components import checks
from components.cloud import Cloud

RUNBOOK = "docs/runbook.md"
"""The page that says what to do about each alarm."""

_STATISTICS = ("Average", "Maximum", "Minimum", "SampleCount", "Sum")
_COMPARISONS = {
    ">": "GreaterThanThreshold",
    ">=": "GreaterThanOrEqualToThreshold",
    "<": "LessThanThreshold",
    "<=": "LessThanOrEqualToThreshold",
}


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One series of numbers that CloudWatch has.

    Raises:
        ArgumentError: the statistic is not one CloudWatch knows.
    """

    namespace: str
    """Who writes it, for example AWS/RDS."""
    name: str
    """What it measures."""
    dimensions: Mapping[str, pulumi.Input[str]]
    """Whose it is. All of the dimensions it was written with: CloudWatch adds nothing up by itself."""
    statistic: str
    """Average, Maximum, Minimum, SampleCount, Sum, or a percentile such as p95."""

    def __post_init__(self) -> None:
        if not self.is_percentile:
            checks.one_of("Metric.statistic", self.statistic, _STATISTICS)

    @property
    def is_percentile(self) -> bool:
        """Whether the statistic is a percentile; CloudWatch takes those in an argument of their own."""
        return self.statistic[:1] == "p" and self.statistic[1:].replace(".", "", 1).isdigit()


@dataclass(frozen=True, kw_only=True)
class Expression:
    """A number worked out of several metrics. It costs as much as an alarm on each of them."""

    formula: str
    """Metric math over the keys of `metrics`.
    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html"""
    metrics: Mapping[str, Metric]
    """The metrics, 1 to 10, by the names that the formula uses."""

    def __post_init__(self) -> None:
        checks.in_range("number of Expression.metrics", len(self.metrics), 1, 10)


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """A line that must not be crossed, and for how long.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    key: str
    """Its name within the stack, such as backend-errors."""
    runbook: str
    """Heading of its section in the runbook. Alarms of one kind on several things share a section."""
    title: str
    """The line in words, for the dashboard and the message."""
    meaning: str
    """What it means for people when the line is crossed: one sentence."""
    metric: Metric | Expression
    threshold: float
    """The line, in the metric's unit."""
    comparison: Literal[">", ">=", "<", "<="]
    """On which side of the line the trouble is."""
    period: int = 60
    """Seconds that make one data point: 10, 20, 30 or a multiple of 60."""
    periods: int = 5
    """Data points looked at. With the default period, the default is five minutes."""
    datapoints: int | None = None
    """How many of them must be past the line; nothing means all, so that the trouble lasted all the time.
    Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html"""
    missing: Literal["breaching", "notBreaching", "ignore", "missing"]
    """What a data point that is not there counts as."""
    region: str | None = None
    """Where the metric is, if not in the stack's region: CloudFront's are in us-east-1. The topic of such an
    alarm is there too."""

    def __post_init__(self) -> None:
        checks.matches("Alarm.key", self.key, r"[a-z0-9]+(?:-[a-z0-9]+)*", "words joined by hyphens")
        checks.one_of("Alarm.comparison", self.comparison, _COMPARISONS)
        if self.period not in (10, 20, 30) and (self.period < 60 or self.period % 60):
            raise checks.ArgumentError(
                f"Alarm.period must be 10, 20, 30 or a multiple of 60 seconds (got {self.period})."
            )
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
        longest = 86400 if self.period < 3600 else 604800
        checks.in_range("Alarm.period times Alarm.periods", self.period * self.periods, 10, longest)
        checks.in_range("Alarm.datapoints", self.datapoints or self.periods, 1, self.periods)


def alarm_name(alarm: Alarm, cloud: Cloud) -> str:
    """The alarm's name in the account; the same in every run, and known before it exists."""
    return cloud.name("alarm", alarm.key)


def alarm_arn(alarm: Alarm, cloud: Cloud) -> str:
    """The alarm's ARN, known before it exists."""
    name = alarm_name(alarm, cloud)
    return f"arn:aws:cloudwatch:{alarm.region or cloud.region}:{cloud.account_id}:alarm:{name}"


def create(
    alarm: Alarm, cloud: Cloud, topic_arn: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> cloudwatch.MetricAlarm:
    """The alarm in CloudWatch. It tells the topic when it goes off and when all is well again."""
    return cloudwatch.MetricAlarm(
        alarm.key,
        name=alarm_name(alarm, cloud),
        alarm_description=f"{alarm.title}. {alarm.meaning} What to do: {RUNBOOK}#{alarm.runbook}",
        comparison_operator=_COMPARISONS[alarm.comparison],
        threshold=alarm.threshold,
        evaluation_periods=alarm.periods,
        datapoints_to_alarm=alarm.datapoints or alarm.periods,
        treat_missing_data=alarm.missing,
        alarm_actions=[topic_arn],
        ok_actions=[topic_arn],
        region=alarm.region,
        opts=opts,
        **_measured(alarm),
    )


def _measured(alarm: Alarm) -> dict[str, Any]:
    """The arguments of CloudWatch that say what is measured."""
    metric = alarm.metric
    if isinstance(metric, Expression):
        result = cloudwatch.MetricAlarmMetricQueryArgs(
            id="result", expression=metric.formula, label=alarm.title, return_data=True
        )
        return {"metric_queries": [*_inputs(metric, alarm.period), result]}
    return {
        "namespace": metric.namespace,
        "metric_name": metric.name,
        "dimensions": metric.dimensions,
        "period": alarm.period,
        "extended_statistic" if metric.is_percentile else "statistic": metric.statistic,
        # A percentile of a few requests is one request's time: it decides nothing.
        "evaluate_low_sample_count_percentiles": "ignore" if metric.is_percentile else None,
    }


def _inputs(expression: Expression, period: int) -> list[cloudwatch.MetricAlarmMetricQueryArgs]:
    return [
        cloudwatch.MetricAlarmMetricQueryArgs(
            id=name,
            return_data=False,
            metric=cloudwatch.MetricAlarmMetricQueryMetricArgs(
                namespace=metric.namespace,
                metric_name=metric.name,
                dimensions=metric.dimensions,
                period=period,
                stat=metric.statistic,
            ),
        )
        for name, metric in expression.metrics.items()
    ]
