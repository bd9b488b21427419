"""Encryption keys and their aliases."""

from typing import Any

from localaws.spec import Call, Name, Spec, Tags

_KEY = {"id": "KeyId"}


def _unless_deleted(key: dict[str, Any]) -> dict[str, Any]:
    """Nothing for a deleted key: AWS keeps it for days, to be asked for back."""
    return {} if key["KeyState"] == "PendingDeletion" else key


KEY = Spec(
    token="aws:kms/key:Key",
    service="kms",
    create=Call(
        op="CreateKey",
        params={
            "description": "Description",
            "keyUsage": "KeyUsage",
            "customerMasterKeySpec": "KeySpec",
            "multiRegion": "MultiRegion",
            "policy": "Policy",
            "bypassPolicyLockoutSafetyCheck": "BypassPolicyLockoutSafetyCheck",
        },
        path="KeyMetadata",
    ),
    id="KeyId",
    read=Call(op="DescribeKey", params=_KEY, path="KeyMetadata", tidy=_unless_deleted),
    more=(
        Call(op="GetKeyPolicy", params=_KEY, fixed={"PolicyName": "default"}, gets={"policy": "Policy"}),
        Call(
            op="GetKeyRotationStatus",
            params=_KEY,
            gets={"enableKeyRotation": "KeyRotationEnabled"},
        ),
    ),
    updates=(
        Call(
            op="EnableKeyRotation",
            params={**_KEY, "rotationPeriodInDays": "RotationPeriodInDays"},
            switch="enableKeyRotation",
            otherwise=Call(op="DisableKeyRotation", params=_KEY),
        ),
        Call(op="UpdateKeyDescription", params={**_KEY, "description": "Description"}),
        Call(
            op="PutKeyPolicy",
            params={
                **_KEY,
                "policy": "Policy",
                "bypassPolicyLockoutSafetyCheck": "BypassPolicyLockoutSafetyCheck",
            },
            fixed={"PolicyName": "default"},
        ),
        Call(
            op="EnableKey",
            params=_KEY,
            switch="isEnabled",
            otherwise=Call(op="DisableKey", params=_KEY),
        ),
    ),
    delete=(Call(op="ScheduleKeyDeletion", params={**_KEY, "deletionWindowInDays": "PendingWindowInDays"}),),
    replace_on=frozenset({"keyUsage", "customerMasterKeySpec", "multiRegion"}),
    defaults={
        "description": "",
        "keyUsage": "ENCRYPT_DECRYPT",
        "customerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "multiRegion": False,
        "enableKeyRotation": False,
        "isEnabled": True,
        "bypassPolicyLockoutSafetyCheck": False,
    },
    kept=frozenset({"policy", "rotationPeriodInDays"}),
    outputs={"arn": "Arn", "keyId": "KeyId"},
    unread={
        "rotationPeriodInDays": "moto does not keep it",
        "bypassPolicyLockoutSafetyCheck": "how a policy is put, no part of the key",
    },
    tags=Tags(
        create="Tags",
        set=Call(op="TagResource", params={**_KEY, "tags": "Tags"}),
        unset=Call(op="UntagResource", params={**_KEY, "tagKeys": "TagKeys"}),
        read=Call(op="ListResourceTags", params=_KEY),
    ),
)

ALIAS = Spec(
    token="aws:kms/alias:Alias",
    service="kms",
    create=Call(op="CreateAlias", params={"name": "AliasName", "targetKeyId": "TargetKeyId"}),
    id="{name}",
    read=Call(op="ListAliases", path="Aliases[?AliasName=='{id}'] | [0]"),
    more=(
        Call(
            op="DescribeKey", params={"found.TargetKeyId": "KeyId"}, gets={"targetKeyArn": "KeyMetadata.Arn"}
        ),
    ),
    updates=(Call(op="UpdateAlias", params={"id": "AliasName", "targetKeyId": "TargetKeyId"}),),
    delete=(Call(op="DeleteAlias", params={"id": "AliasName"}),),
    replace_on=frozenset({"name"}),
    outputs={"arn": "AliasArn", "targetKeyArn": "TargetKeyArn"},
    name=Name(prefix="namePrefix", lead="alias/", longest=256),
)

SPECS = (KEY, ALIAS)
