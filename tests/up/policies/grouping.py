"""Cases about whole stacks, put together into few stacks in which none disturbs another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pack.configuration import Configuration
from pack.judging import Judgement, judge_stack
from pack.rule import StackRule
from pack.stack import Stack

from tests.policies.cases import Declared, StackCase
from tests.policies.judged import BY_ID, judged, stack_of


@dataclass(frozen=True)
class Member:
    """A case whose resources have names of their own."""

    number: int
    """Which of all cases it is."""
    case: StackCase
    alone: list[Judgement]
    """What its rule says while nothing else is there."""

    @cached_property
    def urns(self) -> set[str]:
        """What its rule can name: the case's resources, and the stack."""
        return {each.urn for each in stack_of(self.case).resources} | {""}


@dataclass(frozen=True)
class Group:
    """Cases that can be judged at once: each rule has one set of options."""

    members: list[Member] = field(default_factory=list)

    @property
    def resources(self) -> list[Declared]:
        """Those of all its cases."""
        return [resource for member in self.members for resource in member.case.resources]

    @property
    def options(self) -> dict[str, Mapping[str, Any]]:
        """By rule, those that differ from the defaults."""
        return {member.case.rule: member.case.options for member in self.members}

    def takes(self, member: Member) -> bool:
        """Whether one more fits, and every rule then says of every case what it says when that is alone."""
        case = member.case
        if self.options.get(case.rule, case.options) != case.options:
            return False
        whole = Group([*self.members, member])
        stack = stack_of(StackCase(rule="", resources=whole.resources))
        told = {rule: _told(rule, stack, options) for rule, options in whole.options.items()}
        return all(
            [judgement for judgement in told[each.case.rule] if judgement.urn in each.urns] == each.alone
            for each in whole.members
        )


def groups(cases: Iterable[StackCase]) -> list[Group]:
    """All cases, each in the first group that takes it."""
    made: list[Group] = []
    for number, case in enumerate(cases):
        named = _named(case, f"{number}-")
        member = Member(number, named, judged(named))
        group = next((each for each in made if each.takes(member)), None)
        if group is None:
            made.append(group := Group())
        group.members.append(member)
    return made


def _told(id_: str, stack: Stack, options: Mapping[str, Any]) -> list[Judgement]:
    rule = BY_ID[id_]
    assert isinstance(rule, StackRule)
    return judge_stack(rule, stack, Configuration().options(rule) | dict(options))


def _named(case: StackCase, prefix: str) -> StackCase:
    resources = [
        replace(
            each,
            name=prefix + each.name,
            parent=each.parent and prefix + each.parent,
            refers={name: [prefix + other for other in others] for name, others in each.refers.items()},
        )
        for each in case.resources
    ]
    return replace(case, resources=resources)
