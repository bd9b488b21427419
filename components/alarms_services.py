"""Alarms of the services: what their users see, and what it costs the tasks."""

from collections.abc import Iterator

from components.alarms import Alarm, Expression, Metric
from components.watched import Service

FEW = 20
"""Requests a minute below which a rate of errors says nothing: one in twenty is 5 %."""


def errors(service: Service) -> Alarm:
    """Error rate > 5 %."""
    return Alarm(
        key=f"{service.name}-errors",
        runbook="service-errors",
        title=f"{service.name}: more than 5 % of requests fail",
        meaning="Users get errors; a deployment in progress is rolled back.",
        metric=Expression(
            formula=f"IF(requests >= {FEW}, 100 * FILL(failed, 0) / requests, 0)",
            metrics={
                "failed": target_metric(service, "HTTPCode_Target_5XX_Count", "Sum"),
                "requests": target_metric(service, "RequestCount", "Sum"),
            },
        ),
        threshold=5,
        comparison=">",
        datapoints=3,
        missing="notBreaching",
    )


def latency(service: Service) -> Alarm:
    """Response time p95 > 500 ms."""
    return Alarm(
        key=f"{service.name}-latency",
        runbook="service-latency",
        title=f"{service.name}: response time p95 above 500 ms",
        meaning="Users wait; a deployment in progress is rolled back.",
        metric=target_metric(service, "TargetResponseTime", "p95"),
        threshold=0.5,
        comparison=">",
        datapoints=3,
        missing="notBreaching",
    )


def deployment(service: Service) -> tuple[Alarm, ...]:
    """The alarms that fail a deployment."""
    return errors(service), latency(service)


def resources(service: Service, insights: bool) -> Iterator[Alarm]:
    """CPU, memory, targets and tasks."""
    yield _utilization(service, "cpu", "CPU", "CPUUtilization", 80)
    yield _utilization(service, "memory", "memory", "MemoryUtilization", 90)
    yield Alarm(
        key=f"{service.name}-unhealthy",
        runbook="service-unhealthy",
        title=f"{service.name}: a task has failed its health check for 5 minutes",
        meaning="The others carry its share; a replacement does not become healthy either.",
        metric=target_metric(service, "UnHealthyHostCount", "Maximum"),
        threshold=0,
        comparison=">",
        missing="notBreaching",
    )
    yield Alarm(
        key=f"{service.name}-down",
        runbook="service-down",
        title=f"{service.name}: no task is healthy",
        meaning="The service is down.",
        metric=target_metric(service, "HealthyHostCount", "Maximum"),
        threshold=1,
        comparison="<",
        periods=2,
        missing="breaching",
    )
    if insights:
        yield Alarm(
            key=f"{service.name}-tasks",
            runbook="service-tasks",
            title=f"{service.name}: fewer than {service.min_tasks} tasks have run for 5 minutes",
            meaning="Tasks do not start or keep stopping; the next failure may be felt.",
            metric=_ecs_metric(service, "ECS/ContainerInsights", "RunningTaskCount", "Maximum"),
            threshold=service.min_tasks,
            comparison="<",
            missing="breaching",
        )


def target_metric(service: Service, name: str, statistic: str) -> Metric:
    """A metric of the service's target group."""
    return Metric(
        namespace="AWS/ApplicationELB",
        name=name,
        dimensions={"LoadBalancer": service.load_balancer, "TargetGroup": service.target_group},
        statistic=statistic,
    )


def _ecs_metric(service: Service, namespace: str, name: str, statistic: str) -> Metric:
    return Metric(
        namespace=namespace,
        name=name,
        dimensions={"ClusterName": service.cluster, "ServiceName": service.name},
        statistic=statistic,
    )


def _utilization(service: Service, what: str, words: str, metric: str, percent: int) -> Alarm:
    return Alarm(
        key=f"{service.name}-{what}",
        runbook=f"service-{what}",
        title=f"{service.name}: {words} above {percent} % for 5 minutes",
        meaning="Scaling out did not help or has reached its maximum.",
        metric=_ecs_metric(service, "AWS/ECS", metric, "Average"),
        threshold=percent,
        comparison=">",
        missing="notBreaching",
    )
