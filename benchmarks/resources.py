"""What one more resource costs: preview and up of 60, 250 and 500 resources; constant is the aim.

Random ids stand beside log groups: they need no AWS, so they show what engine, SDK and protocol cost alone.
In a first up the engine writes its whole state after each step: that part grows with the resources.
"""

from benchmarks.bed import QUIET, Bed, bed
from benchmarks.tables import show

COUNTS = (60, 250, 500)

KINDS = {
    "random id": 'import pulumi_random as r\n\ndef make(n): r.RandomId(f"id-{n}", byte_length=4)\n',
    "log group": (
        "import pulumi_aws as aws\naws.cloudwatch.LogGroup\n\n"
        'def make(n): aws.cloudwatch.LogGroup(f"group-{n}", retention_in_days=7)\n'
    ),
}
"""Name -> a program's start: the imports, and how the n-th resource is made."""


def run() -> None:
    """Prints the table."""
    with bed() as place:
        rows = [row for kind in KINDS for row in _rows(place, kind)]
    show(
        "Cost of a resource: milliseconds each, above the same program without resources",
        ("kind", "resources", "preview s", "ms each", "up s", "ms each", "second up s", "ms each"),
        rows,
    )


def _rows(place: Bed, kind: str) -> list[tuple[str, ...]]:
    name = kind.replace(" ", "-")
    floor = place.program(KINDS[kind], f"{name}-0").best(3, "preview")
    return [_row(place, kind, name, count, floor) for count in COUNTS]


def _row(place: Bed, kind: str, name: str, count: int, floor: float) -> tuple[str, ...]:
    source = f"{KINDS[kind]}\nfor number in range({count}):\n    make(number)\n"
    program = place.program(source, f"{name}-{count}")
    figures = [program.best(2, "preview"), program.run("up", *QUIET), program.best(2, "up", *QUIET)]
    cells = [cell for took in figures for cell in (f"{took:.2f}", f"{(took - floor) / count * 1000:.1f}")]
    return (kind, str(count), *cells)
