"""The dashboard's body, held against the documented structure."""

import itertools
import re
from dataclasses import replace
from typing import Any

import pytest

from components import alarm_plan
from components.alarms import alarm_arn
from components.cloud import Cloud
from components.dashboard import COLUMNS, body
from components.dashboard_graphs import graphs
from components.watched import Watched
from tests.components.watched_stack import WATCHED

Widget = dict[str, Any]


@pytest.fixture
def widgets(cloud: Cloud) -> list[Widget]:
    found: list[Widget] = body(alarm_plan.plan(WATCHED, cloud), graphs(WATCHED), cloud)["widgets"]
    return found


def series(widgets: list[Widget]) -> list[list[Any]]:
    return [one for each in widgets if each["type"] == "metric" for one in each["properties"]["metrics"]]


def test_widgets_stand_within_the_columns_and_not_on_each_other(widgets: list[Widget]) -> None:
    taken: set[tuple[int, int]] = set()
    for widget in widgets:
        assert widget["x"] >= 0
        assert widget["x"] + widget["width"] <= COLUMNS
        assert 1 <= widget["height"] <= 1000
        place = set(
            itertools.product(
                range(widget["x"], widget["x"] + widget["width"]),
                range(widget["y"], widget["y"] + widget["height"]),
            )
        )
        assert not taken & place, widget["properties"].get("title")
        taken |= place


def test_widgets_have_the_documented_members(widgets: list[Widget]) -> None:
    members = {
        "text": {"markdown"},
        "alarm": {"title", "alarms"},
        "metric": {"title", "metrics", "region", "period", "view", "yAxis", "annotations"},
    }
    for widget in widgets:
        assert set(widget) == {"type", "x", "y", "width", "height", "properties"}
        assert set(widget["properties"]) == members[widget["type"]]
    assert len(widgets) <= 500


def test_metrics_are_well_formed(widgets: list[Widget]) -> None:
    """[namespace, name, dimension, value, ..., options], or [{expression}]."""
    for one in series(widgets):
        *path, options = one
        assert isinstance(options, dict)
        if "expression" in options:
            assert not path
        else:
            assert len(path) >= 4
            assert len(path) % 2 == 0
            assert all(isinstance(part, str) and part for part in path)
            assert re.fullmatch(r"Average|Maximum|Minimum|SampleCount|Sum|p\d+", options["stat"])


def test_expressions_use_the_ids_beside_them(widgets: list[Widget]) -> None:
    found = 0
    for widget in (each for each in widgets if each["type"] == "metric"):
        options = [one[-1] for one in widget["properties"]["metrics"]]
        ids = [each["id"] for each in options if "id" in each]
        assert len(ids) == len(set(ids))
        for expression in (each["expression"] for each in options if "expression" in each):
            found += 1
            assert set(re.findall(r"\b[a-z]+\b", expression)) <= set(ids)
    assert found == 2


def test_every_alarm_has_its_state_and_its_line(cloud: Cloud, widgets: list[Widget]) -> None:
    alarms = [alarm for found in alarm_plan.plan(WATCHED, cloud).values() for alarm in found]
    states = [arn for each in widgets if each["type"] == "alarm" for arn in each["properties"]["alarms"]]
    assert states == [alarm_arn(alarm, cloud) for alarm in alarms]
    lines = {
        (each["properties"]["title"], line["value"])
        for each in widgets
        if each["type"] == "metric"
        for line in each["properties"]["annotations"]["horizontal"]
    }
    for alarm in alarms:
        kind = alarm.runbook.replace("-", " ").capitalize()
        assert {(alarm.title, alarm.threshold), (kind, alarm.threshold)} & lines, alarm.key


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("request rate", {"RequestCount"}),
        ("error rate", {"HTTPCode_Target_5XX_Count"}),
        ("throughput", {"ProcessedBytes"}),
        ("CPU", {"CPUUtilization"}),
        ("memory", {"MemoryUtilization", "FreeableMemory", "mem_used_percent"}),
        ("disk I/O", {"ReadIOPS", "WriteIOPS", "StorageReadBytes", "StorageWriteBytes"}),
        ("network I/O", {"NetworkRxBytes", "NetworkTxBytes", "NetworkIn", "NetworkOut"}),
        ("cache hit rate", {"CacheHitRate"}),
        ("connections", {"DatabaseConnections", "CurrConnections"}),
    ],
)
def test_seed_essential_metrics(widgets: list[Widget], wanted: str, names: set[str]) -> None:
    assert names <= {one[1] for one in series(widgets) if len(one) > 1}, wanted


def test_seed_response_time_p50_p95_p99(widgets: list[Widget]) -> None:
    times = [one for one in series(widgets) if len(one) > 1 and one[1] == "TargetResponseTime"]
    assert {one[-1]["stat"] for one in times} == {"p50", "p95", "p99"}


def test_graphs_look_where_the_metrics_are(cloud: Cloud) -> None:
    """CloudFront, its certificate and its web ACL report to us-east-1, the rest to the stack's region."""
    far = replace(cloud, region="eu-west-1")
    for widget in body(alarm_plan.plan(WATCHED, far), graphs(WATCHED), far)["widgets"]:
        if widget["type"] == "metric":
            for one in widget["properties"]["metrics"]:
                edge = {"AWS/CloudFront", "AWS/CertificateManager", "alicerce-test-edge"} & set(map(str, one))
                assert widget["properties"]["region"] == ("us-east-1" if edge else "eu-west-1"), one


def test_an_empty_stack_has_an_empty_dashboard(cloud: Cloud) -> None:
    assert body(alarm_plan.plan(Watched(), cloud), graphs(Watched()), cloud) == {"widgets": []}
