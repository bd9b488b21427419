"""The database: hard to lose, tuned to its class, watched and within bounds."""

from dataclasses import fields, replace
from typing import Any

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.database import PostgresDatabaseArgs
from components.instance_classes import DATABASES
from components.postgres_parameters import parameters
from settings.data import DatabaseSettings
from tests.components.one_database import INSTANCE, arguments, build, revealed
from tests.recorder import Registration


@pytest.fixture
def instance(cloud: Cloud) -> Registration:
    return build(cloud).one(INSTANCE, "database")


def test_every_setting_is_an_argument() -> None:
    assert set(DatabaseSettings.model_fields) <= {field.name for field in fields(PostgresDatabaseArgs)}


def test_the_instance(instance: Registration) -> None:
    inputs = dict(instance.inputs)
    assert revealed(inputs.pop("password")) == "made-up-for-database"
    assert inputs == {
        "identifier": "alicerce-test-database",
        "engine": "postgres",
        "engineVersion": "16",
        "autoMinorVersionUpgrade": True,
        "instanceClass": "db.m7g.xlarge",
        "storageType": "gp3",
        "allocatedStorage": 200,
        "maxAllocatedStorage": 1000,
        "storageEncrypted": True,
        "kmsKeyId": "key-data",
        "dbName": "app",
        "username": "app",
        "port": 5432,
        "iamDatabaseAuthenticationEnabled": True,
        "caCertIdentifier": "rds-ca-rsa2048-g1",
        "multiAz": True,
        "dbSubnetGroupName": "database",
        "vpcSecurityGroupIds": ["database-id"],
        "publiclyAccessible": False,
        "parameterGroupName": "database",
        "backupRetentionPeriod": 35,
        "backupWindow": "05:00-06:00",
        "maintenanceWindow": "sun:07:00-sun:08:00",
        "applyImmediately": False,
        "copyTagsToSnapshot": True,
        "deleteAutomatedBackups": False,
        "deletionProtection": True,
        "skipFinalSnapshot": False,
        "finalSnapshotIdentifier": "alicerce-test-database-final",
        "enabledCloudwatchLogsExports": ["postgresql", "upgrade"],
        "databaseInsightsMode": "standard",
        "performanceInsightsEnabled": True,
        "performanceInsightsKmsKeyId": "key-data",
        "performanceInsightsRetentionPeriod": 7,
        "monitoringInterval": 60,
        "monitoringRoleArn": "arn:aws:mock:us-east-1:123456789012:role/database-monitoring",
        "tags": {"Name": "alicerce-test-database"},
    }


def test_it_is_hard_to_lose(instance: Registration, cloud: Cloud) -> None:
    assert instance.protect
    loose = build(cloud, deletion_protection=False, final_snapshot=False).one(INSTANCE, "database")
    assert not loose.protect
    assert not loose.inputs["deletionProtection"]
    assert loose.inputs["skipFinalSnapshot"]
    assert loose.inputs["deleteAutomatedBackups"]
    assert "finalSnapshotIdentifier" not in loose.inputs


def test_the_parameter_group_is_the_tuning_of_the_class(cloud: Cloud) -> None:
    group = build(cloud).one("aws:rds/parameterGroup:ParameterGroup").inputs
    tuned = parameters(memory_gib=16, vcpus=4, max_connections=500, storage_gib=200)
    assert group["family"] == "postgres16"
    assert group["parameters"] == [
        {"name": each.name, "value": each.value, "applyMethod": each.apply_method} for each in tuned
    ]


def test_log_groups_stand_before_the_instance_and_are_encrypted(cloud: Cloud, instance: Registration) -> None:
    groups = build(cloud).all("aws:cloudwatch/logGroup:LogGroup")
    assert [group.inputs for group in groups] == [
        {
            "name": f"/aws/rds/instance/alicerce-test-database/{log}",
            "retentionInDays": 30,
            "kmsKeyId": "key-logs",
        }
        for log in ("postgresql", "upgrade")
    ]
    for log in ("postgresql", "upgrade"):
        assert f"aws:cloudwatch/logGroup:LogGroup::database-{log}" in instance.dependencies


