"""Properties as rules read them: absent, known, unknown, secret, and of the wrong shape."""

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from pack.marks import SECRET, SIGNATURE, UNKNOWNS, Malformed, Unknown
from pack.values import Props

MARK = min(UNKNOWNS)
READERS: dict[str, Callable[[Props, str], Any]] = {
    "value": Props.value,
    "text": Props.text,
    "flag": Props.flag,
    "number": Props.number,
    "group": Props.group,
    "groups": Props.groups,
    "texts": Props.texts,
    "document": Props.document,
    "documents": Props.documents,
}
KNOWN: dict[str, Any] = {
    "value": [1, {}],
    "text": "a",
    "flag": True,
    "number": 3,
    "texts": ["a", "b"],
}


def secret(value: Any) -> dict[str, Any]:
    """A value as the engine sends a secret one."""
    return {SIGNATURE: SECRET, "value": value}


def plain(read: Any) -> Any:
    """What a reader gave, with the names of properties in place of Props."""
    if isinstance(read, Props):
        return sorted(read)
    return [plain(each) for each in read] if isinstance(read, list) else read


@pytest.mark.parametrize("properties", [{}, {"at": None}], ids=["absent", "null"])
@pytest.mark.parametrize(
    ("reader", "found"),
    [
        ("value", None),
        ("text", ""),
        ("flag", False),
        ("number", None),
        ("group", []),
        ("groups", []),
        ("texts", []),
    ],
)
def test_what_is_absent_reads_as_nothing(reader: str, found: Any, properties: dict[str, Any]) -> None:
    assert plain(READERS[reader](Props(properties), "at")) == found
    assert "at" not in Props(properties)
    assert list(Props(properties)) == []


def test_what_is_absent_reads_as_the_default() -> None:
    absent = Props({})
    assert (absent.text("at", "a"), absent.flag("at", True), absent.number("at", 3)) == ("a", True, 3)


@pytest.mark.parametrize("reader", ["document", "documents"])
def test_no_json_is_malformed(reader: str) -> None:
    with pytest.raises(Malformed, match=r"^at is null, want JSON$"):
        READERS[reader](Props({}), "at")


@pytest.mark.parametrize("mark", sorted(UNKNOWNS))
@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "secret"])
@pytest.mark.parametrize("reader", READERS)
def test_what_is_unknown_stops_every_reader(reader: str, wrapped: bool, mark: str) -> None:
    props = Props({"at": secret(mark) if wrapped else mark, "beside": "known"}, "a[0]")
    with pytest.raises(Unknown) as stopped:
        READERS[reader](props, "at")
    assert stopped.value.path == "a[0].at"
    assert props.text("beside") == "known"
    assert list(props) == ["at", "beside"]
    assert "at" in props


@pytest.mark.parametrize("reader", KNOWN)
@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "secret"])
def test_what_is_known_reads_as_it_is(reader: str, wrapped: bool) -> None:
    value = KNOWN[reader]
    assert READERS[reader](Props({"at": secret(value) if wrapped else value}), "at") == value


@pytest.mark.parametrize(
    ("reader", "value", "sentence"),
    [
        ("text", 3, "at is a number, want a string"),
        ("text", ["a"], "at is an array, want a string"),
        ("flag", "yes", "at is a string, want a boolean"),
        ("flag", 1, "at is a number, want a boolean"),
        ("number", True, "at is a boolean, want a number"),
        ("number", "", "at is a string, want a number"),
        ("number", "two", "at is a string, want a number"),
        ("number", "nan", "at is a string, want a number"),
        ("number", "1e999", "at is a string, want a number"),
        ("number", 2.0**54, "at is a number, want a number"),
        ("number", math.inf, "at is a number, want a number"),
        ("number", 10**400, "at is a number, want a number"),
        ("number", {}, "at is an object, want a number"),
        ("group", [], "at is an array, want an object"),
        ("group", secret("a"), "at is a string, want an object"),
        ("groups", "a", "at is a string, want an array"),
        ("groups", [{}, "a"], "at[1] is a string, want an object"),
        ("groups", [None], "at[0] is null, want an object"),
        ("texts", {}, "at is an object, want an array"),
        ("texts", ["a", 3], "at[1] is a number, want a string"),
        ("document", "[]", "at is an array, want an object as JSON"),
        ("document", "{", "at is a string, want JSON"),
        ("document", "", "at is a string, want JSON"),
        ("document", 3, "at is a number, want JSON"),
        ("document", "[" * 100_000, "at is a string, want JSON"),
        ("documents", "{}", "at is an object, want an array of objects as JSON"),
        ("documents", '[{}, "a"]', "at[1] is a string, want an object"),
    ],
)
def test_a_wrong_shape_is_named_without_its_value(reader: str, value: Any, sentence: str) -> None:
    with pytest.raises(Malformed) as stopped:
        READERS[reader](Props({"at": value}), "at")
    assert str(stopped.value) == sentence


