"""The referee: levels, production, exemptions, failures, and what was not judged."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from pack.configuration import Choice, Configuration
from pack.exemptions import Exemption, label
from pack.marks import UNKNOWNS
from pack.referee import DISABLED, ONLY_PRODUCTION, Referee, Report
from pack.rule import AnyRule, Level, Verdict
from pack.run_rules import EXEMPTIONS, RUN_RULES, UNJUDGED
from pack.stack import Resource, Stack

from tests.policies import samples
from tests.policies.samples import COUNTED, ENCRYPTED, FAILING, IN_ROOMS, KEPT, ROOM, THING, resource

RULES = (*samples.RULES, *RUN_RULES)
TODAY = datetime.date(2026, 11, 24)
MARK = min(UNKNOWNS)

SOUND = {"encrypted": True, "days": 30, "roomId": "hall"}
HALL = resource("hall", {"id": "hall", "days": 30}, ROOM)


def referee(*exemptions: Exemption, relaxed: tuple[str, ...] = ("dev",), **levels: Level) -> Referee:
    """A referee with some levels set, by the id of the rule with _ for -."""
    choices = {id_.replace("_", "-"): Choice(level) for id_, level in levels.items()}
    return Referee(RULES, Configuration(choices, relaxed), exemptions, TODAY)


def exemption(rule: AnyRule, resource: str = label(THING, "chair"), days: int = 9, **more: Any) -> Exemption:
    """An exemption with some days to go."""
    return Exemption(rule.id, resource, "It is public.", TODAY + datetime.timedelta(days=days), **more)


def said(reports: list[Report]) -> list[tuple[str, Level, str]]:
    """Rule, level and the first line of each report."""
    return [(each.rule.id, each.level, each.message.splitlines()[0]) for each in reports]


def whole(judge: Referee, *resources: Resource, stack: str = "prod") -> list[Report]:
    """All that is said of a stack, as a run has it: each resource, then all together."""
    single = [report for each in resources for report in judge.resource(each, stack)]
    return [*single, *judge.stack(Stack(resources, stack))]


def test_a_breach_says_what_why_and_how_to_mend_it() -> None:
    chair = resource("chair", SOUND | {"encrypted": False})
    (report,) = referee().resource(chair, "prod")
    assert (report.rule, report.level, report.urn) == (ENCRYPTED, Level.MANDATORY, chair.urn)
    assert report.message == (
        "encrypted is False, want true.\n"
        "Why: People find things.\n"
        "Fix: set encrypted to true.\n"
        "See: https://example.com/demand"
        " (AWS Security Hub X.1, AWS Security Hub X.2, CIS AWS Foundations 3.0.0 9.9)"
    )


def test_a_sound_stack_is_passed_in_silence() -> None:
    assert whole(referee(thing_failing=Level.DISABLED), HALL, resource("chair", SOUND)) == []


@pytest.mark.parametrize(
    ("configured", "reported"),
    [
        (Level.ADVISORY, [Level.ADVISORY]),
        (Level.MANDATORY, [Level.MANDATORY]),
        (Level.REMEDIATE, [Level.MANDATORY]),
        (Level.DISABLED, []),
    ],
)
def test_the_configured_level_is_reported(configured: Level, reported: list[Level]) -> None:
    chair = resource("chair", SOUND | {"encrypted": False})
    assert [each.level for each in referee(thing_encrypted=configured).resource(chair, "prod")] == reported


def test_only_production_is_held_to_what_costs_money() -> None:
    chair = resource("chair", SOUND | {"days": 1})
    judge = referee(thing_failing=Level.DISABLED)
    assert said(judge.resource(chair, "prod")) == [
        ("thing-kept", Level.ADVISORY, "days is 1, want at least 7.")
    ]
    assert judge.resource(chair, "dev") == []
    assert judge.not_applicable(judge.about(THING), "prod") == {}
    assert judge.not_applicable(judge.about(THING), "dev") == {KEPT.id: ONLY_PRODUCTION}
    assert judge.not_applicable(judge.about(ROOM), "prod") == {FAILING.id: DISABLED}


def test_a_rule_over_the_stack_may_have_nothing_to_judge_by() -> None:
    judge = referee()
    assert judge.stack(Stack((HALL,), "prod")) == []
    assert judge.not_applicable(judge.about_stack(), "prod") == {COUNTED.id: "there are no things"}
    assert judge.not_applicable(judge.about_stack(), "dev") == {COUNTED.id: ONLY_PRODUCTION}


def test_options_reach_the_rules() -> None:
    choices = {KEPT.id: Choice(options={"days": 90}), COUNTED.id: Choice(options={"most": 0})}
    judge = Referee(RULES, Configuration(choices), (), TODAY)
    reports = whole(judge, HALL, resource("chair", SOUND))
    assert [each.message.splitlines()[0] for each in reports if each.rule in (KEPT, COUNTED)] == [
        "days is 30, want at least 90.",
        "days is 30, want at least 90.",
        "there are 1 things, want at most 0.",
    ]


def test_a_breach_of_the_stack_names_its_resource_or_none() -> None:
    things = [resource(name, {"encrypted": True}) for name in "abc"]
    reports = referee().stack(Stack(tuple(things), "prod"))
    assert [(each.rule, each.urn) for each in reports] == [
        *((IN_ROOMS, each.urn) for each in things),
        (COUNTED, ""),
    ]


@pytest.mark.parametrize("level", [Level.ADVISORY, Level.MANDATORY])
def test_a_rule_that_fails_stops_the_run_at_any_level(level: Level) -> None:
    hall = resource("hall", {"days": 30, "password": "hunter2"}, ROOM)
    reports = referee(thing_failing=level).resource(hall, "prod")
    assert said(reports) == [
        ("thing-failing", level, "the name is bad, want another."),
        (
            "thing-failing",
            Level.MANDATORY,
            "the rule itself failed with LookupError and judged nothing. Report it.",
        ),
    ]
    assert all("hunter2" not in each.message for each in reports)


def test_a_wrong_shape_is_a_breach() -> None:
    reports = referee().resource(resource("chair", SOUND | {"encrypted": []}), "prod")
    assert said(reports) == [("thing-encrypted", Level.MANDATORY, "encrypted is an array, want a boolean.")]


def test_an_unknown_part_leaves_the_others_judged() -> None:
    doors = [{"port": 22}, {"port": MARK}, {"port": "x"}]
    reports = referee().resource(resource("chair", SOUND | {"doors": doors}), "prod")
    assert said(reports) == [
        ("thing-ports", Level.MANDATORY, "port 22 is open, want one of 80, 443."),
        (
            "thing-ports",
            Level.ADVISORY,
            "not judged in preview: doors[1].port is known to `up` only.",
        ),
        ("thing-ports", Level.MANDATORY, "doors[2].port is a string, want a number."),
    ]


def test_what_was_not_judged_is_counted() -> None:
    chair = resource("chair", SOUND | {"encrypted": MARK, "doors": MARK})
    reports = whole(referee(thing_failing=Level.DISABLED), HALL, chair)
    assert said(reports)[-1] == (
        UNJUDGED.id,
        Level.ADVISORY,
        "2 not judged in this preview, by number of rules: test:index:Thing::chair (2).",
    )
    assert len(reports) == 3


@pytest.mark.parametrize(
    ("level", "reported"),
    [(Level.MANDATORY, [Level.MANDATORY] * 2), (Level.ADVISORY, [Level.ADVISORY] * 2), (Level.DISABLED, [])],
)
def test_strict_runs_stop_at_what_was_not_judged(level: Level, reported: list[Level]) -> None:
    chair = resource("chair", SOUND | {"encrypted": MARK})
    reports = whole(referee(not_judged=level, thing_failing=Level.DISABLED), HALL, chair)
    assert [each.level for each in reports] == reported


def test_an_exempt_breach_is_shown_with_its_reason_and_stops_nothing() -> None:
    chair = resource("chair", SOUND | {"encrypted": False})
    judge = referee(exemption(ENCRYPTED), thing_failing=Level.DISABLED)
    assert said(whole(judge, HALL, chair)) == [
        (
            "thing-encrypted",
            Level.ADVISORY,
            "encrypted is False, want true. Exempt until 2026-12-03: It is public.",
        )
    ]


@pytest.mark.parametrize(
    "other",
    [exemption(KEPT), exemption(ENCRYPTED, label(THING, "table")), exemption(ENCRYPTED, stack="prod-2")],
    ids=["another rule", "another resource", "another stack"],
)
def test_an_exemption_covers_nothing_else(other: Exemption) -> None:
    chair = resource("chair", SOUND | {"encrypted": False})
    assert [each.level for each in referee(other).resource(chair, "prod")] == [Level.MANDATORY]


def test_an_exemption_that_is_over_is_reported_and_its_breach_is_back() -> None:
    chair = resource("chair", SOUND | {"encrypted": False})
    judge = referee(exemption(ENCRYPTED, days=-1), thing_failing=Level.DISABLED)
    assert [each[:2] for each in said(whole(judge, HALL, chair))] == [
        ("thing-encrypted", Level.MANDATORY),
        ("exemptions", Level.MANDATORY),
    ]


@pytest.mark.parametrize(
    ("unused", "reason"),
    [
        (exemption(ENCRYPTED), "the rule finds no breach"),
        (exemption(KEPT, label(THING, "table")), "there is no such resource"),
        (exemption(COUNTED, "stack"), "the rule finds no breach"),
        (exemption(IN_ROOMS), "the rule finds no breach"),
    ],
)
def test_an_exemption_that_exempts_nothing_is_reported(unused: Exemption, reason: str) -> None:
    judge = referee(unused, thing_failing=Level.DISABLED)
    assert said(whole(judge, HALL, resource("chair", SOUND))) == [
        (EXEMPTIONS.id, Level.MANDATORY, f"{unused} exempts nothing: {reason}.")
    ]


@pytest.mark.parametrize("level", [Level.ADVISORY, Level.DISABLED])
def test_the_level_of_stale_exemptions_is_configured_too(level: Level) -> None:
    judge = referee(exemption(ENCRYPTED), exemptions=level, thing_failing=Level.DISABLED)
    reports = whole(judge, HALL, resource("chair", SOUND))
    assert [each.level for each in reports] == [level] * (level != Level.DISABLED)


@pytest.mark.parametrize(
    ("kept", "properties", "stack"),
    [
        (exemption(ENCRYPTED), {"encrypted": MARK}, "prod"),
        (exemption(KEPT), {"days": 1}, "dev"),
        (exemption(FAILING), {}, "prod"),
        (exemption(ENCRYPTED, label(THING, "table"), stack="dev"), {}, "prod"),
    ],
    ids=["not known yet", "only for production", "rule disabled", "of another stack"],
)
def test_an_exemption_is_kept_while_its_rule_has_not_judged(
    kept: Exemption, properties: dict[str, Any], stack: str
) -> None:
    judge = referee(kept, not_judged=Level.DISABLED, thing_failing=Level.DISABLED)
    assert whole(judge, HALL, resource("chair", SOUND | properties), stack=stack) == []


def test_an_exemption_is_kept_while_a_rule_over_the_stack_was_stopped() -> None:
    def stopped(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
        for each in stack.resources:
            yield each.urn, each.props.text("roomId")

    rule = replace(IN_ROOMS, check=stopped)
    configuration = Configuration({UNJUDGED.id: Choice(Level.DISABLED)})
    judge = Referee([rule], configuration, [exemption(rule)], TODAY)
    assert whole(judge, resource("chair", {"roomId": MARK})) == []


def test_an_exemption_is_kept_where_its_resource_was_not_looked_at() -> None:
    """As in an `up` of some targets: the others are in the stack, but in front of no rule on single ones."""
    judge = referee(exemption(ENCRYPTED))
    assert judge.stack(Stack((HALL, resource("chair", SOUND)), "prod")) == []


def test_of_two_exemptions_the_one_not_over_is_used() -> None:
    chair = resource("chair", SOUND | {"encrypted": False})
    judge = referee(exemption(ENCRYPTED, days=-1), exemption(ENCRYPTED), thing_failing=Level.DISABLED)
    assert [(each[0], each[1]) for each in said(whole(judge, HALL, chair))] == [
        ("thing-encrypted", Level.ADVISORY),
        ("exemptions", Level.MANDATORY),
    ]
