"""The production program with one property of one resource broken, in front of the rule that must see it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from pack import files
from pack.judging import judge, judge_stack
from pack.marks import UNKNOWNS
from pack.rule import Rule, StackRule, Subject
from pack.stack import Resource, Stack
from pack.values import Props
from rules.catalogue import RULES

from tests.policies.judged import BY_ID, TODAY, program
from tests.policies.mutations import Mutation
from tests.policies.paths import changes
from tests.programs import ROOT

CONFIGURATION = files.referee(ROOT / "policies", RULES, TODAY).configuration
"""As a preview of the project has it."""


@dataclass(frozen=True)
class Mutant:
    """The production program with one change."""

    rule: str
    """Id of the rule that must see it."""
    before: Resource
    after: Resource | None
    """None where the resource is taken away."""

    @property
    def stack(self) -> Stack:
        """All resources, the changed one in the place of the former."""
        whole = program("prod")
        changed = (self.after if each is self.before else each for each in whole.resources)
        return Stack(tuple(each for each in changed if each), whole.name)

    @property
    def caught(self) -> bool:
        """Whether the rule says of it what it does not say of the program."""
        rule = BY_ID[self.rule]
        if isinstance(rule, StackRule):
            return not breaches(rule, self.stack) <= _before(rule.id)
        assert isinstance(rule, Rule)
        assert self.after, "a rule on single resources says nothing of one that is taken away"
        return not resource_breaches(rule, self.after) <= _before(rule.id, self.before.urn)


def mutants(mutation: Mutation) -> Iterator[Mutant]:
    """The program broken in one way, at every place where it can be."""
    named = [each for each in program("prod").all(mutation.type) if fnmatchcase(each.name, mutation.name)]
    for resource in named:
        if mutation.path:
            trees = changes(resource.props._values, mutation.path, mutation.value)
            yield from (Mutant(mutation.rule, resource, _with(resource, tree)) for tree in trees)
        else:
            yield Mutant(mutation.rule, resource, None)


def breaches(rule: StackRule, stack: Stack) -> set[tuple[str, str]]:
    """What a rule finds in a stack: resources and sentences."""
    judgements = judge_stack(rule, stack, CONFIGURATION.options(rule))
    return {(each.urn, each.breach) for each in judgements if each.breach}


def resource_breaches(rule: Rule, resource: Resource) -> set[tuple[str, str]]:
    """What a rule finds in a resource."""
    options = CONFIGURATION.options(rule)
    subject = Subject(resource.type, resource.name, resource.props, resource.protect, options)
    return {(each.urn, each.breach) for each in judge(rule, subject, resource.urn) if each.breach}


@cache
def _before(rule: str, urn: str = "") -> set[tuple[str, str]]:
    """What a rule finds in the program as it is, or in one resource of it."""
    found, whole = BY_ID[rule], program("prod")
    if isinstance(found, StackRule):
        return breaches(found, whole)
    resource = whole.get(urn)
    assert isinstance(found, Rule)
    assert resource
    return resource_breaches(found, resource)


def _with(resource: Resource, tree: dict[str, Any]) -> Resource:
    """A property that has become a plain value is no longer made from other resources."""
    links = {name: urns for name, urns in resource.links.items() if _unknown(tree.get(name))}
    return replace(resource, props=Props(tree), links=links)


def _unknown(value: Any) -> bool:
    return any(mark in str(value) for mark in UNKNOWNS)
