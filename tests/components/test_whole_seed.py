"""The delivery document, row by row: production asks AWS for its numbers.

How each part does it is the business of its own tests; here the whole program does it, as deployed. The rows
are those of the table of requirements; the numbers, whose text is Portuguese, are quoted.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from components.instance_classes import DATABASES
from tests.components.whole_program import arrived
from tests.recorder import Recorder

TASK, SERVICE = "aws:ecs/taskDefinition:TaskDefinition", "aws:ecs/service:Service"
ALARM, CDN = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudfront/distribution:Distribution"
TARGET, GROUP = "aws:appautoscaling/target:Target", "aws:lb/targetGroup:TargetGroup"
GIB = 1024 * 1024
"""KiB."""


@pytest.fixture
def prod(program: Callable[..., Recorder]) -> Recorder:
    return program("prod")


def container(recorder: Recorder, service: str) -> dict[str, Any]:
    (only,) = json.loads(recorder.one(TASK, service).inputs["containerDefinitions"])
    assert isinstance(only, dict)
    return only


def parameters(recorder: Recorder, service: str) -> dict[str, str]:
    (group,) = recorder.all(f"aws:{service}/parameterGroup:ParameterGroup")
    return {each["name"]: each["value"] for each in group.inputs["parameters"]}


def test_three_isolated_networks(prod: Recorder) -> None:
    """'3 networks isoladas (frontend, backend, database)': the data's has no way out."""
    subnets = {each.name: each.inputs for each in prod.all("aws:ec2/subnet:Subnet")}
    tiers = {name.split("-")[1] for name in subnets}
    assert tiers == {"public", "application", "data"}
    assert {each["availabilityZone"] for each in subnets.values()} == {f"us-east-1{zone}" for zone in "abc"}
    tables = {
        each.inputs["subnetId"]: each.inputs["routeTableId"]
        for each in prod.all("aws:ec2/routeTableAssociation:RouteTableAssociation")
    }
    ways_out = {each.inputs["routeTableId"] for each in prod.all("aws:ec2/route:Route")}
    shut = {subnet for subnet in subnets if tables[f"{subnet}-id"] not in ways_out}
    assert shut == {"network-data-a", "network-data-b", "network-data-c"}
    for store in ("aws:rds/subnetGroup:SubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup"):
        for each in prod.all(store):
            assert {f"{subnet}-id" for subnet in shut} == set(each.inputs["subnetIds"]), each.name


@pytest.mark.parametrize(
    ("service", "tasks", "cpu", "memory", "health"),
    [("backend", 3, 2048, 2048, "/health"), ("frontend", 4, 1024, 1024, "/healthz")],
)
def test_backend_and_frontend(
    prod: Recorder, service: str, tasks: int, cpu: int, memory: int, health: str
) -> None:
    """'3 réplicas (2GB RAM, 2 CPU cada)', '4 réplicas (1GB RAM, 1 CPU cada)', hardened."""
    found = container(prod, service)
    assert (found["cpu"], found["memory"], found["user"]) == (cpu, memory, "1001:1001")
    assert found["portMappings"][0]["containerPort"] == 3000
    assert found["healthCheck"]["command"][-1] == f"http://127.0.0.1:3000{health}"
    assert found["readonlyRootFilesystem"] is True
    assert found["dockerSecurityOptions"] == ["no-new-privileges"]
    assert found["linuxParameters"]["initProcessEnabled"] is True
    assert found["linuxParameters"]["capabilities"]["drop"] == ["ALL"]
    deployed = prod.one(SERVICE, service).inputs
    assert deployed["desiredCount"] == tasks
    assert deployed["taskDefinition"].endswith(f"/{service}")
    scratch = {each["containerPath"] for each in found["linuxParameters"]["tmpfs"]}
    assert scratch == {"/tmp"} | ({"/app/.next/cache"} if service == "frontend" else set())


@pytest.mark.parametrize(("service", "low", "high"), [("backend", 3, 10), ("frontend", 4, 15)])
def test_scale(prod: Recorder, service: str, low: int, high: int) -> None:
    """'--scale backend=10 --scale web=15'; 'CPU: < 60% em carga normal'."""
    target = prod.one(TARGET, service).inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (low, high)
    aims = {
        each.name.removeprefix(f"{service}-"): each.inputs["targetTrackingScalingPolicyConfiguration"]
        for each in prod.all("aws:appautoscaling/policy:Policy")
        if each.inputs["resourceId"] == f"service/alicerce-prod/{service}"
    }
    assert aims.keys() == {"cpu", "memory", "requests"}
    assert aims["cpu"]["targetValue"] == 60


