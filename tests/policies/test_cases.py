"""Every rule on every one of its cases, and the demands on the cases themselves."""

import importlib
import pkgutil
from collections import Counter

import pytest
from pack.rule import PackRule
from rules.catalogue import RULES

from tests.policies import cases
from tests.policies.cases import AnyCase
from tests.policies.judged import judged

MODULES = [
    importlib.import_module(f"{cases.__name__}.{each.name}") for each in pkgutil.iter_modules(cases.__path__)
]
CASES: list[AnyCase] = [case for module in MODULES for case in module.CASES]


def _id(case: AnyCase) -> str:
    return f"{case.rule}-{'bad' if case.says else 'unknown' if case.unknown else 'good'}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_a_rule_says_what_its_case_wants(case: AnyCase) -> None:
    judgements = judged(case)
    breaches = [each.breach for each in judgements if each.breach]
    assert [each.failure for each in judgements if each.failure] == []
    assert [each.unknown for each in judgements if each.unknown] == [case.unknown] * bool(case.unknown)
    if case.says:
        assert any(breach.startswith(case.says) for breach in breaches), breaches
    else:
        assert breaches == []


@pytest.mark.parametrize("kind", ["bad", "good"])
def test_every_rule_has_two_cases_of_each_kind(kind: str) -> None:
    counts = Counter(case.rule for case in CASES if not case.unknown and bool(case.says) == (kind == "bad"))
    assert {rule.id for rule in RULES if not isinstance(rule, PackRule) and counts[rule.id] < 2} == set()


def test_every_case_has_its_rule() -> None:
    assert {case.rule for case in CASES} <= {rule.id for rule in RULES}
