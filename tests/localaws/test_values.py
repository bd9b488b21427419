"""Values on the wire: structs there and back, unknowns, secrets and what hides them."""

import json
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct
from hypothesis import given
from hypothesis import strategies as st

from localaws.values import (
    SECRET_SIGNATURE,
    SIGNATURE_KEY,
    UNKNOWN,
    UNKNOWN_MARK,
    Hidden,
    Secret,
    from_struct,
    has_unknown,
    hidden,
    to_struct,
)

names = st.text(min_size=1, max_size=5)
scalars = (
    st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer())
    | st.text(max_size=8)
    | st.just(UNKNOWN)
)
plain = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=10,
)


def secret(value: Any) -> dict[str, Any]:
    return {SIGNATURE_KEY: SECRET_SIGNATURE, "value": value}


def struct(**props: Any) -> Struct:
    made = Struct()
    made.update(props)
    return made


@given(st.dictionaries(names, plain, max_size=4))
def test_there_and_back(props: dict[str, Any]) -> None:
    assert from_struct(Struct.FromString(to_struct(props).SerializeToString())) == props


def test_none_is_left_out() -> None:
    assert from_struct(to_struct({"a": None, "b": {"c": None, "d": 1}})) == {"b": {"d": 1}}
    assert from_struct(struct(a=None, b=1)) == {"b": 1}


def test_whole_numbers_are_whole() -> None:
    found = from_struct(struct(port=80.0, share=0.5))
    assert found == {"port": 80, "share": 0.5}
    assert isinstance(found["port"], int)


def test_unknowns() -> None:
    assert to_struct({"arn": UNKNOWN})["arn"] == UNKNOWN_MARK
    assert from_struct(struct(arn=UNKNOWN_MARK))["arn"] is UNKNOWN
    assert repr(UNKNOWN) == "<known after up>"


@pytest.mark.parametrize(
    ("value", "unknown"),
    [(UNKNOWN, True), ({"a": [{"b": UNKNOWN}]}, True), ({"a": [1, {"b": "c"}]}, False), (None, False)],
)
def test_has_unknown(value: Any, unknown: bool) -> None:
    assert has_unknown(value) is unknown


def test_secrets_open_on_the_way_in_and_close_on_the_way_out() -> None:
    assert from_struct(struct(password=secret("p"), env=[secret({"a": secret("b")})])) == {
        "password": "p",
        "env": [{"a": "b"}],
    }
    assert to_struct({"password": Secret("p")}) == struct(password=secret("p"))


def test_a_map_with_a_signature_of_another_kind_is_no_secret() -> None:
    asset = {SIGNATURE_KEY: "c44067f5952c0a294b673a41bacd8c17", "value": "x"}
    assert hidden(struct(a=asset)) == Hidden()
    assert from_struct(struct(a=asset)) == {"a": asset}


def test_a_secret_never_shows() -> None:
    assert repr(Secret("hunter2")) == "<secret>"
    assert "hunter2" not in f"{Secret('hunter2')} {[Secret('hunter2')]}"


def test_what_is_hidden() -> None:
    found = hidden(
        struct(
            name="web",
            password=secret("hunter2"),
            env={"PATH": "/bin", "KEY": secret(["k1", {"a": "k2"}])},
            later=secret(UNKNOWN_MARK),
            empty=secret(""),
        )
    )
    assert found.props == {"password", "env", "later", "empty"}
    assert found.texts == {"hunter2", "k1", "k2"}


def test_wrap() -> None:
    wrapped = Hidden(frozenset({"password"})).wrap({"password": "p", "name": "web"})
    assert wrapped["name"] == "web"
    assert isinstance(wrapped["password"], Secret)
    assert wrapped["password"].value == "p"


def hiding(*texts: str) -> Hidden:
    return Hidden(texts=frozenset(texts))


def test_mask() -> None:
    assert hiding("hunter2", "hunter").mask("hunter2 of hunter") == "<secret> of <secret>"
    assert hiding().mask("nothing to hide") == "nothing to hide"
    assert hiding("secret", "e").mask("a secret e") == "a <secret> <secret>"


@given(st.text(min_size=1))
def test_a_masked_text_is_gone_however_it_is_quoted(text: str) -> None:
    mask = hiding(text).mask
    assert mask(f"got {text!r}") in (f"got {quote}<secret>{quote}" for quote in "'\"") or text in "got '\""
    assert mask(json.dumps([text])) == '["<secret>"]' or text in '["]'
