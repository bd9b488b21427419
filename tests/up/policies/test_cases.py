"""Every case of every rule on the real engine: what crosses the wire is judged as it is in process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from pack.judging import Judgement
from pack.referee import explained
from pack.rule import AnyRule, Level

from tests.policies.cases import Case, Declared, StackCase
from tests.policies.judged import BY_ID, judged, urn
from tests.policies.test_cases import CASES
from tests.up.policies.analysis import Analysis, Found
from tests.up.policies.state import ROOT, state

pytestmark = pytest.mark.engine

SINGLE = {f"{case.rule}-{at}": case for at, case in enumerate(CASES) if isinstance(case, Case)}
WHOLE = [case for case in CASES if isinstance(case, StackCase)]


@dataclass(frozen=True)
class Run:
    """Cases that the engine judges at once: every rule has one set of options."""

    options: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    def resources(self) -> list[Declared]:
        return [
            Declared(type=case.type, name=name, props=case.props, protect=case.protect)
            for name, case in self.cases.items()
        ]


def runs(cases: Mapping[str, Case]) -> list[Run]:
    """All cases in as few runs as their options allow."""
    made: list[Run] = []
    for name, case in cases.items():
        fits = (run for run in made if run.options.get(case.rule, case.options) == case.options)
        run = next(fits, None)
        if run is None:
            made.append(run := Run())
        run.options[case.rule] = case.options
        run.cases[name] = case
    return made


@pytest.fixture(scope="module")
def single(analysis: Analysis) -> list[Found]:
    """What the engine finds in all cases about single resources."""
    return [found for run in runs(SINGLE) for found in analysis.of(state(run.resources()), run.options)]


@pytest.mark.parametrize("name", SINGLE)
def test_a_resource(name: str, single: list[Found]) -> None:
    case = SINGLE[name]
    at = urn(case.type, name)
    found = [each for each in single if (each.rule, each.urn) == (case.rule, at)]
    assert bool(found) == bool(case.says or case.unknown)
    assert found == [told(BY_ID[case.rule], each, at) for each in judged(case)]


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case.rule)
def test_a_stack(case: StackCase, analysis: Analysis) -> None:
    found = [
        each
        for each in analysis.of(state(case.resources), {case.rule: case.options})
        if each.rule == case.rule
    ]
    assert bool(found) == bool(case.says or case.unknown)
    assert found == [told(BY_ID[case.rule], each, each.urn or ROOT) for each in judged(case)]


def told(rule: AnyRule, judgement: Judgement, at: str) -> Found:
    """What the engine must report of a judgement."""
    unknown = f"not judged in preview: {judgement.unknown} is known to `up` only."
    text = explained(rule, judgement.breach) if judgement.breach else unknown
    level = rule.level if judgement.breach else Level.ADVISORY
    return Found(rule.id, at, level.value, f"{rule.finding}\n{text}")
