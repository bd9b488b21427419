"""How long a first deployment of our prod stack takes: worked out from AWS's typical times, and run.

The longest chain of resources that wait for each other is set beside the slowest single resource, which no
program can beat. The run takes a share of AWS's times on the real engine: what it needs beyond that share of
the chain is software's, and the engine's bound on how much it does at once.
"""

from benchmarks.bed import QUIET, bed
from benchmarks.tables import show
from localaws import latency
from tests.critical_path import Step, critical_path, slowest, total
from tests.programs import recorded
from tests.recorder import Recorder

SCALE = 0.1
"""Share of AWS's times that the run takes: as much of it as keeps this benchmark under three minutes."""


def run() -> None:
    """Prints the tables."""
    recorder = recorded("prod")
    path, alone = critical_path(recorder), slowest(recorder)
    show(
        "First deployment of our prod stack: the longest chain, seconds by AWS's typical times",
        ("resource", "by itself", "stands after", "times the slowest resource"),
        [*chain(path, alone), _one(alone)],
    )
    show(
        f"The same with {SCALE:.0%} of those times, seconds",
        ("what", "seconds", "times the longest chain"),
        [(name, f"{took:.1f}", f"{took / total(path) / SCALE:.2f}") for name, took in _runs(recorder, path)],
    )


def chain(path: list[Step], alone: Step) -> list[tuple[str, ...]]:
    """Each step, when it is over, and how that compares with the slowest resource."""
    ends = [total(path[: at + 1]) for at in range(len(path))]
    return [
        (step.label, f"{step.seconds:.0f}", f"{end:.0f}", f"{end / alone.seconds:.2f}")
        for step, end in zip(path, ends, strict=True)
    ]


def _one(alone: Step) -> tuple[str, ...]:
    return (f"the slowest resource alone: {alone.label}", f"{alone.seconds:.0f}", "", "1.00")


def _runs(recorder: Recorder, path: list[Step]) -> list[tuple[str, float]]:
    with bed() as place:
        software = place.ours("prod").run("up", *QUIET)
    with bed(SCALE) as place:
        everything = place.ours("prod").run("up", *QUIET)
    return [
        ("computed: all resources, one after the other", one_by_one(recorder) * SCALE),
        ("computed: the longest chain", total(path) * SCALE),
        ("measured: first up without AWS's times", software),
        ("measured: first up with them", everything),
    ]


def one_by_one(recorder: Recorder) -> float:
    """Seconds that all resources take if none is made beside another."""
    return sum(
        latency.seconds(each.type, each.inputs)
        for each in recorder.registrations
        if each.type.startswith("aws:")
    )
