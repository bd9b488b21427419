"""Parameters of databases."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
GROUP = "aws:rds/parameterGroup:ParameterGroup"
CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"

_tls = partial(Case, rule="database-tls")
_static = partial(Case, rule="database-static-parameter", type=GROUP)
_unit = partial(Case, rule="database-parameter-unit", type=GROUP)

LIMITS = {
    "shared_buffers": (16384, 1073741823),
    "effective_cache_size": (16384, 2147483647),
    "wal_buffers": (4, 262143),
    "work_mem": (64, 4194303),
    "maintenance_work_mem": (1024, 67108863),
    "max_wal_size": (2, 1048576),
    "min_wal_size": (2, 1048576),
    "checkpoint_timeout": (30, 86400),
    "statement_timeout": (100, 2147483647),
    "idle_in_transaction_session_timeout": (100, 2147483647),
    "idle_session_timeout": (100, 2147483647),
    "lock_timeout": (100, 2147483647),
}
"""Least and greatest value that each parameter may have."""


def _group(family: str, *parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {"family": family, "parameters": list(parameters)}


def _set(name: str, value: object, **method: str) -> dict[str, Any]:
    return {"name": name, "value": value} | method


def _postgres(name: str, value: object) -> dict[str, Any]:
    return _group("postgres16", _set("jit", "0"), _set(name, value))


CASES: tuple[AnyCase, ...] = (
    _tls(type=GROUP, props=_postgres("rds.force_ssl", "0"), says="rds.force_ssl is 0, want 1"),
    _tls(type=GROUP, props=_postgres("rds.force_ssl", 0.0), says="rds.force_ssl is 0, want 1"),
    _tls(type=GROUP, props=_group("postgres14"), says="rds.force_ssl is 0, want 1"),
    _tls(type=GROUP, props={"family": "mysql8.4"}, says="require_secure_transport is 0, want 1"),
    _tls(
        type=GROUP,
        props=_group("mariadb10.11", _set("require_secure_transport", "OFF")),
        says="require_secure_transport is off, want 1",
    ),
    _tls(type=GROUP, props=_group("sqlserver-se-15.0"), says="rds.force_ssl is 0, want 1"),
    _tls(type=CLUSTER_GROUP, props=_group("aurora-postgresql16"), says="rds.force_ssl is 0, want 1"),
    _tls(type=CLUSTER_GROUP, props=_group("aurora-mysql8.0"), says="require_secure_transport is 0, want 1"),
    _tls(
        type=INSTANCE,
        props={"engine": "postgres", "engineVersion": "14.19"},
        says="rds.force_ssl is 0 in the default parameter group, want a group with 1",
    ),
    _tls(
        type=INSTANCE,
        props={"engine": "mysql", "parameterGroupName": "default.mysql8.4"},
        says="require_secure_transport is 0 in the default parameter group",
    ),
    _tls(
        type=CLUSTER,
        props={"engine": "aurora-postgresql", "engineVersion": "15.4"},
        says="rds.force_ssl is 0 in the default parameter group",
    ),
    _tls(type=GROUP, props=_postgres("rds.force_ssl", "1")),
    _tls(type=GROUP, props=_group("postgres15")),
    _tls(type=GROUP, props=_group("mysql8.4", _set("require_secure_transport", "ON"))),
    _tls(type=GROUP, props=_group("aurora-postgresql16")),
    _tls(type=CLUSTER_GROUP, props=_group("aurora-postgresql17")),
    _tls(type=CLUSTER_GROUP, props=_group("aurora-mysql8.0", _set("require_secure_transport", 1.0))),
    _tls(type=GROUP, props=_group("oracle-ee-19")),
    _tls(type=INSTANCE, props={"engine": "postgres", "engineVersion": "16"}),
    _tls(type=INSTANCE, props={"engine": "postgres"}),
    _tls(type=INSTANCE, props={"engine": "mysql", "parameterGroupName": UNKNOWN}),
    _tls(type=CLUSTER, props={"engine": "aurora-mysql", "dbClusterParameterGroupName": "ours"}),
    _tls(type=INSTANCE, props={"replicateSourceDb": "main"}),
    _tls(type=GROUP, props=_postgres("rds.force_ssl", UNKNOWN), unknown="parameters[1].value"),
    _static(
        props=_group("postgres16", _set("shared_buffers", "524288")),
        says="shared_buffers has applyMethod immediate, want pending-reboot",
    ),
    _static(
        props=_group(
            "postgres16",
            _set("work_mem", "4096", applyMethod="immediate"),
            _set("max_connections", "500", applyMethod="immediate"),
        ),
        says="max_connections has applyMethod immediate, want pending-reboot",
    ),
    _static(
        type=CLUSTER_GROUP,
        props=_group("aurora-postgresql15", _set("shared_preload_libraries", "pg_cron")),
        says="shared_preload_libraries has applyMethod immediate",
    ),
    _static(
        props=_group("postgres17", _set("autovacuum_max_workers", "5")),
        says="autovacuum_max_workers has applyMethod immediate",
    ),
    _static(props=_group("postgres16", _set("shared_buffers", "524288", applyMethod="pending-reboot"))),
    _static(props=_group("postgres16", _set("work_mem", "4096"))),
    _static(props=_group("postgres18", _set("autovacuum_max_workers", "5"))),
    _static(props=_group("mysql8.4", _set("max_connections", "500"))),
    _static(props={"family": "postgres16"}),
    _static(
        props=_group("postgres16", _set(UNKNOWN, "1"), _set("work_mem", "4096")),
        unknown="parameters[0].name",
    ),
    _unit(
        props=_postgres("work_mem", "4MB"),
        says="work_mem is '4MB', want a whole number of kB with no suffix",
    ),
    _unit(
        props=_postgres("work_mem", "4294967296"),
        says="work_mem is 4294967296 kB, want 64 to 4194303",
    ),
    _unit(
        props=_postgres("shared_buffers", "4096"),
        says="shared_buffers is 4096 pages of 8 kB, want 16384 to 1073741823",
    ),
    _unit(props=_postgres("statement_timeout", "30"), says="statement_timeout is 30 ms, want 100 to"),
    _unit(props=_postgres("statement_timeout", 30.0), says="statement_timeout is 30 ms, want 100 to"),
    _unit(
        props=_postgres("idle_in_transaction_session_timeout", "60s"),
        says="idle_in_transaction_session_timeo",
    ),
    _unit(props=_postgres("checkpoint_timeout", "900000"), says="checkpoint_timeout is 900000 s, want 30 to"),
    _unit(
        type=CLUSTER_GROUP,
        props=_group("aurora-postgresql15", _set("max_wal_size", "17179869184")),
        says="max_wal_size is 17179869184 MB, want 2 to 1048576",
    ),
    _unit(props=_postgres("work_mem", "9" * 400), says="work_mem is 999"),
    *(
        _unit(props=_postgres(name, str(value)), says=f"{name} is {value} ")
        for name, (low, high) in LIMITS.items()
        for value in (low - 1, high + 1)
    ),
    *(_unit(props=_postgres(name, str(value))) for name, limits in LIMITS.items() for value in limits),
    _unit(props=_postgres("work_mem", "4096")),
    _unit(props=_postgres("work_mem", 65536.0)),
    _unit(props=_postgres("shared_buffers", "{DBInstanceClassMemory/32768}")),
    _unit(props=_postgres("statement_timeout", "0")),
    _unit(props=_postgres("wal_buffers", "-1")),
    _unit(props=_postgres("log_min_duration_statement", "50")),
    _unit(props=_postgres("shared_preload_libraries", "pg_stat_statements")),
    _unit(props=_group("mysql8.4", _set("statement_timeout", "30"))),
    _unit(props={"family": "postgres16", "parameters": []}),
    _unit(props=_postgres("work_mem", UNKNOWN), unknown="parameters[1].value"),
)
