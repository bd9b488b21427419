"""The safe values that rules about containers put in the place of unsafe ones."""

import json
from typing import Any

import pytest
from pack.judging import judge
from pack.rule import Rule, Subject
from pack.values import SECRET, SIGNATURE, Props
from rules.containers import RULES
from rules.shared.replacing import replaced, replaced_at

from tests.policies.cases import Case, containers_filesystem, containers_operation
from tests.policies.judged import judged

REMEDIED = {rule.id: rule for rule in RULES if isinstance(rule, Rule) and rule.remedy}
BREACHES = [
    case
    for case in (*containers_filesystem.CASES, *containers_operation.CASES)
    if isinstance(case, Case) and case.rule in REMEDIED and " has " in case.says
]


@pytest.mark.parametrize("case", BREACHES, ids=lambda case: f"{case.rule}-{case.type}")
def test_a_remedy_mends_every_breach(case: Case) -> None:
    remedy = REMEDIED[case.rule].remedy
    assert remedy
    assert judged(case)
    subject = Subject(case.type, "subject", Props(case.props), False, {})
    mended = Subject(case.type, "subject", subject.props.over(remedy(subject)), False, {})
    assert judge(REMEDIED[case.rule], mended, "") == []


def test_every_remedy_is_tried() -> None:
    assert {case.rule for case in BREACHES} == REMEDIED.keys()


@pytest.mark.parametrize(
    ("value", "path", "mended"),
    [
        (None, "top", True),
        (None, "top.a.b", {"a": {"b": True}}),
        (None, "top[*].a", None),
        ({"a": 1}, "top.b", {"a": 1, "b": True}),
        ({"a": 1}, "top.b[*].c", {"a": 1}),
        ([{"a": 1}, {"b": 2}], "top[*].a", [{"a": True}, {"b": 2, "a": True}]),
        ([], "top[*].a", []),
        ([1, "text"], "top[*].a", [1, "text"]),
        (json.dumps([{"a": 1}]), "top[*].a", json.dumps([{"a": True}])),
        ({SIGNATURE: SECRET, "value": "{}"}, "top.a", json.dumps({"a": True})),
        ([{SIGNATURE: SECRET, "value": {}}], "top[*].a", [{SIGNATURE: SECRET, "value": {"a": True}}]),
    ],
)
def test_one_value_is_replaced(value: Any, path: str, mended: Any) -> None:
    assert replaced(Props({"top": value, "other": 1}), path, True) == {"top": mended}


def test_several_values_are_replaced() -> None:
    props = Props({"top": {"a": [{}], "b": [{}]}})
    assert replaced_at(props, ["top.a[*].x", "top.b[*].x"], 1) == {"top": {"a": [{"x": 1}], "b": [{"x": 1}]}}
