"""The safe values that rules put in the place of unsafe ones."""

import pytest
from pack.configuration import Configuration
from pack.judging import judge, remedied
from pack.rule import Rule, Subject
from pack.values import Props
from rules.catalogue import RULES

from tests.policies.cases import Case
from tests.policies.judged import judged
from tests.policies.test_cases import CASES

REMEDIED = {rule.id: rule for rule in RULES if isinstance(rule, Rule) and rule.remedy}
BREACHES = [case for case in CASES if isinstance(case, Case) and case.rule in REMEDIED and case.says]
WRONG_SHAPES = (" is a ", " is an ", " is null")
"""What a breach says of a value that no remedy can make sense of."""


def _subject(case: Case, props: Props) -> Subject:
    options = Configuration().options(REMEDIED[case.rule]) | dict(case.options)
    return Subject(case.type, "subject", props, case.protect, options)


@pytest.mark.parametrize("case", BREACHES, ids=lambda case: f"{case.rule}-{case.type}")
def test_a_remedy_mends_every_breach_or_says_why_not(case: Case) -> None:
    rule, props = REMEDIED[case.rule], Props(case.props)
    remedy = remedied(rule, _subject(case, props))
    after = judge(rule, _subject(case, props.over(remedy.properties)), "")
    assert after == [] or remedy.problem or any(shape in case.says for shape in WRONG_SHAPES)
    if remedy.problem:
        assert remedy.properties == {}
        assert after == judged(case)


@pytest.mark.parametrize("rule", REMEDIED)
def test_every_remedy_mends_something(rule: str) -> None:
    cases = [case for case in BREACHES if case.rule == rule]
    assert any(remedied(REMEDIED[rule], _subject(case, Props(case.props))).properties for case in cases)
