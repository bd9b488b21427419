"""Remedies: safe values in place of unsafe ones, and what happens when there are none."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from pack.configuration import Choice, Configuration
from pack.exemptions import Exemption, label
from pack.judging import Remedy
from pack.marks import UNKNOWNS
from pack.referee import Referee
from pack.rule import Level, Rule, Subject

from tests.policies.samples import ENCRYPTED, KEPT, THING, resource

TODAY = datetime.date(2026, 11, 24)
MENDING = Configuration({ENCRYPTED.id: Choice(Level.REMEDIATE)})
MARK = min(UNKNOWNS)


def remedies(
    properties: dict[str, Any], *rules: Rule, configuration: Configuration = MENDING, **parts: Any
) -> list[Remedy]:
    """What is put in place of a thing's properties."""
    judge = Referee(rules or (ENCRYPTED,), configuration, parts.get("exemptions", ()), TODAY)
    return list(judge.remedies(resource("chair", properties), parts.get("stack", "prod")))


def test_a_breach_is_mended() -> None:
    assert remedies({"encrypted": False, "days": 3}) == [Remedy(ENCRYPTED, {"encrypted": True})]


@pytest.mark.parametrize("properties", [{"encrypted": True}, {"encrypted": MARK}])
def test_what_is_sound_or_unknown_is_left_alone(properties: dict[str, Any]) -> None:
    assert remedies(properties) == []


@pytest.mark.parametrize("level", [Level.ADVISORY, Level.MANDATORY, Level.DISABLED])
def test_nothing_is_mended_at_other_levels(level: Level) -> None:
    assert remedies({}, configuration=Configuration({ENCRYPTED.id: Choice(level)})) == []


def test_a_rule_without_a_remedy_mends_nothing() -> None:
    assert remedies({}, replace(ENCRYPTED, remedy=None)) == []


def test_what_is_exempt_is_left_alone() -> None:
    exempt = Exemption(ENCRYPTED.id, label(THING, "chair"), "It is public.", TODAY)
    assert remedies({}, exemptions=(exempt,)) == []
    over = replace(exempt, expires=TODAY - datetime.timedelta(days=1))
    assert len(remedies({}, exemptions=(over,))) == 1


def test_a_stack_that_is_not_held_to_a_rule_is_left_alone() -> None:
    mended = replace(KEPT, remedy=lambda subject: {"days": subject.options["days"]}, level=Level.REMEDIATE)
    configuration = Configuration(relaxed=("dev",))
    assert remedies({}, mended, configuration=configuration) == [Remedy(mended, {"days": 7})]
    assert remedies({}, mended, configuration=configuration, stack="dev") == []


def test_each_remedy_sees_what_the_former_one_put() -> None:
    def doubled(subject: Subject) -> dict[str, Any]:
        return {"seen": subject.props.flag("encrypted"), "encrypted": True}

    first = replace(ENCRYPTED, level=Level.REMEDIATE, remedy=lambda subject: {"encrypted": True, "days": 1})
    second = replace(KEPT, level=Level.REMEDIATE, remedy=doubled)
    found = remedies({}, first, second, configuration=Configuration())
    assert [each.properties for each in found] == [
        {"encrypted": True, "days": 1},
        {"seen": True, "encrypted": True},
    ]


@pytest.mark.parametrize(
    ("properties", "problem"),
    [
        ({"tags": MARK}, "nothing is mended in preview: tags is known to `up` only"),
        ({"tags": "a=b"}, "nothing is mended: tags is a string, want an object"),
        ({"tags": {}}, "the remedy itself failed with KeyError. Report it."),
    ],
)
def test_a_remedy_that_fails_says_so(properties: dict[str, Any], problem: str) -> None:
    def tagged(subject: Subject) -> dict[str, Any]:
        subject.props.group("tags")
        return {"tags": dict(subject.options["tags"])}

    rule = replace(ENCRYPTED, remedy=tagged)
    assert remedies(properties, rule) == [Remedy(rule, {}, problem)]
