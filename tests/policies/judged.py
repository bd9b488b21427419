"""Rules in process: on the resources of a case, and on those of a recorded program."""

import datetime
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from google.protobuf.json_format import MessageToDict
from pack.configuration import Configuration
from pack.judging import Judgement, judge, judge_stack
from pack.referee import Referee, Report
from pack.rule import AnyRule, Rule, StackRule, Subject
from pack.stack import Resource, Stack
from pack.values import Props
from rules.catalogue import RULES

from tests.policies.cases import AnyCase, Case, Declared, StackCase
from tests.programs import recorded
from tests.recorder import Recorder

BY_ID: Mapping[str, AnyRule] = {rule.id: rule for rule in RULES}
TODAY = datetime.date(2026, 11, 24)


def judged(case: AnyCase) -> list[Judgement]:
    """What the rule of a case says of it."""
    rule = BY_ID[case.rule]
    options = Configuration().options(rule) | dict(case.options)
    if isinstance(case, Case):
        assert isinstance(rule, Rule)
        assert case.type in rule.types, f"{rule.id} does not judge {case.type}"
        subject = Subject(case.type, "subject", Props(case.props), case.protect, options)
        return judge(rule, subject, urn(case.type, "subject"))
    assert isinstance(rule, StackRule)
    return judge_stack(rule, stack_of(case), options)


def urn(type_: str, name: str, stack: str = "prod") -> str:
    """A resource's URN in a project of tests."""
    return f"urn:pulumi:{stack}::test::{type_}::{name}"


def stack_of(case: StackCase) -> Stack:
    """The resources of a case as a first preview has them."""
    urns = {each.name: urn(each.type, each.name) for each in case.resources}
    assert len(urns) == len(case.resources), "names in a case differ"
    return Stack(tuple(_resource(each, urns) for each in case.resources), "prod")


def _resource(declared: Declared, urns: Mapping[str, str]) -> Resource:
    links = {prop: tuple(urns[name] for name in names) for prop, names in declared.refers.items()}
    return Resource(
        type=declared.type,
        name=declared.name,
        urn=urns[declared.name],
        props=Props(declared.props),
        parent=urns[declared.parent] if declared.parent else "",
        dependencies=tuple({each for several in links.values() for each in several}),
        links=links,
        protect=declared.protect,
    )


@cache
def program(stack: str, **changes: str) -> Stack:
    """The whole program of a stack, as its first preview shows it to the pack."""
    return as_stack(recorded(stack, preview=True, **changes), stack)


def as_stack(recorder: Recorder, stack: str) -> Stack:
    """A recording as the pack sees it."""
    requests = {(each.type, each.name): each for each in recorder.messages if hasattr(each, "custom")}
    found = []
    for each in recorder.registrations:
        request = requests[each.type, each.name]
        found.append(
            Resource(
                type=each.type,
                name=each.name,
                urn=each.urn,
                props=Props(MessageToDict(request.object)),
                parent=request.parent,
                dependencies=tuple(request.dependencies),
                links={name: tuple(of.urns) for name, of in request.propertyDependencies.items()},
                protect=request.protect,
            )
        )
    return Stack(tuple(found), stack)


def reports(stack: Stack, rules: Sequence[AnyRule] = RULES, **parts: Any) -> list[Report]:
    """All that the rules say of a program, resource by resource and then of the whole, with no exemptions."""
    configuration = parts.get("configuration", Configuration())
    referee = Referee(rules, configuration, parts.get("exemptions", ()), TODAY)
    single = [report for each in stack.resources for report in referee.resource(each, stack.name)]
    return [*single, *referee.stack(stack)]
