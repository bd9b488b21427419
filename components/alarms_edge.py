"""Alarms of the way in: CloudFront, web ACLs, certificates and the load balancer."""

from collections.abc import Iterator, Mapping

import pulumi

from components.alarms import Alarm, Metric
from components.cloud import EDGE_REGION
from components.watched import Edge


def load_balancer(suffix: pulumi.Input[str]) -> Iterator[Alarm]:
    """What the load balancer answers by itself, and what it cannot take."""
    yield _balancer(
        suffix,
        "errors",
        "Load balancer: more than 10 errors of its own a minute",
        "It found no task that answers in time: users get 502, 503 or 504.",
        "HTTPCode_ELB_5XX_Count",
        10,
    )
    yield _balancer(
        suffix,
        "rejected",
        "Load balancer: connections rejected",
        "It is at its maximum and grows too slowly.",
        "RejectedConnectionCount",
        0,
    )
    yield _balancer(
        suffix,
        "unreachable",
        "Load balancer: more than 10 connections to tasks a minute fail",
        "Tasks stop or refuse connections while they are in service.",
        "TargetConnectionErrorCount",
        10,
    )


def web_acl(key: str, name: str, where: Mapping[str, str], region: str | None = None) -> Alarm:
    """A wave of blocked requests: an attack, or a rule that hits users."""
    return Alarm(
        key=key,
        runbook="waf-blocked",
        title=f"Web ACL {name}: more than 3,000 requests blocked in 5 minutes",
        meaning="An attack, or a rule that hits users.",
        metric=Metric(
            namespace="AWS/WAFV2",
            name="BlockedRequests",
            dimensions={"WebACL": name, "Rule": "ALL", **where},
            statistic="Sum",
        ),
        threshold=3000,
        comparison=">",
        period=300,
        periods=1,
        missing="notBreaching",
        region=region,
    )


def edge(watched: Edge) -> Iterator[Alarm]:
    """What is seen from outside AWS. CloudFront and its web ACL report to us-east-1."""
    if watched.distribution_id is not None:
        yield Alarm(
            key="edge-errors",
            runbook="edge-errors",
            title="CloudFront: more than 5 % of requests fail",
            meaning="Users get errors, whatever the services say of themselves.",
            metric=Metric(
                namespace="AWS/CloudFront",
                name="5xxErrorRate",
                dimensions={"DistributionId": watched.distribution_id, "Region": "Global"},
                statistic="Average",
            ),
            threshold=5,
            comparison=">",
            datapoints=3,
            missing="notBreaching",
            region=EDGE_REGION,
        )
    if watched.web_acl:
        yield web_acl("edge-blocked", watched.web_acl, {}, EDGE_REGION)


def certificate(region: str, arn: pulumi.Input[str]) -> Alarm:
    """ACM renews two months before the end; a month before, it has failed for a month."""
    return Alarm(
        key=f"certificate-{region}",
        runbook="certificate-expiry",
        title=f"Certificate in {region}: it ends in less than 30 days",
        meaning="It did not renew itself: its validation record is gone.",
        metric=Metric(
            namespace="AWS/CertificateManager",
            name="DaysToExpiry",
            dimensions={"CertificateArn": arn},
            statistic="Minimum",
        ),
        threshold=30,
        comparison="<",
        # ACM writes it twice a day.
        period=86400,
        periods=1,
        missing="notBreaching",
        region=region,
    )


def _balancer(
    suffix: pulumi.Input[str], what: str, title: str, meaning: str, metric: str, threshold: int
) -> Alarm:
    return Alarm(
        key=f"load-balancer-{what}",
        runbook=f"load-balancer-{what}",
        title=title,
        meaning=meaning,
        metric=Metric(
            namespace="AWS/ApplicationELB", name=metric, dimensions={"LoadBalancer": suffix}, statistic="Sum"
        ),
        threshold=threshold,
        comparison=">",
        datapoints=3,
        missing="notBreaching",
    )
