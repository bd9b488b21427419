"""Replication groups as AWS keeps them, where moto 5.2.5 is laxer, forgets or has no call."""

from functools import wraps
from typing import Any

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.elasticache.exceptions import (
    CacheSubnetGroupNotFound,
    ElastiCacheException,
    ReplicationGroupNotFound,
)
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from localaws.mending import Method, mend
from localaws.moto_elasticache_nodes import lay_out, member

_SETTINGS = (
    "AuthTokenUpdateStrategy",
    "AutoMinorVersionUpgrade",
    "CacheNodeType",
    "CacheParameterGroupName",
    "ClusterMode",
    "Durability",
    "Engine",
    "EngineVersion",
    "IpDiscovery",
    "NotificationTopicArn",
    "PreferredMaintenanceWindow",
    "SecurityGroupIds",
    "SnapshotRetentionLimit",
    "SnapshotWindow",
    "TransitEncryptionEnabled",
    "TransitEncryptionMode",
)
"""What a modification changes under its own name; of all but three, moto changes nothing."""

VERSIONS = {"redis": "7.1", "valkey": "8.1"}
"""What a group gets that names no version.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html"""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(ElastiCacheResponse, "create_replication_group", _remembering)
    mend(ElastiCacheResponse, "modify_replication_group", _in_full)
    mend(ElastiCacheResponse, "delete_replication_group", _after_a_snapshot)
    mend(ElastiCacheBackend, "create_replication_group", _of_what_exists)
    mend(ElastiCacheBackend, "delete_replication_group", _for_good)
    mend(ElastiCacheBackend, "describe_cache_clusters", _with_members)
    for name, operation in _OPERATIONS.items():
        setattr(ElastiCacheResponse, name, operation)


def _remembering(create: Method) -> Method:
    """A group keeps the settings that moto has no word for."""

    @wraps(create)
    def mended(self: Any) -> Any:
        answer = create(self)
        answer.result["ReplicationGroup"].durability = self._get_param("Durability")
        return answer

    return mended


def _of_what_exists(create: Method) -> Method:
    """A group refers to what there is, and has as many nodes as it is told, in the zones of its subnets.

    moto takes any name, and makes one node, in a zone of its own choice.
    """

    @wraps(create)
    def mended(self: Any, **given: Any) -> Any:
        _check_references(self, given)
        group = create(self, **given)
        parameters = given["cache_parameter_group_name"] or ""
        shards = given["num_node_groups"] or 1
        group.cluster_enabled = (
            group.cluster_mode != "disabled" or shards > 1 or parameters.endswith("cluster.on")
        )
        group.cluster_mode = "enabled" if group.cluster_enabled else "disabled"
        group.engine_version = group.engine_version or VERSIONS[group.engine]
        group.preferred_cache_cluster_azs = given["preferred_cache_cluster_azs"]
        replicas = given["replicas_per_node_group"]
        lay_out(self, group, shards, (given["num_cache_clusters"] or 1) - 1 if replicas is None else replicas)
        return group

    return mended


def _check_references(backend: Any, given: dict[str, Any]) -> None:
    kept = vars(backend)
    subnets, parameters = given["cache_subnet_group_name"], given["cache_parameter_group_name"]
    if subnets and subnets not in backend.cache_subnet_groups:
        raise CacheSubnetGroupNotFound(subnets)
    if parameters and not parameters.startswith("default.") and parameters not in kept.get("parameters", {}):
        raise ElastiCacheException(
            "CacheParameterGroupNotFound", f"CacheParameterGroup not found: {parameters}"
        )
    for users in given["user_group_ids"] or []:
        if users not in kept.get("user_groups", {}):
            raise ElastiCacheException("UserGroupNotFound", f"User Group {users} not found.")


def _found(response: Any) -> Any:
    ident = response._get_param("ReplicationGroupId")
    group = response.elasticache_backend.replication_groups.get(ident)
    if group is None:
        raise ReplicationGroupNotFound(ident)
    return group


