"""Vaults, plans and selections live a whole life against moto."""

import json

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

VAULT = "aws:backup/vault:Vault"
LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
POLICY = "aws:backup/vaultPolicy:VaultPolicy"
NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications"
PLAN = "aws:backup/plan:Plan"
SELECTION = "aws:backup/selection:Selection"
TOPIC = "arn:aws:sns:us-east-1:200000000001:alarms"


@pytest.fixture
def vault(bench: Workbench) -> str:
    return bench.make(VAULT, name="alicerce")[0]


@pytest.mark.parametrize(
    "change", [{"tags": {"Team": "a"}}, {"forceDestroy": True}], ids=lambda v: "-".join(v)
)
def test_vault(bench: Workbench, change: Props) -> None:
    bench.live(VAULT, change, name="alicerce", kmsKeyArn="arn:aws:kms:us-east-1:200000000001:key/1")


def test_a_new_key_makes_a_new_vault(bench: Workbench) -> None:
    kind = bench.package.resource(VAULT, bench.session)
    key = "arn:aws:kms:us-east-1:200000000001:key/1"
    old = {"name": "alicerce", "kmsKeyArn": key}
    assert kind.diff(old, {}, {**old, "kmsKeyArn": f"{key}2"}).replaces == ("kmsKeyArn",)


def test_a_vault_in_a_second_region(bench: Workbench) -> None:
    kind = bench.package.resource(VAULT, bench.session)
    news = bench.check(VAULT, name="copies", region="eu-west-1")
    ident, state = kind.create(news)
    assert state["arn"] == f"arn:aws:backup:eu-west-1:{bench.session.account}:backup-vault:copies"
    assert kind.read(ident, news, state) is not None
    assert bench.call("backup", "ListBackupVaults")["BackupVaultList"] == []
    kind.delete(ident, news, state)
    assert kind.read(ident, news, state) is None


def test_lock(bench: Workbench, vault: str) -> None:
    bench.live(LOCK, backupVaultName=vault, minRetentionDays=7, maxRetentionDays=365, changeableForDays=3)


def test_a_lock_is_never_changed_but_made_anew(bench: Workbench, vault: str) -> None:
    kind = bench.package.resource(LOCK, bench.session)
    old = {"backupVaultName": vault, "minRetentionDays": 7}
    assert kind.diff(old, {}, {**old, "minRetentionDays": 8}).replaces == ("minRetentionDays",)


def test_vault_policy(bench: Workbench, vault: str) -> None:
    statement = {"Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint", "Resource": "*"}
    document = {"Version": "2012-10-17", "Statement": [statement]}
    other = {**document, "Statement": [{**statement, "Action": "backup:UpdateRecoveryPointLifecycle"}]}
    bench.live(POLICY, {"policy": json.dumps(other)}, backupVaultName=vault, policy=json.dumps(document))


def test_vault_notifications(bench: Workbench, vault: str) -> None:
    events = ["BACKUP_JOB_FAILED", "COPY_JOB_FAILED", "RESTORE_JOB_FAILED"]
    bench.live(NOTIFICATIONS, backupVaultName=vault, snsTopicArn=TOPIC, backupVaultEvents=events)


def test_policy_and_notifications_need_a_vault(bench: Workbench) -> None:
    with pytest.raises(CloudError, match="other"):
        bench.make(
            NOTIFICATIONS,
            backupVaultName="other",
            snsTopicArn=TOPIC,
            backupVaultEvents=["BACKUP_JOB_FAILED"],
        )


