"""Paths into nested request and response data: `Member.Inner`, `List[0]`, `List[Key=name].Value`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True)
class Step:
    """One segment: a member, and for a list which element (by index, or by a key's value)."""

    member: str
    index: int | None = None
    key: str | None = None
    value: str | None = None


_SEGMENT = re.compile(r"(?P<member>\w+)(?:\[(?:(?P<index>\d+)|(?P<key>\w+)=(?P<value>[^\]]+))\])?(?:\.|$)")


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
        yield Step(match["member"], None if index is None else int(index), match["key"], match["value"])
        at = match.end()


def get(data: Any, path: str) -> Any:
    """The value at a path, or None where any step is missing."""
    for step in parse(path):
        if not isinstance(data, dict):
            return None
        data = _element(data.get(step.member), step)
    return data


def _element(data: Any, step: Step) -> Any:
    if step.index is None and step.key is None:
        return data
    items = data if isinstance(data, list) else []
    if step.key is not None:
        return next((item for item in items if str(item.get(step.key)) == step.value), None)
    return items[step.index] if step.index is not None and step.index < len(items) else None


def put(data: dict[str, Any], path: str, value: Any) -> None:
    """Sets the value at a path, making the dicts, lists and keyed elements on the way."""
    *way, last = parse(path)
    for step in way:
        data = _enter(data, step)
    if last.index is None and last.key is None:
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
