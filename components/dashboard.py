"""The stack's dashboard, as data: for each subject its alarms, and graphs with the alarms' lines in them.

Body structure: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.alarms import Alarm, Expression, Metric, alarm_arn
from components.cloud import Cloud

COLUMNS = 24
"""Width of a dashboard."""
_GRAPH = (8, 6)
"""Columns and rows of a graph: three stand side by side."""
_MORE_STATISTICS = {"service-latency": ("p50", "p99")}
"""Shown beside the one that the alarm is on."""

Widget = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Metrics worth seeing though no alarm is on them."""

    title: str
    metrics: Sequence[Metric]
    region: str | None = None
    """Where the metrics are, if not in the stack's region."""


def body(
    alarms: Mapping[str, Sequence[Alarm]], graphs: Mapping[str, Sequence[Graph]], cloud: Cloud
) -> dict[str, Any]:
    """The dashboard of these alarms and graphs, by subject."""
    widgets: list[Widget] = []
    row = 0
    for subject, found in alarms.items():
        shown = [*_alarm_graphs(found, cloud), *(_graph(each, cloud) for each in graphs.get(subject, ()))]
        head = [
            _placed(0, row, COLUMNS, 1, {"type": "text", "properties": {"markdown": f"## {subject}"}}),
            _placed(0, row + 1, COLUMNS, _rows(len(found), 4) + 1, _states(subject, found, cloud)),
        ]
        row = head[-1]["y"] + head[-1]["height"]
        widgets += [*head, *_side_by_side(shown, row)]
        row += _rows(len(shown), COLUMNS // _GRAPH[0]) * _GRAPH[1]
    return {"widgets": widgets}


def _rows(count: int, a_row: int) -> int:
    """Rows that so many things need."""
    return -(-count // a_row)


def _placed(x: int, y: int, width: int, height: int, widget: Widget) -> Widget:
    return {"x": x, "y": y, "width": width, "height": height, **widget}


def _side_by_side(graphs: Sequence[Widget], top: int) -> Iterator[Widget]:
    width, height = _GRAPH
    a_row = COLUMNS // width
    for place, graph in enumerate(graphs):
        yield _placed(place % a_row * width, top + place // a_row * height, width, height, graph)


def _states(subject: str, alarms: Sequence[Alarm], cloud: Cloud) -> Widget:
    arns = [alarm_arn(alarm, cloud) for alarm in alarms]
    return {"type": "alarm", "properties": {"title": f"{subject}: alarms", "alarms": arns}}


def _alarm_graphs(alarms: Sequence[Alarm], cloud: Cloud) -> Iterator[Widget]:
    """One graph for each kind of alarm in a region, with all that it is about and its line."""
    groups: dict[tuple[str, str], list[Alarm]] = {}
    for alarm in alarms:
        groups.setdefault((alarm.runbook, alarm.region or cloud.region), []).append(alarm)
    for (kind, region), same in groups.items():
        series = [one for alarm in same for one in _alarm_series(alarm)]
        title = same[0].title if len(same) == 1 else kind.replace("-", " ").capitalize()
        lines = {alarm.threshold: f"alarm {alarm.comparison} {alarm.threshold:g}" for alarm in same}
        yield _metric_widget(title, series, region, same[0].period, lines)


def _alarm_series(alarm: Alarm) -> Iterator[list[Any]]:
    if isinstance(alarm.metric, Expression):
        yield [{"expression": alarm.metric.formula, "label": alarm.key, "id": "result"}]
        for name, metric in alarm.metric.metrics.items():
            yield _series(metric, id=name, visible=False)
    else:
        yield _series(alarm.metric)
        for statistic in _MORE_STATISTICS.get(alarm.runbook, ()):
            yield _series(alarm.metric, stat=statistic)


def _graph(graph: Graph, cloud: Cloud) -> Widget:
    series = [_series(metric) for metric in graph.metrics]
    return _metric_widget(graph.title, series, graph.region or cloud.region, 60, {})


def _series(metric: Metric, **options: Any) -> list[Any]:
    dimensions = [part for pair in metric.dimensions.items() for part in pair]
    return [metric.namespace, metric.name, *dimensions, {"stat": metric.statistic, **options}]


def _metric_widget(
    title: str, series: list[list[Any]], region: str, period: int, lines: Mapping[float, str]
) -> Widget:
    annotations = [{"label": label, "value": value} for value, label in lines.items()]
    return {
        "type": "metric",
        "properties": {
            "title": title,
            "metrics": series,
            "region": region,
            "period": period,
            "view": "timeSeries",
            "yAxis": {"left": {"min": 0}},
            "annotations": {"horizontal": annotations},
        },
    }