def test_postgres(prod: Recorder) -> None:
    """'500 conexões, 1GB shared buffers, 3GB cache, 8 parallel workers': a quarter and three quarters of the
    memory, which are these numbers at 4 GiB (test_postgres_parameters.py), and more on a larger class."""
    instance = prod.one("aws:rds/instance:Instance", "database").inputs
    assert (instance["engine"], instance["engineVersion"], instance["multiAz"]) == ("postgres", "16", True)
    memory = DATABASES[instance["instanceClass"]].memory_gib * GIB
    tuned = parameters(prod, "rds")
    assert int(tuned["shared_buffers"]) * 8 == memory / 4 >= 1 * GIB
    assert int(tuned["effective_cache_size"]) * 8 == memory * 3 / 4 >= 3 * GIB
    assert int(tuned["max_parallel_workers"]) == 8
    assert int(tuned["max_connections"]) >= 500


def test_pool_proxy_and_replicas(program: Callable[..., Recorder]) -> None:
    """'Connection pooling: 50 por instância'; 'PgBouncer'; 'Read replicas: Configuração pronta'."""
    prod = program("prod")
    said = {each["name"]: each["value"] for each in container(prod, "backend")["environment"]}
    assert said["DATABASE_POOL_SIZE"] == "50"
    most = 50 * prod.one(TARGET, "backend").inputs["maxCapacity"]
    assert most < 0.8 * int(parameters(prod, "rds")["max_connections"])
    counts = program("prod", databaseProxy="true", databaseReadReplicas="2").counts()
    assert counts["aws:rds/proxy:Proxy"] == 1
    assert counts["aws:rds/instance:Instance"] == 3


def test_redis(prod: Recorder) -> None:
    """'Redis: 1.5GB com persistência AOF + RDB', LRU: a second node stands in for the append-only file."""
    cache = prod.one("aws:elasticache/replicationGroup:ReplicationGroup").inputs
    tuned = parameters(prod, "elasticache")
    assert cache["engineVersion"].startswith("7")
    assert (cache["numCacheClusters"], cache["automaticFailoverEnabled"], cache["multiAzEnabled"]) == (
        2,
        True,
        True,
    )
    assert cache["snapshotRetentionLimit"] >= 1
    assert tuned["maxmemory-policy"] == "allkeys-lru"
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Redis.html: 6854542746 bytes
    assert cache["nodeType"] == "cache.m7g.large"
    assert 6854542746 * (1 - int(tuned["reserved-memory-percent"]) / 100) >= 1.5 * 2**30


def test_load_balancer(prod: Recorder) -> None:
    """'Algoritmo: least_conn, health checks automáticos, failover automático, HTTP/2 ready, gzip'."""
    assert prod.one("aws:lb/loadBalancer:LoadBalancer").inputs["enableHttp2"] is True
    for service, path in (("backend", "/health"), ("frontend", "/healthz")):
        group = prod.one(GROUP, service).inputs
        assert group["loadBalancingAlgorithmType"] == "least_outstanding_requests"
        assert (group["healthCheck"]["enabled"], group["healthCheck"]["path"]) == (True, path)
    cdn = prod.one(CDN).inputs
    assert cdn["httpVersion"] == "http2and3"
    assert all(each["compress"] for each in (cdn["defaultCacheBehavior"], *cdn["orderedCacheBehaviors"]))


@pytest.mark.parametrize("acl", ["edge-waf", "load-balancer-waf"])
def test_rates(prod: Recorder, acl: str) -> None:
    """'Rate limiting (10 req/s geral, 20 req/s API)', each client, counted by the minute; log-in stricter."""
    rules = {
        rule["name"]: rule["statement"]["rateBasedStatement"]
        for rule in arrived(prod.one("aws:wafv2/webAcl:WebAcl", acl).inputs["rules"])
        if "rateBasedStatement" in rule["statement"]
    }
    assert {name: rule["limit"] / rule["evaluationWindowSec"] for name, rule in rules.items()} == {
        "rate-general": 10,
        "rate-api": 20,
        "rate-login": pytest.approx(20 / 60),
    }
    guarded = prod.one(CDN).inputs["webAclId"], prod.one("aws:wafv2/webAclAssociation:WebAclAssociation")
    assert guarded[0].endswith("/edge-waf")
    assert guarded[1].inputs["webAclArn"].endswith("/load-balancer-waf")
