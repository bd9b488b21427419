"""Database instances live a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import CloudError, InitFailed
from localaws.naming import Naming
from localaws.registry import SPECS
from localaws.values import Props
from tests.localaws.conftest import Workbench
from tests.localaws.rds_instances import INSTANCE
from tests.localaws.rds_instances import database as database
from tests.localaws.rds_instances import group as group


@pytest.mark.parametrize(
    "change",
    [
        {"instanceClass": "db.m7g.xlarge", "multiAz": False},
        {"allocatedStorage": 200, "maxAllocatedStorage": 0},
        {"maxAllocatedStorage": None},
        {"maxAllocatedStorage": 1000},
        {"storageType": "io2", "iops": 12000},
        {"allocatedStorage": 400, "iops": 12000, "storageThroughput": 500},
        {"password": "second-password"},
        {"password": None, "manageMasterUserPassword": True},
        {"port": 5434},
        {"backupRetentionPeriod": 35, "backupWindow": "01:00-02:00"},
        {"maintenanceWindow": "mon:05:00-mon:06:00"},
        {"enabledCloudwatchLogsExports": ["upgrade"]},
        {"enabledCloudwatchLogsExports": None},
        {"iamDatabaseAuthenticationEnabled": False, "copyTagsToSnapshot": None},
        {"performanceInsightsEnabled": None},
        {"performanceInsightsRetentionPeriod": 731, "databaseInsightsMode": "advanced"},
        {"monitoringInterval": 0},
        {"engineVersion": "16.10", "autoMinorVersionUpgrade": False},
        {"engineVersion": "17.5", "allowMajorVersionUpgrade": True},
        {"publiclyAccessible": True, "dedicatedLogVolume": True, "networkType": "DUAL"},
        {"tags": {"team": "data"}},
        {"finalSnapshotIdentifier": "shop-last", "deleteAutomatedBackups": False},
    ],
    ids=lambda value: "-".join(value),
)
def test_instance(bench: Workbench, database: Props, change: Props) -> None:
    bench.live(INSTANCE, change, **database)


def test_instance_with_a_password_that_aws_keeps(bench: Workbench, database: Props) -> None:
    one, other = (bench.make("aws:kms/key:Key")[1]["arn"] for _ in range(2))
    managed = {**database, "password": None, "manageMasterUserPassword": True}
    bench.live(INSTANCE, {"masterUserSecretKmsKeyId": other}, **managed, masterUserSecretKmsKeyId=one)


def test_the_secret_that_aws_keeps_is_an_output(bench: Workbench, database: Props) -> None:
    managed = {**database, "password": None, "manageMasterUserPassword": True}
    _, state = bench.make(INSTANCE, **managed)
    (secret,) = state["masterUserSecrets"]
    assert secret["secretStatus"] == "active"
    value = bench.call("secretsmanager", "GetSecretValue", SecretId=secret["secretArn"])
    assert "shop_admin" in value["SecretString"]


def test_where_the_database_is(bench: Workbench, database: Props) -> None:
    ident, state = bench.make(INSTANCE, **database)
    assert ident == state["resourceId"]
    assert state["endpoint"] == f"{state['address']}:5433"
    assert state["address"].startswith("shop-database.")
    assert (state["status"], state["engineVersionActual"]) == ("available", "16.9")
    assert state["masterUserSecrets"] == state["replicas"] == []
    assert bench.make(INSTANCE, **{**database, "identifier": "other"})[0] != ident


def test_the_password_is_a_secret_of_the_state() -> None:
    assert SPECS[INSTANCE].secret == {"password", "passwordWo"}


def test_a_write_only_password_counts_with_its_version(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    written = {**database, "password": None, "passwordWo": "first-password", "passwordWoVersion": 1}
    old = bench.check(INSTANCE, **written)
    ident, state = kind.create(old)
    assert kind.diff(old, state, {**old, "passwordWo": "second-password"}).changed == ()
    news = {**old, "passwordWo": "second-password", "passwordWoVersion": 2}
    difference = kind.diff(old, state, news)
    assert (difference.changed, difference.replaces) == (("passwordWoVersion",), ())
    kind.update(ident, old, state, news)
    assert _password(bench, "shop-database") == "second-password"


def _password(bench: Workbench, identifier: str) -> str:
    """AWS never answers it: moto's own memory does."""
    from moto.rds.models import rds_backends

    instance: Any = rds_backends[bench.session.account]["us-east-1"].databases[identifier]
    return str(instance._master_user_password)


