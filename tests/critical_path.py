"""How long a first `up` must take: the longest chain of resources that wait for each other.

Computed from a recording of the program and the typical times of localaws/latency.py. A rehearsal with
`--latency-scale` runs the same thing on the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from localaws.latency import seconds
from tests.recorder import Recorder


@dataclass(frozen=True)
class Step:
    """One resource of a chain."""

    label: str
    """Type::name."""
    seconds: float


def critical_path(recorder: Recorder) -> list[Step]:
    """The longest chain, in the order of creation."""
    needs = {f"{each.type}::{each.name}": each.dependencies for each in recorder.registrations}
    alone = _alone(recorder)
    ends: dict[str, float] = {}
    for label in needs:
        _finish(label, needs, alone, ends)
    path: list[Step] = []
    label = max(ends, key=lambda each: ends[each])
    while label:
        path.append(Step(label, alone[label]))
        before = [each for each in needs[label] if each in ends]
        label = max(before, key=lambda each: ends[each], default="")
    return path[::-1]


def slowest(recorder: Recorder) -> Step:
    """The resource that takes longest by itself."""
    return max((Step(*each) for each in _alone(recorder).items()), key=lambda step: step.seconds)


def total(path: list[Step]) -> float:
    """Seconds of a chain."""
    return sum(step.seconds for step in path)


def _alone(recorder: Recorder) -> dict[str, float]:
    """What each resource takes by itself; components and random values take nothing."""
    return {
        f"{each.type}::{each.name}": seconds(each.type, each.inputs) if each.type.startswith("aws:") else 0.0
        for each in recorder.registrations
    }


def _finish(
    label: str,
    needs: Mapping[str, frozenset[str]],
    alone: Mapping[str, float],
    ends: dict[str, float],
) -> float:
    """When a resource stands, seconds after the start."""
    if label not in ends:
        before = (_finish(each, needs, alone, ends) for each in needs[label] if each in needs)
        ends[label] = max(before, default=0.0) + alone[label]
    return ends[label]
