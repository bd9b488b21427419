"""Backups: vaults and what guards them, plans, and what they save."""

from dataclasses import replace
from typing import Any

from localaws.spec import Call, Name, Send, Spec, Tags
from localaws.values import Props

_VAULT = {"id": "BackupVaultName"}

TAGS = Tags(
    set=Call(op="TagResource", params={"arn": "ResourceArn", "tags": "Tags"}),
    unset=Call(op="UntagResource", params={"arn": "ResourceArn", "tagKeys": "TagKeyList"}),
    read=Call(op="ListTags", params={"arn": "ResourceArn"}),
)

VAULT = Spec(
    token="aws:backup/vault:Vault",
    service="backup",
    create=Call(
        op="CreateBackupVault",
        params={"name": "BackupVaultName", "kmsKeyArn": "EncryptionKeyArn"},
    ),
    id="{name}",
    read=Call(op="DescribeBackupVault", params=_VAULT),
    settles=frozenset({"forceDestroy"}),
    delete=(Call(op="DeleteBackupVault", params=_VAULT),),
    replace_on=frozenset({"name", "kmsKeyArn"}),
    defaults={"forceDestroy": False},
    kept=frozenset({"kmsKeyArn"}),
    outputs={"arn": "BackupVaultArn", "recoveryPoints": "NumberOfRecoveryPoints"},
    tags=replace(TAGS, create="BackupVaultTags"),
    name=Name(longest=50),
)


def _that_is_locked(vault: dict[str, Any]) -> dict[str, Any]:
    """Nothing for a vault that is not locked."""
    return vault if vault.get("Locked") else {}


VAULT_LOCK = Spec(
    token="aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    service="backup",
    create=Call(
        op="PutBackupVaultLockConfiguration",
        params={
            "backupVaultName": "BackupVaultName",
            "minRetentionDays": "MinRetentionDays",
            "maxRetentionDays": "MaxRetentionDays",
            "changeableForDays": "ChangeableForDays",
        },
    ),
    id="{backupVaultName}",
    read=Call(op="DescribeBackupVault", params=_VAULT, tidy=_that_is_locked),
    delete=(Call(op="DeleteBackupVaultLockConfiguration", params=_VAULT),),
    replace_on=frozenset({"*"}),
    outputs={"backupVaultArn": "BackupVaultArn"},
    unread={"changeableForDays": "AWS answers the date that it led to"},
)

_PUT_POLICY = Call(
    op="PutBackupVaultAccessPolicy", params={"backupVaultName": "BackupVaultName", "policy": "Policy"}
)

VAULT_POLICY = Spec(
    token="aws:backup/vaultPolicy:VaultPolicy",
    service="backup",
    create=_PUT_POLICY,
    id="{backupVaultName}",
    read=Call(op="GetBackupVaultAccessPolicy", params=_VAULT),
    updates=(_PUT_POLICY,),
    delete=(Call(op="DeleteBackupVaultAccessPolicy", params=_VAULT),),
    replace_on=frozenset({"backupVaultName"}),
    outputs={"backupVaultArn": "BackupVaultArn"},
)

VAULT_NOTIFICATIONS = Spec(
    token="aws:backup/vaultNotifications:VaultNotifications",
    service="backup",
    create=Call(
        op="PutBackupVaultNotifications",
        params={
            "backupVaultName": "BackupVaultName",
            "snsTopicArn": "SNSTopicArn",
            "backupVaultEvents": "BackupVaultEvents",
        },
    ),
    id="{backupVaultName}",
    read=Call(op="GetBackupVaultNotifications", params=_VAULT),
    delete=(Call(op="DeleteBackupVaultNotifications", params=_VAULT),),
    replace_on=frozenset({"*"}),
    outputs={"backupVaultArn": "BackupVaultArn"},
)

_DOCUMENT = {
    "name": "BackupPlan.BackupPlanName",
    "rules": "BackupPlan.Rules",
    "advancedBackupSettings": "BackupPlan.AdvancedBackupSettings",
    "scanSettings": "BackupPlan.ScanSettings",
}
_LIFECYCLE = {"coldStorageAfter": "MoveToColdStorageAfterDays", "deleteAfter": "DeleteAfterDays"}

PLAN = Spec(
    token="aws:backup/plan:Plan",
    service="backup",
    create=Call(op="CreateBackupPlan", params=_DOCUMENT),
    id="BackupPlanId",
    read=Call(op="GetBackupPlan", params={"id": "BackupPlanId"}),
    updates=(Call(op="UpdateBackupPlan", params={"id": "BackupPlanId", **_DOCUMENT}),),
    delete=(Call(op="DeleteBackupPlan", params={"id": "BackupPlanId"}),),
    replace_on=frozenset({"name"}),
    outputs={"arn": "BackupPlanArn", "version": "VersionId"},
    renewed=frozenset({"version"}),
    aliases={
        "rules.targetVaultName": "TargetBackupVaultName",
        "rules.schedule": "ScheduleExpression",
        "rules.startWindow": "StartWindowMinutes",
        "rules.completionWindow": "CompletionWindowMinutes",
        "rules.copyActions.destinationVaultArn": "DestinationBackupVaultArn",
    }
    | {f"rules.lifecycle.{prop}": member for prop, member in _LIFECYCLE.items()}
    | {f"rules.copyActions.lifecycle.{prop}": member for prop, member in _LIFECYCLE.items()},
    tags=replace(TAGS, create="BackupPlanTags"),
    name=Name(longest=200),
)

_CONDITIONS = ("stringEquals", "stringLikes", "stringNotEquals", "stringNotLikes")


def _of_a_plan(_: Send, context: Props) -> Props:
    """An import names plan and selection: `plan|selection`."""
    plan, bar, selection = str(context.get("id", "")).rpartition("|")
    return {"planId": plan, "id": selection} if bar else {}


SELECTION = Spec(
    token="aws:backup/selection:Selection",
    service="backup",
    create=Call(
        op="CreateBackupSelection",
        params={
            "planId": "BackupPlanId",
            "name": "BackupSelection.SelectionName",
            "iamRoleArn": "BackupSelection.IamRoleArn",
            "resources": "BackupSelection.Resources",
            "notResources": "BackupSelection.NotResources",
            "selectionTags": "BackupSelection.ListOfTags",
            "conditions": "BackupSelection.Conditions",
        },
    ),
    id="SelectionId",
    read=Call(op="GetBackupSelection", params={"planId": "BackupPlanId", "id": "SelectionId"}),
    delete=(Call(op="DeleteBackupSelection", params={"planId": "BackupPlanId", "id": "SelectionId"}),),
    lookup=_of_a_plan,
    replace_on=frozenset({"*"}),
    aliases={
        "selectionTags.type": "ConditionType",
        "selectionTags.key": "ConditionKey",
        "selectionTags.value": "ConditionValue",
    }
    | {f"conditions.{kind}.key": "ConditionKey" for kind in _CONDITIONS}
    | {f"conditions.{kind}.value": "ConditionValue" for kind in _CONDITIONS},
    name=Name(longest=50),
)

SPECS = (VAULT, VAULT_LOCK, VAULT_POLICY, VAULT_NOTIFICATIONS, PLAN, SELECTION)
