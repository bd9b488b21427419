"""A safe value at one place of a resource's properties, for remedies."""

import json
import re
from collections.abc import Iterable
from typing import Any

from pack.marks import SECRET, SIGNATURE
from pack.values import Props


def replaced(props: Props, path: str, value: Any) -> dict[str, Any]:
    """The top-level property of a path, with another value there; objects on the way are made, not arrays.

    A path such as containerDefinitions[*].readonlyRootFilesystem: [*] is every element of an array. JSON in a
    string is gone into and written back. Elements that are not known yet stay as they are.
    """
    top, *steps = re.findall(r"\[\*\]|[^.\[\]]+", path)
    return {top: _with(props.value(top), steps, value)}


def replaced_at(props: Props, paths: Iterable[str], value: Any) -> dict[str, Any]:
    """The top-level properties of several paths, with the same value at each."""
    changed: dict[str, Any] = {}
    for path in paths:
        changed |= replaced(props.over(changed), path, value)
    return changed


def _with(tree: Any, steps: list[str], value: Any) -> Any:
    match tree:
        case _ if not steps:
            return value
        case str():
            return _in_json(tree, steps, value)
        case list() if steps[0] == "[*]":
            return [_with(each, steps[1:], value) for each in tree]
        case dict() if tree.get(SIGNATURE) == SECRET:
            return {**tree, "value": _with(tree["value"], steps, value)}
        case dict() if steps[0] != "[*]":
            return _in_object(tree, steps, value)
        case None if steps[0] != "[*]":
            return _in_object({}, steps, value)
    return tree


def _in_object(tree: dict[str, Any], steps: list[str], value: Any) -> dict[str, Any]:
    """An array that is absent has no elements to change, and stays absent."""
    changed = _with(tree.get(steps[0]), steps[1:], value)
    return tree if changed is None else {**tree, steps[0]: changed}


def _in_json(text: str, steps: list[str], value: Any) -> str:
    try:
        parsed = json.loads(text)
    except ValueError:
        return text
    return json.dumps(_with(parsed, steps, value)) if isinstance(parsed, dict | list) else text