@pytest.mark.parametrize(
    ("value", "found"), [(3, 3), (3.0, 3), (3.5, 3.5), ("3", 3), ("3.5", 3.5), (" 7 ", 7), (-1, -1)]
)
def test_digits_count_as_a_number(value: Any, found: float) -> None:
    number = Props({"at": value}).number("at")
    assert (number, type(number)) == (found, type(found))


@pytest.mark.parametrize(("value", "found"), [("true", True), ("false", False)])
def test_a_boolean_in_a_string_counts(value: str, found: bool) -> None:
    assert Props({"at": value}).flag("at") is found


def test_one_in_place_of_an_array_counts_as_an_array_of_one() -> None:
    props = Props({"text": "a", "group": {"b": 1}, "secret": secret("c")})
    assert (props.texts("text"), props.texts("secret")) == (["a"], ["c"])
    assert [each.path for each in props.groups("group")] == ["group[0]"]


def test_paths_lead_through_arrays_objects_and_json() -> None:
    props = Props({"a": [{}, {"b": {"c": json.dumps([{"d": {"e": MARK}}])}}]})
    (document,) = props.groups("a")[1].group("b").documents("c")
    with pytest.raises(Unknown) as stopped:
        document.group("d").text("e")
    assert stopped.value.path == "a[1].b.c[0].d.e"


def test_json_that_is_parsed_already_counts() -> None:
    props = Props({"object": {"a": 1}, "array": [{"b": 1}], "secret": secret({"c": 1})})
    assert plain(props.document("object")) == ["a"]
    assert plain(props.documents("array")) == [["b"]]
    assert plain(props.document("secret")) == ["c"]


@pytest.mark.parametrize(
    ("reader", "value", "path"),
    [
        ("text", f"arn:{MARK}:role", "at"),
        ("texts", ["a", MARK], "at[1]"),
        ("texts", ["a", f"{MARK}/*"], "at[1]"),
        ("texts", [secret(MARK)], "at[0]"),
        ("groups", [{}, MARK], "at[1]"),
        ("groups", [secret(MARK)], "at[0]"),
        ("document", f'{{"size": {MARK}}}', "at"),
        ("documents", f'[{{}}, "{MARK}"]', "at[1]"),
    ],
)
def test_an_unknown_part_is_named(reader: str, value: Any, path: str) -> None:
    with pytest.raises(Unknown) as stopped:
        READERS[reader](Props({"at": value}), "at")
    assert stopped.value.path == path


def test_a_part_of_json_may_be_unknown_while_the_rest_is_judged() -> None:
    document = Props({"at": json.dumps({"known": "a", "unknown": MARK})}).document("at")
    assert document.text("known") == "a"
    with pytest.raises(Unknown):
        document.text("unknown")


def test_replaced_properties_leave_the_former_ones_alone() -> None:
    former = Props({"a": 1, "b": 2}, "at")
    latter = former.over({"b": 3, "c": 4})
    assert [latter.value(each) for each in "abc"] == [1, 3, 4]
    assert latter.at("a") == "at.a"
    assert former.value("b") == 2
    assert "c" not in former
