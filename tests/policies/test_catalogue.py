"""The exact list of rules: ids are names that configurations and exemptions of other projects use."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pack.rule import AnyRule, Rule
from rules.catalogue import RULES

PINNED = Path(__file__).with_name("catalogue.txt")


def _line(rule: AnyRule) -> str:
    scope = "production" if rule.production else "every stack"
    remedy = ", has a remedy" if isinstance(rule, Rule) and rule.remedy else ""
    return f"{rule.id}: {rule.level}, {rule.severity}, {scope}{remedy}"


def test_ids_and_levels_are_pinned() -> None:
    """A rule that is added, renamed, loosened or tightened is a change that users must hear of."""
    assert PINNED.read_text().splitlines() == [_line(rule) for rule in RULES]


def test_ids_are_unique() -> None:
    assert [id_ for id_, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_describes_itself(rule: AnyRule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    assert re.fullmatch(r"https://\S+", rule.source)
    for sentence in (rule.finding, rule.why, rule.fix):
        assert sentence.endswith("."), sentence
        assert "\n" not in sentence
    assert re.match(r"[A-Z`]", rule.finding)
    assert re.match(r"[A-Z`]", rule.why)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_options_say_what_they_are_and_allow_their_defaults(rule: AnyRule) -> None:
    for option in rule.options.values():
        assert option.about
        assert option.allows(option.default) == ""
