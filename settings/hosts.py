"""What an EC2 host can hold, and whether a set of tasks fits on some hosts. Pure arithmetic."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MEMORY_USABLE = 0.9
"""Share of the nominal memory that tasks may count on. The agent registers what the kernel leaves: 7,985 of
8,192 MiB in AWS's example. Small hosts lose a larger share, so a tenth is kept back.
Source: https://docs.aws.amazon.com/batch/latest/userguide/memory-management.html"""

MEMORY_RESERVED_MIB = 256
"""Memory the hosts keep for the agent (ECS_RESERVED_MEMORY in components/host.py)."""


@dataclass(frozen=True)
class Room:
    """CPU units, MiB and network interfaces: of a host, free; of a task, needed."""

    cpu: int
    memory: int
    interfaces: int = 1

    def holds(self, task: "Room") -> bool:
        """Whether the task fits in what is free."""
        return self.count(task) > 0

    def count(self, task: "Room") -> int:
        """How many tasks of a kind fit in what is free."""
        return min(self.cpu // task.cpu, self.memory // task.memory, self.interfaces // task.interfaces)

    def less(self, task: "Room", count: int) -> "Room":
        """What is left with so many tasks of a kind placed."""
        return Room(
            self.cpu - count * task.cpu,
            self.memory - count * task.memory,
            self.interfaces - count * task.interfaces,
        )


def _host(vcpus: int, gib: int, interfaces: int) -> Room:
    # A task in awsvpc mode takes an interface of its own; the first one is the host's.
    usable = int(gib * 1024 * MEMORY_USABLE) - MEMORY_RESERVED_MIB
    return Room(cpu=vcpus * 1024, memory=usable, interfaces=interfaces - 1)


def _family(name: str, gib_per_vcpu: int, sizes: Sequence[tuple[str, int, int]]) -> dict[str, Room]:
    return {f"{name}.{size}": _host(vcpus, vcpus * gib_per_vcpu, enis) for size, vcpus, enis in sizes}


_SIZES = (("medium", 1, 2), ("large", 2, 3), ("xlarge", 4, 4), ("2xlarge", 8, 4), ("4xlarge", 16, 8))
"""Size, vCPUs, network interfaces.
Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html and co.html, mo.html"""

HOSTS: dict[str, Room] = {
    "t4g.small": _host(2, 2, 3),
    "t4g.medium": _host(2, 4, 3),
    "t4g.large": _host(2, 8, 3),
    **_family("c7g", 2, _SIZES),
    **_family("c8g", 2, _SIZES),
    **_family("m7g", 4, _SIZES),
    **_family("m8g", 4, _SIZES),
    **_family("r7g", 8, _SIZES),
}
"""Graviton types whose sizes are known here, and the room each has for tasks."""


def left_after_zone_loss(hosts: int, zones: int) -> int:
    """Hosts that stay when the zone with the most goes; the Auto Scaling group spreads them evenly."""
    return hosts - -(-hosts // zones)


def with_spare_zone(hosts: int, zones: int) -> int:
    """The fewest hosts that leave so many when a zone goes."""
    return next(total for total in range(hosts, 2 * hosts + 2) if left_after_zone_loss(total, zones) >= hosts)


def fewest_hosts(tasks: Sequence[Room], host: Room) -> int:
    """The fewest equal hosts that hold the tasks. Each task fits an empty host, so one for each would do."""
    counts = range(1, len(tasks) + 1)
    return counts[bisect_left(counts, True, key=lambda hosts: not unplaced(tasks, host, hosts))]


def unplaced(tasks: Sequence[Room], host: Room, hosts: int) -> int:
    """How many tasks find no place on equal, empty hosts, filled one by one, the largest task first
    (first-fit decreasing)."""
    kinds = Counter(sorted(tasks, key=lambda task: (task.cpu, task.memory), reverse=True))
    for _ in range(hosts):
        free = host
        for kind in kinds:
            placed = min(kinds[kind], free.count(kind))
            kinds[kind] -= placed
            free = free.less(kind, placed)
    return kinds.total()
