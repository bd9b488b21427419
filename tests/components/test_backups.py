"""Backups: how often, how long, how well locked, and whether they can be restored."""

import json
from dataclasses import replace
from typing import Any

import pytest
from moto.events.models import EventPattern

from components.backup_events import PATTERN
from components.backups import Backups, BackupsArgs
from components.checks import ArgumentError
from components.cloud import Cloud
from tests.recorder import Recorder, record

VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
PLAN = "aws:backup/plan:Plan"
DATABASE = "arn:aws:rds:us-east-1:123456789012:db:alicerce-test-database"


@pytest.fixture
def args(cloud: Cloud) -> BackupsArgs:
    return BackupsArgs(
        cloud=cloud,
        key_arn="arn:key",
        topic_arn="arn:topic",
        resource_arns=(DATABASE,),
        subnet_ids=("data-a", "data-b"),
        hour=8,
        daily_days=35,
        monthly_days=365,
        copy_region="",
        lock="governance",
        restore_testing=True,
        protect=True,
    )


def build(args: BackupsArgs) -> Recorder:
    return record(lambda: Backups("backups", args))


def test_the_vault_is_encrypted_and_kept(args: BackupsArgs) -> None:
    vault = build(args).one(VAULT)
    assert vault.inputs == {"name": "alicerce-test", "kmsKeyArn": "arn:key", "forceDestroy": False}
    assert vault.protect
    loose = build(replace(args, protect=False)).one(VAULT)
    assert loose.inputs["forceDestroy"] is True
    assert not loose.protect


def test_nobody_deletes_a_backup_by_hand(args: BackupsArgs) -> None:
    policy = json.loads(build(args).one("aws:backup/vaultPolicy:VaultPolicy").inputs["policy"])
    (statement,) = policy["Statement"]
    assert statement["Effect"] == "Deny"
    assert statement["Action"] == ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]


def test_a_day_and_a_month(args: BackupsArgs) -> None:
    rules = build(args).one(PLAN).inputs["rules"]
    assert [(rule["ruleName"], rule["schedule"], rule["lifecycle"]) for rule in rules] == [
        ("daily", "cron(0 8 * * ? *)", {"deleteAfter": 35}),
        ("monthly", "cron(0 8 1 * ? *)", {"deleteAfter": 365}),
    ]
    assert all(not rule["copyActions"] for rule in rules)
    assert not any("enableContinuousBackup" in rule for rule in rules)


def test_what_is_backed_up_and_by_whom(args: BackupsArgs) -> None:
    recorder = build(args)
    assert recorder.one("aws:backup/selection:Selection").inputs == {
        "planId": "backups-id",
        "iamRoleArn": "arn:aws:mock:us-east-1:123456789012:role/backups",
        "resources": [DATABASE],
    }
    policies = recorder.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    assert [each.inputs["policyArn"].rpartition("/")[2] for each in policies] == [
        "AWSBackupServiceRolePolicyForBackup",
        "AWSBackupServiceRolePolicyForRestores",
    ]


@pytest.mark.parametrize(("lock", "changeable"), [("governance", None), ("compliance", 3)])
def test_a_lock_holds_every_backup_to_its_time(args: BackupsArgs, lock: Any, changeable: int | None) -> None:
    inputs = build(replace(args, lock=lock)).one(LOCK).inputs
    assert (inputs["minRetentionDays"], inputs["maxRetentionDays"]) == (35, 365)
    assert inputs.get("changeableForDays") == changeable


def test_no_lock(args: BackupsArgs) -> None:
    assert not build(replace(args, lock="none")).all(LOCK)


def test_copies_in_a_second_region_have_a_vault_and_a_key_of_their_own(args: BackupsArgs) -> None:
    recorder = build(replace(args, copy_region="us-west-2"))
    vault = recorder.one(VAULT, "backups-copy")
    assert vault.inputs["region"] == "us-west-2"
    assert vault.inputs["kmsKeyArn"].endswith("key/backups-copy")
    assert vault.protect
    key = recorder.one("aws:kms/key:Key")
    assert key.inputs["region"] == "us-west-2"
    assert key.protect
    assert [lock.inputs.get("region") for lock in recorder.all(LOCK)] == [None, "us-west-2"]
    for rule, days in zip(recorder.one(PLAN).inputs["rules"], (35, 365), strict=True):
        (copy,) = rule["copyActions"]
        assert copy["destinationVaultArn"].endswith("vault/backups-copy")
        assert copy["lifecycle"] == {"deleteAfter": days}


