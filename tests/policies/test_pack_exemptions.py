"""Exemptions: what exemptions.yaml may say, and what an exemption covers."""

import datetime
from typing import Any

import pytest
from pack.exemptions import Exemption, label, read
from pack.problems import PackProblems

from tests.policies.samples import RULES, THING

TODAY = datetime.date(2026, 11, 24)
LATER = datetime.date(2027, 1, 31)
ENTRY: dict[str, Any] = {
    "rule": "thing-encrypted",
    "resource": f"{THING}::chair",
    "reason": "It is public.",
    "expires": LATER,
}


def problems(document: Any) -> list[str]:
    """What is wrong with an exemptions.yaml."""
    with pytest.raises(PackProblems) as refused:
        read(document, RULES, TODAY)
    assert str(refused.value).splitlines()[0] == "exemptions.yaml cannot be used:"
    return list(refused.value.problems)


@pytest.mark.parametrize("document", [None, []])
def test_there_may_be_none(document: Any) -> None:
    assert read(document, RULES, TODAY) == ()


def test_an_entry_says_what_it_exempts() -> None:
    found = read([ENTRY, ENTRY | {"stack": "prod-*"}], RULES, TODAY)
    assert found == (Exemption(**ENTRY), Exemption(**ENTRY, stack="prod-*"))
    assert str(found[0]) == "the exemption of test:index:Thing::chair from thing-encrypted"


def test_every_problem_is_told_at_once() -> None:
    assert problems([ENTRY, {"rule": "no-such-rule", "reason": " ", "until": LATER}, "all of them"]) == [
        "entry 2: resource is missing",
        "entry 2: expires is missing",
        "entry 2: unknown key until",
        "entry 2: reason must be a text",
        "entry 2: there is no rule no-such-rule",
        "entry 3: it must be a mapping with the keys rule, resource, reason, expires",
    ]


@pytest.mark.parametrize("document", [{}, "thing-encrypted", 0, False])
def test_a_file_is_a_list(document: Any) -> None:
    assert problems(document) == ["it must be a list of exemptions"]


@pytest.mark.parametrize("name", ["rule", "resource", "reason", "stack"])
@pytest.mark.parametrize("value", [None, 3, "", ["a"]])
def test_all_but_the_date_are_texts(name: str, value: Any) -> None:
    assert f"entry 1: {name} must be a text" in problems([ENTRY | {name: value}])


@pytest.mark.parametrize(
    "value", [None, "2027-01-31", "soon", 20270131, datetime.datetime(2027, 1, 31, 12, 0, 0)]
)
def test_the_last_day_is_a_date(value: Any) -> None:
    assert problems([ENTRY | {"expires": value}]) == [
        f"entry 1: expires must be a date, such as 2027-02-22, got {value!r}"
    ]


def test_an_exemption_lasts_a_year_at_most() -> None:
    year = datetime.date(2027, 11, 25)
    assert len(read([ENTRY | {"expires": year}], RULES, TODAY)) == 1
    assert problems([ENTRY | {"expires": year + datetime.timedelta(days=1)}]) == [
        "entry 1: expires must be within 366 days, got 2027-11-26"
    ]


def test_one_that_is_over_is_read_so_that_it_can_be_reported() -> None:
    (found,) = read([ENTRY | {"expires": TODAY - datetime.timedelta(days=1)}], RULES, TODAY)
    assert found.expired(TODAY)


def test_the_last_day_counts() -> None:
    exemption = Exemption(**ENTRY)
    assert [exemption.expired(day) for day in (LATER, LATER + datetime.timedelta(days=1))] == [False, True]


@pytest.mark.parametrize(
    ("rule", "resource", "stack", "covered"),
    [
        ("thing-encrypted", label(THING, "chair"), "prod-eu", True),
        ("thing-kept", label(THING, "chair"), "prod-eu", False),
        ("thing-encrypted", label(THING, "chair-2"), "prod-eu", False),
        ("thing-encrypted", label("test:index:Room", "chair"), "prod-eu", False),
        ("thing-encrypted", "stack", "prod-eu", False),
        ("thing-encrypted", label(THING, "chair"), "staging", False),
    ],
)
def test_an_exemption_covers_one_rule_on_one_resource(
    rule: str, resource: str, stack: str, covered: bool
) -> None:
    assert Exemption(**ENTRY, stack="prod-*").covers(rule, resource, stack) is covered
