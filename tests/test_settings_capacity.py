"""Capacity: what hosts and Fargate hold, and the settings that ask for more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from settings.fargate import SIZES, is_size, nearest
from settings.hosts import HOSTS, Room, fewest_hosts, left_after_zone_loss, unplaced, with_spare_zone
from settings.load import parse
from settings.rules.capacity import loads
from tests.test_settings import NEEDED, complaint

C7G = "a c7g.large has 2048 CPU units, 3430 MiB and 2 network interfaces"
TASKS = "a backend task takes 2048, 2048 and 1, a frontend task takes 1024, 1024 and 1"


def test_the_numbers_of_production_fit() -> None:
    """Eight c7g.large: with a zone lost, five stay, and hold 3 backend and 4 frontend tasks exactly."""
    settings = parse(NEEDED)
    assert [(load.tasks, load.hosts, load.hosts_key) for load in loads(settings)] == [
        ({"backend": 3, "frontend": 4}, 5, "clusterMinHosts"),
        ({"backend": 10, "frontend": 15}, 18, "clusterMaxHosts"),
        ({"backend": 6, "frontend": 8}, 18, "clusterMaxHosts"),
    ]
    backend, frontend = Room(2048, 2048), Room(1024, 1024)
    host = HOSTS["c7g.large"]
    assert fewest_hosts([backend] * 3 + [frontend] * 4, host) == 5
    assert fewest_hosts([backend] * 10 + [frontend] * 15, host) == 18


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"clusterInstanceType": "c5.large"},
            f"clusterInstanceType is c5.large; allowed: {', '.join(sorted(HOSTS))}.\n"
            "    pulumi config set clusterInstanceType c7g.large",
        ),
        (
            {"clusterInstanceType": "t4g.small"},
            "A backend task needs 2048 CPU units and 2048 MiB; a t4g.small has 2048 and 1587 for tasks.\n"
            "    pulumi config set clusterInstanceType t4g.medium",
        ),
        (
            {"backendCpu": "20000"},
            "A backend task needs 20000 CPU units and 2048 MiB; a c7g.large has 2048 and 3430 for tasks.\n"
            "    pulumi config set backendCpu 2048",
        ),
        (
            {"frontendMemory": "500000"},
            "A frontend task needs 1024 CPU units and 500000 MiB; a c7g.large has 2048 and 3430 for tasks.\n"
            "    pulumi config set frontendMemory 3430",
        ),
        (
            {"clusterMinHosts": "7"},
            "3 backend and 4 frontend tasks need a place; the 4 hosts left when a zone is lost hold 5 of "
            f"them: {C7G}, {TASKS}.\n"
            "    pulumi config set clusterMinHosts 8",
        ),
        (
            {"clusterMaxHosts": "17"},
            "10 backend and 15 frontend tasks need a place; the 17 hosts hold 24 of them: "
            f"{C7G}, {TASKS}.\n"
            "    pulumi config set clusterMaxHosts 18",
        ),
        (
            {
                "clusterMinHosts": "8",
                "clusterMaxHosts": "9",
                "backendMaxTasks": "3",
                "frontendMaxTasks": "4",
            },
            "6 backend and 8 frontend tasks need a place; in a deployment the 9 hosts hold 12 of them: "
            f"{C7G}, {TASKS}.\n"
            "    pulumi config set clusterMaxHosts 10",
        ),
        (
            {"backendMinTasks": "12", "clusterMinHosts": "100", "clusterMaxHosts": "100"},
            "backendMaxTasks is 10; allowed: backendMinTasks (12) or more.\n"
            "    pulumi config set backendMaxTasks 12",
        ),
        (
            {"frontendMinTasks": "2"},
            "frontendMinTasks is 2; production needs 3 or more: one in each zone.\n"
            "    pulumi config set frontendMinTasks 3",
        ),
        (
            {"frontendCacheSize": "513"},
            "frontendCacheSize is 513; allowed: half of frontendMemory (512) or less.\n"
            "    pulumi config set frontendCacheSize 512",
        ),
        (
            {"backendSchedules": '["night rate(1 day) 2 3", "day cron(0 7 ? * MON-FRI *) 11 12"]'},
            "backendSchedules has 'day cron(0 7 ? * MON-FRI *) 11 12'; allowed: a minimum up to its maximum, "
            "and that up to backendMaxTasks (10).\n"
            "    pulumi config set --path 'backendSchedules[0]' 'night rate(1 day) 2 3' && "
            "pulumi config set --path 'backendSchedules[1]' 'day cron(0 7 ? * MON-FRI *) 10 10'",
        ),
        (
            {"backendSchedules": '["day at 7 o\'clock 3 4"]'},
            'backendSchedules is ["day at 7 o\'clock 3 4"]; allowed: a name, an expression of AWS, and the '
            "minimum and maximum of tasks from then on.\n"
            "    pulumi config set --path 'backendSchedules[0]' 'morning cron(0 7 ? * MON-FRI *) 6 10'",
        ),
        (
            {"clusterCompute": "fargate", "frontendMemory": "2048"},
            "A backend task has 2048 CPU units and 2048 MiB, no size that Fargate has; the nearest is "
            "2048 and 4096.\n"
            "    pulumi config set backendMemory 4096",
        ),
        (
            {
                "clusterCompute": "fargate-spot",
                "backendMemory": "4096",
                "frontendCpu": "700",
                "frontendMemory": "9000",
            },
            "A frontend task has 700 CPU units and 9000 MiB, no size that Fargate has; the nearest is "
            "2048 and 9216.\n"
            "    pulumi config set frontendCpu 2048 && pulumi config set frontendMemory 9216",
        ),
    ],
)
def test_settings_that_do_not_fit(changes: dict[str, str], sentence: str) -> None:
    assert complaint(**changes) == f"1 setting needs a change:\n  {sentence}"


def test_network_interfaces_are_counted() -> None:
    """Small tasks: CPU and memory would hold eight on a host, its interfaces two."""
    small = {f"{name}{size}": "256" for name in ("backend", "frontend") for size in ("Cpu", "Memory")}
    found = complaint(**small, backendMinTasks="7")
    assert (
        "7 backend and 4 frontend tasks need a place; the 5 hosts left when a zone is lost hold 10" in found
    )


def test_hosts_do_not_count_on_fargate() -> None:
    parse(
        NEEDED
        | {"clusterCompute": "fargate", "clusterInstanceType": "c5.large", "clusterMinHosts": "1"}
        | {"backendMemory": "4096", "frontendMemory": "2048"}
    )


def test_outside_production_a_service_may_be_in_one_zone() -> None:
    parse(NEEDED | {"production": "false", "frontendMinTasks": "1"})


# Fargate


def test_fargate_has_the_sizes_that_aws_lists() -> None:
    """Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"""
    assert {cpu: (min(sizes), max(sizes), len(sizes)) for cpu, sizes in SIZES.items()} == {
        256: (512, 2048, 3),
        512: (1024, 4096, 4),
        1024: (2048, 8192, 7),
        2048: (4096, 16384, 13),
        4096: (8192, 30720, 23),
        8192: (16384, 61440, 12),
        16384: (32768, 122880, 12),
    }


@given(st.integers(1, 16384), st.integers(1, 122880))
def test_the_nearest_size_has_enough_and_nothing_smaller_does(cpu: int, memory: int) -> None:
    units, mib = nearest(cpu, memory)
    assert is_size(units, mib)
    assert units >= cpu
    assert mib >= memory
    sizes = [(other, size) for other, choices in SIZES.items() for size in choices]
    assert not [size for size in sizes if size < (units, mib) and size[0] >= cpu and size[1] >= memory]


def test_above_all_sizes_the_largest_is_the_nearest() -> None:
    assert nearest(20000, 1) == nearest(1, 200000) == (16384, 122880)


# Hosts


def test_a_host_s_room() -> None:
    assert HOSTS["c7g.large"] == Room(cpu=2048, memory=3430, interfaces=2)
    assert HOSTS["m7g.xlarge"] == Room(cpu=4096, memory=14489, interfaces=3)


@given(st.integers(1, 1000), st.integers(1, 8))
def test_losing_a_zone_of_hosts_spread_evenly(hosts: int, zones: int) -> None:
    spread = [len(range(zone, hosts, zones)) for zone in range(zones)]
    assert left_after_zone_loss(hosts, zones) == hosts - max(spread)


@given(st.integers(1, 200), st.integers(2, 8))
def test_hosts_that_leave_enough_when_a_zone_goes(needed: int, zones: int) -> None:
    total = with_spare_zone(needed, zones)
    assert left_after_zone_loss(total, zones) >= needed > left_after_zone_loss(total - 1, zones)


rooms = st.builds(Room, st.integers(1, 16), st.integers(1, 16), st.just(1))
HOST = Room(cpu=16, memory=16, interfaces=3)


def placed_one_by_one(tasks: list[Room], hosts: int) -> int:
    """How many tasks find a place when each, the largest first, goes to the first host that has room."""
    free = [HOST] * hosts
    placed = 0
    for task in sorted(tasks, key=lambda task: (task.cpu, task.memory), reverse=True):
        first = next((at for at, room in enumerate(free) if room.holds(task)), None)
        if first is not None:
            room = free[first]
            free[first] = replace(
                room,
                cpu=room.cpu - task.cpu,
                memory=room.memory - task.memory,
                interfaces=room.interfaces - 1,
            )
            placed += 1
    return placed


@given(st.lists(rooms, max_size=12), st.integers(0, 6))
def test_tasks_are_placed_the_largest_first_wherever_there_is_room(tasks: list[Room], hosts: int) -> None:
    assert unplaced(tasks, HOST, hosts) == len(tasks) - placed_one_by_one(tasks, hosts)


def test_large_tasks_are_placed_first() -> None:
    tasks = [Room(cpu, 1) for cpu in (3, 3, 7, 7)]
    assert unplaced(tasks, Room(10, 10, 9), 2) == 0


@given(st.lists(rooms, min_size=1, max_size=12))
def test_the_fewest_hosts(tasks: list[Room]) -> None:
    fewest = fewest_hosts(tasks, HOST)
    assert unplaced(tasks, HOST, fewest) == 0 < unplaced(tasks, HOST, fewest - 1)
