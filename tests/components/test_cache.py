"""The cache: two nodes, TLS and a password, known to its clients before it exists."""

import json
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pulumi
import pytest

from components.cache import RedisCache, RedisCacheArgs
from components.checks import ArgumentError
from components.cloud import Cloud
from components.instance_classes import CACHES
from components.redis_parameters import parameters
from settings.data import CacheSettings
from tests.recorder import Recorder, record

GROUP = "aws:elasticache/replicationGroup:ReplicationGroup"
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/cache"


def arguments(cloud: Cloud, **changes: Any) -> RedisCacheArgs:
    return RedisCacheArgs(
        cloud=cloud,
        vpc_id="vpc",
        subnet_ids=["subnet-a", "subnet-b"],
        key_arn="key-data",
        secrets_key_arn="key-secrets",
        logs_key_arn="key-logs",
        topic_arn="topic",
        **(dict(CacheSettings()) | changes),
    )


@cache
def build(cloud: Cloud, preview: bool = False, **changes: Any) -> Recorder:
    return record(lambda: RedisCache("cache", arguments(cloud, **changes)), preview=preview)


def _revealed(value: Any) -> Any:
    """A secret as the engine receives it is wrapped; plain text would not be."""
    assert isinstance(value, dict), "the secret travels in plain text"
    return value["value"]


def test_every_setting_is_an_argument() -> None:
    assert set(CacheSettings.model_fields) <= {field.name for field in fields(RedisCacheArgs)}


def test_the_replication_group(cloud: Cloud) -> None:
    group = build(cloud).one(GROUP)
    assert group.inputs == {
        "replicationGroupId": "alicerce-test-cache",
        "description": "Cache and sessions",
        "engine": "redis",
        "engineVersion": "7.1",
        "autoMinorVersionUpgrade": True,
        "nodeType": "cache.m7g.large",
        "numCacheClusters": 2,
        "automaticFailoverEnabled": True,
        "multiAzEnabled": True,
        "port": 6379,
        "parameterGroupName": "cache",
        "subnetGroupName": "cache",
        "securityGroupIds": ["cache-id"],
        "atRestEncryptionEnabled": True,
        "kmsKeyId": "key-data",
        "transitEncryptionEnabled": True,
        "transitEncryptionMode": "required",
        "userGroupIds": ["alicerce-test-cache"],
        "snapshotRetentionLimit": 7,
        "snapshotWindow": "06:00-07:00",
        "finalSnapshotIdentifier": "alicerce-test-cache-final",
        "maintenanceWindow": "mon:07:00-mon:08:00",
        "applyImmediately": False,
        "notificationTopicArn": "topic",
        "logDeliveryConfigurations": [
            {
                "destination": f"/alicerce/test/cache/{end}",
                "destinationType": "cloudwatch-logs",
                "logFormat": "json",
                "logType": f"{end}-log",
            }
            for end in ("slow", "engine")
        ],
        "tags": {"Name": "alicerce-test-cache"},
    }
    assert group.protect


def test_its_logs_end_and_are_encrypted(cloud: Cloud) -> None:
    groups = build(cloud).all("aws:cloudwatch/logGroup:LogGroup")
    assert [group.inputs for group in groups] == [
        {"name": f"/alicerce/test/cache/{end}", "retentionInDays": 30, "kmsKeyId": "key-logs"}
        for end in ("engine", "slow")
    ]


@pytest.mark.parametrize(
    ("engine", "family", "version"), [("redis", "redis7", "7.1"), ("valkey", "valkey8", "8.1")]
)
def test_the_engine_by_setting(cloud: Cloud, engine: str, family: str, version: str) -> None:
    recorder = build(cloud, engine=engine)
    group = recorder.one("aws:elasticache/parameterGroup:ParameterGroup").inputs
    assert group["family"] == family
    assert {each["name"]: each["value"] for each in group["parameters"]} == parameters("cache.m7g.large")
    nodes = recorder.one(GROUP).inputs
    assert (nodes["engine"], nodes["engineVersion"]) == (engine, version)


