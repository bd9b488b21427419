"""Random values: their make-up, their limits, and that they are random."""

import base64
import string
from collections import Counter
from typing import Any

import bcrypt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from localaws.difference import Difference
from localaws.errors import LocalAwsError
from localaws.naming import Naming
from localaws.pets import ADJECTIVES, ADVERBS, ANIMALS
from localaws.randoms import SPECIAL, RandomPackage, RandomType, characters
from localaws.values import UNKNOWN, Props


def kind(name: str) -> RandomType:
    return RandomPackage().resource(f"random:index/random{name}:Random{name}", None)


def made(name: str, **inputs: Any) -> tuple[str, Props]:
    random = kind(name)
    checked, problems = random.check({}, inputs, Naming("it"))
    assert problems == []
    return random.create(checked)


def problems(name: str, **inputs: Any) -> list[str]:
    return kind(name).check({}, inputs, Naming("it"))[1]


@given(st.data())
def test_minima_are_met_and_only_the_classes_in_use_appear(data: st.DataObject) -> None:
    inputs = data.draw(
        st.fixed_dictionaries({name: st.booleans() for name in ("upper", "numeric", "special")})
    )
    minima = data.draw(
        st.fixed_dictionaries({f"min{name}": st.integers(0, 4) for name in ("Lower", "Upper")})
    )
    length = data.draw(st.integers(8, 40))
    result = characters({**inputs, **minima, "length": length})
    counts = Counter(
        "lower" if c in string.ascii_lowercase else "upper" if c in string.ascii_uppercase
        else "numeric" if c in string.digits else "special"
        for c in result
    )  # fmt: skip
    assert len(result) == length
    assert set(counts) <= {"lower"} | {name for name, used in inputs.items() if used}
    assert counts["lower"] >= minima["minLower"]
    assert counts["upper"] >= (minima["minUpper"] if inputs["upper"] else 0)


def test_all_classes_are_in_a_long_password() -> None:
    result = characters({"length": 2000})
    assert set(result) == set(string.ascii_letters + string.digits + SPECIAL)


def test_other_special_characters() -> None:
    result = characters({"length": 500, "overrideSpecial": "_-", "lower": False, "upper": False})
    assert set(result) == set(string.digits + "_-")


def test_number_is_the_old_name_of_numeric() -> None:
    assert not set(characters({"length": 500, "number": False})) & set(string.digits)


def test_minima_are_not_in_front() -> None:
    firsts = {characters({"length": 8, "minLower": 1, "minSpecial": 1})[0] for _ in range(300)}
    assert firsts - set(string.ascii_lowercase)


def test_no_repeats() -> None:
    for name, size in (("String", {"length": 16}), ("Id", {"byteLength": 8}), ("Bytes", {"length": 16})):
        assert len({made(name, **size)[0] for _ in range(1000)}) == 1000


def test_every_character_is_about_as_frequent() -> None:
    counts = Counter(characters({"length": 52_000, "numeric": False, "special": False}))
    assert len(counts) == 52
    assert min(counts.values()) > 800  # expected 1000, deviation 31: six deviations away
    assert max(counts.values()) < 1200


def test_password() -> None:
    ident, outputs = made("Password", length=64)
    assert ident == "none"
    assert len(outputs["result"]) == 64
    assert bcrypt.checkpw(outputs["result"].encode(), outputs["bcryptHash"].encode())
    assert kind("Password").secret == {"result", "bcryptHash"}


def test_a_password_longer_than_bcrypt_takes() -> None:
    _, outputs = made("Password", length=100)
    assert bcrypt.checkpw(outputs["result"].encode()[:72], outputs["bcryptHash"].encode())


def test_string_is_its_own_id() -> None:
    ident, outputs = made("String", length=5)
    assert ident == outputs["result"]


def test_id_in_all_spellings() -> None:
    ident, outputs = made("Id", byteLength=9, prefix="p-")
    raw = bytes.fromhex(outputs["hex"].removeprefix("p-"))
    assert len(raw) == 9
    assert base64.urlsafe_b64decode(ident) == raw
    assert outputs["b64Url"] == f"p-{ident}"
    assert outputs["b64Std"] == "p-" + base64.b64encode(raw).decode()
    assert outputs["dec"] == f"p-{int.from_bytes(raw, 'big')}"


