"""Replicas of a database, and databases made from a snapshot or a point in time."""

from typing import Any

import pytest

from localaws.errors import CloudError, InitFailed
from localaws.values import Props
from tests.localaws.conftest import Workbench
from tests.localaws.rds_instances import INSTANCE, ROLE
from tests.localaws.rds_instances import database as database
from tests.localaws.rds_instances import group as group


def _replica(bench: Workbench, **settings: Any) -> Any:
    return bench.call(
        "rds",
        "CreateDBInstanceReadReplica",
        DBInstanceIdentifier="shop-replica",
        SourceDBInstanceIdentifier="shop-database",
        **settings,
    )["DBInstance"]


def test_a_replica_has_settings_of_its_own(bench: Workbench, database: Props) -> None:
    managed = {**database, "password": None, "manageMasterUserPassword": True, "deletionProtection": True}
    _, state = bench.make(INSTANCE, **managed)
    replica = _replica(bench, DBInstanceClass="db.m7g.medium")
    assert replica["Endpoint"]["Address"] != state["address"]
    assert (replica["Engine"], replica["StorageEncrypted"]) == ("postgres", True)
    assert (replica["DeletionProtection"], replica["BackupRetentionPeriod"]) == (False, 0)
    assert "MasterUserSecret" not in replica
    bench.call("rds", "DeleteDBInstance", DBInstanceIdentifier="shop-replica", SkipFinalSnapshot=True)
    secret = state["masterUserSecrets"][0]["secretArn"]
    assert bench.call("secretsmanager", "DescribeSecret", SecretId=secret)["ARN"] == secret


def test_a_replica_needs_a_source_with_backups(bench: Workbench, database: Props) -> None:
    bench.make(INSTANCE, **{**database, "backupRetentionPeriod": 0})
    with pytest.raises(CloudError, match="Automated backups are not enabled for this database instance"):
        _replica(bench)


def test_a_promoted_replica_stands_alone(bench: Workbench, database: Props) -> None:
    bench.make(INSTANCE, **database)
    _replica(bench)
    bench.call("rds", "PromoteReadReplica", DBInstanceIdentifier="shop-replica")
    source, replica = (
        bench.call("rds", "DescribeDBInstances", DBInstanceIdentifier=name)["DBInstances"][0]
        for name in ("shop-database", "shop-replica")
    )
    assert source["ReadReplicaDBInstanceIdentifiers"] == []
    assert "ReadReplicaSourceDBInstanceIdentifier" not in replica


@pytest.fixture
def source(bench: Workbench, database: Props) -> Props:
    """The outputs of a database with backups."""
    return bench.make(INSTANCE, **database)[1]


@pytest.mark.parametrize(
    "change",
    [
        {"instanceClass": "db.m7g.large"},
        {"backupRetentionPeriod": 3},
        {"deletionProtection": False},
        {"multiAz": True, "dedicatedLogVolume": True},
        {"tags": {"team": "data"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_replica(bench: Workbench, source: Props, change: Props) -> None:
    bench.live(
        INSTANCE,
        change,
        replicateSourceDb=source["identifier"],
        identifier="shop-replica",
        instanceClass="db.m7g.medium",
        backupRetentionPeriod=1,
        maintenanceWindow="sun:07:00-sun:08:00",
        deletionProtection="deletionProtection" in change,
        parameterGroupName=bench.make("aws:rds/parameterGroup:ParameterGroup", family="postgres16")[0],
        skipFinalSnapshot=True,
    )


def _describe(bench: Workbench, identifier: str) -> Any:
    found = bench.call("rds", "DescribeDBInstances", DBInstanceIdentifier=identifier)
    return found["DBInstances"][0]


def test_a_replica_follows_its_source(bench: Workbench, source: Props) -> None:
    replica = {"identifier": "shop-replica", "instanceClass": "db.m7g.medium", "engine": "postgres"}
    kind = bench.package.resource(INSTANCE, bench.session)
    old = bench.check(INSTANCE, **replica, replicateSourceDb=source["arn"])
    ident, state = kind.create(old)
    assert state["engineVersionActual"] == "16.9"
    assert _describe(bench, "shop-database")["ReadReplicaDBInstanceIdentifiers"] == ["shop-replica"]
    with pytest.raises(InitFailed, match="cannot elect new source database for replication"):
        kind.update(ident, old, state, {**old, "replicateSourceDb": "another"})
    alone = bench.check(INSTANCE, **replica)
    assert kind.diff(old, state, alone).replaces == ()
    kind.update(ident, old, state, alone)
    assert _describe(bench, "shop-database")["ReadReplicaDBInstanceIdentifiers"] == []


def test_a_database_from_a_snapshot(bench: Workbench, source: Props, group: str) -> None:
    bench.call(
        "rds", "CreateDBSnapshot", DBInstanceIdentifier=source["identifier"], DBSnapshotIdentifier="before"
    )
    bench.live(
        INSTANCE,
        {"instanceClass": "db.m7g.xlarge"},
        snapshotIdentifier="before",
        identifier="shop-restored",
        instanceClass="db.m7g.large",
        dbSubnetGroupName=group,
        maintenanceWindow="sun:07:00-sun:08:00",
        monitoringInterval=60,
        monitoringRoleArn=ROLE,
        password="restored-password",
        multiAz=True,
        skipFinalSnapshot=True,
    )


def test_a_database_as_it_was(bench: Workbench, source: Props) -> None:
    point = {"sourceDbInstanceIdentifier": source["identifier"], "useLatestRestorableTime": True}
    bench.live(
        INSTANCE,
        {"multiAz": True},
        restoreToPointInTime=point,
        identifier="shop-restored",
        instanceClass="db.m7g.large",
        port=5440,
        skipFinalSnapshot=True,
    )


def test_another_snapshot_is_another_database(bench: Workbench) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    old, other = {"snapshotIdentifier": "one"}, {"snapshotIdentifier": "two"}
    assert kind.diff(old, {}, other).replaces == ("snapshotIdentifier",)
    assert kind.diff(old, {}, {}).replaces == ()
