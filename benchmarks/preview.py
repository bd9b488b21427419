"""What a preview costs: an empty program (the floor is the engine) against ours, also with policies."""

from benchmarks.bed import QUIET, REPOSITORY, Bed, bed, python
from benchmarks.tables import show

ROUNDS = 5
IMPORTS = "import components.backend, components.cluster, components.load_balancer, settings"
UNCOLLECTED = f"import gc; gc.disable(); {IMPORTS}"


def run() -> None:
    """Prints the table."""
    with bed() as place:
        rows = list(_rows(place))
    floor = rows[0][1]
    show(
        f"Preview and up, seconds, the fastest of {ROUNDS} (ups: of 1, then of {ROUNDS})",
        ("what", "seconds", "times the empty preview"),
        [(name, f"{took:.2f}", f"{took / floor:.1f}") for name, took in rows],
    )


def _rows(place: Bed) -> list[tuple[str, float]]:
    empty, ours = place.program("", "empty"), place.ours("prod")
    pack = ("--policy-pack", str(REPOSITORY / "policies"))
    return [
        ("empty program: preview", empty.best(ROUNDS, "preview")),
        ("empty program: preview with the policy pack", empty.best(ROUNDS, "preview", *pack)),
        ("Python alone: our imports, with garbage collection", min(python(IMPORTS) for _ in range(ROUNDS))),
        ("Python alone: our imports, without", min(python(UNCOLLECTED) for _ in range(ROUNDS))),
        ("our prod stack: preview of an empty stack", ours.best(ROUNDS, "preview")),
        ("our prod stack: the same with the policy pack", ours.best(ROUNDS, "preview", *pack)),
        ("our prod stack: first up", ours.run("up", *QUIET)),
        ("our prod stack: second up, nothing changed", ours.best(ROUNDS, "up", *QUIET)),
        ("our prod stack: preview, nothing changed", ours.best(ROUNDS, "preview")),
    ]