def _in_full(_modify: Method) -> Method:
    """What is given changes; the rest stays. moto changes five settings of some thirty."""

    @wraps(_modify)
    def mended(self: Any) -> Any:
        group, given = _found(self), self.params
        _check_references(
            self.elasticache_backend,
            {
                "cache_subnet_group_name": None,
                "cache_parameter_group_name": given.get("CacheParameterGroupName"),
                "user_group_ids": given.get("UserGroupIdsToAdd"),
            },
        )
        for name in (name for name in _SETTINGS if given.get(name) is not None):
            setattr(group, xform_name(name), given[name])
        group.description = given.get("ReplicationGroupDescription", group.description)
        group.automatic_failover = _word(given.get("AutomaticFailoverEnabled"), group.automatic_failover)
        group.multi_az = _word(given.get("MultiAZEnabled"), group.multi_az)
        _set_access(group, given)
        _set_logs(group, given.get("LogDeliveryConfigurations", []))
        return ActionResult({"ReplicationGroup": group})

    return mended


def _word(on: bool | None, otherwise: str) -> str:
    return otherwise if on is None else "enabled" if on else "disabled"


def _set_access(group: Any, given: dict[str, Any]) -> None:
    gone = given.get("UserGroupIdsToRemove", [])
    added = given.get("UserGroupIdsToAdd", [])
    group.user_group_ids = [ident for ident in [*group.user_group_ids, *added] if ident not in gone]
    if given.get("AuthTokenUpdateStrategy") == "DELETE":
        group.auth_token_enabled = False
    elif given.get("AuthToken"):
        group.auth_token_enabled, group.auth_token = True, given["AuthToken"]


def _set_logs(group: Any, given: list[dict[str, Any]]) -> None:
    """Each kind of log is set, or turned off, by itself."""
    kinds = {log["LogType"] for log in given}
    rest = [log for log in group.log_delivery_configurations if log["LogType"] not in kinds]
    on = [log for log in given if log.get("Enabled", True)]
    group.log_delivery_configurations = [*rest, *group._get_log_delivery_configurations(on)]


def _after_a_snapshot(delete: Method) -> Method:
    """A deletion takes a last snapshot if it has a name for it; moto does not."""

    @wraps(delete)
    def mended(self: Any) -> Any:
        name = self._get_param("FinalSnapshotIdentifier")
        if name:
            self.elasticache_backend.create_snapshot(name, _found(self).replication_group_id, None, None, [])
        return delete(self)

    return mended


def _for_good(delete: Method) -> Method:
    """A deleted group is gone; in moto it is being deleted for ever."""

    @wraps(delete)
    def mended(self: Any, replication_group_id: str, retain_primary_cluster: bool | None) -> Any:
        group = delete(self, replication_group_id, retain_primary_cluster)
        del self.replication_groups[replication_group_id]
        self.tagging_service.delete_all_tags_for_resource(group.arn)
        return group

    return mended


def _with_members(describe: Method) -> Method:
    """Each node of a group is a cache cluster, too; moto has none of them."""

    @wraps(describe)
    def mended(self: Any, cache_cluster_id: str | None = None) -> Any:
        members = {
            name: member(group, name)
            for group in self.replication_groups.values()
            for name in group.member_clusters
        }
        if cache_cluster_id in members:
            return [members[cache_cluster_id]]
        found = describe(self, cache_cluster_id)
        return found if cache_cluster_id else [*found, *members.values()]

    return mended


def _set_replicas(self: Any) -> ActionResult:
    """More or fewer nodes in each shard."""
    group = _found(self)
    lay_out(self.elasticache_backend, group, len(group.node_groups), self._get_param("NewReplicaCount"))
    return ActionResult({"ReplicationGroup": group})


def _set_shards(self: Any) -> ActionResult:
    """More or fewer shards, of as many nodes each."""
    group = _found(self)
    replicas = len(group.node_groups[0]["NodeGroupMembers"]) - 1
    lay_out(self.elasticache_backend, group, self._get_param("NodeGroupCount"), replicas)
    return ActionResult({"ReplicationGroup": group})


_OPERATIONS = {
    "increase_replica_count": _set_replicas,
    "decrease_replica_count": _set_replicas,
    "modify_replication_group_shard_configuration": _set_shards,
}
"""The calls that moto lacks."""
