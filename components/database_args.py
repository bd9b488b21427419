"""What a PostgreSQL database is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi

from components import checks
from components.cloud import Cloud
from components.instance_classes import DATABASES, Size

SecretMode = Literal["generated", "managed"]
SECRET_MODES: tuple[SecretMode, ...] = ("generated", "managed")

MONITORING_INTERVALS = (0, 1, 5, 10, 15, 30, 60)
"""Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"""

MEMORY_PER_CONNECTION = 9_531_392
"""Bytes of memory to a connection in RDS's own default for max_connections.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html"""


@dataclass(frozen=True, kw_only=True)
class PostgresDatabaseArgs:
    """What a database needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    """Subnets without a route out, in two zones or more."""
    zones: Sequence[str]
    """Availability zones over which the replicas are spread."""
    key_arn: pulumi.Input[str]
    """Key of the data, its backups and its performance figures."""
    secrets_key_arn: pulumi.Input[str]
    """Key of the secret."""
    logs_key_arn: pulumi.Input[str]
    """Key of the logs."""
    topic_arn: pulumi.Input[str]
    """SNS topic for events."""

    name: str
    """Name of the database that the instance starts with: a letter, then letters, digits and underscores."""
    username: str
    """Master user. Not postgres or admin, which attackers try first (Security Hub RDS.25)."""
    engine_version: str
    """Major version of PostgreSQL; RDS chooses and upgrades the minor one."""
    instance_class: str
    """Class of the instance; one of instance_classes.DATABASES."""
    max_connections: int
    """Connections open at once, 25 to what the class's memory holds."""
    pool_size: int
    """Connections that one task of a service may open, 1 to 1000."""
    storage: int
    """GiB of the gp3 volume, 20 to 65536.
    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html"""
    max_storage: int
    """GiB to which the volume grows by itself; 0 for no growth."""
    multi_az: bool
    """Keep a standby in another zone that takes over within two minutes."""
    read_replicas: int
    """Read replicas, 0 to 15.
    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html"""
    replica_class: str
    """Class of the replicas; empty for the instance's own."""
    proxy: bool
    """Put RDS Proxy in front."""
    proxy_share: int
    """Percent of the connections that the proxy may open, 1 to 80: the rest is for operators and replicas."""
    secret: SecretMode
    """Who makes the master password: the program (generated) or RDS (managed)."""
    password_version: int
    """Raise it to change a generated password."""
    backup_retention_days: int
    """Days that automated backups are kept, 1 to 35.
    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html"""
    backup_window: str
    """Time of the daily backup in UTC, as 05:00-06:00."""
    maintenance_window: str
    """Time of the weekly maintenance in UTC, as sun:07:00-sun:08:00."""
    deletion_protection: bool
    """Refuse to delete or replace the instance; see PostgresDatabase."""
    final_snapshot: bool
    """Take a snapshot when the instance is deleted, and keep its automated backups."""
    monitoring_interval: int
    """Seconds between measures of the operating system; 0 for none."""
    log_retention_days: int
    """Days that CloudWatch keeps the logs; one of the values it knows."""
    apply_immediately: bool
    """Apply changes at once and not in the maintenance window; some of them interrupt."""

    def __post_init__(self) -> None:
        field = "PostgresDatabaseArgs"
        name, meaning = r"[A-Za-z][A-Za-z0-9_]{0,62}", "a letter, then letters, digits and underscores"
        checks.matches(f"{field}.name", self.name, name, meaning)
        checks.matches(
            f"{field}.username",
            self.username,
            rf"(?!(?:postgres|admin)$){name}",
            f"{meaning}; not postgres or admin",
        )
        checks.one_of(f"{field}.instance_class", self.instance_class, DATABASES)
        checks.one_of(f"{field}.replica_class", self.replica_class or self.instance_class, DATABASES)
        memory = min(self.size.memory_gib, self.replica_size.memory_gib)
        checks.in_range(f"{field}.max_connections", self.max_connections, 25, most_connections(memory))
        checks.in_range(f"{field}.pool_size", self.pool_size, 1, 1000)
        checks.in_range(f"{field}.storage", self.storage, 20, 65536)
        checks.in_range(f"{field}.max_storage", self.max_storage or self.storage, self.storage, 65536)
        checks.in_range(f"{field}.read_replicas", self.read_replicas, 0, 15)
        checks.in_range(f"{field}.proxy_share", self.proxy_share, 1, 80)
        checks.one_of(f"{field}.secret", self.secret, SECRET_MODES)
        checks.in_range(f"{field}.backup_retention_days", self.backup_retention_days, 1, 35)
        checks.one_of(f"{field}.monitoring_interval", self.monitoring_interval, MONITORING_INTERVALS)

    @property
    def size(self) -> Size:
        """What the instance has."""
        return DATABASES[self.instance_class]

    @property
    def replica_size(self) -> Size:
        """What a replica has."""
        return DATABASES[self.replica_class or self.instance_class]


def most_connections(memory_gib: int) -> int:
    """Connections that RDS would allow by itself for so much memory."""
    return memory_gib * 2**30 // MEMORY_PER_CONNECTION
