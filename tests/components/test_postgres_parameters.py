"""The tuning of PostgreSQL as arithmetic: the delivery document's numbers, and what follows from memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.instance_classes import DATABASES, Size
from components.postgres_constants import Parameter
from components.postgres_parameters import parameters

UNITS = {"": 1, "B": 1, "kB": 2**10, "MB": 2**20, "8kB": 2**13, "ms": 1, "s": 1000}

VALUES = {
    "max_connections": (500, 500, 500),
    "shared_buffers": (131_072, 524_288, 2_097_152),  # pages of 8 kB
    "effective_cache_size": (393_216, 1_572_864, 6_291_456),  # pages of 8 kB
    "work_mem": (4_096, 8_388, 33_554),  # kB
    "maintenance_work_mem": (262_144, 1_048_576, 1_048_576),  # kB
    "wal_buffers": (2_048, 2_048, 2_048),  # pages of 8 kB
    "max_wal_size": (4_096, 16_384, 16_384),  # MB
    "min_wal_size": (1_024, 4_096, 4_096),  # MB
    "checkpoint_timeout": (600, 600, 600),  # seconds
    "max_worker_processes": (16, 16, 24),
    "max_parallel_workers": (8, 8, 16),
    "max_parallel_workers_per_gather": (2, 2, 4),
    "max_parallel_maintenance_workers": (2, 2, 4),
    "autovacuum_max_workers": (3, 4, 8),
}
"""What depends on the class, at 4 GiB with 2 vCPUs, 16 with 4, and 64 with 16."""

sizes = st.sampled_from(sorted(DATABASES.values(), key=lambda size: (size.memory_gib, size.vcpus)))


def tuned(
    memory_gib: int, vcpus: int = 2, max_connections: int = 500, storage_gib: int = 200
) -> dict[str, Parameter]:
    found = parameters(
        memory_gib=memory_gib, vcpus=vcpus, max_connections=max_connections, storage_gib=storage_gib
    )
    assert len({each.name for each in found}) == len(found)
    return {each.name: each for each in found}


def amount(parameter: Parameter) -> int:
    """A value in bytes, in milliseconds, or as it is."""
    return int(parameter.value) * UNITS[parameter.unit]


def test_at_4_gib_they_are_the_delivery_documents_numbers() -> None:
    """Row "Postgres 16": 500 connections, 1 GB shared buffers, 3 GB cache, 8 parallel workers."""
    found = tuned(4)
    assert found["max_connections"].value == "500"
    assert amount(found["shared_buffers"]) == 2**30
    assert amount(found["effective_cache_size"]) == 3 * 2**30
    assert found["max_parallel_workers"].value == "8"


def test_at_1_gib_they_are_its_numbers_for_development() -> None:
    """Row "Postgres 16", development: 200 connections, 256 MB."""
    found = tuned(1, max_connections=200)
    assert found["max_connections"].value == "200"
    assert amount(found["shared_buffers"]) == 256 * 2**20


@pytest.mark.parametrize(("column", "memory_gib", "vcpus"), [(0, 4, 2), (1, 16, 4), (2, 64, 16)])
def test_values_as_rds_takes_them(column: int, memory_gib: int, vcpus: int) -> None:
    found = tuned(memory_gib, vcpus)
    assert {name: int(found[name].value) for name in VALUES} == {
        name: values[column] for name, values in VALUES.items()
    }


@given(sizes, st.integers(25, 5000), st.integers(20, 65536))
def test_memory_is_never_promised_twice(size: Size, connections: int, storage: int) -> None:
    """Shared buffers, the vacuum workers' memory and a sort for each connection fit, wherever work_mem is
    above PostgreSQL's own default."""
    found = tuned(size.memory_gib, size.vcpus, connections, storage)
    memory = size.memory_gib * 2**30
    shared, work = amount(found["shared_buffers"]), amount(found["work_mem"])
    upkeep = amount(found["maintenance_work_mem"]) * int(found["autovacuum_max_workers"].value)
    assert work >= 4 * 2**20
    if work > 4 * 2**20:
        assert shared + work * connections + upkeep <= memory
    assert shared * 4 == memory
    assert amount(found["effective_cache_size"]) == shared * 3


@given(sizes, st.integers(20, 65536))
def test_the_log_of_changes_leaves_the_volume_its_room(size: Size, storage: int) -> None:
    found = tuned(size.memory_gib, size.vcpus, 500, storage)
    largest, least = amount(found["max_wal_size"]), amount(found["min_wal_size"])
    assert 2**30 <= largest <= max(storage * 2**30 // 10, 2**30)
    assert largest // 4 >= least >= 2 * 64 * 2**20  # two of RDS's segments, which PostgreSQL demands


@given(sizes, sizes)
def test_more_memory_never_means_less(one: Size, other: Size) -> None:
    smaller, larger = sorted((one, other), key=lambda size: size.memory_gib)
    before = tuned(smaller.memory_gib, 4)
    after = tuned(larger.memory_gib, 4)
    for name in (
        "shared_buffers",
        "effective_cache_size",
        "work_mem",
        "maintenance_work_mem",
        "max_wal_size",
    ):
        assert amount(after[name]) >= amount(before[name]), name


@given(sizes)
def test_workers_fit_in_their_slots(size: Size) -> None:
    found = tuned(size.memory_gib, size.vcpus)
    workers = int(found["max_parallel_workers"].value)
    assert 8 <= workers < int(found["max_worker_processes"].value)
    assert int(found["max_parallel_workers_per_gather"].value) <= workers


def test_static_parameters_and_rdss_own_values_wait_for_a_reboot() -> None:
    methods = {name: each.apply_method for name, each in tuned(16, 4).items()}
    assert {name for name, method in methods.items() if method == "pending-reboot"} == {
        # Static.
        "autovacuum_max_workers",
        "max_connections",
        "max_worker_processes",
        "shared_buffers",
        "wal_buffers",
        # Equal to what RDS has by itself: it reports no other method for them.
        "checkpoint_completion_target",
        "log_checkpoints",
        "password_encryption",
        "rds.force_ssl",
        "shared_preload_libraries",
        "track_activity_query_size",
        "track_io_timing",
    }
    assert set(methods.values()) == {"pending-reboot", "immediate"}


def test_every_parameter_says_why() -> None:
    assert all(each.why for each in tuned(4).values())