def test_bytes() -> None:
    _, outputs = made("Bytes", length=7)
    assert base64.b64decode(outputs["base64"]) == bytes.fromhex(outputs["hex"])
    assert len(bytes.fromhex(outputs["hex"])) == 7
    assert kind("Bytes").secret == {"base64", "hex"}


def test_pet() -> None:
    adjective, animal = made("Pet")[0].split("-")
    assert adjective in ADJECTIVES
    assert animal in ANIMALS
    adverb, _, animal = made("Pet", length=3, separator=" ")[0].split()
    assert adverb in ADVERBS
    assert animal in ANIMALS
    prefix, animal = made("Pet", length=1, prefix="our", separator="_")[0].split("_")
    assert prefix == "our"
    assert animal in ANIMALS


@pytest.mark.parametrize("words", [ADVERBS, ADJECTIVES, ANIMALS])
def test_words_are_plain_and_unlike(words: tuple[str, ...]) -> None:
    assert len(words) == len(set(words)) > 40
    assert all(word.isascii() and word.islower() and word.isalpha() for word in words)


@pytest.mark.parametrize(
    ("name", "inputs", "found"),
    [
        ("String", {}, ["length must be a whole number of at least 1 (got None)"]),
        ("String", {"length": 0}, ["length must be a whole number of at least 1 (got 0)"]),
        ("String", {"length": True}, ["length must be a whole number of at least 1 (got True)"]),
        ("Id", {"byteLength": 1.5}, ["byteLength must be a whole number of at least 1 (got 1.5)"]),
        (
            "Password",
            {"length": 3, "minLower": 2, "minNumeric": 2},
            ["minLower + minUpper + minNumeric + minSpecial must be at most length, 3 (got 4)"],
        ),
        (
            "Password",
            {"length": 3, "lower": False, "upper": False, "numeric": False, "special": False},
            ["at least one of lower, upper, numeric and special must be true (got none)"],
        ),
        ("Password", {"length": UNKNOWN}, []),
        ("Password", {"length": 4, "minLower": UNKNOWN}, []),
        ("Pet", {}, []),
    ],
)
def test_problems(name: str, inputs: Props, found: list[str]) -> None:
    assert problems(name, **inputs) == found


def test_every_change_is_a_new_value() -> None:
    old = {"length": 8, "keepers": {"release": "1"}}
    random = kind("String")
    assert random.diff(old, {}, dict(old)) == Difference()
    assert random.diff(old, {}, {**old, "keepers": {"release": "2"}}) == Difference(
        ("keepers",), ("keepers",)
    )
    assert random.diff(old, {}, {"length": 8}) == Difference(("keepers",), ("keepers",))
    with pytest.raises(LocalAwsError, match="a random value is never updated"):
        random.update("x", old, {}, old)


def test_a_preview_knows_no_value() -> None:
    assert kind("Password").preview({"length": 8}) == {
        "length": 8,
        "result": UNKNOWN,
        "bcryptHash": UNKNOWN,
    }


def test_a_state_is_its_own_truth() -> None:
    state, inputs = {"length": 5, "result": "abcde"}, {"length": 5}
    assert kind("String").read("abcde", inputs, state) == (state, inputs)
    kind("String").delete("abcde", inputs, state)
    assert kind("String").read("abcde", inputs, state) == (state, inputs)


def test_nothing_to_import() -> None:
    with pytest.raises(LocalAwsError, match="a random value cannot be imported here: only a state knows it"):
        kind("String").read("abcde", {}, {})


def test_the_package() -> None:
    package = RandomPackage()
    assert package.configure({}) is None
    with pytest.raises(LocalAwsError, match="randomUuid:RandomUuid is not a type of the random package here"):
        package.resource("random:index/randomUuid:RandomUuid", None)
    with pytest.raises(LocalAwsError, match=r"the random package has no functions \(got random:index:x\)"):
        package.invoke("random:index:x", {}, None)
