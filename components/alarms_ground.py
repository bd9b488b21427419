"""Alarms of what the services stand on: hosts, NAT gateways, backups."""

from collections.abc import Iterator

import pulumi

from components.alarms import Alarm, Metric
from components.watched import Hosts


def hosts(watched: Hosts, insights: bool) -> Iterator[Alarm]:
    """CPU > 80 %, memory > 90 %, disk < 20 % free, failed checks, hosts missing."""
    yield _host(
        watched,
        "cpu",
        "Hosts: CPU above 80 % for 5 minutes",
        "Tasks of the whole cluster slow each other down.",
        ("AWS/EC2", "CPUUtilization", "Average"),
        80,
        # Without detailed monitoring EC2 writes it every five minutes.
        period=300,
        periods=1,
    )
    yield _host(
        watched,
        "memory",
        "Hosts: memory above 90 % on one for 5 minutes",
        "The kernel will end a task.",
        ("CWAgent", "mem_used_percent", "Maximum"),
        90,
    )
    yield _host(
        watched,
        "disk",
        "Hosts: less than 20 % of the disk is free on one",
        "When it is full, the host starts no task and writes no log.",
        ("CWAgent", "disk_used_percent", "Maximum"),
        80,
    )
    yield _host(
        watched,
        "status",
        "Hosts: one has failed its status check for 5 minutes",
        "Auto Scaling should have replaced it by now.",
        ("AWS/EC2", "StatusCheckFailed", "Maximum"),
        0,
    )
    if insights:
        yield _missing_hosts(watched)


def _missing_hosts(watched: Hosts) -> Alarm:
    return Alarm(
        key="hosts-missing",
        runbook="hosts-missing",
        title=f"Hosts: fewer than {watched.min_hosts} have been in the cluster for 10 minutes",
        meaning="New hosts do not start or do not join; there is no room for a failed zone's tasks.",
        metric=Metric(
            namespace="ECS/ContainerInsights",
            name="ContainerInstanceCount",
            dimensions={"ClusterName": watched.cluster},
            statistic="Maximum",
        ),
        threshold=watched.min_hosts,
        comparison="<",
        # A host that is being replaced is away for some minutes.
        periods=10,
        missing="breaching",
    )


def nat_gateway(zone: str, gateway: pulumi.Input[str]) -> Iterator[Alarm]:
    """The way out of one zone."""
    for what, words, metric, threshold in (
        ("ports", "no port left for a new connection", "ErrorPortAllocation", 0),
        ("drops", "more than 100 packets a minute dropped for 5 minutes", "PacketsDropCount", 100),
    ):
        yield Alarm(
            key=f"nat-{zone}-{what}",
            runbook=f"nat-{what}",
            title=f"NAT gateway in {zone}: {words}",
            meaning="Calls from the zone to the internet fail.",
            metric=Metric(
                namespace="AWS/NATGateway",
                name=metric,
                dimensions={"NatGatewayId": gateway},
                statistic="Sum",
            ),
            threshold=threshold,
            comparison=">",
            missing="notBreaching",
        )


def backups(vault: str) -> Alarm:
    """A backup that did not succeed."""
    return Alarm(
        key="backup-failed",
        runbook="backup-failed",
        title="Backups: a job failed within the hour",
        meaning="The newest backup is older than it should be.",
        metric=Metric(
            namespace="AWS/Backup",
            name="NumberOfBackupJobsFailed",
            dimensions={"BackupVaultName": vault},
            statistic="Sum",
        ),
        threshold=0,
        comparison=">",
        period=3600,
        periods=1,
        missing="notBreaching",
    )


def _host(
    watched: Hosts,
    what: str,
    title: str,
    meaning: str,
    metric: tuple[str, str, str],
    threshold: int,
    period: int = 60,
    periods: int = 5,
) -> Alarm:
    namespace, name, statistic = metric
    return Alarm(
        key=f"hosts-{what}",
        runbook=f"hosts-{what}",
        title=title,
        meaning=meaning,
        metric=Metric(
            namespace=namespace,
            name=name,
            dimensions={"AutoScalingGroupName": watched.autoscaling_group},
            statistic=statistic,
        ),
        threshold=threshold,
        comparison=">",
        period=period,
        periods=periods,
        missing="notBreaching",
    )
