"""One value at one place of a resource's properties, put there for remedies."""

import json
from typing import Any

import pytest
from pack.marks import SECRET, SIGNATURE
from pack.values import Props
from rules.shared.replacing import replaced, replaced_at


@pytest.mark.parametrize(
    ("value", "path", "mended"),
    [
        (None, "top", True),
        (None, "top.a.b", {"a": {"b": True}}),
        (None, "top[*].a", None),
        ({"a": 1}, "top.b", {"a": 1, "b": True}),
        ({"a": 1}, "top.b[*].c", {"a": 1}),
        ([{"a": 1}, {"b": 2}], "top[*].a", [{"a": True}, {"b": 2, "a": True}]),
        ([], "top[*].a", []),
        ([1, "text"], "top[*].a", [1, "text"]),
        (json.dumps([{"a": 1}]), "top[*].a", json.dumps([{"a": True}])),
        ({SIGNATURE: SECRET, "value": "{}"}, "top.a", json.dumps({"a": True})),
        ([{SIGNATURE: SECRET, "value": {}}], "top[*].a", [{SIGNATURE: SECRET, "value": {"a": True}}]),
    ],
)
def test_one_value_is_replaced(value: Any, path: str, mended: Any) -> None:
    assert replaced(Props({"top": value, "other": 1}), path, True) == {"top": mended}


def test_several_values_are_replaced() -> None:
    props = Props({"top": {"a": [{}], "b": [{}]}})
    assert replaced_at(props, ["top.a[*].x", "top.b[*].x"], 1) == {"top": {"a": [{"x": 1}], "b": [{"x": 1}]}}
