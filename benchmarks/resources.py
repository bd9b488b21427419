"""What one more resource costs: preview and up of 60, 250 and 1,000 resources; constant is the aim."""

from benchmarks.bed import QUIET, Bed, bed
from benchmarks.tables import show

COUNTS = (60, 250, 1000)

_SOURCE = """\
import pulumi_aws as aws

for number in range({count}):
    aws.cloudwatch.LogGroup(f"group-{{number}}", retention_in_days=7)
"""
_FLOOR = "import pulumi_aws as aws\naws.cloudwatch.LogGroup\n"


def run() -> None:
    """Prints the table."""
    with bed() as place:
        floor = place.program(_FLOOR, "floor").best(3, "preview")
        rows = [_row(place, count, floor) for count in COUNTS]
    show(
        f"Log groups; a resource's share is what is above the same program without resources ({floor:.2f} s)",
        ("resources", "preview s", "ms each", "up s", "ms each", "second up s", "ms each"),
        rows,
    )


def _row(place: Bed, count: int, floor: float) -> tuple[str, ...]:
    program = place.program(_SOURCE.format(count=count), f"n{count}")
    figures = [program.best(2, "preview"), program.run("up", *QUIET), program.best(2, "up", *QUIET)]
    cells = [cell for took in figures for cell in (f"{took:.2f}", f"{(took - floor) / count * 1000:.1f}")]
    return (str(count), *cells)
