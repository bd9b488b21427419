"""Steps of what replication groups share that data cannot say."""

from typing import Any

from localaws.request import OLD
from localaws.services.rds_groups_steps import DESCRIPTION, syncing
from localaws.spec import Call, Send
from localaws.values import Props


def described_subnets(params: dict[str, Any]) -> dict[str, Any]:
    """AWS wants a description of every group."""
    return {"CacheSubnetGroupDescription": DESCRIPTION, **params}


def names_and_values(found: dict[str, Any]) -> dict[str, Any]:
    """Of a parameter, what a program says of it; AWS answers also what it may be."""
    names = ("ParameterName", "ParameterValue")
    return {"Parameters": [{name: each[name] for name in names} for each in found["Parameters"]]}


_GROUP = {"id": "CacheParameterGroupName", "some": "ParameterNameValues"}
sync_parameters = syncing(
    Call(op="ModifyCacheParameterGroup", params=_GROUP),
    Call(op="ResetCacheParameterGroup", params=_GROUP),
    lambda parameter: {"ParameterName": parameter["name"], "ParameterValue": parameter["value"]},
)


def as_inputs(found: dict[str, Any]) -> dict[str, Any]:
    """Whether a password is needed, AWS answers as a kind of authentication."""
    needless = found["Authentication"]["Type"].startswith("no-password")
    return {**found, "NoPasswordRequired": needless}


_SET_PASSWORD = Call(op="ModifyUser", params={"id": "UserId", "passwordsWo": "Passwords"})


def renew_password(send: Send, context: Props) -> None:
    """A write-only password is sent again when its version changes."""
    old = context.get(OLD)
    if old is not None and old.get("passwordsWoVersion") != context.get("passwordsWoVersion"):
        send(_SET_PASSWORD, context)
