"""Replication groups live a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from localaws.registry import SPECS
from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup"
SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup"
TOKEN = "first-token-of-the-cache"
SLOW = {
    "destination": "/shop/redis/slow",
    "destinationType": "cloudwatch-logs",
    "logFormat": "json",
    "logType": "slow-log",
}
ENGINE = {
    "destination": "shop-redis",
    "destinationType": "kinesis-firehose",
    "logFormat": "json",
    "logType": "engine-log",
}


@pytest.fixture
def subnets(bench: Workbench) -> list[str]:
    """Subnets in three zones."""
    vpc, _ = bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")
    return [
        bench.make(
            "aws:ec2/subnet:Subnet",
            vpcId=vpc,
            cidrBlock=f"10.0.{at}.0/24",
            availabilityZone=f"us-east-1{zone}",
        )[0]
        for at, zone in enumerate("abc")
    ]


@pytest.fixture
def cache(bench: Workbench, subnets: list[str]) -> Props:
    """The inputs of a production-like Redis."""
    return {
        "replicationGroupId": "shop-cache",
        "description": "sessions",
        "engine": "redis",
        "engineVersion": "7.1",
        "nodeType": "cache.t4g.medium",
        "numCacheClusters": 2,
        "automaticFailoverEnabled": True,
        "multiAzEnabled": True,
        "port": 6380,
        "subnetGroupName": bench.make(SUBNETS, subnetIds=subnets)[0],
        "parameterGroupName": bench.make(PARAMETERS, family="redis7")[0],
        "securityGroupIds": ["sg-1"],
        "preferredCacheClusterAzs": ["us-east-1b", "us-east-1c"],
        "atRestEncryptionEnabled": True,
        "kmsKeyId": bench.make("aws:kms/key:Key")[1]["arn"],
        "transitEncryptionEnabled": True,
        "transitEncryptionMode": "required",
        "authToken": TOKEN,
        "snapshotRetentionLimit": 7,
        "snapshotWindow": "03:00-05:00",
        "maintenanceWindow": "sun:05:00-sun:06:00",
        "notificationTopicArn": "arn:aws:sns:us-east-1:200000000001:alarms",
        "autoMinorVersionUpgrade": True,
        "logDeliveryConfigurations": [SLOW],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"nodeType": "cache.m7g.large", "description": "sessions and pages"},
        {"numCacheClusters": 3},
        {"numCacheClusters": 1, "automaticFailoverEnabled": False, "multiAzEnabled": None},
        {"engine": "valkey", "engineVersion": "8.0"},
        {"securityGroupIds": ["sg-2", "sg-3"]},
        {"snapshotRetentionLimit": None, "snapshotWindow": "01:00-02:00"},
        {"maintenanceWindow": "mon:05:00-mon:06:00", "autoMinorVersionUpgrade": False},
        {"notificationTopicArn": "arn:aws:sns:us-east-1:200000000001:others"},
        {"transitEncryptionMode": "preferred"},
        {"logDeliveryConfigurations": [SLOW, ENGINE]},
        {"logDeliveryConfigurations": [ENGINE]},
        {"logDeliveryConfigurations": [{**SLOW, "logFormat": "text"}]},
        {"logDeliveryConfigurations": None},
        {"authToken": "second-token-of-the-cache", "authTokenUpdateStrategy": "ROTATE"},
        {"finalSnapshotIdentifier": "shop-last"},
        {"preferredCacheClusterAzs": ["us-east-1a"]},
        {"tags": {"team": "web"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_group(bench: Workbench, cache: Props, change: Props) -> None:
    bench.live(GROUP, change, **cache)


def test_group_with_other_parameters(bench: Workbench, cache: Props) -> None:
    other = bench.make(PARAMETERS, family="redis7", name="other")[0]
    bench.live(GROUP, {"parameterGroupName": other}, **cache)


def test_group_of_users(bench: Workbench, cache: Props) -> None:
    for name in ("one", "two"):
        bench.call("elasticache", "CreateUserGroup", UserGroupId=name, Engine="redis", UserIds=["default"])
    bench.live(GROUP, {"userGroupIds": ["two"]}, **{**cache, "authToken": None}, userGroupIds=["one"])


@pytest.mark.parametrize("change", [{"numNodeGroups": 4}, {"replicasPerNodeGroup": 1}])
def test_group_of_shards(bench: Workbench, cache: Props, change: Props) -> None:
    for left_out in ("numCacheClusters", "preferredCacheClusterAzs", "parameterGroupName"):
        del cache[left_out]
    bench.live(
        GROUP,
        change,
        **{**cache, "engine": "valkey", "engineVersion": "9.0"},
        numNodeGroups=2,
        replicasPerNodeGroup=2,
        clusterMode="enabled",
        durability="sync",
    )


def test_where_the_cache_is(bench: Workbench, cache: Props) -> None:
    ident, state = bench.make(GROUP, **cache)
    assert ident == state["replicationGroupId"] == "shop-cache"
    assert state["memberClusters"] == ["shop-cache-001", "shop-cache-002"]
    assert state["primaryEndpointAddress"].startswith("master.shop-cache.")
    assert state["readerEndpointAddress"].startswith("replica.shop-cache.")
    assert state["primaryEndpointAddress"].endswith(".use1.cache.amazonaws.com")
    assert (state["clusterEnabled"], state["engineVersionActual"]) == (False, "7.1")


def test_the_nodes_of_a_group_are_clusters(bench: Workbench, cache: Props) -> None:
    bench.make(GROUP, **cache)
    nodes = bench.call("elasticache", "DescribeCacheClusters")["CacheClusters"]
    assert [(node["CacheClusterId"], node["PreferredAvailabilityZone"]) for node in nodes] == [
        ("shop-cache-001", "us-east-1b"),
        ("shop-cache-002", "us-east-1c"),
    ]
    assert {node["CacheSubnetGroupName"] for node in nodes} == {cache["subnetGroupName"]}


def test_nodes_spread_over_the_zones_of_their_subnets(bench: Workbench, cache: Props) -> None:
    bench.make(GROUP, **{**cache, "preferredCacheClusterAzs": None, "numCacheClusters": 4})
    nodes = bench.call("elasticache", "DescribeCacheClusters")["CacheClusters"]
    assert [node["PreferredAvailabilityZone"][-1] for node in nodes] == ["a", "b", "c", "a"]


def test_the_token_is_a_secret_of_the_state() -> None:
    assert SPECS[GROUP].secret == {"authToken", "authTokenWo"}


def test_a_write_only_token_counts_with_its_version(bench: Workbench, cache: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    old = bench.check(GROUP, **{**cache, "authToken": None, "authTokenWo": TOKEN, "authTokenWoVersion": 1})
    ident, state = kind.create(old)
    assert kind.diff(old, state, {**old, "authTokenWo": "other"}).changed == ()
    news = {**old, "authTokenWo": "second-token-of-the-cache", "authTokenWoVersion": 2}
    assert kind.diff(old, state, news).changed == ("authTokenWoVersion",)
    kind.update(ident, old, state, news)
    assert _token(bench) == "second-token-of-the-cache"


def test_a_token_changes(bench: Workbench, cache: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    ident, state = kind.create(cache)
    kind.update(ident, cache, state, {**cache, "authToken": "second-token-of-the-cache"})
    assert _token(bench) == "second-token-of-the-cache"


def _token(bench: Workbench) -> str:
    """AWS never answers it: moto's own memory does."""
    from moto.elasticache.models import elasticache_backends

    group: Any = elasticache_backends[bench.session.account]["us-east-1"].replication_groups["shop-cache"]
    return str(group.auth_token)


