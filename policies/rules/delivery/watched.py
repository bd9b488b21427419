"""Every service, data store and entry of a stack has the alarms that tell of its usual ends."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pack.options import Texts
from pack.rule import Severity, StackRule, Verdict, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from .types import METRIC_ALARMS, SERVICES, TARGET_GROUPS, OfOne, Options, every

Kin = Callable[[Stack, Resource], Sequence[Resource]]


@dataclass(frozen=True)
class Watched:
    """A kind of resource that metrics are about."""

    types: frozenset[str]
    dimension: str
    """The dimension of its metrics that names it."""
    name: str
    """Its property that holds that name."""
    kin: Kin = lambda stack, resource: [resource]
    """What the dimensions of its metrics may be made from, itself included; nothing if it has no metrics."""
    member: str = ""
    """What comes between its name and the number of a member that has metrics of its own."""


def _service(stack: Stack, service: Resource) -> list[Resource]:
    return [service, *stack.linked(service, "loadBalancers", TARGET_GROUPS)]


def _database_cluster(stack: Stack, cluster: Resource) -> list[Resource]:
    instances = frozenset({"aws:rds/clusterInstance:ClusterInstance"})
    return [cluster, *stack.users(cluster, instances, "clusterIdentifier")]


def _load_balancer(stack: Stack, balancer: Resource) -> list[Resource]:
    """Network load balancers know no errors of HTTP."""
    return [balancer] if balancer.props.text("loadBalancerType", "application") == "application" else []


SERVICE = Watched(SERVICES, "ServiceName", "name", _service)
DATABASE = Watched(frozenset({"aws:rds/instance:Instance"}), "DBInstanceIdentifier", "identifier")
DATABASE_CLUSTER = Watched(
    frozenset({"aws:rds/cluster:Cluster"}), "DBClusterIdentifier", "clusterIdentifier", _database_cluster
)
CACHE = Watched(
    frozenset({"aws:elasticache/replicationGroup:ReplicationGroup"}),
    "CacheClusterId",
    "replicationGroupId",
    member="-0",
)
LOAD_BALANCER = Watched(
    frozenset({"aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"}),
    "LoadBalancer",
    "arnSuffix",
    _load_balancer,
)
DISTRIBUTION = Watched(frozenset({"aws:cloudfront/distribution:Distribution"}), "DistributionId", "id")


def _has_alarms(watched: Watched) -> OfOne:
    def check(stack: Stack, resource: Resource, options: Options) -> Iterator[Verdict]:
        kin = watched.kin(stack, resource)
        alarms = stack.all(*METRIC_ALARMS)
        measured = {name for alarm in alarms for name in _measured(watched, alarm, resource, kin)}
        for wanted in options["metrics"] if kin else ():
            if not measured & set(wanted.split("|")):
                yield f"no alarm looks at its {wanted.replace('|', ' or ')}, want one"

    return check


def _measured(
    watched: Watched, alarm: Resource, resource: Resource, kin: Sequence[Resource]
) -> Iterator[str]:
    """Names of the metrics of a resource that an alarm looks at."""
    queries = [each.group("metric") for each in alarm.props.groups("metricQueries")]
    urns = {each.urn for each in kin}
    for metric, made_from in ((alarm.props, "dimensions"), *((each, "metricQueries") for each in queries)):
        linked = not urns.isdisjoint(alarm.links.get(made_from, ()))
        if linked or _named(watched, resource, metric.group("dimensions")):
            yield metric.text("metricName")


def _named(watched: Watched, resource: Resource, dimensions: Props) -> bool:
    name, value = resource.props.known(watched.name), dimensions.known(watched.dimension)
    member = bool(watched.member) and value.startswith(name + watched.member)
    return bool(name) and (value == name or member)


def _alarms(id_: str, watched: Watched, what: str, why: str, *metrics: str) -> StackRule:
    """The rule that something has alarms on metrics; `|` in a metric joins those of which one is enough."""
    return StackRule(
        id=id_,
        severity=Severity.MEDIUM,
        production=True,
        check=every(watched.types, _has_alarms(watched)),
        finding=f"No alarm tells when {what} is in trouble.",
        why=why,
        fix=f"add an aws:cloudwatch/metricAlarm for it, with its {watched.dimension} among the dimensions.",
        source="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_monitor_aws_resources_notification_monitor.html",
        controls=well_architected("REL06-BP03"),
        options={
            "metrics": Texts(metrics, "Metrics that must have an alarm; A|B where one of two is enough.")
        },
    )


RULES = (
    _alarms(
        "service-alarms",
        SERVICE,
        "a service",
        "Tasks that keep stopping, or have no room left, show first to the users.",
        "CPUUtilization|MemoryUtilization",
        "RunningTaskCount|HealthyHostCount|UnHealthyHostCount",
    ),
    _alarms(
        "database-alarms",
        DATABASE,
        "a database",
        "A full disk, no connections left or a busy processor stop every service at once.",
        "CPUUtilization",
        "FreeStorageSpace",
        "DatabaseConnections",
    ),
    _alarms(
        "database-cluster-alarms",
        DATABASE_CLUSTER,
        "a database",
        "No connections left or a busy processor stop every service at once.",
        "CPUUtilization",
        "DatabaseConnections",
    ),
    _alarms(
        "cache-alarms",
        CACHE,
        "a cache",
        "A full cache drops sessions, and a busy one makes every request wait.",
        "CPUUtilization|EngineCPUUtilization",
        "DatabaseMemoryUsagePercentage|FreeableMemory",
        "Evictions",
    ),
    _alarms(
        "load-balancer-alarms",
        LOAD_BALANCER,
        "a load balancer",
        "Requests that reach no target are errors to their users, and no service knows of them.",
        "HTTPCode_ELB_5XX_Count",
    ),
    _alarms(
        "distribution-alarms",
        DISTRIBUTION,
        "a distribution",
        "What fails between CloudFront and the origin is an error to its users, and no service knows of it.",
        "5xxErrorRate|TotalErrorRate",
    ),
)
