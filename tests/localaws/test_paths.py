"""Paths: what is put is got again, and a malformed path is refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localaws.paths import Step, get, parse, put
from localaws.values import UNKNOWN

members = st.from_regex(r"[A-Z][a-z]{0,4}", fullmatch=True)
words = st.from_regex(r"[a-z][a-z.-]{0,6}", fullmatch=True)
indexed = st.builds("{}[0]".format, members)
keyed = st.builds("{}[{}={}]".format, members, st.from_regex(r"[a-z]{1,3}", fullmatch=True), words)
paths = st.builds(
    lambda way, last: ".".join([*way, last]),
    st.lists(members | indexed | keyed, max_size=4),
    members | indexed,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(members, inner, max_size=3),
    max_leaves=10,
)


@given(paths, st.integers() | st.text() | st.lists(st.integers()))
def test_put_then_get(path: str, value: Any) -> None:
    data: dict[str, Any] = {}
    put(data, path, value)
    assert get(data, path) == value


@given(members, members, st.integers(), st.integers())
def test_put_leaves_the_rest(one: str, other: str, first: int, second: int) -> None:
    data: dict[str, Any] = {}
    put(data, f"A[k=x].{one}", first)
    put(data, f"A[k=y].{other}", second)
    assert data == {"A": [{"k": "x", one: first}, {"k": "y", other: second}]}


@given(paths, json_values)
def test_get_never_fails_on_foreign_data(path: str, data: Any) -> None:
    get(data, path)


@pytest.mark.parametrize(
    ("data", "path", "value"),
    [
        ({"A": {"B": 1}}, "A.B", 1),
        ({"A": [{"B": 1}, {"B": 2}]}, "A[1].B", 2),
        ({"A": [{"K": 7, "V": 1}]}, "A[K=7].V", 1),
        ({"A": "x,y"}, "A[,]", ["x", "y"]),
        ({"A": ""}, "A[,]", None),
        ({"A": "role/web"}, "A[>role/]", "web"),
        ({"A": ["role/web"]}, "A[>role/]", None),
        ({"A": "arn:1:role/web"}, "A[>=role/]", "role/web"),
        ({"A": "arn:1:user/web"}, "A[>=role/]", ""),
        ({"A": [{"B": 1}, {"B": 2}, {}]}, "A[].B", [1, 2, None]),
        ({"A": [{"B": [{"C": 1}]}]}, "A[].B[0].C", [1]),
        ({"A": []}, "A[].B", []),
        ({"A": {"B": 1}}, "A[].B", None),
        ({"A": ["x"]}, "A[,]", None),
        ({"A": ["x"]}, "A[K=x].V", None),
        ({"A": [{"B": 1}]}, "A[1].B", None),
        ({"A": {"B": 1}}, "A[0].B", None),
        ({"A": 1}, "A.B", None),
        ({}, "A", None),
        (None, "A", None),
    ],
)
def test_get(data: Any, path: str, value: Any) -> None:
    assert get(data, path) == value


def test_put_joins_a_list_that_is_a_text() -> None:
    data: dict[str, Any] = {}
    put(data, "Zones[,]", ["a", "b"])
    put(data, "Later[,]", ["a", UNKNOWN])
    assert data == {"Zones": "a,b", "Later": UNKNOWN}


def test_put_replaces_an_element() -> None:
    data = {"A": [1, 2]}
    put(data, "A[1]", 3)
    assert data == {"A": [1, 3]}


def test_parse() -> None:
    assert parse("A.B[2].C[Key=a.b-c]") == (
        Step("A"),
        Step("B", index=2),
        Step("C", key="Key", value="a.b-c"),
    )


@pytest.mark.parametrize("path", ["A..B", "A.", ".A", "A[", "A[x]", "A[0]B", "A[-1]", "A B", "A[K=]"])
def test_malformed(path: str) -> None:
    with pytest.raises(ValueError, match="malformed path"):
        parse(path)


def test_empty() -> None:
    with pytest.raises(ValueError, match="an empty path"):
        parse("")
