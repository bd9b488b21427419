"""Health checks live a whole life against moto."""

import pytest

from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench

CHECK = "aws:route53/healthCheck:HealthCheck"
WEB: Props = {
    "type": "HTTPS",
    "fqdn": "www.example.com",
    "port": 443,
    "resourcePath": "/health",
    "requestInterval": 30,
    "failureThreshold": 3,
    "measureLatency": True,
    "regions": ["us-east-1", "eu-west-1", "sa-east-1"],
}


@pytest.mark.parametrize(
    "change",
    [
        {"resourcePath": "/api/health"},
        {"failureThreshold": 5, "fqdn": "example.com", "port": 8443},
        {"disabled": True},
        {"regions": ["us-east-1", "us-west-1", "us-west-2"]},
        {"tags": {"Name": "web"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_check(bench: Workbench, change: Props) -> None:
    bench.live(CHECK, change, **WEB, referenceName="alicerce")


def test_check_on_an_alarm(bench: Workbench) -> None:
    bench.live(
        CHECK,
        {"insufficientDataHealthStatus": "Unhealthy"},
        type="CLOUDWATCH_METRIC",
        cloudwatchAlarmName="backend-cpu",
        cloudwatchAlarmRegion="us-east-1",
        insufficientDataHealthStatus="Healthy",
    )


def test_check_on_checks(bench: Workbench) -> None:
    parts = [bench.make(CHECK, **{**WEB, "fqdn": name})[0] for name in ("a.example.com", "b.example.com")]
    bench.live(
        CHECK, {"childHealthThreshold": 2}, type="CALCULATED", childHealthThreshold=1, childHealthchecks=parts
    )


def test_what_makes_a_new_check(bench: Workbench) -> None:
    kind = bench.package.resource(CHECK, bench.session)
    other = {**WEB, "type": "HTTP", "requestInterval": 10, "port": 80}
    assert kind.diff(WEB, {}, other).replaces == ("requestInterval", "type")


def test_a_check_is_imported_by_its_id(bench: Workbench) -> None:
    ident, outputs = bench.make(CHECK, **WEB)
    assert outputs["arn"] == f"arn:aws:route53:::healthcheck/{ident}"
    found = bench.package.resource(CHECK, bench.session).read(ident, {}, {})
    assert found is not None
    for prop in ("type", "fqdn", "port", "resourcePath", "requestInterval"):
        assert found[1][prop] == WEB[prop]


def test_a_preview_refuses_a_region_that_does_not_check(bench: Workbench) -> None:
    kind = bench.package.resource(CHECK, bench.session)
    _, failures = kind.check(
        {}, {**WEB, "regions": ["us-east-1", "eu-west-1", "eu-central-1"]}, Naming("check")
    )
    assert failures
    assert all("must be one of" in failure for failure in failures)
