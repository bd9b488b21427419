"""Service auto scaling."""

from dataclasses import replace
from typing import Any

import pytest

from components.checks import ArgumentError
from components.scaling import Scaling, Schedule, Target, schedule, targets

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
        ({"out_cooldown": -1}, "Scaling.out_cooldown must be 0 to 3600 (got -1)."),
        ({"in_cooldown": 3601}, "Scaling.in_cooldown must be 0 to 3600 (got 3601)."),
    ],
)
def test_wrong_arguments(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(SCALING, **change)
    assert str(caught.value) == message


def test_a_schedule_is_four_things_in_a_line() -> None:
    assert schedule("morning cron(0 7 ? * MON-FRI *) 6 10") == Schedule(
        name="morning", when="cron(0 7 ? * MON-FRI *)", min_tasks=6, max_tasks=10
    )
    assert schedule("once at(2027-01-01T00:00:00) 0 1").when == "at(2027-01-01T00:00:00)"


@pytest.mark.parametrize(
    "text", ["", "morning", "morning cron(0 7 ? * MON-FRI *) 6", "a b(1) 1 2", "cron(0 7 ? * * *) 6 10"]
)
def test_a_text_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        schedule(text)
    assert str(caught.value).endswith(f"such as morning cron(0 7 ? * MON-FRI *) 6 10 (got {text!r}).")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a rate(1 day) 9 8", "Schedule.min_tasks (9) must not be above Schedule.max_tasks (8)."),
        ("a rate(1 day) 0 0", "Schedule.max_tasks must be 1 to 1000 (got 0)."),
        ("a rate(1 day) 1001 1001", "Schedule.min_tasks must be 0 to 1000 (got 1001)."),
    ],
)
def test_the_bounds_of_a_schedule(text: str, message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        schedule(text)
    assert str(caught.value) == message
