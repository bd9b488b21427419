"""Every case of every rule on the real engine: what crosses the wire is judged as it is in process."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from pack.judging import Judgement
from pack.referee import explained
from pack.run_rules import UNJUDGED

from tests.policies.cases import AnyCase, Case, Declared, StackCase
from tests.policies.judged import BY_ID, judged, urn
from tests.policies.test_cases import CASES
from tests.up.policies.analysis import Analysis, Found
from tests.up.policies.grouping import Member, groups
from tests.up.policies.state import ROOT, state

pytestmark = pytest.mark.engine

SINGLE = {f"{case.rule}-{at}": case for at, case in enumerate(CASES) if isinstance(case, Case)}
WHOLE = [case for case in CASES if isinstance(case, StackCase)]


@dataclass(frozen=True)
class Run:
    """Cases about single resources that the engine judges at once: each rule has one set of options."""

    options: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    @property
    def resources(self) -> list[Declared]:
        """One for each case."""
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
    return [found for run in runs(SINGLE) for found in analysis.of(state(run.resources), run.options)]


@pytest.mark.parametrize("name", SINGLE)
def test_a_resource(name: str, single: list[Found]) -> None:
    case = SINGLE[name]
    at = urn(case.type, name)
    compare(case, [each for each in single if (each.rule, each.urn) == (case.rule, at)], judged(case), at)


@pytest.fixture(scope="module")
def whole(analysis: Analysis) -> dict[int, tuple[Member, list[Found]]]:
    """What the engine finds in all cases about whole stacks, by their numbers."""
    made: dict[int, tuple[Member, list[Found]]] = {}
    for group in groups(WHOLE):
        found = analysis.of(state(group.resources), group.options)
        made |= {each.number: (each, found) for each in group.members}
    return made


@pytest.mark.parametrize("number", range(len(WHOLE)), ids=lambda number: f"{WHOLE[number].rule}-{number}")
def test_a_stack(number: int, whole: Mapping[int, tuple[Member, list[Found]]]) -> None:
    member, found = whole[number]
    urns = {each or ROOT for each in member.urns}
    own = [each for each in found if each.rule == member.case.rule and each.urn in urns]
    compare(member.case, own, member.alone, ROOT)


def compare(case: AnyCase, found: Iterable[Found], judgements: Iterable[Judgement], at: str) -> None:
    """The engine must report all that is found in process, in the same words and order, and nothing else."""
    told = [each for each in judgements if each.breach or each.unknown]
    assert bool(told) == bool(case.says or case.unknown)
    assert found == [_reported(case, each, at) for each in told]


def _reported(case: AnyCase, judgement: Judgement, at: str) -> Found:
    rule = BY_ID[case.rule]
    where = judgement.urn if isinstance(case, StackCase) and judgement.urn else at
    if judgement.breach:
        return Found(rule.id, where, rule.level.value, f"{rule.finding}\n{explained(rule, judgement.breach)}")
    text = f"not judged in preview: {judgement.unknown} is known to `up` only."
    return Found(rule.id, where, UNJUDGED.level.value, f"{UNJUDGED.finding}\n{text}")
