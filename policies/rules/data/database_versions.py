"""Engines that somebody still mends."""

from collections.abc import Iterator

from pack.options import Texts
from pack.rule import Level, Rule, Severity, Subject, Verdict, cis, security_hub

from ..shared.demands import flag, only
from .database_durability import CONTROLS, GUIDE
from .types import CLUSTER, CLUSTER_INSTANCE, DOCUMENTS, GRAPH_INSTANCE, INSTANCE
from .versions import is_before, oldest_of

CALENDAR = (
    "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html"
)

SUPPORTED = (
    "postgres 14",
    "aurora-postgresql 14",
    "mysql 8.4",
    "aurora-mysql 8.0",
    "mariadb 10.11",
    "docdb 4.0",
)
"""Oldest major versions in standard support in November 2026.

Ended: PostgreSQL 13 in February 2026, MySQL 8.0 in July 2026, MariaDB 10.6 in August 2026, Aurora MySQL 2
in October 2024, DocumentDB 3.6 in March 2026. Sources: CALENDAR, MySQL.Concepts.VersionMgmt.html and
MariaDB.Concepts.VersionMgmt.html of the RDS User Guide.
"""


def _supported(subject: Subject) -> Iterator[Verdict]:
    version = subject.props.text("engineVersion")
    engine = subject.props.text("engine", "docdb" if subject.type == DOCUMENTS else "")
    oldest = oldest_of(engine, subject.options["oldest"])
    # Without a version AWS takes its current default.
    if version and oldest and is_before(version, oldest):
        yield f"engineVersion is {version} of {engine}, want {oldest} or later"


def _upgrades_by_itself(subject: Subject) -> bool:
    """Of clusters only the Multi-AZ ones have the switch: Aurora's instances have their own."""
    return subject.type != CLUSTER or not subject.props.text("engine").startswith("aurora")


MINOR_UPGRADES = Rule(
    id="database-minor-upgrades",
    severity=Severity.HIGH,
    types=frozenset({INSTANCE, CLUSTER, CLUSTER_INSTANCE, GRAPH_INSTANCE}),
    check=only(_upgrades_by_itself, flag("autoMinorVersionUpgrade", True, absent=True)),
    finding="A database does not get the minor versions of its engine.",
    why="They mend known holes, and nobody remembers to install them.",
    fix="leave autoMinorVersionUpgrade unset, or set it to true: it upgrades in the maintenance window.",
    source=f"{CONTROLS}#rds-13",
    controls=security_hub("RDS.13", "RDS.35") + cis("2.3.2"),
    remedy=lambda subject: {"autoMinorVersionUpgrade": True},
)

SUPPORTED_VERSION = Rule(
    id="database-engine-supported",
    severity=Severity.HIGH,
    types=frozenset({INSTANCE, CLUSTER, DOCUMENTS}),
    check=_supported,
    finding="The version of a database engine is out of standard support.",
    why="AWS charges Extended Support by the vCPU and hour, and upgrades by force in the end.",
    fix="raise engineVersion, and try it on a restored copy first.",
    source=CALENDAR,
    options={"oldest": Texts(SUPPORTED, f"Oldest version by engine, as `postgres 14`. Source: {CALENDAR}")},
)

MAINTENANCE_WINDOW = Rule(
    id="database-changes-in-window",
    severity=Severity.MEDIUM,
    types=frozenset({INSTANCE, CLUSTER}),
    check=flag("applyImmediately", False),
    finding="Changes to a database are made at once.",
    why="A new class or a minor version restarts it in the middle of the day.",
    fix="leave applyImmediately unset, and set it for the one change that cannot wait.",
    source=f"{GUIDE}/USER_ModifyInstance.ApplyImmediately.html",
    # Who changes databases at night by hand wants it.
    level=Level.ADVISORY,
    production=True,
    remedy=lambda subject: {"applyImmediately": False},
)

RULES = (MINOR_UPGRADES, SUPPORTED_VERSION, MAINTENANCE_WINDOW)
