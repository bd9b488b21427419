"""Rules of the database and the cache."""

from collections.abc import Iterator
from itertools import combinations

from settings.data_classes import CACHES, DATABASES
from settings.model import Settings
from settings.problems import Problem, problem
from settings.windows import meet, minutes

RESERVED = 15
"""Connections kept for superusers, RDS itself and operators.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"""

MEMORY_PER_CONNECTION = 9_531_392
"""Bytes of memory to a connection in RDS's own default for max_connections.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"""

COMMON_USERS = ("postgres", "admin", "rdsadmin")
"""Names that attackers try first, or that RDS keeps for itself.
Source: https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-25"""


def known_classes(settings: Settings) -> Iterator[Problem]:
    """Classes are ones whose memory is known."""
    wanted = (
        ("databaseInstanceClass", settings.database.instance_class, DATABASES, "db.m7g.xlarge"),
        ("cacheNodeType", settings.cache.node_type, CACHES, "cache.m7g.large"),
    )
    for key, kind, known, proposal in wanted:
        if kind not in known:
            yield problem((key,), f"{key} is {kind}; allowed: {', '.join(known)}.", proposal)
    replica = settings.database.replica_class
    if replica and replica not in DATABASES:
        yield problem(
            ("databaseReplicaClass",),
            f"databaseReplicaClass is {replica}; allowed: nothing, or {', '.join(DATABASES)}.",
            "db.m7g.xlarge",
        )


def user_is_not_common(settings: Settings) -> Iterator[Problem]:
    """The master user has a name of its own."""
    user = settings.database.username
    if user in COMMON_USERS:
        yield problem(
            ("databaseUsername",),
            f"databaseUsername is {user}; allowed: any name but {', '.join(COMMON_USERS)}.",
            "app",
        )


def connections_fit_memory(settings: Settings) -> Iterator[Problem]:
    """No class is told to hold more connections than RDS would let it hold by itself."""
    database = settings.database
    places = {
        "databaseInstanceClass": database.instance_class,
        "databaseReplicaClass": database.replica_class if database.read_replicas else "",
    }
    for key, kind in places.items():
        most = DATABASES.get(kind, 0) * 2**30 // MEMORY_PER_CONNECTION
        if most and database.max_connections > most:
            yield problem(
                ("databaseMaxConnections", key),
                f"databaseMaxConnections is {database.max_connections}; the memory of {key} ({kind}) holds "
                f"{most}.",
                most,
            )


def pools_fit_connections(settings: Settings) -> Iterator[Problem]:
    """All backend tasks with full pools leave a fifth of the connections; and a reserve, while a rolling
    deployment runs twice as many tasks. Behind the proxy, its share of the connections is the limit."""
    database, tasks = settings.database, settings.backend.max_tasks
    usual, most = tasks * database.pool_size, database.max_connections
    limit, rolling_limit = most * 80 // 100, most - RESERVED
    if database.proxy or (usual <= limit and 2 * usual <= rolling_limit):
        return
    if usual > limit:
        finding = f"open {usual} connections; allowed: 80 % of databaseMaxConnections ({most}), {limit}"
    else:
        finding = (
            f"open {2 * usual} connections while a deployment doubles the tasks; allowed: "
            f"databaseMaxConnections ({most}) less {RESERVED} reserved, {rolling_limit}"
        )
    pool = min(limit // tasks, rolling_limit // (2 * tasks))
    needed = max(-(-usual * 100 // 80), 2 * usual + RESERVED)
    smaller = f"databasePoolSize {pool}, " if pool else ""
    yield problem(
        ("databaseProxy", "databasePoolSize", "databaseMaxConnections", "backendMaxTasks"),
        f"backendMaxTasks ({tasks}) with databasePoolSize ({database.pool_size}) {finding}. "
        f"Ways out: {smaller}databaseMaxConnections {needed}, or the proxy.",
        True,
    )


def storage_grows(settings: Settings) -> Iterator[Problem]:
    """RDS refuses a limit of growth less than a tenth above the volume.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
    """
    storage, limit = settings.database.storage, settings.database.max_storage
    least = -(-storage * 110 // 100)
    if limit and limit < least:
        yield problem(
            ("databaseMaxStorage", "databaseStorage"),
            f"databaseMaxStorage is {limit}; allowed: 0, or a tenth more than databaseStorage ({storage}): "
            f"{least} or more.",
            least if least <= 65536 else 0,
        )


def memory_fits_node(settings: Settings) -> Iterator[Problem]:
    """A cache node holds what the cache must hold, with the reserve kept."""
    kind, memory = settings.cache.node_type, settings.cache.memory
    usable = CACHES.get(kind)
    if usable is not None and usable < memory:
        enough = [node for node, room in CACHES.items() if room >= memory]
        yield problem(
            ("cacheNodeType", "cacheMemory") if enough else ("cacheMemory", "cacheNodeType"),
            f"cacheMemory is {memory} MiB; a {kind} holds {usable}.",
            enough[0] if enough else usable,
        )


def windows_are_long_enough(settings: Settings) -> Iterator[Problem]:
    """RDS needs half an hour for a window, ElastiCache an hour.

    Sources: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html and
    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    """
    for key, (window, least, usual) in _windows(settings).items():
        if minutes(window) < least:
            yield problem((key,), f"{key} is {window}; allowed: {least} minutes or more.", usual)


def windows_do_not_meet(settings: Settings) -> Iterator[Problem]:
    """Database and cache are never backed up or maintained at the same time."""
    windows = _windows(settings)
    for pair in combinations(windows, 2):
        # The usual windows do not meet: one of the two is another.
        moved, other = sorted(pair, key=lambda key: windows[key][0] == windows[key][2])
        if meet(windows[moved][0], windows[other][0]):
            yield problem(
                (moved, other),
                f"{moved} is {windows[moved][0]}; it meets {other}, {windows[other][0]}.",
                windows[moved][2],
            )


def _windows(settings: Settings) -> dict[str, tuple[str, int, str]]:
    """Key -> window, the least length in minutes, and the usual window."""
    return {
        "databaseBackupWindow": (settings.database.backup_window, 30, "05:00-06:00"),
        "databaseMaintenanceWindow": (settings.database.maintenance_window, 30, "sun:07:00-sun:08:00"),
        "cacheSnapshotWindow": (settings.cache.snapshot_window, 60, "06:00-07:00"),
        "cacheMaintenanceWindow": (settings.cache.maintenance_window, 60, "mon:07:00-mon:08:00"),
    }


RULES = (
    known_classes,
    user_is_not_common,
    connections_fit_memory,
    pools_fit_connections,
    storage_grows,
    memory_fits_node,
    windows_are_long_enough,
    windows_do_not_meet,
)