def test_a_restore_is_tried_each_week(args: BackupsArgs) -> None:
    recorder = build(args)
    plan = recorder.one("aws:backup/restoreTestingPlan:RestoreTestingPlan").inputs
    assert plan["name"] == "alicerce_test_weekly"
    assert plan["scheduleExpression"] == "cron(0 12 ? * SUN *)"
    assert plan["recoveryPointSelection"] == {
        "algorithm": "LATEST_WITHIN_WINDOW",
        "includeVaults": ["arn:aws:mock:us-east-1:123456789012:vault/backups"],
        "recoveryPointTypes": ["SNAPSHOT"],
        "selectionWindowDays": 7,
    }
    selection = recorder.one("aws:backup/restoreTestingSelection:RestoreTestingSelection").inputs
    assert selection["protectedResourceType"] == "RDS"
    assert selection["protectedResourceArns"] == [DATABASE]
    assert selection["restoreMetadataOverrides"] == {"dbSubnetGroupName": "restores", "multiAz": "false"}
    assert recorder.one("aws:rds/subnetGroup:SubnetGroup").inputs["subnetIds"] == ["data-a", "data-b"]


def test_the_name_of_the_tests_has_no_hyphen(args: BackupsArgs) -> None:
    cloud = replace(args.cloud, stack="pre-prod")
    plan = build(replace(args, cloud=cloud)).one("aws:backup/restoreTestingPlan:RestoreTestingPlan")
    assert plan.inputs["name"] == "alicerce_pre_prod_weekly"


def test_no_restore_is_tried(args: BackupsArgs) -> None:
    recorder = build(replace(args, restore_testing=False))
    assert not recorder.all("aws:backup/restoreTestingPlan:RestoreTestingPlan")
    assert not recorder.all("aws:backup/restoreTestingSelection:RestoreTestingSelection")


@pytest.mark.parametrize(
    ("job", "detail", "told"),
    [
        ("Backup", {"state": "FAILED"}, True),
        ("Backup", {"state": "EXPIRED"}, True),
        ("Backup", {"state": "ABORTED"}, True),
        ("Backup", {"state": "COMPLETED"}, False),
        ("Backup", {"state": "CREATED"}, False),
        ("Copy", {"state": "FAILED"}, True),
        ("Copy", {"state": "COMPLETED"}, False),
        ("Restore", {"status": "FAILED"}, True),
        ("Restore", {"status": "COMPLETED"}, False),
    ],
)
def test_failures_are_told_and_nothing_else(job: str, detail: dict[str, str], told: bool) -> None:
    event: Any = {"source": "aws.backup", "detail-type": f"{job} Job State Change", "detail": detail}
    assert EventPattern(json.dumps(PATTERN), PATTERN).matches_event(event) is told


def test_they_are_told_to_the_topic(args: BackupsArgs) -> None:
    recorder = build(args)
    assert json.loads(recorder.one("aws:cloudwatch/eventRule:EventRule").inputs["eventPattern"]) == PATTERN
    assert recorder.one("aws:cloudwatch/eventTarget:EventTarget").inputs["arn"] == "arn:topic"


def test_what_it_publishes(args: BackupsArgs) -> None:
    recorder = build(args)
    assert recorder.published("Backups") == {"vault_name": "alicerce-test", "plan_id": "backups-id"}
    assert not list(recorder.orphans())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hour": 24}, "BackupsArgs.hour must be 0 to 23 (got 24)."),
        ({"daily_days": 0}, "BackupsArgs.daily_days must be 1 to 36500 (got 0)."),
        ({"monthly_days": 36501}, "BackupsArgs.monthly_days must be 1 to 36500 (got 36501)."),
        ({"lock": "tight"}, "BackupsArgs.lock must be one of none, governance, compliance (got tight)."),
        ({"copy_region": "moon"}, "BackupsArgs.copy_region must be a region, or nothing (got 'moon')."),
        (
            {"copy_region": "us-east-1"},
            "BackupsArgs.copy_region must be another region than the stack's (got us-east-1).",
        ),
    ],
)
def test_wrong_arguments(args: BackupsArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message