def test_one_node_has_nothing_to_fail_over_to(cloud: Cloud) -> None:
    group = build(cloud, nodes=1, protect=False).one(GROUP)
    assert not group.inputs["automaticFailoverEnabled"]
    assert not group.inputs["multiAzEnabled"]
    assert not group.protect
    assert "finalSnapshotIdentifier" not in group.inputs


def test_the_application_has_a_password_and_nobody_else_gets_in(cloud: Cloud) -> None:
    recorder = build(cloud, password_version=3)
    users = {each.name: each.inputs for each in recorder.all("aws:elasticache/user:User")}
    assert _revealed(users["cache"]["authenticationMode"]) == {
        "type": "password",
        "passwords": ["made-up-for-cache"],
    }
    assert users["cache"]["userName"] == "app"
    assert users["cache"]["accessString"] == "on ~* &* +@all -@dangerous +info"
    assert users["cache-default"]["userName"] == "default"
    assert users["cache-default"]["accessString"] == "off -@all"
    group = recorder.one("aws:elasticache/userGroup:UserGroup").inputs
    assert group["userIds"] == ["alicerce-test-cache", "alicerce-test-cache-default"]
    password = recorder.one("random:index/randomPassword:RandomPassword").inputs
    assert password["keepers"] == {"version": "3"}


def test_the_secret_waits_for_no_node(cloud: Cloud) -> None:
    recorder = build(cloud)
    version = recorder.one("aws:secretsmanager/secretVersion:SecretVersion")
    assert not any("elasticache/" in each for each in recorder.reach(f"{version.type}::{version.name}"))
    assert json.loads(_revealed(version.inputs["secretString"])) == {
        "username": "app",
        "password": "made-up-for-cache",
        "port": "6379",
        "engine": "redis",
    }


def test_clients_know_everything_before_anything_exists(cloud: Cloud) -> None:
    published = build(cloud, preview=True).published("RedisCache")
    known = ("group_id", "node_ids", "secret_name", "secret_arn_pattern", "secrets", "environment")
    assert {key: published[key] for key in known} == {
        "group_id": "alicerce-test-cache",
        "node_ids": ["alicerce-test-cache-001", "alicerce-test-cache-002"],
        "secret_name": "alicerce/test/cache",
        "secret_arn_pattern": f"{SECRET}-??????",
        "secrets": {"REDIS_USER": f"{SECRET}:username::", "REDIS_PASSWORD": f"{SECRET}:password::"},
        "environment": {"REDIS_PORT": "6379", "REDIS_TLS": "true"},
    }
    assert build(cloud).published("RedisCache")["host"] == "cache.cache.amazonaws.com"


def test_the_credentials_are_what_clients_wait_for(cloud: Cloud) -> None:
    waiting: list[pulumi.Resource] = []
    record(lambda: waiting.append(RedisCache("cache", arguments(cloud)).credentials))
    assert [type(each).__name__ for each in waiting] == ["SecretVersion"]


def test_no_password_is_published(cloud: Cloud) -> None:
    assert "made-up-for" not in json.dumps(build(cloud).published("RedisCache"))


def test_nothing_is_without_a_parent_and_nobody_reaches_it_yet(cloud: Cloud) -> None:
    assert not list(build(cloud).orphans())
    assert not build(cloud).all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"engine": "memcached"}, "engine must be one of redis, valkey (got memcached)."),
        ({"node_type": "cache.x"}, f"node_type must be one of {', '.join(CACHES)} (got cache.x)."),
        ({"nodes": 0}, "nodes must be 1 to 6 (got 0)."),
        ({"node_type": "cache.t4g.small"}, "memory must be 1 to 982 (got 1536)."),
        ({"snapshot_retention_days": 36}, "snapshot_retention_days must be 0 to 35 (got 36)."),
    ],
)
def test_arguments_have_bounds(cloud: Cloud, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(arguments(cloud), **change)
    assert str(caught.value) == f"RedisCacheArgs.{message}"