def test_replicas_are_spread_and_never_have_fewer_workers(cloud: Cloud) -> None:
    recorder = build(cloud, read_replicas=3, replica_class="db.m7g.large")
    replicas = [each.inputs for each in recorder.all(INSTANCE) if each.name != "database"]
    assert [each["identifier"] for each in replicas] == [
        f"alicerce-test-database-replica-{number}" for number in (1, 2, 3)
    ]
    assert [each["availabilityZone"] for each in replicas] == ["us-east-1a", "us-east-1b", "us-east-1a"]
    for each in replicas:
        assert each["replicateSourceDb"] == "alicerce-test-database"
        assert each["instanceClass"] == "db.m7g.large"
        assert each["skipFinalSnapshot"]
        assert not {"password", "username", "dbName", "multiAz"} & each.keys()
    values = {
        group.name: {each["name"]: each["value"] for each in group.inputs["parameters"]}
        for group in recorder.all("aws:rds/parameterGroup:ParameterGroup")
    }
    assert values["database-replica"]["shared_buffers"] == str(2 * 2**30 // 8192)
    for name in ("max_connections", "max_worker_processes"):
        assert int(values["database-replica"][name]) >= int(values["database"][name])
    assert len(recorder.published("PostgresDatabase")["replica_hosts"]) == 3


def test_failures_failovers_and_changes_are_told(cloud: Cloud) -> None:
    subscriptions = build(cloud).all("aws:rds/eventSubscription:EventSubscription")
    told = {each.inputs["sourceType"]: set(each.inputs["eventCategories"]) for each in subscriptions}
    assert {"configuration change", "failure", "failover", "low storage", "maintenance"} <= told[
        "db-instance"
    ]
    assert told["db-parameter-group"] == {"configuration change"}
    assert {each.inputs["snsTopic"] for each in subscriptions} == {"topic"}


def test_monitoring_can_be_off(cloud: Cloud) -> None:
    recorder = build(cloud, monitoring_interval=0, proxy=False)
    assert not recorder.all("aws:iam/role:Role")
    assert "monitoringRoleArn" not in recorder.one(INSTANCE, "database").inputs


def test_nothing_is_without_a_parent(cloud: Cloud) -> None:
    assert not list(build(cloud, read_replicas=1).orphans())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"max_connections": 1803}, "max_connections must be 25 to 1802 (got 1803)."),
        ({"replica_class": "db.t4g.medium"}, "max_connections must be 25 to 450 (got 500)."),
        ({"storage": 19, "max_storage": 0}, "storage must be 20 to 65536 (got 19)."),
        ({"max_storage": 100}, "max_storage must be 200 to 65536 (got 100)."),
        ({"read_replicas": 16}, "read_replicas must be 0 to 15 (got 16)."),
        ({"proxy_share": 81}, "proxy_share must be 1 to 80 (got 81)."),
        ({"pool_size": 0}, "pool_size must be 1 to 1000 (got 0)."),
        ({"backup_retention_days": 0}, "backup_retention_days must be 1 to 35 (got 0)."),
        ({"secret": "mine"}, "secret must be one of generated, managed (got mine)."),
        ({"monitoring_interval": 2}, "monitoring_interval must be one of 0, 1, 5, 10, 15, 30, 60 (got 2)."),
        ({"instance_class": "db.x"}, f"instance_class must be one of {', '.join(DATABASES)} (got db.x)."),
        ({"replica_class": "db.x"}, f"replica_class must be one of {', '.join(DATABASES)} (got db.x)."),
        (
            {"name": "1st"},
            "name must be a letter, then letters, digits and underscores (got '1st').",
        ),
        (
            {"username": "postgres"},
            "username must be a letter, then letters, digits and underscores; not postgres or admin "
            "(got 'postgres').",
        ),
    ],
)
def test_arguments_have_bounds(cloud: Cloud, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(arguments(cloud), **change)
    assert str(caught.value) == f"PostgresDatabaseArgs.{message}"
