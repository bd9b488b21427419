"""A database outlives mistakes: of people, of programs, of a building."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.options import Number
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.demands import at_least, flag, only
from ..shared.each import each_resource
from .types import (
    CLUSTER,
    CLUSTER_INSTANCE,
    DATABASES,
    DOCUMENTS,
    DOCUMENTS_INSTANCE,
    GRAPH,
    GRAPH_INSTANCE,
    INSTANCE,
)

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html"
GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide"
MEMBERS: Mapping[str, str] = {
    CLUSTER: CLUSTER_INSTANCE,
    DOCUMENTS: DOCUMENTS_INSTANCE,
    GRAPH: GRAPH_INSTANCE,
}
"""Types of clusters, and of the instances that are declared apart from them."""

SOURCES: Mapping[str, str] = {
    INSTANCE: "replicateSourceDb",
    CLUSTER: "replicationSourceIdentifier",
    GRAPH: "replicationSourceIdentifier",
}
"""Properties by which a replica names its source."""


def is_source(database: Subject | Resource) -> bool:
    """Whether it holds data of its own: a read replica has its source's."""
    name = SOURCES.get(database.type)
    return name is None or name not in database.props


def _retention(subject: Subject) -> Iterator[Verdict]:
    absent = 0 if subject.type == INSTANCE else 1
    yield from at_least("backupRetentionPeriod", "days", absent)(subject)


def _final_snapshot(subject: Subject) -> Iterator[Verdict]:
    if subject.props.flag("skipFinalSnapshot"):
        yield "skipFinalSnapshot is true, want false"
    elif "finalSnapshotIdentifier" not in subject.props:
        yield "finalSnapshotIdentifier is missing, want the name of the last snapshot"


