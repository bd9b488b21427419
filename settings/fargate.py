"""The sizes of tasks that Fargate has. Pure arithmetic."""

from collections.abc import Sequence

SIZES: dict[int, Sequence[int]] = {
    256: (512, 1024, 2048),
    512: range(1024, 4096 + 1, 1024),
    1024: range(2048, 8192 + 1, 1024),
    2048: range(4096, 16384 + 1, 1024),
    4096: range(8192, 30720 + 1, 1024),
    8192: range(16384, 61440 + 1, 4096),
    16384: range(32768, 122880 + 1, 8192),
}
"""MiB a task may have, by its CPU units.
Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size"""


def is_size(cpu: int, memory: int) -> bool:
    """Whether Fargate has tasks of this size."""
    return memory in SIZES.get(cpu, ())


def nearest(cpu: int, memory: int) -> tuple[int, int]:
    """The smallest size that has as much CPU and memory; the largest of all where none has."""
    fitting = [
        (units, mib) for units, choices in SIZES.items() if units >= cpu for mib in choices if mib >= memory
    ]
    return min(fitting, default=(16384, 122880))