@pytest.mark.parametrize(
    "prop", ["identifier", "engine", "username", "dbName", "kmsKeyId", "storageEncrypted"]
)
def test_what_makes_another_database(bench: Workbench, database: Props, prop: str) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    other = not database[prop] if isinstance(database[prop], bool) else f"{database[prop]}x"
    assert kind.diff(database, {}, {**database, prop: other}).replaces == (prop,)


def test_a_protected_database_is_not_deleted(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    inputs = bench.check(INSTANCE, **database, deletionProtection=True)
    ident, state = kind.create(inputs)
    with pytest.raises(CloudError, match="Cannot delete protected DB Instance, please disable deletion prot"):
        kind.delete(ident, inputs, state)
    assert kind.read(ident, inputs, state) is not None
    open_ = {**inputs, "deletionProtection": False}
    kind.delete(ident, open_, kind.update(ident, inputs, state, open_))
    assert kind.read(ident, open_, state) is None


def test_a_deletion_needs_a_last_snapshot_or_leave_to_skip_it(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    inputs = bench.check(INSTANCE, **{**database, "skipFinalSnapshot": None})
    ident, state = kind.create(inputs)
    sentence = "final_snapshot_identifier is required when skip_final_snapshot is false"
    with pytest.raises(CloudError, match=sentence):
        kind.delete(ident, inputs, state)
    named = {**inputs, "finalSnapshotIdentifier": "shop-last"}
    kind.delete(ident, named, state)
    snapshots = bench.call("rds", "DescribeDBSnapshots", SnapshotType="manual")["DBSnapshots"]
    assert [snapshot["DBSnapshotIdentifier"] for snapshot in snapshots] == ["shop-last"]


def test_a_skipped_snapshot_is_not_taken(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    inputs = bench.check(INSTANCE, **database, finalSnapshotIdentifier="shop-last")
    ident, state = kind.create(inputs)
    kind.delete(ident, inputs, state)
    assert bench.call("rds", "DescribeDBSnapshots", SnapshotType="manual")["DBSnapshots"] == []


def test_a_new_major_version_must_be_allowed(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    ident, state = kind.create(database)
    with pytest.raises(InitFailed, match="The AllowMajorVersionUpgrade flag must be present"):
        kind.update(ident, database, state, {**database, "engineVersion": "17.5"})


def test_drift_is_seen(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    ident, state = kind.create(database)
    bench.call(
        "rds", "ModifyDBInstance", DBInstanceIdentifier="shop-database", MultiAZ=False, DBPortNumber=5999
    )
    found = kind.read(ident, database, state)
    assert found is not None
    assert set(kind.diff(found[1], found[0], database).changed) == {"multiAz", "port"}


@pytest.mark.parametrize("by", ["identifier", "resourceId"])
def test_import_of_an_instance(bench: Workbench, database: Props, by: str) -> None:
    _, state = bench.make(INSTANCE, **database)
    found = bench.package.resource(INSTANCE, bench.session).read(state[by], {}, {})
    assert found is not None
    inputs = found[1]
    unseen = {"password", "skipFinalSnapshot"}
    assert {key: inputs[key] for key in database if key not in unseen} == {
        key: value for key, value in database.items() if key not in unseen
    }


def test_two_keepers_of_one_password_are_refused(bench: Workbench, database: Props) -> None:
    kind = bench.package.resource(INSTANCE, bench.session)
    _, failures = kind.check({}, {**database, "manageMasterUserPassword": True}, Naming("thing"))
    assert failures == [
        "manageMasterUserPassword has AWS make the password: leave out password and passwordWo"
    ]
