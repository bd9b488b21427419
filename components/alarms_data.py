"""Alarms of the database and the cache."""

from collections.abc import Iterator

from components.alarms import Alarm, Metric
from components.watched import Database

_GIB = 1024**3


def database(watched: Database) -> Iterator[Alarm]:
    """Alarms of the primary and of each replica, and of the replica's distance to it."""
    yield from _capacity(watched, watched.identifier, watched.memory_gib, "database", "Database")
    yield Alarm(
        key="database-wraparound",
        runbook="database-wraparound",
        title="Database: half of the transaction ids before wraparound are used",
        meaning="Autovacuum does not keep up; at two billion PostgreSQL stops writing.",
        metric=_rds(watched.identifier, "MaximumUsedTransactionIDs", "Maximum"),
        # https://aws.amazon.com/blogs/database/implement-an-early-warning-system-for-transaction-id-wraparound-in-amazon-rds-for-postgresql/
        threshold=1_000_000_000,
        comparison=">",
        period=300,
        periods=1,
        missing="notBreaching",
    )
    if watched.burstable:
        yield Alarm(
            key="database-credits",
            runbook="database-credits",
            title="Database: fewer than 20 CPU credits are left",
            meaning="A burstable class is too small for the load: it slows down or costs extra.",
            metric=_rds(watched.identifier, "CPUCreditBalance", "Minimum"),
            threshold=20,
            comparison="<",
            # RDS writes the credits every five minutes.
            period=300,
            periods=2,
            missing="notBreaching",
        )
    for number, replica in enumerate(watched.replicas, 1):
        key, title = f"database-replica-{number}", f"Database replica {replica}"
        yield from _capacity(watched, replica, watched.replica_memory_gib, key, title)
        yield Alarm(
            key=f"database-replica-{number}-lag",
            runbook="database-replica-lag",
            title=f"Database: replica {replica} is more than 30 seconds behind",
            meaning="Reads from the replica are stale.",
            metric=_rds(replica, "ReplicaLag", "Maximum"),
            threshold=30,
            comparison=">",
            missing="breaching",
        )


CONNECTIONS = 400
"""Connections above which the delivery document wants an alarm, whatever the database can take. A database
that takes fewer than 500 has it at 80 %."""


def _capacity(watched: Database, identifier: str, memory_gib: float, key: str, title: str) -> Iterator[Alarm]:
    """CPU > 80 %, memory > 90 %, disk < 20 %, connections > 400: a replica differs in its memory alone."""
    yield Alarm(
        key=f"{key}-cpu",
        runbook="database-cpu",
        title=f"{title}: CPU above 80 % for 5 minutes",
        meaning="Queries queue.",
        metric=_rds(identifier, "CPUUtilization", "Average"),
        threshold=80,
        comparison=">",
        missing="breaching",
    )
    yield Alarm(
        key=f"{key}-memory",
        runbook="database-memory",
        title=f"{title}: memory above 90 % for 5 minutes",
        meaning="Less than a tenth can be freed; next it swaps, or the kernel ends a connection's process.",
        metric=_rds(identifier, "FreeableMemory", "Average"),
        threshold=int(memory_gib * _GIB * 0.1),
        comparison="<",
        missing="notBreaching",
    )
    yield Alarm(
        key=f"{key}-disk",
        runbook="database-disk",
        title=f"{title}: less than 20 % of the disk is free",
        meaning="Storage grows by itself when a tenth is left, once in six hours; a full disk stops it.",
        metric=_rds(identifier, "FreeStorageSpace", "Minimum"),
        threshold=int(watched.allocated_storage * _GIB * 0.2),
        comparison="<",
        missing="notBreaching",
    )
    limit = min(CONNECTIONS, watched.max_connections * 80 // 100)
    yield Alarm(
        key=f"{key}-connections",
        runbook="database-connections",
        title=f"{title}: more than {limit} of {watched.max_connections} connections",
        meaning="More than normal load needs; when all are taken, new tasks are refused.",
        metric=_rds(identifier, "DatabaseConnections", "Maximum"),
        threshold=limit,
        comparison=">",
        datapoints=3,
        missing="notBreaching",
    )


def cache(number: int, node: str) -> Iterator[Alarm]:
    """Alarms of one cache node. Every node has its own: after a failover another one is the primary."""
    name = f"cache-{number}"
    yield _cache(name, node, "cpu", "CPU above 80 % for 5 minutes", "CPUUtilization", 80)
    yield _cache(
        name, node, "engine", "its one command thread above 80 % for 5 minutes", "EngineCPUUtilization", 80
    )
    yield _cache(name, node, "memory", "memory above 80 % for 5 minutes", "DatabaseMemoryUsagePercentage", 80)
    yield Alarm(
        key=f"{name}-evictions",
        runbook="cache-evictions",
        title=f"Cache {node}: more than 1,000 entries a minute evicted for 5 minutes",
        meaning="The cache is too small for what is in use: the database gets the load.",
        metric=_redis(node, "Evictions", "Sum"),
        threshold=1000,
        comparison=">",
        missing="notBreaching",
    )
    yield Alarm(
        key=f"{name}-lag",
        runbook="cache-lag",
        title=f"Cache {node}: more than a second behind the primary for 5 minutes",
        meaning="A failover now would lose the last writes.",
        metric=_redis(node, "ReplicationLag", "Maximum"),
        threshold=1,
        comparison=">",
        # The primary has no lag to report.
        missing="notBreaching",
    )


def _rds(identifier: str, name: str, statistic: str) -> Metric:
    return Metric(
        namespace="AWS/RDS",
        name=name,
        dimensions={"DBInstanceIdentifier": identifier},
        statistic=statistic,
    )


def _redis(node: str, name: str, statistic: str) -> Metric:
    return Metric(
        namespace="AWS/ElastiCache", name=name, dimensions={"CacheClusterId": node}, statistic=statistic
    )


def _cache(name: str, node: str, what: str, words: str, metric: str, percent: int) -> Alarm:
    return Alarm(
        key=f"{name}-{what}",
        runbook=f"cache-{what}",
        title=f"Cache {node}: {words}",
        meaning="The cache answers slower, and so does every request that asks it.",
        metric=_redis(node, metric, "Average"),
        threshold=percent,
        comparison=">",
        missing="notBreaching",
    )
