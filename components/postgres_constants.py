"""The parameters of a PostgreSQL 16 on RDS that do not depend on what it runs on."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["", "B", "8kB", "kB", "MB", "s", "ms"]
"""Unit of a value without a suffix, as pg_settings names it."""


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of a database parameter group."""

    name: str
    value: str
    unit: Unit = ""
    static: bool = False
    """Whether only a restart changes it."""
    default: bool = False
    """Whether RDS has the same value by itself; it is stated all the same, because others rely on it."""
    rds_only: bool = False
    """Whether RDS alone knows it."""
    why: str

    @property
    def apply_method(self) -> Literal["pending-reboot", "immediate"]:
        """How a change reaches the server.

        RDS refuses `immediate` for what is static, and reports `pending-reboot` for a value equal to its own
        default: any other method is then a difference that never ends.
        Source: https://github.com/hashicorp/terraform-provider-aws/issues/39252
        """
        return "pending-reboot" if self.static or self.default else "immediate"


CONSTANTS = (
    Parameter(name="random_page_cost", value="1.1", why="gp3 is an SSD: a jump costs as much as a step"),
    Parameter(name="effective_io_concurrency", value="200", why="gp3 answers many reads at once"),
    Parameter(name="jit", value="0", why="short queries lose more in compiling than they gain"),
    # Nothing may hold a connection or a lock for ever. Migrations and dumps set their own limits.
    Parameter(
        name="statement_timeout", value="60000", unit="ms", why="no request waits longer for its answer"
    ),
    Parameter(
        name="idle_in_transaction_session_timeout",
        value="60000",
        unit="ms",
        why="a forgotten transaction holds locks and stops the vacuum",
    ),
    Parameter(
        name="lock_timeout",
        value="10000",
        unit="ms",
        why="a queue behind a lock becomes an outage in seconds",
    ),
    # What an operator needs to see, and no statement's values beyond that.
    Parameter(name="log_min_duration_statement", value="500", unit="ms", why="the line of the latency alarm"),
    Parameter(name="log_lock_waits", value="1", why="who waits for whom, after deadlock_timeout"),
    Parameter(name="log_temp_files", value="10240", unit="kB", why="sorts that did not fit work_mem"),
    Parameter(name="log_autovacuum_min_duration", value="1000", unit="ms", why="vacuums that cost time"),
    Parameter(name="log_checkpoints", value="1", default=True, why="shows checkpoints that come too often"),
    Parameter(name="log_connections", value="1", why="who came in, over which TLS version"),
    Parameter(name="log_disconnections", value="1", why="how long they stayed"),
    # What Performance Insights shows.
    Parameter(
        name="shared_preload_libraries",
        value="pg_stat_statements",
        static=True,
        default=True,
        why="times of each kind of statement",
    ),
    Parameter(name="pg_stat_statements.track", value="all", why="also those inside functions"),
    Parameter(name="track_io_timing", value="1", default=True, why="time spent in reads and writes"),
    Parameter(
        name="track_activity_query_size",
        value="4096",
        unit="B",
        static=True,
        default=True,
        why="whole statements",
    ),
    # Nothing crosses the network, or lies on the disk, that could be read or guessed.
    Parameter(name="rds.force_ssl", value="1", default=True, rds_only=True, why="no connection without TLS"),
    Parameter(
        name="password_encryption",
        value="scram-sha-256",
        default=True,
        why="passwords are stored as SCRAM only",
    ),
    Parameter(
        name="rds.accepted_password_auth_method",
        value="scram",
        rds_only=True,
        why="a password stored as MD5 opens nothing",
    ),
)
"""Each with its reason. huge_pages stays as RDS has it: on, wherever the class allows it."""
