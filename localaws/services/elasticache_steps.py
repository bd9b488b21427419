"""Steps of replication groups that data cannot say: their size, their logs, their password."""

import re
from typing import Any

from localaws.paths import get, put
from localaws.request import OLD
from localaws.shapes import Misfit
from localaws.spec import Call, Send
from localaws.values import Props, Unknown

LOG_GROUP = "DestinationDetails.CloudWatchLogsDetails.LogGroup"
STREAM = "DestinationDetails.KinesisFirehoseDetails.DeliveryStream"
"""The one destination of a log in programs has two places at AWS, one for each type."""

_TOKEN = re.compile(r"[!-~]{16,128}")
"""Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html"""


def to_create(params: dict[str, Any]) -> dict[str, Any]:
    """As the official provider sends it: Redis unless told.

    Raises:
        Misfit: settings that AWS refuses together.
    """
    params = with_streams({"Engine": "redis", **params})
    failover, several_zones = params.get("AutomaticFailoverEnabled"), params.get("MultiAZEnabled")
    if several_zones is True and not failover:
        raise Misfit("multiAzEnabled needs automaticFailoverEnabled")
    if failover is True and params.get("NumCacheClusters", 2) == 1:
        raise Misfit(
            "automaticFailoverEnabled needs a replica to fail over to: set numCacheClusters to 2 to 6"
        )
    token = params.get("AuthToken")
    if token is not None and not params.get("TransitEncryptionEnabled"):
        raise Misfit("authToken and authTokenWo need transitEncryptionEnabled")
    if token is not None and params.get("UserGroupIds"):
        raise Misfit("authToken and userGroupIds are two ways to let clients in: AWS takes one of them")
    if isinstance(token, str) and (not _TOKEN.fullmatch(token) or set(token) & set('@"/')):
        raise Misfit('authToken must be 16 to 128 printable characters without spaces, @, " and /')
    return params


def with_streams(params: dict[str, Any]) -> dict[str, Any]:
    """Moves the destinations that are streams to where AWS looks for them."""
    logs = [
        _moved(log, LOG_GROUP, STREAM) if log.get("DestinationType") == "kinesis-firehose" else log
        for log in params.get("LogDeliveryConfigurations", [])
        if not isinstance(log, Unknown)
    ]
    return {**params, "LogDeliveryConfigurations": logs} if logs else params


def _moved(log: dict[str, Any], source: str, target: str) -> dict[str, Any]:
    out = {key: value for key, value in log.items() if key != "DestinationDetails"}
    put(out, target, get(log, source))
    return out


def as_inputs(found: dict[str, Any]) -> dict[str, Any]:
    """The size in numbers, words as booleans, one place for destinations, and no endpoint as an empty one."""
    first = found["NodeGroups"][0]
    nowhere = {"Address": ""}
    whole = {"PrimaryEndpoint": nowhere, "ReaderEndpoint": nowhere, **first}
    endpoint = found.get("ConfigurationEndpoint") or first.get("PrimaryEndpoint") or {}
    return {
        "ConfigurationEndpoint": nowhere,
        **found,
        "NodeGroups": [whole, *found["NodeGroups"][1:]],
        "AutomaticFailover": found["AutomaticFailover"] == "enabled",
        "MultiAZ": found["MultiAZ"] == "enabled",
        "DataTiering": found["DataTiering"] == "enabled",
        "NumCacheClusters": len(found["MemberClusters"]),
        "NumNodeGroups": len(found["NodeGroups"]),
        "ReplicasPerNodeGroup": len(first["NodeGroupMembers"]) - 1,
        "Port": endpoint.get("Port"),
        "LogDeliveryConfigurations": [
            _moved(log, STREAM, LOG_GROUP) if log["DestinationType"] == "kinesis-firehose" else log
            for log in found.get("LogDeliveryConfigurations", [])
        ],
    }


def first_member(params: dict[str, Any]) -> dict[str, Any]:
    """One node speaks for all."""
    return {**params, "CacheClusterId": params["CacheClusterId"][0]}


_GROUP = {"id": "ReplicationGroupId"}
_NOW = {"ApplyImmediately": True}
_GROW = Call(op="IncreaseReplicaCount", params={**_GROUP, "replicas": "NewReplicaCount"}, fixed=_NOW)
_SHRINK = Call(op="DecreaseReplicaCount", params={**_GROUP, "replicas": "NewReplicaCount"}, fixed=_NOW)
_RESHARD = Call(
    op="ModifyReplicationGroupShardConfiguration",
    params={**_GROUP, "numNodeGroups": "NodeGroupCount"},
    fixed=_NOW,
)
_LOGS = Call(
    op="ModifyReplicationGroup",
    params={**_GROUP, "logs": "LogDeliveryConfigurations"},
    fixed=_NOW,
    hook=with_streams,
)
_ROTATE = Call(
    op="ModifyReplicationGroup",
    params={
        **_GROUP,
        "authToken": "AuthToken",
        "authTokenWo": "AuthToken",
        "authTokenUpdateStrategy": "AuthTokenUpdateStrategy",
    },
    fixed=_NOW,
)


def follow(send: Send, context: Props) -> None:
    """What an update changes by calls of its own; a creation has taken all of it already."""
    old = context.get(OLD)
    if old is None:
        return
    changed = {prop for prop in (*old, *context) if old.get(prop) != context.get(prop)}
    if "numNodeGroups" in changed and context.get("numNodeGroups"):
        send(_RESHARD, context)
    _resize(send, context, old)
    if "logDeliveryConfigurations" in changed:
        send(_LOGS, {**context, "logs": _logs(old, context)})
    if changed & {"authToken", "authTokenWoVersion"}:
        send(_ROTATE, context)


def _resize(send: Send, context: Props, old: Props) -> None:
    before, after = _replicas(old), _replicas(context)
    if before is not None and after is not None and before != after:
        send(_GROW if after > before else _SHRINK, {**context, "replicas": after})


def _replicas(props: Props) -> int | None:
    if props.get("replicasPerNodeGroup") is not None:
        return int(props["replicasPerNodeGroup"])
    return None if props.get("numCacheClusters") is None else int(props["numCacheClusters"]) - 1


def _logs(old: Props, context: Props) -> list[Props]:
    """The logs as they shall be, and those no longer wanted turned off."""
    wanted = [
        {
            "logType": log["logType"],
            "destinationType": log["destinationType"],
            "logFormat": log["logFormat"],
            "destinationDetails": {"CloudWatchLogsDetails": {"LogGroup": log["destination"]}},
        }
        for log in context.get("logDeliveryConfigurations") or []
    ]
    kinds = {log["logType"] for log in wanted}
    off = [log["logType"] for log in old.get("logDeliveryConfigurations") or []]
    return [*wanted, *({"logType": kind, "enabled": False} for kind in off if kind not in kinds)]
