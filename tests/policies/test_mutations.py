"""Every way to break the production program is caught by the very rule that it breaks."""

import importlib
import pkgutil
from collections.abc import Callable

import pytest

from tests.policies import mutations
from tests.policies.mutated import mutants
from tests.policies.mutations import ABSENT, Mutation, Unbroken
from tests.policies.summary import CAUGHT, TRIED

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
