"""Steps of database instances that data cannot say."""

import re
from typing import Any

from localaws.errors import CloudError
from localaws.request import OLD
from localaws.shapes import Misfit
from localaws.spec import Call, Send
from localaws.values import Props

_RESOURCE_ID = re.compile(r"db-[A-Z0-9]{20,}")


def by_resource_id(params: dict[str, Any]) -> dict[str, Any]:
    """An instance is imported by its name, and then known by its resource id, which is found by a filter."""
    ident = params["DBInstanceIdentifier"]
    if not _RESOURCE_ID.fullmatch(ident):
        return params
    return {"Filters": [{"Name": "dbi-resource-id", "Values": [ident]}]}


def as_inputs(found: dict[str, Any]) -> dict[str, Any]:
    """What AWS leaves out is off: a password of its own keeping, storage that grows."""
    return {
        **found,
        "ManageMasterUserPassword": "MasterUserSecret" in found,
        "MaxAllocatedStorage": found.get("MaxAllocatedStorage", 0),
    }


def as_outputs(found: dict[str, Any]) -> dict[str, Any]:
    """The endpoint as one text, and the secret of the master user as a list of none or one."""
    endpoint, secret = found["Endpoint"], found.get("MasterUserSecret")
    listed = (
        [
            {
                "kmsKeyId": secret.get("KmsKeyId"),
                "secretArn": secret["SecretArn"],
                "secretStatus": secret["SecretStatus"],
            }
        ]
        if secret
        else []
    )
    return {**found, "Endpoint": f"{endpoint['Address']}:{endpoint['Port']}", "MasterUserSecret": listed}


def to_create(params: dict[str, Any]) -> dict[str, Any]:
    """As the official provider sends it: private unless asked, and one keeper of the password.

    Raises:
        Misfit: both the program and AWS are to keep the password.
    """
    if params.get("ManageMasterUserPassword") is True and "MasterUserPassword" in params:
        raise Misfit("manageMasterUserPassword has AWS make the password: leave out password and passwordWo")
    if not params.get("MaxAllocatedStorage", True):
        del params["MaxAllocatedStorage"]
    return private(params)


def private(params: dict[str, Any]) -> dict[str, Any]:
    """Out of the internet's reach unless the program says otherwise."""
    return {"PubliclyAccessible": False, **params}


def without_autoscaling(params: dict[str, Any]) -> dict[str, Any]:
    """Storage that may grow to what it is does not grow: AWS knows no other way to say so."""
    if not params.get("MaxAllocatedStorage", True):
        params["MaxAllocatedStorage"] = params["AllocatedStorage"]
    return params


def with_final_snapshot(params: dict[str, Any]) -> dict[str, Any]:
    """A deletion takes a last snapshot, under a name of the program's, unless told to skip it.

    Raises:
        Misfit: there is neither a name nor leave to skip it.
    """
    if params.setdefault("SkipFinalSnapshot", False):
        params.pop("FinalDBSnapshotIdentifier", None)
    elif not params.get("FinalDBSnapshotIdentifier"):
        raise Misfit("final_snapshot_identifier is required when skip_final_snapshot is false")
    return {"DeleteAutomatedBackups": True, **params}


def refuse_impossible(_: Send, context: Props) -> Props:
    """Nothing has to be looked up; but here, before any call, an update is judged by what was before.

    Raises:
        CloudError: a change that AWS does not carry out.
    """
    old = context.get(OLD)
    if old is None:
        return {}
    before, after = (props.get("engineVersion") for props in (old, context))
    if before and after and _major(before) != _major(after) and not context.get("allowMajorVersionUpgrade"):
        raise CloudError(
            "InvalidParameterCombination",
            "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
        )
    source = context.get("replicateSourceDb")
    if source is not None and old.get("replicateSourceDb") != source:
        raise CloudError("InvalidParameterCombination", "cannot elect new source database for replication")
    return {}


def _major(version: str) -> str:
    return version.split(".", 1)[0]


_SET_PASSWORD = Call(
    op="ModifyDBInstance",
    params={"identifier": "DBInstanceIdentifier", "passwordWo": "MasterUserPassword"},
    fixed={"ApplyImmediately": True},
)


_PROMOTE = Call(
    op="PromoteReadReplica",
    params={
        "identifier": "DBInstanceIdentifier",
        "backupRetentionPeriod": "BackupRetentionPeriod",
        "backupWindow": "PreferredBackupWindow",
    },
)


def follow(send: Send, context: Props) -> None:
    """A replica without a source stands alone; a write-only password is set again with its version."""
    old = context.get(OLD)
    if old is None:
        return
    if old.get("replicateSourceDb") and not context.get("replicateSourceDb"):
        send(_PROMOTE, context)
    if old.get("passwordWoVersion") != context.get("passwordWoVersion"):
        send(_SET_PASSWORD, context)
