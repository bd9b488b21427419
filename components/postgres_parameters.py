"""The tuning of a PostgreSQL 16 on RDS, from what it runs on. Pure arithmetic.

Values are constants and not RDS's formulas over {DBInstanceClassMemory}: the class is a setting, so the
constants are exact, can be read in a preview, and are loaded into a real server by the tests.
"""

from collections.abc import Iterator

from components.postgres_constants import CONSTANTS, Parameter

_MIB = 1024  # kB
_GIB = 1024 * _MIB
_PAGE = 8  # kB


def parameters(
    *, memory_gib: int, vcpus: int, max_connections: int, storage_gib: int
) -> tuple[Parameter, ...]:
    """The parameters for a class, a number of connections and a volume."""
    memory = memory_gib * _GIB
    return (
        *_memory(memory, max_connections),
        *_wal(memory, storage_gib),
        *_parallel(vcpus),
        *_autovacuum(vcpus),
        *CONSTANTS,
    )


def _memory(memory: int, max_connections: int) -> Iterator[Parameter]:
    """Memory, in kB: a quarter for shared buffers, a quarter for sorts, the rest for the kernel's cache."""
    yield Parameter(
        name="max_connections",
        value=str(max_connections),
        static=True,
        why="what the services' pools may open",
    )
    yield Parameter(
        name="shared_buffers",
        value=str(memory // 4 // _PAGE),
        unit="8kB",
        static=True,
        why="a quarter of the memory",
    )
    yield Parameter(
        name="effective_cache_size",
        value=str(memory * 3 // 4 // _PAGE),
        unit="8kB",
        why="what the planner may expect to find in memory: three quarters",
    )
    yield Parameter(
        name="work_mem",
        value=str(min(max(memory // 4 // max_connections, 4 * _MIB), 64 * _MIB)),
        unit="kB",
        why="a quarter of the memory over all connections; 4 MB is PostgreSQL's own, 64 MB enough",
    )
    yield Parameter(
        name="maintenance_work_mem",
        value=str(min(memory // 16, _GIB)),
        unit="kB",
        why="a sixteenth of the memory; a vacuum of this version uses no more than 1 GB",
    )


def _wal(memory: int, storage_gib: int) -> Iterator[Parameter]:
    """The log of changes: few checkpoints, and a recovery that stays short."""
    largest = max(min(memory // _MIB, storage_gib * 1024 // 10, 16 * 1024), 1024)
    yield Parameter(
        name="wal_buffers",
        value=str(min(memory // 4 // 32, 16 * _MIB) // _PAGE),
        unit="8kB",
        static=True,
        why="a 32nd of the shared buffers, at most one segment of 16 MB, as PostgreSQL would choose",
    )
    yield Parameter(
        name="max_wal_size",
        value=str(largest),
        unit="MB",
        why="the memory, but at most a tenth of the volume and 16 GB: checkpoints by time, not size",
    )
    yield Parameter(
        name="min_wal_size",
        value=str(largest // 4),
        unit="MB",
        why="segments kept for reuse, so that a burst need not make them",
    )
    yield Parameter(
        name="checkpoint_timeout",
        value="600",
        unit="s",
        why="twice the default: fewer full pages in the log, and a failover replays ten minutes at most",
    )
    yield Parameter(
        name="checkpoint_completion_target",
        value="0.9",
        default=True,
        why="spreads the writes of a checkpoint",
    )


def _parallel(vcpus: int) -> Iterator[Parameter]:
    """Eight parallel workers are the delivery document's; larger classes have one a vCPU."""
    workers = max(8, vcpus)
    yield Parameter(
        name="max_worker_processes",
        value=str(workers + 8),
        static=True,
        why="the parallel workers, and room for extensions and replication",
    )
    yield Parameter(name="max_parallel_workers", value=str(workers), why="at least the eight asked for")
    each = str(min(max(vcpus // 2, 2), 4))
    yield Parameter(
        name="max_parallel_workers_per_gather",
        value=each,
        why="half the vCPUs, two to four: one query must not take them all",
    )
    yield Parameter(
        name="max_parallel_maintenance_workers",
        value=each,
        why="an index is built as fast as a query is read",
    )


def _autovacuum(vcpus: int) -> Iterator[Parameter]:
    """Tables are cleaned early, in small pieces."""
    yield Parameter(
        name="autovacuum_max_workers",
        value=str(min(max(vcpus, 3), 8)),
        static=True,
        why="one a vCPU, three to eight",
    )
    yield Parameter(
        name="autovacuum_vacuum_scale_factor", value="0.05", why="a table is cleaned when 5 % of it is dead"
    )
    yield Parameter(
        name="autovacuum_analyze_scale_factor",
        value="0.02",
        why="the planner's figures follow 2 % of changes",
    )
