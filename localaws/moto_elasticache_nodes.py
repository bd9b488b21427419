"""The nodes of replication groups: their names, zones and addresses, as AWS answers them."""

import hashlib
from typing import Any

SLOTS = 16384
"""What the shards of a group divide among themselves.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html"""

_DIRECTIONS = {"southeast": "se", "northeast": "ne", "southwest": "sw", "northwest": "nw"}


def lay_out(backend: Any, group: Any, shards: int, replicas: int) -> None:
    """Gives a group its shards, of a primary and its replicas each, spread over the zones."""
    zones = group.preferred_cache_cluster_azs or _zones(backend, group)
    domain = _domain(backend, group)
    group.node_groups = [
        _shard(group, at, shards, domain, [zones[node % len(zones)] for node in range(replicas + 1)])
        for at in range(shards)
    ]
    group.member_clusters = [
        node["CacheClusterId"] for shard in group.node_groups for node in shard["NodeGroupMembers"]
    ]
    if group.cluster_enabled:
        group.configuration_endpoint = {"Address": f"clustercfg.{domain}", "Port": group.port}


def _zones(backend: Any, group: Any) -> list[str]:
    subnets = backend.cache_subnet_groups.get(group.cache_subnet_group_name)
    found = {subnet.get("subnet_availability_zone") for subnet in subnets.subnets} if subnets else set()
    return sorted(filter(None, found)) or [f"{backend.region_name}{letter}" for letter in "abc"]


def _domain(backend: Any, group: Any) -> str:
    place, direction, number = backend.region_name.rsplit("-", 2)
    short = place.replace("-", "") + _DIRECTIONS.get(direction, direction[0]) + number
    digest = hashlib.sha256(group.arn.encode()).hexdigest()[:6]
    return f"{group.replication_group_id}.{digest}.{short}.cache.amazonaws.com"


def _shard(group: Any, at: int, shards: int, domain: str, zones: list[str]) -> dict[str, Any]:
    ident = f"{at + 1:0>4}"
    name = f"{group.replication_group_id}-{ident}" if group.cluster_enabled else group.replication_group_id
    nodes = [
        _node(group, f"{name}-{number:0>3}", zone, number == 1, domain)
        for number, zone in enumerate(zones, start=1)
    ]
    shard = {"NodeGroupId": ident, "Status": "available", "NodeGroupMembers": nodes}
    if group.cluster_enabled:
        return {**shard, "Slots": f"{SLOTS * at // shards}-{SLOTS * (at + 1) // shards - 1}"}
    return {
        **shard,
        "PrimaryEndpoint": {"Address": f"master.{domain}", "Port": group.port},
        "ReaderEndpoint": {"Address": f"replica.{domain}", "Port": group.port},
    }


def _node(group: Any, name: str, zone: str, primary: bool, domain: str) -> dict[str, Any]:
    node = {"CacheClusterId": name, "CacheNodeId": "0001", "PreferredAvailabilityZone": zone}
    if group.cluster_enabled:
        return node
    return {
        **node,
        "CurrentRole": "primary" if primary else "replica",
        "ReadEndpoint": {"Address": f"{name}.{domain}", "Port": group.port},
    }


def member(group: Any, name: str) -> dict[str, Any]:
    """A node as the cache cluster that it is, with what AWS answers of a group nowhere else."""
    nodes = [node for shard in group.node_groups for node in shard["NodeGroupMembers"]]
    zone = next(node["PreferredAvailabilityZone"] for node in nodes if node["CacheClusterId"] == name)
    family = f"{group.engine}{group.engine_version.split('.')[0]}"
    default = f"default.{family}.cluster.on" if group.cluster_enabled else f"default.{family}"
    return {
        "ARN": group.arn.replace(f"replicationgroup:{group.replication_group_id}", f"cluster:{name}"),
        "AtRestEncryptionEnabled": group.at_rest_encryption_enabled,
        "AuthTokenEnabled": group.auth_token_enabled,
        "AutoMinorVersionUpgrade": group.auto_minor_version_upgrade,
        "CacheClusterId": name,
        "CacheClusterStatus": "available",
        "CacheNodeType": group.cache_node_type,
        "CacheParameterGroup": {
            "CacheParameterGroupName": group.cache_parameter_group_name or default,
            "ParameterApplyStatus": "in-sync",
        },
        "CacheSubnetGroupName": group.cache_subnet_group_name,
        "Engine": group.engine,
        "EngineVersion": group.engine_version,
        "NotificationConfiguration": _notification(group.notification_topic_arn),
        "NumCacheNodes": 1,
        "PreferredAvailabilityZone": zone,
        "PreferredMaintenanceWindow": group.preferred_maintenance_window,
        "ReplicationGroupId": group.replication_group_id,
        "SecurityGroups": [
            {"SecurityGroupId": ident, "Status": "active"} for ident in group.security_group_ids or []
        ],
        "SnapshotRetentionLimit": group.snapshot_retention_limit,
        "SnapshotWindow": group.snapshot_window,
        "TransitEncryptionEnabled": group.transit_encryption_enabled,
        "TransitEncryptionMode": group.transit_encryption_mode,
    }


def _notification(topic: str | None) -> dict[str, str] | None:
    return {"TopicArn": topic, "TopicStatus": "active"} if topic else None