def _members(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    yield from each_resource(stack, MEMBERS, _failing_over)


def _failing_over(stack: Stack, cluster: Resource) -> Iterator[Verdict]:
    members = len(stack.users(cluster, {MEMBERS[cluster.type]}, "clusterIdentifier"))
    if members < 2 and not _has_own_instances(cluster.props):
        yield f"the number of its instances in the stack is {members}, want at least 2"


def _has_own_instances(props: Props) -> bool:
    """A Multi-AZ cluster makes its three itself, and Aurora Serverless v1 has none."""
    return "dbClusterInstanceClass" in props or props.text("engineMode") == "serverless"


DELETION_PROTECTION = Rule(
    id="database-deletion-protection",
    severity=Severity.HIGH,
    types=DATABASES,
    check=flag("deletionProtection", True),
    finding="A database can be deleted with one call.",
    why="A wrong click, or a program with too many rights, ends all data.",
    fix="set deletionProtection to true.",
    source=f"{CONTROLS}#rds-8",
    controls=security_hub("RDS.7", "RDS.8", "DocumentDB.5", "Neptune.4"),
    production=True,
    remedy=lambda subject: {"deletionProtection": True},
)

FINAL_SNAPSHOT = Rule(
    id="database-final-snapshot",
    severity=Severity.HIGH,
    types=DATABASES,
    check=only(is_source, _final_snapshot),
    finding="A database is deleted without a last snapshot.",
    why="What was written since the last backup is lost, or the deletion fails half-way for want of a name.",
    fix="set skipFinalSnapshot to false and finalSnapshotIdentifier to a name.",
    source=f"{GUIDE}/USER_DeleteInstance.html",
    controls=well_architected("REL09-BP01"),
    production=True,
)

AUTOMATED_BACKUPS_KEPT = Rule(
    id="database-backups-outlive-it",
    severity=Severity.MEDIUM,
    types=frozenset({INSTANCE, CLUSTER}),
    check=only(is_source, flag("deleteAutomatedBackups", False, absent=True)),
    finding="A database takes its automated backups with it when it is deleted.",
    why="Who deletes the database by mistake deletes every way back too.",
    fix="set deleteAutomatedBackups to false.",
    source=f"{GUIDE}/USER_WorkingWithAutomatedBackups.Retaining.html",
    controls=well_architected("REL09-BP01"),
    production=True,
    remedy=lambda subject: {"deleteAutomatedBackups": False},
)

BACKUP_RETENTION = Rule(
    id="database-backup-retention",
    severity=Severity.HIGH,
    types=DATABASES,
    check=only(is_source, _retention),
    finding="A database keeps its automated backups for too short a time.",
    why="An error that is found after a long weekend has no backup from before it.",
    fix="set backupRetentionPeriod to 7 days or more; 35 is the most.",
    source=f"{CONTROLS}#rds-11",
    controls=security_hub("RDS.11", "DocumentDB.2", "Neptune.5") + well_architected("REL09-BP01"),
    options={"days": Number(7, 1, 35, f"Fewest days of automated backups. Source: {CONTROLS}#rds-11")},
    remedy=lambda subject: {"backupRetentionPeriod": subject.options["days"]},
)

MULTI_AZ = Rule(
    id="database-multi-az",
    severity=Severity.HIGH,
    types=frozenset({INSTANCE}),
    check=only(is_source, flag("multiAz", True)),
    finding="A database stands in one Availability Zone.",
    why="When the zone fails, the data is out of reach until somebody restores a backup.",
    fix="set multiAz to true: it doubles the price of the instance.",
    source=f"{CONTROLS}#rds-5",
    controls=security_hub("RDS.5") + well_architected("REL10-BP01"),
    production=True,
)

CLUSTER_MEMBERS = StackRule(
    id="database-cluster-members",
    severity=Severity.HIGH,
    check=_members,
    finding="A database cluster has nothing to fail over to.",
    why="The only instance takes the database with it for the minutes that a new one needs.",
    fix="declare a second instance with the cluster's clusterIdentifier; AWS puts it into another zone.",
    source=f"{CONTROLS}#rds-15",
    controls=security_hub("RDS.15", "Neptune.9") + well_architected("REL10-BP01"),
    production=True,
)

TAGS_IN_SNAPSHOTS = Rule(
    id="database-tags-in-snapshots",
    severity=Severity.LOW,
    types=frozenset({INSTANCE, CLUSTER, GRAPH}),
    check=flag("copyTagsToSnapshot", True),
    finding="Snapshots of a database do not carry its tags.",
    why="Nobody can tell later whose they are, and policies by tag pass them by.",
    fix="set copyTagsToSnapshot to true.",
    source=f"{CONTROLS}#rds-17",
    controls=security_hub("RDS.16", "RDS.17", "Neptune.8"),
    remedy=lambda subject: {"copyTagsToSnapshot": True},
)

STORAGE_AUTOSCALING = Rule(
    id="database-storage-autoscaling",
    severity=Severity.MEDIUM,
    types=frozenset({INSTANCE}),
    check=at_least("maxAllocatedStorage", "gigabytes"),
    finding="The volume of a database does not grow by itself.",
    why="A full volume stops every write, at night too.",
    fix="set maxAllocatedStorage to at least 26 % above allocatedStorage.",
    source=f"{GUIDE}/USER_PIOPS.Autoscaling.html",
    # Who watches the free space and grows the volume on purpose does well too.
    level=Level.ADVISORY,
    production=True,
    options={
        "gigabytes": Number(
            1,
            1,
            65536,
            f"Least upper bound of the volume, in GiB; 0 is off. Source: {GUIDE}/USER_PIOPS.Autoscaling.html",
        )
    },
)

RULES = (
    DELETION_PROTECTION,
    FINAL_SNAPSHOT,
    AUTOMATED_BACKUPS_KEPT,
    BACKUP_RETENTION,
    MULTI_AZ,
    CLUSTER_MEMBERS,
    TAGS_IN_SNAPSHOTS,
    STORAGE_AUTOSCALING,
)
