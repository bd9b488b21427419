"""What config.yaml and a run's own configuration may say, and what holds when both speak."""

from typing import Any

import pytest
from pack.configuration import Choice, Configuration, chosen, read
from pack.problems import PackProblems
from pack.rule import Level
from pack.run_rules import RUN_RULES, UNJUDGED

from tests.policies import samples
from tests.policies.samples import ENCRYPTED, KEPT, PORTS

RULES = (*samples.RULES, *RUN_RULES)


def problems(document: Any) -> list[str]:
    """What is wrong with a config.yaml."""
    with pytest.raises(PackProblems) as refused:
        read(document, RULES)
    assert str(refused.value).splitlines()[0] == "config.yaml cannot be used:"
    return list(refused.value.problems)


@pytest.mark.parametrize("document", [None, {}, {"rules": None}, {"rules": {}}])
def test_nothing_said_leaves_the_rules_own_levels_and_options(document: Any) -> None:
    configuration = read(document, RULES)
    assert [configuration.level(rule) for rule in (ENCRYPTED, KEPT)] == [Level.MANDATORY, Level.ADVISORY]
    assert configuration.options(KEPT) == {"days": 7}
    assert configuration.options(ENCRYPTED) == {}


def test_what_is_set_holds() -> None:
    entries = {
        "thing-kept": {"days": 90, "enforcementLevel": "mandatory"},
        "thing-ports": {"open": [22]},
        "thing-encrypted": "remediate",
        "not-judged": "mandatory",
    }
    configuration = read({"rules": entries}, RULES)
    assert configuration.options(KEPT) == {"days": 90}
    assert configuration.options(PORTS) == {"open": [22]}
    levels = [configuration.level(rule) for rule in (KEPT, PORTS, ENCRYPTED, UNJUDGED)]
    assert levels == [Level.MANDATORY, Level.MANDATORY, Level.REMEDIATE, Level.MANDATORY]


def test_every_problem_is_told_at_once() -> None:
    entries = {
        "no-such-rule": "advisory",
        "thing-kept": {"days": 0, "years": 1, "enforcementLevel": "loud", "reason": " "},
        "thing-ports": "remediate",
        "things-in-rooms": 3,
        "things-counted": {"enforcementLevel": True},
    }
    assert problems({"rules": entries, "relaxed": "dev", "levels": {}}) == [
        "no-such-rule: there is no such rule; docs/policies.md lists them",
        "relaxed must be a list of patterns of stack names, such as [local, staging-*]",
        "thing-kept: days must be a number from 1 to 365, got 0",
        "thing-kept: level must be one of advisory, mandatory, remediate, disabled, got 'loud'",
        "thing-kept: reason must be a sentence",
        "thing-kept: unknown option years; it may set enforcementLevel, days",
        "thing-ports: it has no remedy, so its level must be mandatory, advisory or disabled",
        "things-counted: level must be one of advisory, mandatory, remediate, disabled, got True",
        "things-in-rooms must be a level, such as advisory, or an object of options",
        "unknown key levels; it may hold relaxed and rules",
    ]


@pytest.mark.parametrize("document", [[], "advisory", 0, False])
def test_a_file_is_a_mapping(document: Any) -> None:
    assert problems(document) == ["it must hold the keys relaxed and rules"]


@pytest.mark.parametrize("entries", [[], "advisory", 0])
def test_rules_are_a_mapping(entries: Any) -> None:
    assert problems({"rules": entries}) == ["rules must be a mapping from the id of a rule"]


@pytest.mark.parametrize("entry", ["advisory", "disabled", {"enforcementLevel": "advisory", "reason": ""}])
def test_a_level_below_the_rules_own_needs_a_reason(entry: Any) -> None:
    said = problems({"rules": {"thing-encrypted": entry}})
    assert any(each.endswith("is below its own level, mandatory: add a reason") for each in said)


@pytest.mark.parametrize(
    ("rule", "entry"),
    [
        ("thing-encrypted", {"enforcementLevel": "disabled", "reason": "There are none."}),
        ("thing-encrypted", "mandatory"),
        ("thing-encrypted", "remediate"),
        ("thing-kept", "advisory"),
        ("thing-kept", "mandatory"),
    ],
)
def test_no_reason_is_needed_for_the_same_level_or_above(rule: str, entry: Any) -> None:
    assert read({"rules": {rule: entry}}, RULES).choices.keys() == {rule}


@pytest.mark.parametrize("relaxed", [None, "dev", ["dev", 3], ["dev", ""], {"dev": True}])
def test_patterns_of_stacks_are_a_list_of_texts(relaxed: Any) -> None:
    assert len(problems({"relaxed": relaxed})) == 1


@pytest.mark.parametrize(
    ("stack", "production"),
    [("prod", True), ("production-eu", True), ("staging", False), ("dev-ana", False), ("developer", True)],
)
def test_every_stack_is_production_unless_its_name_says_otherwise(stack: str, production: bool) -> None:
    assert read({}, RULES).production(stack) is production


def test_a_file_may_say_which_stacks_are_relaxed() -> None:
    configuration = read({"relaxed": ["play-*"]}, RULES)
    assert [configuration.production(stack) for stack in ("play-1", "staging")] == [False, True]


def test_a_run_speaks_over_the_file() -> None:
    file = read(
        {"rules": {"thing-kept": {"days": 90}, "thing-ports": {"open": [22]}}, "relaxed": ["x"]}, RULES
    )
    run = chosen({"thing-kept": {"enforcementLevel": "disabled"}, "thing-ports": {"open": [80]}}, RULES)
    both = run.over(file)
    assert (both.level(KEPT), both.options(KEPT)) == (Level.DISABLED, {"days": 90})
    assert (both.level(PORTS), both.options(PORTS)) == (Level.MANDATORY, {"open": [80]})
    assert both.relaxed == ("x",)


def test_a_run_needs_no_reasons() -> None:
    assert chosen({"thing-encrypted": "disabled"}, RULES).level(ENCRYPTED) == Level.DISABLED


def test_a_wrong_run_is_refused_by_name() -> None:
    with pytest.raises(PackProblems) as refused:
        chosen({"thing-kept": {"days": "many"}, "nothing": "advisory"}, RULES)
    assert str(refused.value) == (
        "The configuration of the policy pack cannot be used:\n"
        "  - nothing: there is no such rule; docs/policies.md lists them\n"
        "  - thing-kept: days must be a number from 1 to 365, got 'many'"
    )


def test_a_choice_of_options_alone_leaves_the_level() -> None:
    below = Configuration({"thing-kept": Choice(Level.MANDATORY)})
    assert chosen({"thing-kept": {"days": 9}}, RULES).over(below).level(KEPT) == Level.MANDATORY
