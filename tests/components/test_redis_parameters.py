"""The tuning of the cache, as arithmetic and in a real Valkey."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import valkey

from components.cache_users import ACCESS, NO_ACCESS, USER
from components.instance_classes import CACHES
from components.redis_parameters import parameters, reserved_percent, usable_bytes
from tests.servers.valkey import client, running

ELASTICACHE_ONLY = {"reserved-memory-percent"}
"""What no server outside ElastiCache knows."""
NEEDS_JEMALLOC = {"activedefrag"}
"""What the server of the tests knows but cannot do: it is built without the modified jemalloc."""

NODE_TYPE = "cache.m7g.large"
SCALE = 256
"""The node's memory is divided by this, so that a test fills it in a moment."""


@pytest.mark.parametrize(
    ("node_type", "percent"),
    [
        ("cache.t4g.micro", 50),
        ("cache.t4g.small", 30),
        ("cache.t4g.medium", 25),
        ("cache.m7g.large", 25),
        ("cache.r7g.16xlarge", 25),
    ],
)
def test_the_reserve_is_never_under_a_quarter(node_type: str, percent: int) -> None:
    assert reserved_percent(node_type) == percent
    assert parameters(node_type)["reserved-memory-percent"] == str(percent)


def test_the_smallest_node_for_the_delivery_documents_cache() -> None:
    """Row "Redis 7": 1.5 GB for data."""
    enough = [kind for kind, maxmemory in CACHES.items() if usable_bytes(kind, maxmemory) >= 1.5 * 2**30]
    assert enough[0] == "cache.t4g.medium"
    assert "cache.t4g.small" not in enough
    assert usable_bytes("cache.t4g.medium", CACHES["cache.t4g.medium"]) == 2_488_396_677


def loadable() -> dict[str, str]:
    """Values that the server of the tests can take."""
    absent = ELASTICACHE_ONLY | NEEDS_JEMALLOC
    return {name: value for name, value in parameters(NODE_TYPE).items() if name not in absent}


@pytest.fixture(scope="module")
def door() -> Iterator[Path]:
    """A server with the tuned parameters and the room of a node, scaled down."""
    room = usable_bytes(NODE_TYPE, CACHES[NODE_TYPE]) // SCALE
    with running(loadable() | {"maxmemory": str(room)}) as socket:
        yield socket


@pytest.mark.server
def test_the_server_takes_each_parameter_and_each_changes_something(door: Path) -> None:
    with running({}) as plain, client(plain) as stock, client(door) as tuned:
        assert read(tuned, loadable()) == loadable()
        assert not read(stock, loadable()).items() & loadable().items()


@pytest.mark.server
def test_what_the_tests_leave_out_is_exactly_what_the_server_lacks(door: Path) -> None:
    with client(door) as redis:
        known = read(redis, parameters(NODE_TYPE))
        assert parameters(NODE_TYPE).keys() - known.keys() == ELASTICACHE_ONLY
        for name in NEEDS_JEMALLOC:
            with pytest.raises(valkey.ResponseError, match="modified Jemalloc"):
                redis.config_set(name, parameters(NODE_TYPE)[name])


def read(redis: valkey.Valkey, names: Iterable[str]) -> dict[str, str]:
    """Values of the parameters that a server knows."""
    found: dict[str, str] = {}
    for name in names:
        answer: Any = redis.config_get(name)
        found |= answer
    return found


@pytest.mark.server
def test_at_the_limit_the_keys_unused_for_longest_go(door: Path) -> None:
    """Row "Redis 7": LRU. Every write is taken, and what was read since stays."""
    value = "x" * 4096
    with client(door) as redis:
        redis.flushall()
        room = int(redis.config_get("maxmemory")["maxmemory"])
        count = room // len(value) * 7 // 10
        fill(redis, "old", count, value)
        assert redis.dbsize() == count, "nothing goes before the limit"
        time.sleep(1.1)  # the server's clock of keys ticks once a second
        used = [f"old:{number}" for number in range(0, count, 4)]
        for name in used:
            redis.get(name)
        fill(redis, "new", count // 2, value)
        left = set(redis.keys("*"))
        assert int(redis.info("memory")["used_memory"]) <= room
    gone = count + count // 2 - len(left)
    assert gone > count // 10
    assert len(left & set(used)) >= len(used) * 98 // 100
    assert sum(name.startswith("new") for name in left) >= count // 2 * 98 // 100


def fill(redis: valkey.Valkey, prefix: str, count: int, value: str) -> None:
    """Writes keys without an expiry; a refused write raises."""
    pipeline: Any = redis.pipeline(transaction=False)  # valkey declares no types for `execute`
    with pipeline as batch:
        for number in range(count):
            batch.set(f"{prefix}:{number}", value)
        batch.execute()


@pytest.mark.server
def test_the_application_may_work_but_not_empty_or_reconfigure_the_server() -> None:
    with running({}) as socket, client(socket) as operator:
        operator.execute_command("ACL", "SETUSER", USER, *ACCESS.split(), ">made-up")
        with client(socket, username=USER, password="made-up") as redis:
            assert redis.set("session:1", "a", ex=60)
            assert redis.get("session:1") == "a"
            assert redis.eval("return redis.call('INCR', KEYS[1])", 1, "hits") == 1
            assert redis.publish("news", "x") == 0
            assert redis.xadd("queue", {"job": "1"})
            assert "redis_version" in redis.info("server")
            for command in ("FLUSHALL", "KEYS *", "CONFIG GET maxmemory", "SHUTDOWN", "ACL LIST"):
                with pytest.raises(valkey.exceptions.NoPermissionError):
                    redis.execute_command(*command.split())


@pytest.mark.server
def test_the_default_user_gets_nowhere() -> None:
    with running({}) as socket, client(socket) as operator:
        operator.execute_command("ACL", "SETUSER", "operator", "on", "+@all", "nopass")
        operator.execute_command("AUTH", "operator", "")
        operator.execute_command("ACL", "SETUSER", "default", *NO_ACCESS.split())
        with (
            client(socket) as redis,
            pytest.raises(valkey.AuthenticationError, match="Authentication required"),
        ):
            redis.ping()
