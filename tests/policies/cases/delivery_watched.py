"""Alarms on the usual ends of services, data stores and entries."""

from collections.abc import Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Declared, StackCase

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
SERVICE, TARGET_GROUP = "aws:ecs/service:Service", "aws:lb/targetGroup:TargetGroup"
DATABASE, CLUSTER = "aws:rds/instance:Instance", "aws:rds/cluster:Cluster"
MEMBER = "aws:rds/clusterInstance:ClusterInstance"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
BALANCER, DISTRIBUTION = "aws:lb/loadBalancer:LoadBalancer", "aws:cloudfront/distribution:Distribution"


def _case(rule: str, watched: Declared, *others: Declared, says: str = "", **more: Any) -> StackCase:
    at = watched.name if says else ""
    return StackCase(rule=f"{rule}-alarms", resources=[watched, *others], says=says, at=at, **more)


def _alarms(dimension: str, value: Any, *metrics: Any, refers: Sequence[str] = ()) -> list[Declared]:
    """An alarm on each of these metrics."""
    return [
        Declared(
            type=ALARM,
            name=f"alarm-{dimension}-{at}",
            props={"metricName": metric, "dimensions": {dimension: value}},
            refers={"dimensions": refers},
        )
        for at, metric in enumerate(metrics)
    ]


def _query(dimension: str, value: Any, metric: str, refers: Sequence[str] = ()) -> Declared:
    """An alarm on an expression over two metrics."""
    first = {"id": "a", "metric": {"metricName": metric, "dimensions": {dimension: value}}}
    return Declared(
        type=ALARM,
        name="expression",
        props={"metricQueries": [first, {"id": "b", "expression": "a * 100"}]},
        refers={"metricQueries": refers},
    )


def _of(type_: str, **props: Any) -> Declared:
    return Declared(type=type_, name="it", props=props)


SERVED = Declared(type=SERVICE, name="web", props={"name": "web"}, refers={"loadBalancers": ["targets"]})
TARGETS = Declared(type=TARGET_GROUP, name="targets")
WEB = _of(SERVICE, name="web")
NO_LOAD = "no alarm looks at its CPUUtilization or MemoryUtilization, want one"
NO_TASKS = "no alarm looks at its RunningTaskCount or HealthyHostCount or UnHealthyHostCount, want one"
LOAD_AND_TASKS = ("CPUUtilization", "RunningTaskCount")
SHOP = _of(DATABASE, identifier="shop")
DATABASE_METRICS = ("CPUUtilization", "FreeStorageSpace", "DatabaseConnections")
AURORA = _of(CLUSTER, clusterIdentifier="aurora")
AURORA_METRICS = ("CPUUtilization", "DatabaseConnections")
AURORA_MEMBER = Declared(
    type=MEMBER, name="member", props={"identifier": UNKNOWN}, refers={"clusterIdentifier": ["it"]}
)
REDIS = _of(CACHE, replicationGroupId="redis")
REDIS_METRICS = ("EngineCPUUtilization", "DatabaseMemoryUsagePercentage", "Evictions")
EDGE = _of(BALANCER, loadBalancerType="application")
ERRORS = "HTTPCode_ELB_5XX_Count"
NO_ERRORS = f"no alarm looks at its {ERRORS}, want one"

