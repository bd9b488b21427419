"""Paths into nested request and response data: `Member.Inner`, `List[0]`, `List[Key=name].Value`.

`Zones[].SubnetId` reads the ids of all elements. A last step may look into a string: `Zones[,]` is a
comma-separated one as a list, `Arn[>text]` what follows a text in it, `Arn[>=text]` the same with the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from localaws.values import UNKNOWN, has_unknown


@dataclass(frozen=True)
class Step:
    """One segment: a member, and for a list which element (by index, or by a key's value).

    `each` is all of them. For a string: `commas` if it is a list in disguise, `after` for the rest of it
    behind a text, `since` for the rest from a text on.
    """

    member: str
    index: int | None = None
    key: str | None = None
    value: str | None = None
    commas: bool = False
    after: str | None = None
    since: str | None = None
    each: bool = False


_SEGMENT = re.compile(
    r"(?P<member>\w+)"
    r"(?P<choice>\[(?:(?P<index>\d+)|(?P<key>\w+)=(?P<value>[^\]]+)|(?P<commas>,)"
    r"|>=(?P<since>[^\]]+)|>(?P<after>[^\]]+))?\])?(?:\.(?=\w)|$)"
)


@cache
def parse(path: str) -> tuple[Step, ...]:
    """The steps of a path.

    Raises:
        ValueError: the path is malformed.
    """
    steps = tuple(_steps(path))
    if not steps:
        raise ValueError("an empty path")
    return steps


def _steps(path: str) -> Iterator[Step]:
    at = 0
    while at < len(path):
        match = _SEGMENT.match(path, at)
        if not match:
            raise ValueError(f"malformed path {path!r} at {path[at:]!r}")
        index = match["index"]
        yield Step(
            match["member"],
            None if index is None else int(index),
            match["key"],
            match["value"],
            match["commas"] is not None,
            match["after"],
            match["since"],
            match["choice"] == "[]",
        )
        at = match.end()


def get(data: Any, path: str) -> Any:
    """The value at a path, or None where any step is missing."""
    return _walk(data, parse(path))


def _walk(data: Any, steps: tuple[Step, ...]) -> Any:
    for at, step in enumerate(steps, start=1):
        if not isinstance(data, dict):
            return None
        data = _element(data.get(step.member), step)
        if step.each:
            return [_walk(item, steps[at:]) for item in data] if isinstance(data, list) else None
    return data


def _element(data: Any, step: Step) -> Any:
    if step.commas or step.after or step.since:
        return _within(data, step) if isinstance(data, str) and data else None
    if step.index is None and step.key is None:
        return data
    items = data if isinstance(data, list) else []
    if step.key is not None:
        return next((item for item in items if _has(item, step.key, step.value)), None)
    return items[step.index] if step.index is not None and step.index < len(items) else None


def _within(text: str, step: Step) -> Any:
    if step.commas:
        return text.split(",")
    _, mark, tail = text.partition(step.since or step.after or "")
    return mark + tail if step.since else tail


def _has(item: Any, key: str, value: str | None) -> bool:
    return isinstance(item, dict) and str(item.get(key)) == value


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Sets the value at a path, making the dicts, lists and keyed elements on the way."""
    *way, last = parse(path)
    for step in way:
        data = _enter(data, step)
    if last.commas and isinstance(value, list):
        data[last.member] = UNKNOWN if has_unknown(value) else ",".join(value)
    elif last.index is None and last.key is None:
        data[last.member] = value
    else:
        _slot(data, last, value)


def _enter(data: dict[str, Any], step: Step) -> dict[str, Any]:
    if step.index is None and step.key is None:
        inner = data.setdefault(step.member, {})
    else:
        inner = _element(data.get(step.member), step)
        if inner is None:
            inner = {} if step.key is None else {step.key: step.value}
            data.setdefault(step.member, []).append(inner)
    assert isinstance(inner, dict)
    return inner


def _slot(data: dict[str, Any], step: Step, value: Any) -> None:
    items = data.setdefault(step.member, [])
    if step.index is not None and step.index < len(items):
        items[step.index] = value
    else:
        items.append(value)
