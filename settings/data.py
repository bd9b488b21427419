"""Settings of the database and the cache."""

from typing import Annotated, Literal

from settings.group import Group, LogDays
from settings.kinds import Text, Within
from settings.windows import DAILY, WEEKLY

DailyWindow = Annotated[str, Text(DAILY, "a time of day in UTC such as 05:00-06:00", "05:00-06:00")]
WeeklyWindow = Annotated[
    str, Text(WEEKLY, "a time of the week in UTC such as sun:07:00-sun:08:00", "sun:07:00-sun:08:00")
]
Identifier = Annotated[
    str, Text(r"[A-Za-z][A-Za-z0-9_]{0,62}", "a letter, then letters, digits and underscores", "app")
]


class DatabaseSettings(Group):
    """The PostgreSQL database."""

    name: Identifier = "app"
    """Name of the database that the instance starts with."""
    username: Identifier = "app"
    """Master user of the database; not postgres or admin, which attackers try first."""
    engine_version: Literal["16"] = "16"
    """Major version of PostgreSQL; RDS chooses and upgrades the minor one."""
    instance_class: str = "db.m7g.xlarge"
    """Class of the database; a Graviton class of settings/data_classes.py."""
    max_connections: Annotated[int, Within(25, 5000, "connections", 500)] = 500
    """Connections open at once, 25 to 5000, as far as the class's memory holds them.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"""
    pool_size: Annotated[int, Within(1, 1000, "connections", 50)] = 50
    """Connections that one backend task may open, 1 to 1000."""
    storage: Annotated[int, Within(20, 65536, "GiB", 200)] = 200
    """Volume of the database in GiB, 20 to 65536.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html"""
    max_storage: Annotated[int, Within(0, 65536, "GiB", 1000)] = 1000
    """GiB to which the volume grows by itself, 0 to 65536: at least a tenth more than it has, or 0 for none.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html"""
    multi_az: bool = True
    """Keep a standby of the database in another zone that takes over within two minutes."""
    read_replicas: Annotated[int, Within(0, 15, "replicas", 1)] = 0
    """Read replicas, 0 to 15.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html"""
    replica_class: str = ""
    """Class of the read replicas; empty for the database's own."""
    proxy: bool = True
    """Put RDS Proxy in front: many connections of tasks over few of the database. The delivery document's ten
    tasks with pools of 50 would take all of its 500 connections."""
    proxy_share: Annotated[int, Within(1, 80, "percent", 80)] = 80
    """Percent of the connections that the proxy may open, 1 to 80; the rest is for operators and replicas."""
    secret: Literal["generated", "managed"] = "generated"
    """Who makes the master password: generated (the program, before the database) or managed (RDS, which
    changes it every week; the application must read it at run time)."""
    password_version: Annotated[int, Within(1, 1_000_000, "(a counter)", 1)] = 1
    """Raise it to change a generated database password: a counter, 1 to 1000000."""
    backup_retention_days: Annotated[int, Within(1, 35, "days", 35)] = 35
    """Days that the database's automated backups are kept, 1 to 35.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html"""
    backup_window: DailyWindow = "05:00-06:00"
    """Time of the database's daily backup in UTC, half an hour or more."""
    maintenance_window: WeeklyWindow = "sun:07:00-sun:08:00"
    """Time of the database's weekly maintenance in UTC, half an hour or more."""
    deletion_protection: bool = True
    """Refuse to delete or replace the database."""
    final_snapshot: bool = True
    """Take a snapshot when the database is deleted, and keep its automated backups."""
    monitoring_interval: Literal[0, 1, 5, 10, 15, 30, 60] = 60
    """Seconds between measures of the database's operating system; 0 for none.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"""
    log_retention_days: LogDays = 30
    """Days that CloudWatch keeps the database's logs."""
    apply_immediately: bool = False
    """Apply changes of the database at once and not in the maintenance window; some of them interrupt."""


class CacheSettings(Group):
    """The Redis cache."""

    engine: Literal["redis", "valkey"] = "redis"
    """Engine of the cache: redis (7.1) or valkey (8.1), which costs a fifth less."""
    node_type: str = "cache.m7g.large"
    """Type of the cache nodes; a Graviton type of settings/data_classes.py."""
    nodes: Annotated[int, Within(1, 6, "nodes", 2)] = 2
    """Nodes of the cache, 1 to 6. Two or more fail over, each in a zone of its own.

    Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html"""
    memory: Annotated[int, Within(1, 400_000, "MiB", 1536)] = 1536
    """MiB that cached data must be able to take, 1 to 400000; a node type that holds less is refused."""
    password_version: Annotated[int, Within(1, 1_000_000, "(a counter)", 1)] = 1
    """Raise it to change the cache's password: a counter, 1 to 1000000."""
    snapshot_retention_days: Annotated[int, Within(0, 35, "days", 7)] = 7
    """Days that the cache's daily snapshots are kept, 0 to 35; 0 takes none.

    Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html"""
    snapshot_window: DailyWindow = "06:00-07:00"
    """Time of the cache's daily snapshot in UTC, an hour or more."""
    maintenance_window: WeeklyWindow = "mon:07:00-mon:08:00"
    """Time of the cache's weekly maintenance in UTC, an hour or more."""
    protect: bool = True
    """Refuse to delete or replace the cache, and take a snapshot when it is deleted all the same."""
    log_retention_days: LogDays = 30
    """Days that CloudWatch keeps the cache's logs."""
    apply_immediately: bool = False
    """Apply changes of the cache at once and not in the maintenance window; some of them interrupt."""