CASES: tuple[AnyCase, ...] = (
    _case("service", WEB, says=NO_LOAD),
    _case("service", WEB, *_alarms("ServiceName", "web", "CPUUtilization"), says=NO_TASKS),
    _case("service", WEB, *_alarms("ServiceName", "api", *LOAD_AND_TASKS), says=NO_LOAD),
    _case("service", WEB, *_alarms("DBInstanceIdentifier", "web", *LOAD_AND_TASKS), says=NO_LOAD),
    _case(
        "service",
        WEB,
        *_alarms("ServiceName", "web", *LOAD_AND_TASKS),
        says="no alarm looks at its GPUUtilization, want one",
        options={"metrics": ["GPUUtilization"]},
    ),
    _case("service", WEB, *_alarms("ServiceName", "web", *LOAD_AND_TASKS)),
    _case(
        "service",
        SERVED,
        TARGETS,
        *_alarms("ServiceName", "web", "MemoryUtilization"),
        *_alarms("TargetGroup", UNKNOWN, "HealthyHostCount", refers=["targets"]),
    ),
    _case(
        "service",
        SERVED,
        TARGETS,
        *_alarms("ServiceName", "web", "CPUUtilization"),
        _query("TargetGroup", UNKNOWN, "UnHealthyHostCount", ["targets"]),
    ),
    _case("service", WEB, options={"metrics": []}),
    _case("service", WEB, *_alarms("ServiceName", "web", UNKNOWN), unknown="metricName"),
    _case("database", SHOP, says="no alarm looks at its CPUUtilization, want one"),
    _case(
        "database",
        SHOP,
        *_alarms("DBInstanceIdentifier", "shop", "CPUUtilization", "DatabaseConnections"),
        says="no alarm looks at its FreeStorageSpace, want one",
    ),
    _case("database", SHOP, *_alarms("DBInstanceIdentifier", "shop2", *DATABASE_METRICS), says="no alarm"),
    _case("database", SHOP, *_alarms("DBInstanceIdentifier", "shop", *DATABASE_METRICS)),
    _case(
        "database", _of(DATABASE), *_alarms("DBInstanceIdentifier", UNKNOWN, *DATABASE_METRICS, refers=["it"])
    ),
    _case("database-cluster", AURORA, says="no alarm looks at its CPUUtilization, want one"),
    _case(
        "database-cluster",
        AURORA,
        AURORA_MEMBER,
        *_alarms("DBInstanceIdentifier", UNKNOWN, "CPUUtilization", refers=["member"]),
        says="no alarm looks at its DatabaseConnections, want one",
    ),
    _case("database-cluster", AURORA, *_alarms("DBClusterIdentifier", "aurora", *AURORA_METRICS)),
    _case(
        "database-cluster",
        AURORA,
        AURORA_MEMBER,
        *_alarms("DBInstanceIdentifier", UNKNOWN, *AURORA_METRICS, refers=["member"]),
    ),
    _case("cache", REDIS, says="no alarm looks at its CPUUtilization or EngineCPUUtilization, want one"),
    _case("cache", REDIS, *_alarms("CacheClusterId", "redis-two-001", *REDIS_METRICS), says="no alarm looks"),
    _case(
        "cache",
        REDIS,
        *_alarms("CacheClusterId", "redis-001", "CPUUtilization", "Evictions"),
        says="no alarm looks at its DatabaseMemoryUsagePercentage or FreeableMemory, want one",
    ),
    _case("cache", REDIS, *_alarms("CacheClusterId", "redis-001", *REDIS_METRICS)),
    _case("cache", REDIS, *_alarms("CacheClusterId", "redis-0001-002", *REDIS_METRICS)),
    _case("cache", _of(CACHE), *_alarms("ReplicationGroupId", UNKNOWN, *REDIS_METRICS, refers=["it"])),
    _case("load-balancer", EDGE, says=NO_ERRORS),
    _case("load-balancer", _of(BALANCER), *_alarms("LoadBalancer", "app/x/1", ERRORS), says=NO_ERRORS),
    _case("load-balancer", EDGE, *_alarms("LoadBalancer", UNKNOWN, ERRORS, refers=["it"])),
    _case("load-balancer", _of(BALANCER, arnSuffix="app/x/1"), *_alarms("LoadBalancer", "app/x/1", ERRORS)),
    _case("load-balancer", _of(BALANCER, loadBalancerType="network")),
    _case("load-balancer", _of(BALANCER, loadBalancerType=UNKNOWN), unknown="loadBalancerType"),
    _case("distribution", _of(DISTRIBUTION), says="no alarm looks at its 5xxErrorRate or TotalErrorRate"),
    _case(
        "distribution",
        _of(DISTRIBUTION, id="E1"),
        *_alarms("DistributionId", "E2", "5xxErrorRate"),
        says="no alarm looks at its 5xxErrorRate or TotalErrorRate",
    ),
    _case("distribution", _of(DISTRIBUTION, id="E1"), *_alarms("DistributionId", "E1", "5xxErrorRate")),
    _case("distribution", _of(DISTRIBUTION), _query("DistributionId", UNKNOWN, "TotalErrorRate", ["it"])),
)
