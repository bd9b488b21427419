"""Parameters of databases: TLS, and the traps of PostgreSQL's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pack.judging import guarded
from pack.rule import Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from .database_durability import CONTROLS, GUIDE
from .types import CLUSTER, CLUSTER_PARAMETER_GROUP, INSTANCE, PARAMETER_GROUPS
from .versions import numbers

POSTGRES = "https://www.postgresql.org/docs/16/runtime-config-resource.html"
ON = frozenset({"1", "on", "true"})


@dataclass(frozen=True)
class Switch:
    """The parameter that makes an engine refuse connections without TLS."""

    parameter: str
    on_since: int = 0
    """First major version in which it is on by default; 0 where AWS does not say so of any."""

    def by_default(self, version: tuple[int, ...]) -> str:
        """Its value when nobody sets it. Without a version AWS takes a current one."""
        return "1" if self.on_since and (not version or version[0] >= self.on_since) else "0"


SWITCHES: Mapping[str, Switch] = {
    # Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
    "postgres": Switch("rds.force_ssl", 15),
    # Source: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html
    "aurora-postgresql": Switch("rds.force_ssl", 17),
    "mysql": Switch("require_secure_transport"),
    "aurora-mysql": Switch("require_secure_transport"),
    "mariadb": Switch("require_secure_transport"),
    "sqlserver": Switch("rds.force_ssl"),
}

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


def engine_of(family: str) -> str:
    """The engine of a family of parameters, such as postgres of postgres16."""
    engine = family.rstrip(".0123456789").rstrip("-")
    return "sqlserver" if engine.startswith("sqlserver") else engine


def version_of(family: str) -> tuple[int, ...]:
    """The version of a family, such as 16 of postgres16."""
    return numbers(family.removeprefix(family.rstrip(".0123456789")))


def _tls(subject: Subject) -> Iterator[Verdict]:
    props = subject.props
    if subject.type not in PARAMETER_GROUPS:
        yield from _tls_by_default(props)
        return
    engine = engine_of(props.text("family"))
    # Aurora has the parameter in its cluster's group.
    if engine in SWITCHES and (subject.type == CLUSTER_PARAMETER_GROUP or not engine.startswith("aurora")):
        yield from _tls_in_group(props, SWITCHES[engine])


def _tls_in_group(props: Props, switch: Switch) -> Iterator[Verdict]:
    by_default = switch.by_default(version_of(props.text("family")))
    stated = [each for each in props.groups("parameters") if each.text("name") == switch.parameter]
    values = [str(each.value("value")).lower().removesuffix(".0") for each in stated] or [by_default]
    for value in values:
        if value not in ON:
            yield f"{switch.parameter} is {value}, want 1"


def _tls_by_default(props: Props) -> Iterator[Verdict]:
    """A database with a group of its own is judged by that group."""
    groups = [name for name in ("parameterGroupName", "dbClusterParameterGroupName") if name in props]
    if any(not props.known(name).startswith("default.") for name in groups):
        return
    switch = SWITCHES.get(engine_of(props.text("engine")))
    if switch and switch.by_default(numbers(props.text("engineVersion"))) not in ON:
        yield f"{switch.parameter} is 0 in the default parameter group, want a group with 1"


def _apply_method(subject: Subject) -> Iterator[Verdict]:
    family = subject.props.text("family")
    if not engine_of(family).endswith(("postgres", "postgresql")):
        return
    for parameter in subject.props.groups("parameters"):
        yield from guarded(_applied(parameter, version_of(family)))


def _applied(parameter: Props, version: tuple[int, ...]) -> Iterator[Verdict]:
    name = parameter.text("name")
    dynamic = name in DYNAMIC_SINCE and version >= DYNAMIC_SINCE[name]
    if name in STATIC and not dynamic and parameter.text("applyMethod", "immediate") == "immediate":
        yield f"{name} has applyMethod immediate, want pending-reboot"


def _units(subject: Subject) -> Iterator[Verdict]:
    if not engine_of(subject.props.text("family")).endswith(("postgres", "postgresql")):
        return
    for parameter in subject.props.groups("parameters"):
        yield from guarded(_unit(parameter))


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


TLS = Rule(
    id="database-tls",
    severity=Severity.MEDIUM,
    types=PARAMETER_GROUPS | {INSTANCE, CLUSTER},
    check=_tls,
    finding="A database admits clients without TLS.",
    why="Passwords and rows cross the network in clear text.",
    fix="set rds.force_ssl (MySQL, MariaDB: require_secure_transport) to 1 in a parameter group of its own.",
    source=f"{CONTROLS}#rds-38",
    controls=security_hub("RDS.38", "RDS.39", "RDS.41", "RDS.44"),
)

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

RULES = (TLS, APPLY_METHOD, UNITS)
