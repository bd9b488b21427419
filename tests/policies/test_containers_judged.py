"""The first preview of an empty stack is when a bad container must be caught: nothing may be unknown then."""

from collections.abc import Iterator

import pytest
from pack.judging import judge, judge_stack
from pack.marks import UNKNOWNS
from pack.rule import AnyRule, Rule, StackRule, Subject
from pack.stack import Stack
from rules.containers import RULES

from tests.policies.judged import program

TASK = "aws:ecs/taskDefinition:TaskDefinition"


@pytest.mark.parametrize("stack", ["prod", "staging", "local"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_container_is_judged_in_a_first_preview(rule: AnyRule, stack: str) -> None:
    assert list(_unknown(rule, program(stack))) == []


@pytest.mark.parametrize("stack", ["prod", "staging", "local"])
def test_the_preview_is_a_first_one(stack: str) -> None:
    """It knows no role yet, so that the test above says something."""
    tasks = program(stack).all(TASK)
    assert tasks
    assert all(task.props._values["taskRoleArn"] in UNKNOWNS for task in tasks)


def _unknown(rule: AnyRule, stack: Stack) -> Iterator[str]:
    options = {name: option.default for name, option in rule.options.items()}
    if isinstance(rule, StackRule):
        yield from (each.unknown for each in judge_stack(rule, stack, options) if each.unknown)
    elif isinstance(rule, Rule):
        for each in stack.all(*rule.types):
            subject = Subject(each.type, each.name, each.props, each.protect, options)
            yield from (
                judgement.unknown for judgement in judge(rule, subject, each.urn) if judgement.unknown
            )
