"""Changes to trees of properties."""

from typing import Any

import pytest
from pack.marks import SECRET, SIGNATURE, UNKNOWNS

from tests.policies.mutations import ABSENT
from tests.policies.paths import changes

UNKNOWN = min(UNKNOWNS)


def sealed(value: Any) -> dict[str, Any]:
    return {SIGNATURE: SECRET, "value": value}


@pytest.mark.parametrize(
    ("tree", "path", "value", "wanted"),
    [
        ({"a": 1, "b": 2}, "a", 3, [{"a": 3, "b": 2}]),
        ({"a": 1, "b": 2}, "a", ABSENT, [{"b": 2}]),
        ({"a": {"b": 1}}, "a.c", 2, [{"a": {"b": 1, "c": 2}}]),
        ({}, "a", 1, [{"a": 1}]),
        ({}, "a", ABSENT, []),
        ({}, "a.b", 1, []),
        ({"a": 1}, "a", 1, []),
        ({"a": [1, 2]}, "a[*]", 3, [{"a": [3, 2]}, {"a": [1, 3]}]),
        ({"a": [1, 2]}, "a[*]", ABSENT, [{"a": [2]}, {"a": [1]}]),
        ({"a": [{"b": 1}, {"b": 2}]}, "a[*].b", 1, [{"a": [{"b": 1}, {"b": 1}]}]),
        ({"a": [1]}, "a[+]", 2, [{"a": [1, 2]}]),
        ({}, "a[+]", 2, [{"a": [2]}]),
        ({"a": "x"}, "a[*]", "y", [{"a": ["y"]}]),
        ({"a": {"b": 1}}, "a[*].b", 2, [{"a": [{"b": 2}]}]),
        ({"a": '[{"b":1}]'}, "a[*].b", 2, [{"a": '[{"b": 2}]'}]),
        ({"a": '[{"b":1}]'}, "a[*].c", ABSENT, []),
        ({"a": sealed('{"b":1}')}, "a.b", 2, [{"a": sealed('{"b": 2}')}]),
        ({"a": UNKNOWN}, "a", 1, [{"a": 1}]),
        ({"a": UNKNOWN}, "a.b", 1, []),
        ({"a": UNKNOWN}, "a[*]", 1, []),
        ({"a": UNKNOWN}, "a[+]", 1, []),
        ({"a": [UNKNOWN, 1]}, "a[*]", 2, [{"a": [2, 1]}, {"a": [UNKNOWN, 2]}]),
    ],
)
def test_every_place_that_a_path_leads_to_is_changed_once(
    tree: dict[str, Any], path: str, value: Any, wanted: list[dict[str, Any]]
) -> None:
    assert list(changes(tree, path, value)) == wanted
