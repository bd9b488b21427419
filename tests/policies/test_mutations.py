"""Every way to break the production program is caught by the very rule that it breaks."""

import importlib
import pkgutil
from collections.abc import Callable

import pytest
from pack.rule import AnyRule
from rules.catalogue import RULES

from tests.policies import mutations
from tests.policies.mutated import mutants
from tests.policies.mutations import ABSENT, Mutation, Unbroken
from tests.policies.summary import CAUGHT, TRIED
from tests.policies.tracked import Read, reads

MODULES = [
    importlib.import_module(f"{mutations.__name__}.{each.name}")
    for each in pkgutil.iter_modules(mutations.__path__)
]
MUTATIONS: list[Mutation] = [each for module in MODULES for each in module.MUTATIONS]
UNBROKEN: list[Unbroken] = [each for module in MODULES for each in module.UNBROKEN]


def _id(mutation: Mutation) -> str:
    value = "absent" if mutation.value is ABSENT else mutation.value
    return f"{mutation.rule}-{mutation.path or 'resource'}-{value}"[:100]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=_id)
def test_a_broken_program_is_caught(mutation: Mutation, record_property: Callable[[str, int], None]) -> None:
    tried = list(mutants(mutation))
    assert tried, "nothing in the production program can be broken so"
    missed = [mutant.before.name for mutant in tried if not mutant.caught]
    record_property(TRIED, len(tried))
    record_property(CAUGHT, len(tried) - len(missed))
    assert missed == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_property_that_a_rule_reads_is_broken(rule: AnyRule) -> None:
    """Or it cannot break the rule by itself, and somebody says why. What is said in vain goes."""
    left = {read for read in reads(rule) if not any(_about(each, read) for each in MUTATIONS)}
    said = [each for each in UNBROKEN if each.rule == rule.id]
    assert sorted(read for read in left if not any(_about(each, read) for each in said)) == []
    assert [each for each in said if not any(_about(each, read) for read in left)] == []


def _about(said: Mutation | Unbroken, read: Read) -> bool:
    """Whether it speaks of a property, of a part of it, or of what it is a part of."""
    path = said.path.replace("[+]", "[*]")
    same = (said.rule, said.type) == (read.rule, read.type)
    return same and bool(path) and (_within(path, read.path) or _within(read.path, path))


def _within(part: str, whole: str) -> bool:
    return part == whole or part.startswith((f"{whole}.", f"{whole}["))
