"""Cases about whole stacks, put together into few stacks in which none disturbs another."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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

    @property
    def urns(self) -> set[str]:
        """What its rule can name: the case's resources, and the stack."""
        return {each.urn for each in stack_of(self.case).resources} | {""}

    def undisturbed(self, stack: Stack) -> bool:
        """Whether its rule still says the same of it where there is more."""
        rule = BY_ID[self.case.rule]
        assert isinstance(rule, StackRule)
        options = {name: option.default for name, option in rule.options.items()} | dict(self.case.options)
        return [each for each in judge_stack(rule, stack, options) if each.urn in self.urns] == self.alone


@dataclass(frozen=True)
class Group:
    """Cases of different rules: each rule has one set of options."""

    members: list[Member] = field(default_factory=list)

    @property
    def resources(self) -> list[Declared]:
        """Those of all its cases."""
        return [resource for member in self.members for resource in member.case.resources]

    def takes(self, member: Member) -> bool:
        """Whether all are undisturbed with one more."""
        if any(member.case.rule == each.case.rule for each in self.members):
            return False
        whole = Group([*self.members, member])
        stack = stack_of(StackCase(rule="", resources=whole.resources))
        return all(each.undisturbed(stack) for each in whole.members)


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
