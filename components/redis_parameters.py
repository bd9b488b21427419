"""The tuning of an ElastiCache node, Redis 7 or Valkey 8. Pure arithmetic.

ElastiCache has no append-only file and no setting for maxmemory: durability comes from the replica that takes
over and from the daily snapshot, and the room for data from the node type and the reserve below.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
"""

from collections.abc import Mapping
from typing import Literal

Engine = Literal["redis", "valkey"]
ENGINES: tuple[Engine, ...] = ("redis", "valkey")

FAMILIES: Mapping[Engine, str] = {"redis": "redis7", "valkey": "valkey8"}
"""Parameter group family of an engine."""
VERSIONS: Mapping[Engine, str] = {"redis": "7.1", "valkey": "8.1"}
"""Version of an engine.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html"""

_RESERVED = {"micro": 50, "small": 30}
"""Percent of maxmemory kept back on small nodes, by size."""


def reserved_percent(node_type: str) -> int:
    """Percent of maxmemory kept for snapshots, replication and defragmentation; a quarter on most nodes.

    Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/redis-memory-management.html
    """
    return _RESERVED.get(node_type.rpartition(".")[2], 25)


def usable_bytes(node_type: str, maxmemory: int) -> int:
    """Bytes that data may take before keys are evicted."""
    return maxmemory * (100 - reserved_percent(node_type)) // 100


def parameters(node_type: str) -> dict[str, str]:
    """The parameters by name. Keyspace notifications stay off, as they are by default."""
    return {
        # The key that was not used for longest goes first, whether or not it has an expiry.
        "maxmemory-policy": "allkeys-lru",
        "reserved-memory-percent": str(reserved_percent(node_type)),
        # Gives memory back that deleted keys left in pieces.
        "activedefrag": "yes",
        # Seconds until a silent client is cut off; pools reconnect by themselves.
        "timeout": "300",
        # Seconds between probes of a silent connection: finds dead peers before `timeout` does.
        "tcp-keepalive": "60",
        # Microseconds; the target is under a millisecond.
        "slowlog-log-slower-than": "5000",
    }
