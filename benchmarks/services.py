"""What one more pair of services costs: preview with 1, 4, 16 and 64 pairs, first up
with 1, 4 and 16; constant is the aim.

The engine writes its whole state after each step, so its own part of an up grows with the square of the
resources. The last columns are of ups that write it once, at the end: what is left is the program, the
protocol and the embedded AWS.
"""

from collections.abc import Sequence

from benchmarks.bed import QUIET, REPOSITORY, Bed, Program, bed
from benchmarks.tables import show

COUNTS = (1, 4, 16, 64)
ROUNDS = 2
"""Previews; the fastest counts."""
LARGEST_UP = 16
"""Pairs; 64 are previewed only. The groups of load balancer and endpoints take a rule for each service, and
AWS allows 60 a group unless asked for more.
Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups"""

_SOURCE = """\
import gc

gc.disable()  # as the program of this repository does

import sys

sys.path.insert(0, {repository!r})

from benchmarks.pairs import build

build({pairs})
"""


def run() -> None:
    """Prints the table."""
    with bed() as place:
        bare, count = _measured(place, 0)
        rows = [row(0, count, bare, bare)]
        for pairs in COUNTS:
            took, count = _measured(place, pairs)
            rows.append(row(pairs, count, took, bare))
    show(
        "Pairs of a backend and a frontend: seconds each, above the same program without services",
        ("pairs", "resources", "preview", "each", "first up", "each", "up, state written once", "each"),
        rows,
    )


def _measured(place: Bed, pairs: int) -> tuple[list[float | None], int | None]:
    """Seconds of preview, up and the up that writes its state once; and how many resources there are.
    What is not run is None."""
    program = _program(place, pairs, "")
    preview = program.best(ROUNDS, "preview")
    if pairs > LARGEST_UP:
        return [preview, None, None], None
    quick = _program(place, pairs, "-quick").changed({"PULUMI_SKIP_CHECKPOINTS": "true"})
    return [preview, program.run("up", *QUIET), quick.run("up", *QUIET)], program.resources()


def _program(place: Bed, pairs: int, suffix: str) -> Program:
    source = _SOURCE.format(repository=str(REPOSITORY), pairs=pairs)
    return place.program(source, f"pairs-{pairs}{suffix}")


def row(
    pairs: int, resources: int | None, took: Sequence[float | None], bare: Sequence[float | None]
) -> tuple[str, ...]:
    """The line of a number of pairs: each time, and each pair's part of it."""
    cells = [
        cell
        for seconds, floor in zip(took, bare, strict=True)
        for cell in (_cell(seconds), _each(pairs, seconds, floor))
    ]
    return (str(pairs), "" if resources is None else str(resources), *cells)


def _cell(seconds: float | None) -> str:
    return "not run" if seconds is None else f"{seconds:.1f}"


def _each(pairs: int, seconds: float | None, floor: float | None) -> str:
    if not pairs or seconds is None or floor is None:
        return ""
    return f"{(seconds - floor) / pairs:.2f}"
