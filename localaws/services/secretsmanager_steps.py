"""Steps of secrets that data cannot say: their versions' labels, their replicas, their slow deletion."""

import base64
from typing import Any

from localaws.errors import Gone
from localaws.shapes import Misfit
from localaws.spec import Call, Send
from localaws.values import Props, Unknown

CURRENT = "AWSCURRENT"
"""The label of the version that readers get; it can move, but never go.
Source: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html"""


def unless_deleted(found: dict[str, Any]) -> dict[str, Any]:
    """Nothing for a deleted secret: AWS keeps it for days, to be asked for back."""
    return {} if found.get("DeletedDate") else found


def unless_open(found: dict[str, Any]) -> dict[str, Any]:
    """Nothing for a secret without a policy: AWS answers its name all the same."""
    return found if found.get("ResourcePolicy") else {}


def at_once_for_none(params: dict[str, Any]) -> dict[str, Any]:
    """Without a single day to recover in, AWS wants to hear that there is to be no recovery."""
    if params.get("RecoveryWindowInDays") == 0:
        del params["RecoveryWindowInDays"]
        params["ForceDeleteWithoutRecovery"] = True
    return params


def regions_alone(params: dict[str, Any]) -> dict[str, Any]:
    """Replicas are made with their keys, and removed by their regions."""
    regions = [replica["region"] for replica in params.get("RemoveReplicaRegions", [])]
    return {**params, "RemoveReplicaRegions": regions}


_WITHDRAW = Call(
    op="RemoveRegionsFromReplication",
    params={"id": "SecretId", "replicas": "RemoveReplicaRegions"},
    hook=regions_alone,
)


def withdraw_replicas(send: Send, context: Props) -> None:
    """AWS deletes only secrets without replicas."""
    if context.get("replicas"):
        send(_WITHDRAW, context)


def one_value(params: dict[str, Any]) -> dict[str, Any]:
    """A version has exactly one value; a binary one is base64 in programs, and bytes to AWS.

    Raises:
        Misfit: it has none, or the base64 is malformed.
    """
    if "SecretString" not in params and "SecretBinary" not in params:
        raise Misfit("one of secretString, secretStringWo and secretBinary is required")
    binary = params.get("SecretBinary")
    if binary is None or isinstance(binary, Unknown):
        return params
    try:
        return {**params, "SecretBinary": base64.b64decode(binary, validate=True)}
    except ValueError:
        raise Misfit("secretBinary must be base64") from None


def binary_as_text(found: dict[str, Any]) -> dict[str, Any]:
    """A binary value as programs write it."""
    binary = found.get("SecretBinary")
    return found if binary is None else {**found, "SecretBinary": base64.b64encode(binary).decode()}


def named_by_both(found: dict[str, Any]) -> dict[str, Any]:
    """A version has no name of its own: the official provider calls it by its secret and its id."""
    return {**found, "Id": f"{found['ARN']}|{found['VersionId']}"}


_DESCRIBE = Call(op="DescribeSecret", params={"secretId": "SecretId"})


def parts_of_id(send: Send, context: Props) -> Props:
    """The secret and the version that an id names.

    Raises:
        Gone: the secret is deleted; AWS still describes it, but refuses all else.
    """
    if "id" not in context:
        return {}
    secret, _, version = context["id"].rpartition("|")
    if not unless_deleted(send(_DESCRIBE, {**context, "secretId": secret})):
        raise Gone("ResourceNotFoundException", f"{secret} is marked for deletion")
    return {"secretId": secret, "versionId": version}


_STAGES = Call(op="DescribeSecret", params={"secretId": "SecretId"}, path="VersionIdsToStages")
_MOVE = Call(
    op="UpdateSecretVersionStage",
    params={
        "secretId": "SecretId",
        "stage": "VersionStage",
        "holder": "RemoveFromVersionId",
        "taker": "MoveToVersionId",
    },
)


def move_stages(send: Send, context: Props) -> None:
    """Gives a version the labels it should have, from whichever version has them, and takes the others."""
    wanted = context.get("versionStages")
    if not wanted:
        return
    version = context["versionId"]
    held = send(_STAGES, context)
    for stage in sorted(set(wanted) - set(held[version])):
        holder = next((other for other, stages in held.items() if stage in stages), None)
        send(_MOVE, {**context, "stage": stage, "holder": holder, "taker": version})
    _take(send, context, set(send(_STAGES, context)[version]) - set(wanted))


def take_stages(send: Send, context: Props) -> None:
    """A version without labels is as good as deleted: AWS removes it in time."""
    _take(send, context, set(send(_STAGES, context).get(context["versionId"], ())))


def _take(send: Send, context: Props, stages: set[str]) -> None:
    for stage in sorted(stages - {CURRENT}):
        send(_MOVE, {**context, "stage": stage, "holder": context["versionId"]})
