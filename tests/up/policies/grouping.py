"""Cases about whole stacks, put together into few stacks in which none disturbs another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """Cases that are judged at once: each rule has one set of options."""

    members: Sequence[Member]

    @property
    def resources(self) -> list[Declared]:
        """Those of all its cases."""
        return [resource for member in self.members for resource in member.case.resources]

    @property
    def options(self) -> dict[str, Mapping[str, Any]]:
        """By rule, those that differ from the defaults; the first case of a rule decides."""
        return {member.case.rule: member.case.options for member in reversed(self.members)}

    def undisturbed(self) -> list[Member]:
        """Those of which each rule says here what it says when they are alone."""
        stack = stack_of(StackCase(rule="", resources=self.resources))
        told = {rule: _told(rule, stack, options) for rule, options in self.options.items()}
        return [
            each
            for each in self.members
            if self.options[each.case.rule] == each.case.options
            and [judgement for judgement in told[each.case.rule] if judgement.urn in each.urns] == each.alone
        ]


def groups(cases: Iterable[StackCase]) -> Iterator[Group]:
    """All cases: those that are disturbed in one group wait for the next."""
    waiting = [_member(number, case) for number, case in enumerate(cases)]
    while waiting:
        group = _settled(waiting)
        yield group
        placed = {each.number for each in group.members}
        waiting = [each for each in waiting if each.number not in placed]


def _settled(members: Sequence[Member]) -> Group:
    """As many as stay undisturbed together. Where nobody is, one case of each rule is tried, then half."""
    while True:
        left = Group(members).undisturbed()
        if len(left) == len(members):
            return Group(members)
        firsts = list({each.case.rule: each for each in reversed(members)}.values())
        fewer = firsts if len(firsts) < len(members) else members[: len(members) // 2]
        members = left or fewer


def _told(id_: str, stack: Stack, options: Mapping[str, Any]) -> list[Judgement]:
    rule = BY_ID[id_]
    assert isinstance(rule, StackRule)
    return judge_stack(rule, stack, Configuration().options(rule) | dict(options))


def _member(number: int, case: StackCase) -> Member:
    def named(name: str) -> str:
        return f"{number}-{name}"

    resources = [
        replace(
            each,
            name=named(each.name),
            parent=each.parent and named(each.parent),
            refers={property_: [named(name) for name in names] for property_, names in each.refers.items()},
        )
        for each in case.resources
    ]
    case = replace(case, resources=resources)
    return Member(number, case, judged(case))
