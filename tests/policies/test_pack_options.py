"""Options of rules: the schema that the engine checks by and the pack's own check agree on every value."""

from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pack.options import Number, Numbers, Option, Text, Texts

OPTIONS: dict[str, Option] = {
    "number": Number(default=30, low=1, high=365, about="Days."),
    "numbers": Numbers(default=(80, 443), low=1, high=65535, about="Ports."),
    "text": Text(default="a", about="A name."),
    "texts": Texts(default=("a", "b"), about="Names."),
}

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 400),
    st.sampled_from([0, 1, 365, 366, 65535, 65536, 1.0, 1.5, 80.0]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=3),
)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=3), SCALARS, max_size=2)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)
@given(value=VALUES)
def test_schema_and_check_agree(option: Option, value: Any) -> None:
    assert (option.allows(value) == "") == jsonschema.Draft202012Validator(option.schema()).is_valid(value)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS)
def test_a_default_is_allowed_and_in_the_schema(option: Option) -> None:
    assert option.allows(option.default) == ""
    assert option.allows(option.schema()["default"]) == ""
    assert option.schema()["description"] == option.about
    jsonschema.Draft202012Validator.check_schema(option.schema())


@pytest.mark.parametrize(
    ("option", "value", "wanted"),
    [
        ("number", 0, "a number from 1 to 365"),
        ("number", 366, "a number from 1 to 365"),
        ("number", True, "a number from 1 to 365"),
        ("number", float("nan"), "a number from 1 to 365"),
        ("numbers", [80, 1.5], "a list of whole numbers from 1 to 65535"),
        ("numbers", 80, "a list of whole numbers from 1 to 65535"),
        ("text", None, "a string"),
        ("texts", "a", "a list of strings"),
        ("texts", ["a", ""], "a list of strings"),
    ],
)
def test_a_refusal_says_what_is_allowed(option: str, value: Any, wanted: str) -> None:
    assert OPTIONS[option].allows(value) == wanted
