"""Traps of PostgreSQL's parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pack.rule import Rule, Severity, Subject, Verdict
from pack.values import Props

from ..shared.each import each_part
from .database_durability import GUIDE
from .families import engine_of, version_of
from .types import PARAMETER_GROUPS

POSTGRES = "https://www.postgresql.org/docs/16/runtime-config-resource.html"
STATIC = frozenset(
    {
        "autovacuum_freeze_max_age",
        "autovacuum_max_workers",
        "autovacuum_multixact_freeze_max_age",
        "huge_pages",
        "max_connections",
        "max_files_per_process",
        "max_locks_per_transaction",
        "max_logical_replication_workers",
        "max_pred_locks_per_transaction",
        "max_prepared_transactions",
        "max_replication_slots",
        "max_wal_senders",
        "max_worker_processes",
        "pg_stat_statements.max",
        "rds.logical_replication",
        "shared_buffers",
        "shared_preload_libraries",
        "superuser_reserved_connections",
        "track_activity_query_size",
        "track_commit_timestamp",
        "wal_buffers",
    }
)
"""PostgreSQL's parameters that only a restart changes: context postmaster in pg_settings of PostgreSQL 16."""

DYNAMIC_SINCE: Mapping[str, tuple[int, ...]] = {"autovacuum_max_workers": (18,)}
"""First major version in which a parameter is static no more.

Source: https://www.postgresql.org/docs/18/runtime-config-vacuum.html
"""


@dataclass(frozen=True)
class Range:
    """What a number without a suffix can be; 0 and -1 are off or automatic."""

    unit: str
    low: int
    high: int


_LONGEST = 2_147_483_647
RANGES: Mapping[str, Range] = {
    # Below: less than PostgreSQL's own default of 128 MB. Above: more than the server takes.
    "shared_buffers": Range("pages of 8 kB", 16_384, 1_073_741_823),
    "effective_cache_size": Range("pages of 8 kB", 16_384, _LONGEST),
    "wal_buffers": Range("pages of 8 kB", 4, 262_143),
    # Above: 4 GB for each sort of each connection, and 64 GB for each vacuum: bytes were meant.
    "work_mem": Range("kB", 64, 4_194_303),
    "maintenance_work_mem": Range("kB", 1_024, 67_108_863),
    # Above: a terabyte of write-ahead log.
    "max_wal_size": Range("MB", 2, 1_048_576),
    "min_wal_size": Range("MB", 2, 1_048_576),
    "checkpoint_timeout": Range("s", 30, 86_400),
    # Below: no statement ends in a tenth of a second for sure: seconds were meant.
    "statement_timeout": Range("ms", 100, _LONGEST),
    "idle_in_transaction_session_timeout": Range("ms", 100, _LONGEST),
    "idle_session_timeout": Range("ms", 100, _LONGEST),
    "lock_timeout": Range("ms", 100, _LONGEST),
}
"""Units of pg_settings, which RDS takes too. Source: https://www.postgresql.org/docs/16/runtime-config-resource.html,
runtime-config-wal.html and runtime-config-client.html."""


def _apply_method(subject: Subject) -> Iterator[Verdict]:
    family = subject.props.text("family")
    if not engine_of(family).endswith(("postgres", "postgresql")):
        return
    look = partial(_applied, version=version_of(family))
    yield from each_part(subject.props.groups("parameters"), look)


def _applied(parameter: Props, version: tuple[int, ...]) -> Iterator[Verdict]:
    name = parameter.text("name")
    dynamic = name in DYNAMIC_SINCE and version >= DYNAMIC_SINCE[name]
    if name in STATIC and not dynamic and parameter.text("applyMethod", "immediate") == "immediate":
        yield f"{name} has applyMethod immediate, want pending-reboot"


def _units(subject: Subject) -> Iterator[Verdict]:
    if engine_of(subject.props.text("family")).endswith(("postgres", "postgresql")):
        yield from each_part(subject.props.groups("parameters"), _unit)


def _unit(parameter: Props) -> Iterator[Verdict]:
    name = parameter.text("name")
    bounds = RANGES.get(name)
    value = str(parameter.value("value")).removesuffix(".0")
    # A formula such as {DBInstanceClassMemory/32768} is in the right unit.
    if bounds is None or "{" in value or value in ("0", "-1"):
        return
    if not value.isdecimal():
        yield f"{name} is {value!r}, want a whole number of {bounds.unit} with no suffix"
    elif not bounds.low <= float(value) <= bounds.high:
        yield f"{name} is {value} {bounds.unit}, want {bounds.low} to {bounds.high}"


APPLY_METHOD = Rule(
    id="database-static-parameter",
    severity=Severity.MEDIUM,
    types=PARAMETER_GROUPS,
    check=_apply_method,
    finding="A parameter that only a restart changes is to be applied at once.",
    why="AWS refuses the whole change, in the middle of an `up`.",
    fix='set applyMethod to "pending-reboot" for it: the default is immediate. Then reboot.',
    source=f"{GUIDE}/USER_WorkingWithParamGroups.html",
)

UNITS = Rule(
    id="database-parameter-unit",
    severity=Severity.HIGH,
    types=PARAMETER_GROUPS,
    check=_units,
    finding="A parameter of PostgreSQL is written in the wrong unit.",
    why="AWS refuses a suffix, and takes a number that is a thousand times too large or too small.",
    fix="write the number in the unit of pg_settings: pages of 8 kB, kB, MB, s or ms.",
    source=POSTGRES,
)

RULES = (APPLY_METHOD, UNITS)
