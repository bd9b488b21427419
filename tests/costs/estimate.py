"""What a stack costs a month: its resources, from a recording of the program, and assumed use.

USD, us-east-1, on demand, 730 hours. Types without a line of their own are in FREE; any other is an error.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.costs.prices import price
from tests.costs.usage import USAGE
from tests.recorder import Recorder, Registration

HOURS = 730
"""Hours of a month."""


@dataclass(frozen=True)
class Line:
    """One priced line."""

    what: str
    quantity: float
    unit_price: float

    @property
    def usd(self) -> float:
        return self.quantity * self.unit_price


def estimate(recorder: Recorder) -> list[Line]:
    """Every line of a stack.

    Raises:
        KeyError: a type or a size that is neither priced nor known to be free.
    """
    lines = [line for each in recorder.registrations for line in _lines(each, recorder)]
    return [*lines, *_alarms(recorder), *(Line(*row) for row in USAGE)]


def total(lines: list[Line]) -> float:
    """USD a month."""
    return sum(line.usd for line in lines)


def _lines(each: Registration, recorder: Recorder) -> Iterator[Line]:
    if each.type.startswith("aws:") and each.type not in FREE:
        yield from PRICED[each.type](each, recorder)


def _hourly(service: str, sku: str, count: Callable[[dict[str, Any]], int]) -> Any:
    def lines(each: Registration, _: Recorder) -> Iterator[Line]:
        yield Line(f"{each.name}: {service} {sku}", count(each.inputs) * HOURS, price(service, sku))

    return lines


def _monthly(service: str, sku: str) -> Any:
    def lines(each: Registration, _: Recorder) -> Iterator[Line]:
        yield Line(f"{each.name}: {service} {sku}", 1, price(service, sku))

    return lines


def _endpoint(each: Registration, _: Recorder) -> Iterator[Line]:
    if each.inputs["vpcEndpointType"] == "Interface":
        zones = len(each.inputs["subnetIds"])
        yield Line(f"{each.name}: interface", zones * HOURS, price("VPC endpoint", "interface, per AZ"))


def _load_balancer(each: Registration, _: Recorder) -> Iterator[Line]:
    yield Line(f"{each.name}: ALB", HOURS, price("ALB", "hour"))
    if not each.inputs["internal"]:
        nodes = len(each.inputs["subnets"])
        yield Line(f"{each.name}: addresses", nodes * HOURS, price("Public IPv4", "in use"))


def _hosts(each: Registration, recorder: Recorder) -> Iterator[Line]:
    template = recorder.one("aws:ec2/launchTemplate:LaunchTemplate").inputs
    hosts, kind = each.inputs["minSize"], template["instanceType"]
    disk = template["blockDeviceMappings"][0]["ebs"]["volumeSize"]
    yield Line(f"{each.name}: {hosts} x {kind}", hosts * HOURS, price("EC2", kind))
    yield Line(f"{each.name}: disks", hosts * disk, price("EBS", "gp3 storage"))


def _database(each: Registration, _: Recorder) -> Iterator[Line]:
    zones = "Multi-AZ" if each.inputs.get("multiAz") else "Single-AZ"
    kind = each.inputs["instanceClass"]
    yield Line(f"{each.name}: {kind} {zones}", HOURS, price("RDS PostgreSQL", f"{kind} {zones}"))
    if "allocatedStorage" in each.inputs:
        storage = price("RDS", f"gp3 storage {zones}")
        yield Line(f"{each.name}: storage", each.inputs["allocatedStorage"], storage)


def _cache(each: Registration, _: Recorder) -> Iterator[Line]:
    engine = {"redis": "Redis OSS", "valkey": "Valkey"}[each.inputs["engine"]]
    nodes, kind = each.inputs["numCacheClusters"], each.inputs["nodeType"]
    yield Line(f"{each.name}: {nodes} x {kind}", nodes * HOURS, price(f"ElastiCache {engine}", kind))


def _web_acl(each: Registration, _: Recorder) -> Iterator[Line]:
    yield Line(f"{each.name}: web ACL", 1, price("WAFv2", "web ACL"))
    yield Line(f"{each.name}: rules", len(each.inputs["rules"]), price("WAFv2", "rule or managed rule group"))
    millions = {"CLOUDFRONT": 150, "REGIONAL": 60}[each.inputs["scope"]]
    yield Line(f"{each.name}: requests", millions, price("WAFv2", "requests, up to 1,500 WCU"))


def _alarms(recorder: Recorder) -> Iterator[Line]:
    """Each metric an alarm looks at counts; the first ten are free."""
    found = recorder.all("aws:cloudwatch/metricAlarm:MetricAlarm")
    metrics = sum(
        len([query for query in each.inputs.get("metricQueries", []) if "metric" in query]) or 1
        for each in found
    )
    unit = price("CloudWatch", "alarm, standard resolution")
    yield Line(f"{metrics} alarm metrics", max(metrics - 10, 0), unit)


def _health_check(each: Registration, _: Recorder) -> Iterator[Line]:
    yield Line(each.name, 1, price("Route 53", "health check, non-AWS endpoint"))
    optional = price("Route 53", "health check optional feature (HTTPS etc.), non-AWS endpoint")
    yield Line(f"{each.name}: HTTPS", 1, optional)


PRICED: dict[str, Callable[[Registration, Recorder], Iterator[Line]]] = {
    "aws:ec2/natGateway:NatGateway": _hourly("NAT gateway", "hour", lambda _: 1),
    "aws:ec2/eip:Eip": _hourly("Public IPv4", "in use", lambda _: 1),
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
    "aws:lb/loadBalancer:LoadBalancer": _load_balancer,
    "aws:autoscaling/group:Group": _hosts,
    "aws:rds/instance:Instance": _database,
    "aws:elasticache/replicationGroup:ReplicationGroup": _cache,
    "aws:wafv2/webAcl:WebAcl": _web_acl,
    "aws:kms/key:Key": _monthly("KMS", "customer key"),
    "aws:secretsmanager/secret:Secret": _monthly("Secrets Manager", "secret"),
    "aws:route53/zone:Zone": _monthly("Route 53", "hosted zone, first 25"),
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": _monthly(
        "Route 53", "hosted zone, first 25"
    ),
    "aws:route53/healthCheck:HealthCheck": _health_check,
}
"""Type -> its lines."""

FREE = frozenset((Path(__file__).parent / "free-types.txt").read_text().split())
"""Types that cost nothing by themselves. What flows through them is in usage.py; alarms count together."""
