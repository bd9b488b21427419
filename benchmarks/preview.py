"""What a preview costs: an empty program (the floor is the engine) against ours.

The largest single part of ours is to import what the program uses, so that is taken alone too.
"""

import ast

from benchmarks.bed import QUIET, REPOSITORY, Bed, bed, python
from benchmarks.tables import show

ROUNDS = 4

EMPTY = "empty program: preview"
IMPORTS = "Python alone: our program's imports"


def run() -> None:
    """Prints the table."""
    with bed() as place:
        took = _took(place)
    empty, imported = took[EMPTY], took[IMPORTS]
    show(
        f"Preview and up, seconds: the fastest of {ROUNDS}, first up: of 1",
        ("what", "seconds", "times the empty preview", "times the imports"),
        [
            (name, f"{each:.2f}", f"{each / empty:.1f}", f"{each / imported:.1f}")
            for name, each in took.items()
        ],
    )


def _took(place: Bed) -> dict[str, float]:
    """Operation -> seconds, in the order of the table."""
    empty, ours = place.program("", "empty"), place.ours("prod")
    found = imports((REPOSITORY / "__main__.py").read_text())
    return {
        EMPTY: empty.best(ROUNDS, "preview"),
        IMPORTS: _best(f"import gc; gc.disable()\n{found}"),
        f"{IMPORTS}, collecting garbage": _best(found),
        "our prod stack: preview of an empty stack": ours.best(ROUNDS, "preview"),
        "our prod stack: first up": ours.run("up", *QUIET),
        "our prod stack: second up, nothing changed": ours.best(ROUNDS, "up", *QUIET),
        "our prod stack: preview, nothing changed": ours.best(ROUNDS, "preview"),
    }


def _best(code: str) -> float:
    return min(python(code) for _ in range(ROUNDS))


def imports(source: str) -> str:
    """The import statements of a program, without the rest of it."""
    statements = ast.parse(source).body
    return "\n".join(
        ast.unparse(each) for each in statements if isinstance(each, ast.Import | ast.ImportFrom)
    )
