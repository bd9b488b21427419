"""Which properties a rule reads, while it judges the production program."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pack.judging import judge, judge_stack
from pack.rule import AnyRule, PackRule, Rule, Subject
from pack.stack import Stack
from pack.values import Props

from tests.policies.judged import program
from tests.policies.mutated import CONFIGURATION


@dataclass(frozen=True, order=True)
class Read:
    """A property that a rule read."""

    rule: str
    type: str
    path: str
    """As in a mutation: [*] for each element of an array."""


def reads(rule: AnyRule) -> set[Read]:
    """Everything that a rule reads of the production program."""
    if isinstance(rule, PackRule):
        return set()
    found: set[tuple[str, str]] = set()
    tracked = _tracked(program("prod"), found)
    options = CONFIGURATION.options(rule)
    if isinstance(rule, Rule):
        for each in tracked.all(*rule.types):
            judge(rule, Subject(each.type, each.name, each.props, each.protect, options), each.urn)
    else:
        # What a stack reads to know its resources by their identifiers is no reading of the rule's.
        assert tracked._by_identity
        found.clear()
        judge_stack(rule, tracked, options)
    return {Read(rule.id, type_, re.sub(r"\[\d+\]", "[*]", path)) for type_, path in found}


def _tracked(stack: Stack, found: set[tuple[str, str]]) -> Stack:
    def note(type_: str, path: str) -> None:
        found.add((type_, path))

    resources = (
        replace(each, props=_Tracked(each.props._values, partial(note, each.type)))
        for each in stack.resources
    )
    return Stack(tuple(resources), stack.name)


class _Tracked(Props):
    """Properties that tell where they are read."""

    def __init__(self, values: Mapping[str, Any], note: Callable[[str], None], path: str = "") -> None:
        super().__init__(values, path)
        self._note = note

    def __iter__(self) -> Iterator[str]:
        for name in super().__iter__():
            self._note(self.at(name))
            yield name

    def __contains__(self, name: str) -> bool:
        self._note(self.at(name))
        return super().__contains__(name)

    def value(self, name: str) -> Any:
        self._note(self.at(name))
        return super().value(name)

    def _child(self, values: Mapping[str, Any], path: str) -> Props:
        return _Tracked(values, self._note, path)