@pytest.mark.parametrize(
    "change",
    [
        {"replicationGroupId": "other"},
        {"port": 6379},
        {"subnetGroupName": "other"},
        {"kmsKeyId": "other"},
        {"atRestEncryptionEnabled": False},
        {"snapshotName": "shop-last"},
    ],
    ids=lambda value: "-".join(value),
)
def test_what_makes_another_cache(bench: Workbench, cache: Props, change: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    assert kind.diff(cache, {}, {**cache, **change}).replaces == tuple(change)


def test_a_deletion_takes_a_last_snapshot(bench: Workbench, cache: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    inputs = bench.check(GROUP, **cache, finalSnapshotIdentifier="shop-last")
    ident, state = kind.create(inputs)
    kind.delete(ident, inputs, state)
    (snapshot,) = bench.call("elasticache", "DescribeSnapshots")["Snapshots"]
    assert snapshot["SnapshotName"] == "shop-last"
    assert bench.call("elasticache", "DescribeCacheClusters")["CacheClusters"] == []


def test_drift_is_seen(bench: Workbench, cache: Props) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    ident, state = kind.create(cache)
    bench.call(
        "elasticache",
        "ModifyReplicationGroup",
        ReplicationGroupId=ident,
        MultiAZEnabled=False,
        PreferredMaintenanceWindow="sat:01:00-sat:02:00",
    )
    bench.call(
        "elasticache",
        "IncreaseReplicaCount",
        ReplicationGroupId=ident,
        NewReplicaCount=2,
        ApplyImmediately=True,
    )
    found = kind.read(ident, cache, state)
    assert found is not None
    changed = {"multiAzEnabled", "maintenanceWindow", "numCacheClusters"}
    assert set(kind.diff(found[1], found[0], cache).changed) == changed


def test_import_of_a_group(bench: Workbench, cache: Props) -> None:
    ident, _ = bench.make(GROUP, **cache)
    found = bench.package.resource(GROUP, bench.session).read(ident, {}, {})
    assert found is not None
    seen = {key: value for key, value in cache.items() if key not in SPECS[GROUP].unread}
    del seen["logDeliveryConfigurations"]
    assert {key: found[1][key] for key in seen} == seen


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"automaticFailoverEnabled": None}, "multiAzEnabled needs automaticFailoverEnabled"),
        (
            {"numCacheClusters": 1},
            "automaticFailoverEnabled needs a replica to fail over to: set numCacheClusters to 2 to 6",
        ),
        ({"transitEncryptionEnabled": None}, "authToken and authTokenWo need transitEncryptionEnabled"),
        (
            {"userGroupIds": ["one"]},
            "authToken and userGroupIds are two ways to let clients in: AWS takes one of them",
        ),
        (
            {"authToken": "short"},
            'authToken must be 16 to 128 printable characters without spaces, @, " and /',
        ),
        (
            {"authToken": "a-token@with-a-sign"},
            'authToken must be 16 to 128 printable characters without spaces, @, " and /',
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_does_not_go_together(bench: Workbench, cache: Props, change: Props, complaint: str) -> None:
    kind = bench.package.resource(GROUP, bench.session)
    given = {key: value for key, value in {**cache, **change}.items() if value is not None}
    _, failures = kind.check({}, given, Naming("thing"))
    assert failures == [complaint]


@pytest.mark.parametrize(
    ("prop", "value", "code"),
    [
        ("subnetGroupName", "nothing", "CacheSubnetGroupNotFound"),
        ("parameterGroupName", "nothing", "CacheParameterGroupNotFound"),
        ("userGroupIds", ["nothing"], "UserGroupNotFound"),
    ],
)
def test_what_a_group_refers_to_exists(
    bench: Workbench, cache: Props, prop: str, value: Any, code: str
) -> None:
    with pytest.raises(CloudError, match=code):
        bench.make(GROUP, **{**cache, "authToken": None, prop: value})


def test_an_unknown_token_waits_for_up(bench: Workbench, cache: Props) -> None:
    assert bench.check(GROUP, **{**cache, "authToken": UNKNOWN, "logDeliveryConfigurations": [UNKNOWN]})
