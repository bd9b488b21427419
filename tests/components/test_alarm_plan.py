"""Which alarms there are, and that each says what the delivery document asks for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from components.alarm_plan import plan
from components.alarms import Alarm, Expression, Metric
from components.cloud import Cloud
from components.watched import Watched
from tests.components.watched_stack import DATABASE, WATCHED

GIB = 1024**3


@pytest.fixture
def alarms(cloud: Cloud) -> dict[str, Alarm]:
    return by_key(WATCHED, cloud)


def by_key(watched: Watched, cloud: Cloud) -> dict[str, Alarm]:
    return {alarm.key: alarm for found in plan(watched, cloud).values() for alarm in found}


def line(alarm: Alarm) -> tuple[str, str, str, float]:
    """What is measured how, and the line."""
    assert isinstance(alarm.metric, Metric)
    return alarm.metric.name, alarm.metric.statistic, alarm.comparison, alarm.threshold


def lasts(alarm: Alarm) -> int:
    """Seconds for which every data point must be past the line."""
    return alarm.period * (alarm.datapoints or alarm.periods)


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("backend-cpu", ("CPUUtilization", "Average", ">", 80)),
        ("frontend-cpu", ("CPUUtilization", "Average", ">", 80)),
        ("database-cpu", ("CPUUtilization", "Average", ">", 80)),
        ("cache-1-cpu", ("CPUUtilization", "Average", ">", 80)),
        ("hosts-cpu", ("CPUUtilization", "Average", ">", 80)),
        ("backend-memory", ("MemoryUtilization", "Average", ">", 90)),
        ("frontend-memory", ("MemoryUtilization", "Average", ">", 90)),
        ("hosts-memory", ("mem_used_percent", "Maximum", ">", 90)),
        ("database-memory", ("FreeableMemory", "Average", "<", int(1.6 * GIB))),
        ("cache-1-memory", ("DatabaseMemoryUsagePercentage", "Average", ">", 80)),
    ],
)
def test_seed_cpu_over_80_and_memory_over_90_for_5_minutes(
    alarms: dict[str, Alarm], key: str, wanted: tuple[str, str, str, float]
) -> None:
    """The cache's line for memory is 80 %: the document's own target for it."""
    assert line(alarms[key]) == wanted
    assert lasts(alarms[key]) == 300


@pytest.mark.parametrize("service", ["backend", "frontend"])
def test_seed_error_rate_over_5_percent(alarms: dict[str, Alarm], service: str) -> None:
    alarm = alarms[f"{service}-errors"]
    assert (alarm.comparison, alarm.threshold) == (">", 5)
    metric = alarm.metric
    assert isinstance(metric, Expression)
    assert {name: (each.name, each.statistic) for name, each in metric.metrics.items()} == {
        "failed": ("HTTPCode_Target_5XX_Count", "Sum"),
        "requests": ("RequestCount", "Sum"),
    }
    rate = evaluator(metric.formula)
    assert rate(failed=50, requests=1000) == 5
    assert rate(failed=51, requests=1000) > alarm.threshold
    assert rate(failed=None, requests=1000) == 0, "CloudWatch has no data point for a minute without errors"
    assert rate(failed=19, requests=19) == 0, "a handful of requests decides nothing"
    assert rate(failed=2, requests=20) == 10


def evaluator(formula: str) -> Callable[..., float]:
    """Metric math of this formula, for one data point each; None is a missing one."""
    functions = {
        "IF": lambda condition, yes, no: yes if condition else no,
        "FILL": lambda value, filler: filler if value is None else value,
    }
    return lambda **values: eval(formula, {"__builtins__": {}}, functions | values)


@pytest.mark.parametrize("service", ["backend", "frontend"])
def test_seed_response_time_p95_over_500_ms(alarms: dict[str, Alarm], service: str) -> None:
    alarm = alarms[f"{service}-latency"]
    assert line(alarm) == ("TargetResponseTime", "p95", ">", 0.5)


def test_seed_disk_space_under_20_percent(alarms: dict[str, Alarm]) -> None:
    assert line(alarms["database-disk"]) == ("FreeStorageSpace", "Minimum", "<", 40 * GIB)
    assert line(alarms["hosts-disk"]) == ("disk_used_percent", "Maximum", ">", 80)
    metric = alarms["hosts-disk"].metric
    assert isinstance(metric, Metric)
    assert (metric.namespace, metric.dimensions) == (
        "CWAgent",
        {"AutoScalingGroupName": "alicerce-test-hosts"},
    )


@pytest.mark.parametrize(("limit", "line_"), [(500, 400), (200, 160)])
def test_seed_database_connections_over_400_of_500(cloud: Cloud, limit: int, line_: int) -> None:
    watched = replace(WATCHED, database=replace(DATABASE, max_connections=limit))
    found = line(by_key(watched, cloud)["database-connections"])
    assert found == ("DatabaseConnections", "Maximum", ">", line_)


def test_the_alarms_of_a_whole_stack(cloud: Cloud, alarms: dict[str, Alarm]) -> None:
    counts = {subject: len(found) for subject, found in plan(WATCHED, cloud).items()}
    assert counts == {
        "Edge": 7,
        "Backend": 7,
        "Frontend": 7,
        "Database": 5,
        "Cache": 10,
        "Hosts": 5,
        "Network and backups": 7,
    }
    assert len(alarms) == sum(counts.values()), "two alarms have the same key"


def test_what_it_costs(alarms: dict[str, Alarm]) -> None:
    """At $0.10 a metric and month; the plan allows five dollars."""
    metrics = sum(
        len(alarm.metric.metrics) if isinstance(alarm.metric, Expression) else 1 for alarm in alarms.values()
    )
    assert metrics == 50


def test_a_stack_with_nothing_has_no_alarms(cloud: Cloud) -> None:
    assert plan(Watched(), cloud) == {}


def test_without_container_insights_nothing_is_counted(cloud: Cloud) -> None:
    gone = set(by_key(WATCHED, cloud)) - set(by_key(replace(WATCHED, insights=False), cloud))
    assert gone == {"backend-tasks", "frontend-tasks", "hosts-missing"}


def test_too_few_tasks_and_hosts(alarms: dict[str, Alarm]) -> None:
    assert line(alarms["backend-tasks"]) == ("RunningTaskCount", "Maximum", "<", 3)
    assert line(alarms["frontend-tasks"]) == ("RunningTaskCount", "Maximum", "<", 4)
    assert line(alarms["hosts-missing"]) == ("ContainerInstanceCount", "Maximum", "<", 8)


def test_silence_of_what_must_always_report_is_trouble(alarms: dict[str, Alarm]) -> None:
    loud = {key for key, alarm in alarms.items() if alarm.missing == "breaching"}
    assert loud == {
        "backend-down",
        "frontend-down",
        "backend-tasks",
        "frontend-tasks",
        "hosts-missing",
        "database-cpu",
    }


def test_replicas_and_credits(cloud: Cloud) -> None:
    database = replace(DATABASE, replicas=("one", "two"), replica_memory_gib=2, burstable=True)
    alarms = by_key(replace(WATCHED, database=database), cloud)
    several = ("connections", "cpu", "disk", "lag", "memory")
    assert alarms.keys() - by_key(WATCHED, cloud).keys() == {
        "database-credits",
        *(f"database-replica-{number}-{what}" for number in (1, 2) for what in several),
    }
    memory = alarms["database-replica-2-memory"]
    assert isinstance(memory.metric, Metric)
    assert memory.metric.dimensions == {"DBInstanceIdentifier": "two"}
    assert memory.threshold == int(2 * 2**30 * 0.1)


def test_what_cloudfront_reports_is_in_us_east_1(cloud: Cloud) -> None:
    alarms = by_key(WATCHED, replace(cloud, region="eu-west-1"))
    elsewhere = {key for key, alarm in alarms.items() if alarm.region == "us-east-1"}
    assert elsewhere == {"edge-errors", "edge-blocked", "certificate-us-east-1"}
    metric = alarms["load-balancer-blocked"].metric
    assert isinstance(metric, Metric)
    assert metric.dimensions == {"WebACL": "alicerce-test-lb", "Rule": "ALL", "Region": "eu-west-1"}
