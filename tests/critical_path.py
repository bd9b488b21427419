"""How long a first `up` must take: the longest chain of resources that wait for each other.

Computed from a recording of the program and the typical times of localaws/latency.py. A rehearsal with
`--latency-scale` runs the same thing on the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from localaws.latency import CREATE, QUICK
from tests.recorder import Recorder


@dataclass(frozen=True)
class Step:
    """One resource of a chain."""

    label: str
    """Type::name."""
    seconds: float


def seconds(label: str) -> float:
    """What a resource takes by itself; components and random values take nothing."""
    kind = label.partition("::")[0] if not label.startswith("aws:") else label.rpartition("::")[0]
    return CREATE.get(kind, QUICK) if label.startswith("aws:") else 0.0


def critical_path(recorder: Recorder) -> list[Step]:
    """The longest chain, in the order of creation."""
    needs = {f"{each.type}::{each.name}": each.dependencies for each in recorder.registrations}
    ends: dict[str, float] = {}
    for label in needs:
        _finish(label, needs, ends)
    path: list[Step] = []
    label = max(ends, key=lambda each: ends[each])
    while label:
        path.append(Step(label, seconds(label)))
        before = [each for each in needs[label] if each in ends]
        label = max(before, key=lambda each: ends[each], default="")
    return path[::-1]


def slowest(recorder: Recorder) -> Step:
    """The resource that takes longest by itself."""
    labels = [f"{each.type}::{each.name}" for each in recorder.registrations]
    return max((Step(label, seconds(label)) for label in labels), key=lambda step: step.seconds)


def total(path: list[Step]) -> float:
    """Seconds of a chain."""
    return sum(step.seconds for step in path)


def _finish(label: str, needs: Mapping[str, frozenset[str]], ends: dict[str, float]) -> float:
    """When a resource stands, seconds after the start."""
    if label not in ends:
        starts = max((_finish(each, needs, ends) for each in needs[label] if each in needs), default=0.0)
        ends[label] = starts + seconds(label)
    return ends[label]
