"""What one more pair of services costs: preview and up with 1, 4, 16 and 64 of them; constant is the aim."""

from benchmarks.bed import QUIET, REPOSITORY, Bed, Program, bed
from benchmarks.tables import show

COUNTS = (1, 4, 16, 64)

_SOURCE = """\
import gc

gc.disable()  # as the program of this repository

import sys

sys.path.insert(0, {repository!r})

from benchmarks.pairs import build

build({pairs})
"""


def run() -> None:
    """Prints the table."""
    with bed() as place:
        floor = _program(place, 0)
        none = [floor.best(2, "preview"), floor.run("up", *QUIET), floor.best(2, "up", *QUIET)]
        rows = [_row(0, floor.resources(), none, none)]
        for pairs in COUNTS:
            program = _program(place, pairs)
            took = [program.best(2, "preview"), program.run("up", *QUIET), program.best(2, "up", *QUIET)]
            rows.append(_row(pairs, program.resources(), took, none))
    show(
        "Pairs of a backend and a frontend: seconds each, above the same program without services",
        ("pairs", "resources", "preview s", "s each", "up s", "s each", "second up s", "s each"),
        rows,
    )


def _program(place: Bed, pairs: int) -> Program:
    return place.program(_SOURCE.format(repository=str(REPOSITORY), pairs=pairs), f"pairs-{pairs}")


def _row(pairs: int, resources: int, took: list[float], none: list[float]) -> tuple[str, ...]:
    cells = [f"{seconds:.1f}" for seconds in took]
    each = [f"{(now - floor) / pairs:.2f}" if pairs else "" for now, floor in zip(took, none, strict=True)]
    pass
