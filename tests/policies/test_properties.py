"""No rule fails on any properties, and none prints a secret."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pack.configuration import Configuration
from pack.judging import Judgement, judge, judge_stack
from pack.referee import Report
from pack.rule import AnyRule, Level, Rule, StackRule, Subject
from pack.stack import Stack
from pack.values import Props
from pack.wire import response
from rules.catalogue import RULES

from tests.policies.broken import CANARY, broken, names, trees
from tests.policies.cases import Case, StackCase
from tests.policies.judged import stack_of
from tests.policies.samples import urn
from tests.policies.test_cases import CASES

RESOURCE_RULES = [rule for rule in RULES if isinstance(rule, Rule)]
STACK_RULES = [rule for rule in RULES if isinstance(rule, StackRule)]
TYPES = sorted({type_ for rule in RESOURCE_RULES for type_ in rule.types})
STACK_CASES = [case for case in CASES if isinstance(case, StackCase)]

many = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


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
    response("pack", "1", [Report(rule, Level.ADVISORY, each.urn, each.breach) for each in judgements])


@pytest.mark.parametrize("type_", TYPES)
@many
@given(data=st.data())
def test_no_rule_fails_on_any_properties(type_: str, data: st.DataObject) -> None:
    known = sound(type_)
    choices = [trees(names(known))] + ([st.sampled_from(known).flatmap(broken)] * 3 if known else [])
    props = Props(data.draw(st.one_of(choices)))
    found = []
    for rule in RESOURCE_RULES:
        if type_ in rule.types:
            subject = Subject(type_, "subject", props, False, Configuration().options(rule))
            found += wrong(judge(rule, subject, urn(type_, "subject")), rule)
    assert found == []


@pytest.mark.parametrize("rule", STACK_RULES, ids=[rule.id for rule in STACK_RULES])
@many
@given(data=st.data())
def test_no_rule_fails_on_any_stack(rule: StackRule, data: st.DataObject) -> None:
    cases = [case for case in STACK_CASES if case.rule == rule.id] or STACK_CASES
    stack = stack_of(data.draw(st.sampled_from(cases)))
    resources = [
        replace(each, props=Props(data.draw(broken(each.props._values))), links=data.draw(_links(stack)))
        for each in stack.resources
    ]
    judgements = judge_stack(rule, Stack(tuple(resources), stack.name), Configuration().options(rule))
    assert list(wrong(judgements, rule)) == []


def _links(stack: Stack) -> st.SearchStrategy[Mapping[str, tuple[str, ...]]]:
    """Properties made from other resources of the stack, or from one that is gone."""
    properties = sorted({name for each in stack.resources for name in each.props}) or ["a"]
    urns = st.sampled_from([*(each.urn for each in stack.resources), urn("test:index:Gone", "gone")])
    return st.dictionaries(st.sampled_from(properties), st.tuples(urns), max_size=3)
