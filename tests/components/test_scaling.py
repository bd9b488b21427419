"""Service auto scaling."""

from dataclasses import replace

import pytest

from components.checks import ArgumentError
from components.scaling import Scaling, Target, targets

SCALING = Scaling(min_tasks=3, max_tasks=10, cpu=60, memory=75, requests=30_000)


def test_the_measures() -> None:
    assert targets(SCALING) == (
        Target(suffix="cpu", metric="ECSServiceAverageCPUUtilization", value=60),
        Target(suffix="memory", metric="ECSServiceAverageMemoryUtilization", value=75),
        Target(suffix="requests", metric="ALBRequestCountPerTarget", value=30_000, per_target_group=True),
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"min_tasks": 0}, "Scaling.min_tasks must be 1 to 1000 (got 0)."),
        ({"max_tasks": 2}, "Scaling.min_tasks (3) must not be above Scaling.max_tasks (2)."),
        ({"max_tasks": 1001}, "Scaling.max_tasks must be 1 to 1000 (got 1001)."),
        ({"cpu": 101}, "Scaling.cpu must be 1 to 100 (got 101)."),
        ({"memory": 0}, "Scaling.memory must be 1 to 100 (got 0)."),
        ({"requests": 0}, "Scaling.requests must be 1 to 1000000 (got 0)."),
    ],
)
def test_wrong_arguments(change: dict[str, int], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(SCALING, **change)
    assert str(caught.value) == message
