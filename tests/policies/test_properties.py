"""No rule fails on any properties, and none prints a secret."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter
from random import Random
from typing import Any

import pytest
from pack.configuration import Configuration
from pack.judging import Judgement, judge, judge_stack
from pack.referee import Report
from pack.rule import AnyRule, Level, Rule, StackRule, Subject
from pack.stack import Resource, Stack
from pack.values import Props
from pack.wire import response
from rules.catalogue import RULES

from tests.policies.broken import CANARY, broken, grown, names
from tests.policies.cases import Case, StackCase
from tests.policies.judged import stack_of
from tests.policies.samples import urn
from tests.policies.test_cases import CASES

RESOURCE_RULES = [rule for rule in RULES if isinstance(rule, Rule)]
STACK_RULES = [rule for rule in RULES if isinstance(rule, StackRule)]
TYPES = sorted({type_ for rule in RESOURCE_RULES for type_ in rule.types})
STACK_CASES = [case for case in CASES if isinstance(case, StackCase)]
TRIES = 60
"""Trees for each type, and stacks for each rule over stacks."""


def sound(type_: str) -> list[Mapping[str, Any]]:
    """Properties of a type in the cases."""
    single = [case.props for case in CASES if isinstance(case, Case) and case.type == type_]
    return single + [each.props for case in STACK_CASES for each in case.resources if each.type == type_]


def wrong(judgements: Sequence[Judgement], rule: AnyRule) -> Iterator[str]:
    """What a rule must never do: fail, print a secret, or say what cannot be sent."""
    for each in judgements:
        if each.failure:
            yield f"{rule.id} fails with {each.failure}"
        if CANARY in f"{each.breach}{each.unknown}{each.inapplicable}":
            yield f"{rule.id} prints a secret: {each.breach}{each.unknown}"
    response("pack", "1", [Report(rule, rule, Level.ADVISORY, each.urn, each.breach) for each in judgements])


@pytest.mark.parametrize("type_", TYPES)
def test_no_rule_fails_on_any_properties(type_: str) -> None:
    random = Random(type_)
    known = sound(type_)
    vocabulary = sorted(names(known))
    for number in range(TRIES):
        tree = broken(random, random.choice(known)) if known and number % 4 else grown(random, vocabulary)
        assert [*_wrong_on(type_, tree)] == [], tree


def _wrong_on(type_: str, tree: dict[str, Any]) -> Iterator[str]:
    for rule in RESOURCE_RULES:
        if type_ in rule.types:
            options = Configuration().options(rule)
            subject = Subject(type_, "subject", Props(tree), False, options)
            yield from wrong(judge(rule, subject, urn(type_, "subject")), rule)


@pytest.mark.parametrize("rule", STACK_RULES, ids=[rule.id for rule in STACK_RULES])
def test_no_rule_fails_on_any_stack(rule: StackRule) -> None:
    random = Random(rule.id)
    cases = [case for case in STACK_CASES if case.rule == rule.id]
    for _ in range(TRIES):
        stack = _shaken(random, stack_of(random.choice(cases)))
        judgements = judge_stack(rule, stack, Configuration().options(rule))
        assert [*wrong(judgements, rule)] == [], [(each.type, each.props._values) for each in stack.resources]


def _shaken(random: Random, stack: Stack) -> Stack:
    """A stack with half of its resources broken, and some properties made from others before them."""
    found: list[Resource] = []
    order = TopologicalSorter({each.urn: each.dependencies for each in stack.resources}).static_order()
    for each in filter(None, map(stack.get, order)):
        origins = [*(former.urn for former in found), urn("test:index:Gone", "gone")]
        links = {name: (random.choice(origins),) for name in each.props if random.randrange(3) == 0}
        props = Props(broken(random, each.props._values))
        changed = replace(each, props=props, links={**each.links, **links})
        found.append(random.choice((each, changed)))
    return replace(stack, resources=tuple(found))
