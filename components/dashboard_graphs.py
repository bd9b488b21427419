"""What the dashboard shows besides the alarms: traffic, input and output, hit rates."""

from collections.abc import Mapping, Sequence

import pulumi

from components.alarms import Metric
from components.alarms_services import target_metric
from components.cloud import EDGE_REGION
from components.dashboard import Graph
from components.watched import Edge, Hosts, Service, Watched


def graphs(watched: Watched) -> Mapping[str, Sequence[Graph]]:
    """The graphs of a stack, by the subjects of the alarms."""
    return {
        "Edge": _edge(watched.edge, watched.load_balancer),
        **{service.name.capitalize(): _service(service, watched.insights) for service in watched.services},
        "Database": _database(watched.database.identifier) if watched.database else (),
        "Cache": _cache(watched.cache_nodes),
        "Hosts": _hosts(watched.hosts) if watched.hosts else (),
        "Network and backups": _network(watched.nat_gateways),
    }


def _graph(
    title: str,
    namespace: str,
    names: Sequence[str],
    owners: Sequence[Mapping[str, pulumi.Input[str]]],
    statistic: str,
    region: str | None = None,
) -> Graph:
    """Each metric of each owner, an owner being the dimensions of one thing."""
    metrics = [
        Metric(namespace=namespace, name=name, dimensions=owner, statistic=statistic)
        for owner in owners
        for name in names
    ]
    return Graph(title=title, metrics=metrics, region=region)


def _edge(edge: Edge, load_balancer: pulumi.Input[str] | None) -> tuple[Graph, ...]:
    found: tuple[Graph, ...] = ()
    if edge.distribution_id is not None:
        owner = [{"DistributionId": edge.distribution_id, "Region": "Global"}]
        space = "AWS/CloudFront"
        found += (
            _graph("CloudFront: requests", space, ["Requests"], owner, "Sum", EDGE_REGION),
            _graph("CloudFront: bytes sent", space, ["BytesDownloaded"], owner, "Sum", EDGE_REGION),
        )
    if load_balancer is not None:
        owners = [{"LoadBalancer": load_balancer}]
        space = "AWS/ApplicationELB"
        found += (
            _graph("Load balancer: requests", space, ["RequestCount"], owners, "Sum"),
            _graph("Load balancer: throughput in bytes", space, ["ProcessedBytes"], owners, "Sum"),
            _graph("Load balancer: open connections", space, ["ActiveConnectionCount"], owners, "Sum"),
        )
    return found


def _service(service: Service, insights: bool) -> tuple[Graph, ...]:
    answers = [f"HTTPCode_Target_{kind}XX_Count" for kind in "2345"]
    found: tuple[Graph, ...] = (
        Graph(title=f"{service.name}: request rate", metrics=[target_metric(service, "RequestCount", "Sum")]),
        Graph(
            title=f"{service.name}: answers by status",
            metrics=[target_metric(service, name, "Sum") for name in answers],
        ),
    )
    if insights:
        owner = [{"ClusterName": service.cluster, "ServiceName": service.name}]
        space = "ECS/ContainerInsights"
        network, disk = ["NetworkRxBytes", "NetworkTxBytes"], ["StorageReadBytes", "StorageWriteBytes"]
        found += (
            _graph(f"{service.name}: network in and out", space, network, owner, "Average"),
            _graph(f"{service.name}: disk read and write", space, disk, owner, "Average"),
        )
    return found


def _database(identifier: str) -> tuple[Graph, ...]:
    owner = [{"DBInstanceIdentifier": identifier}]
    return tuple(
        _graph(f"Database: {title}", "AWS/RDS", names, owner, "Average")
        for title, names in (
            ("disk read and write", ["ReadThroughput", "WriteThroughput"]),
            ("disk operations", ["ReadIOPS", "WriteIOPS"]),
            ("disk latency", ["ReadLatency", "WriteLatency"]),
            ("network in and out", ["NetworkReceiveThroughput", "NetworkTransmitThroughput"]),
        )
    )


def _cache(nodes: Sequence[str]) -> tuple[Graph, ...]:
    owners = [{"CacheClusterId": node} for node in nodes]
    return tuple(
        _graph(f"Cache: {title}", "AWS/ElastiCache", names, owners, statistic)
        for title, names, statistic in (
            ("hit rate", ["CacheHitRate"], "Average"),
            ("connections", ["CurrConnections"], "Maximum"),
            ("latency in microseconds", ["SuccessfulReadRequestLatency"], "p95"),
            ("network in and out", ["NetworkBytesIn", "NetworkBytesOut"], "Sum"),
        )
    )


def _hosts(hosts: Hosts) -> tuple[Graph, ...]:
    owner = [{"AutoScalingGroupName": hosts.autoscaling_group}]
    return (
        _graph("Hosts: network in and out", "AWS/EC2", ["NetworkIn", "NetworkOut"], owner, "Sum"),
        _graph("Hosts: disk read and write", "AWS/EC2", ["EBSReadBytes", "EBSWriteBytes"], owner, "Sum"),
    )


def _network(gateways: Mapping[str, pulumi.Input[str]]) -> tuple[Graph, ...]:
    owners = [{"NatGatewayId": gateway} for gateway in gateways.values()]
    names = ["BytesInFromDestination", "BytesOutToDestination"]
    return (_graph("NAT gateways: bytes", "AWS/NATGateway", names, owners, "Sum"),) if owners else ()