@pytest.fixture
def plan(vault: str) -> Props:
    copy = f"arn:aws:backup:eu-west-1:200000000001:backup-vault:{vault}"
    return {
        "name": "alicerce",
        "rules": [
            {
                "ruleName": "daily",
                "targetVaultName": vault,
                "schedule": "cron(0 3 * * ? *)",
                "scheduleExpressionTimezone": "Europe/Lisbon",
                "startWindow": 60,
                "completionWindow": 180,
                "enableContinuousBackup": True,
                "recoveryPointTags": {"Plan": "daily"},
                "lifecycle": {"deleteAfter": 35},
                "copyActions": [{"destinationVaultArn": copy, "lifecycle": {"deleteAfter": 35}}],
            },
            {
                "ruleName": "monthly",
                "targetVaultName": vault,
                "schedule": "cron(0 4 1 * ? *)",
                "lifecycle": {
                    "coldStorageAfter": 30,
                    "deleteAfter": 365,
                    "optInToArchiveForSupportedResources": True,
                },
            },
        ],
    }


def test_plan(bench: Workbench, plan: Props) -> None:
    daily, monthly = plan["rules"]
    bench.live(PLAN, {"rules": [{**daily, "lifecycle": {"deleteAfter": 14}}, monthly]}, **plan)


def test_plan_with_one_rule_fewer_and_settings(bench: Workbench, plan: Props) -> None:
    shadow = [{"resourceType": "EC2", "backupOptions": {"WindowsVSS": "enabled"}}]
    change = {"rules": plan["rules"][:1], "advancedBackupSettings": shadow, "tags": {"Team": "a"}}
    bench.live(PLAN, change, **plan)


def test_a_changed_plan_has_a_new_version(bench: Workbench, plan: Props) -> None:
    kind = bench.package.resource(PLAN, bench.session)
    old = bench.check(PLAN, **plan)
    ident, state = kind.create(old)
    news = {**old, "rules": plan["rules"][:1]}
    assert kind.preview(news, state)["version"] is UNKNOWN
    updated = kind.update(ident, old, state, news)
    assert updated["version"] != state["version"]
    assert updated["arn"] == state["arn"]


def test_a_deleted_plan_leaves_its_name_free(bench: Workbench, plan: Props) -> None:
    kind = bench.package.resource(PLAN, bench.session)
    news = bench.check(PLAN, **plan)
    first, state = kind.create(news)
    kind.delete(first, news, state)
    assert bench.make(PLAN, **plan)[0] != first


def test_a_preview_refuses_a_rule_without_a_vault(bench: Workbench, plan: Props) -> None:
    kind = bench.package.resource(PLAN, bench.session)
    _, failures = kind.check({}, {**plan, "rules": [{"ruleName": "daily"}]}, Naming("plan"))
    assert len(failures) == 1
    assert "TargetBackupVaultName is required" in failures[0]


@pytest.fixture
def selection(bench: Workbench, plan: Props) -> Props:
    ident, _ = bench.make(PLAN, **plan)
    return {
        "planId": ident,
        "name": "data",
        "iamRoleArn": "arn:aws:iam::200000000001:role/backup",
        "resources": ["arn:aws:rds:us-east-1:200000000001:db:alicerce"],
        "selectionTags": [{"type": "STRINGEQUALS", "key": "Backup", "value": "daily"}],
        "conditions": [{"stringNotEquals": [{"key": "aws:ResourceTag/Stack", "value": "test"}]}],
    }


def test_selection(bench: Workbench, selection: Props) -> None:
    bench.live(SELECTION, **selection)


def test_a_selection_is_imported_by_plan_and_id(bench: Workbench, selection: Props) -> None:
    ident, _ = bench.make(SELECTION, **selection)
    kind = bench.package.resource(SELECTION, bench.session)
    found = kind.read(f"{selection['planId']}|{ident}", {}, {})
    assert found is not None
    for prop in ("planId", "name", "iamRoleArn", "resources"):
        assert found[1][prop] == selection[prop]


def test_a_plan_with_selections_stays(bench: Workbench, plan: Props, selection: Props) -> None:
    bench.make(SELECTION, **selection)
    (listed,) = bench.call("backup", "ListBackupSelections", BackupPlanId=selection["planId"])[
        "BackupSelectionsList"
    ]
    assert listed["SelectionName"] == "data"
    with pytest.raises(CloudError, match="selections must be deleted"):
        bench.package.resource(PLAN, bench.session).delete(selection["planId"], plan, {})
