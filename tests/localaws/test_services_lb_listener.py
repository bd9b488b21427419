"""Listeners and their rules live a whole life against moto."""

from typing import Any

import pytest

from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_lb import BALANCER, TARGETS, subnets, vpc

LISTENER = "aws:lb/listener:Listener"
RULE = "aws:lb/listenerRule:ListenerRule"

NOT_FOUND = {
    "type": "fixed-response",
    "fixedResponse": {"contentType": "text/plain", "messageBody": "Not found", "statusCode": "404"},
}
REDIRECT = {
    "type": "redirect",
    "redirect": {"port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"},
}


@pytest.fixture
def place(bench: Workbench) -> Props:
    """What listeners and rules refer to: a load balancer and two target groups."""
    vpc_id = vpc(bench)
    balancer, _ = bench.make(BALANCER, subnets=subnets(bench, vpc_id), internal=True)
    groups = [
        bench.make(TARGETS, vpcId=vpc_id, port=80, protocol="HTTP", targetType="ip", name=name)[0]
        for name in ("blue", "green")
    ]
    return {"balancer": balancer, "groups": groups}


@pytest.fixture
def listener(bench: Workbench, place: Props) -> str:
    return bench.make(
        LISTENER, loadBalancerArn=place["balancer"], port=80, protocol="HTTP", defaultActions=[NOT_FOUND]
    )[0]


def certificate(bench: Workbench, domain: str) -> str:
    return str(bench.call("acm", "RequestCertificate", DomainName=domain)["CertificateArn"])


@pytest.mark.parametrize(
    "change",
    [
        {"port": 8443},
        {"sslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"},
        {"defaultActions": [REDIRECT]},
        {"tcpIdleTimeoutSeconds": 600},
        {"mutualAuthentication": {"mode": "passthrough"}, "alpnPolicy": "HTTP2Optional"},
        {
            "routingHttpResponseServerEnabled": False,
            "routingHttpResponseStrictTransportSecurityHeaderValue": "max-age=31536000",
            "routingHttpRequestXAmznTlsVersionHeaderName": "X-Tls",
        },
        {"tags": {"Name": "b"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_listener(bench: Workbench, place: Props, change: Props) -> None:
    bench.live(
        LISTENER,
        change,
        loadBalancerArn=place["balancer"],
        port=443,
        protocol="HTTPS",
        sslPolicy="ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
        certificateArn=certificate(bench, "a.example.com"),
        alpnPolicy="HTTP2Preferred",
        mutualAuthentication={"mode": "off"},
        defaultActions=[NOT_FOUND],
    )


def test_listener_gets_another_certificate(bench: Workbench, place: Props) -> None:
    bench.live(
        LISTENER,
        {"certificateArn": certificate(bench, "b.example.com")},
        loadBalancerArn=place["balancer"],
        port=443,
        protocol="HTTPS",
        certificateArn=certificate(bench, "a.example.com"),
        defaultActions=[NOT_FOUND],
    )


def test_a_header_taken_out_is_no_longer_sent(bench: Workbench, place: Props) -> None:
    kind = bench.package.resource(LISTENER, bench.session)
    header = "routingHttpResponseXFrameOptionsHeaderValue"
    old = bench.check(
        LISTENER,
        loadBalancerArn=place["balancer"],
        port=80,
        protocol="HTTP",
        defaultActions=[NOT_FOUND],
        **{header: "DENY"},
    )
    ident, state = kind.create(old)
    kind.update(ident, old, state, {key: value for key, value in old.items() if key != header})
    found = bench.call("elbv2", "DescribeListenerAttributes", ListenerArn=ident)["Attributes"]
    assert {"Key": "routing.http.response.x_frame_options.header_value", "Value": ""} in found


def test_listener_that_forwards(bench: Workbench, place: Props) -> None:
    blue, green = place["groups"]
    weighted = {
        "type": "forward",
        "forward": {
            "targetGroups": [{"arn": blue, "weight": 90}, {"arn": green, "weight": 10}],
            "stickiness": {"enabled": True, "duration": 600},
        },
    }
    bench.live(
        LISTENER,
        {"defaultActions": [weighted]},
        loadBalancerArn=place["balancer"],
        port=80,
        protocol="HTTP",
        defaultActions=[{"type": "forward", "targetGroupArn": blue}],
    )


CONDITIONS: list[Any] = [
    [{"pathPattern": {"values": ["/api/*", "/health"]}}],
    [{"hostHeader": {"values": ["a.example.com"]}}, {"pathPattern": {"values": ["/a"]}}],
    [{"httpHeader": {"httpHeaderName": "X-Secret", "values": ["x", "y"]}}],
    [{"httpRequestMethod": {"values": ["GET", "HEAD"]}}],
    [{"queryStrings": [{"key": "beta", "value": "1"}, {"value": "debug"}]}],
    [{"sourceIp": {"values": ["10.0.0.0/8"]}}],
]


@pytest.mark.parametrize(
    "conditions", CONDITIONS, ids=lambda value: "-".join(key for item in value for key in item)
)
def test_rule(bench: Workbench, place: Props, listener: str, conditions: Any) -> None:
    bench.live(
        RULE,
        {"conditions": conditions, "priority": 50},
        listenerArn=listener,
        priority=100,
        conditions=[{"pathPattern": {"values": ["/"]}}],
        actions=[{"type": "forward", "targetGroupArn": place["groups"][0]}],
        tags={"Name": "alicerce-prod-backend"},
    )


@pytest.mark.parametrize("action", [NOT_FOUND, REDIRECT], ids=lambda action: action["type"])
def test_rule_does_something_else(bench: Workbench, place: Props, listener: str, action: Props) -> None:
    bench.live(
        RULE,
        {"actions": [action], "tags": {"Name": "b"}},
        listenerArn=listener,
        priority=100,
        conditions=CONDITIONS[0],
        actions=[{"type": "forward", "targetGroupArn": place["groups"][0]}],
    )


def test_a_rule_of_another_listener_is_another_rule(bench: Workbench, listener: str) -> None:
    kind = bench.package.resource(RULE, bench.session)
    old = bench.check(RULE, listenerArn=listener, priority=1, conditions=CONDITIONS[0], actions=[NOT_FOUND])
    _, state = kind.create(old)
    assert kind.diff(old, state, {**old, "listenerArn": "other"}).replaces == ("listenerArn",)


def test_the_conditions_aws_is_told_in_words(bench: Workbench, listener: str) -> None:
    ident, _ = bench.make(
        RULE, listenerArn=listener, priority=1, conditions=CONDITIONS[1], actions=[NOT_FOUND]
    )
    found = bench.call("elbv2", "DescribeRules", RuleArns=[ident])["Rules"][0]["Conditions"]
    assert sorted(condition["Field"] for condition in found) == ["host-header", "path-pattern"]


def test_drift_in_a_rule(bench: Workbench, listener: str) -> None:
    kind = bench.package.resource(RULE, bench.session)
    old = bench.check(RULE, listenerArn=listener, priority=1, conditions=CONDITIONS[0], actions=[NOT_FOUND])
    ident, state = kind.create(old)
    moved = [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/other"]}}]
    bench.call("elbv2", "ModifyRule", RuleArn=ident, Conditions=moved)
    found = kind.read(ident, old, state)
    assert found is not None
    assert found[1]["conditions"] == [{"pathPattern": {"values": ["/other"]}}]


def test_an_action_of_no_kind(bench: Workbench, listener: str) -> None:
    kind = bench.package.resource(RULE, bench.session)
    broken = {
        "listenerArn": listener,
        "priority": 1,
        "conditions": CONDITIONS[0],
        "actions": [{"type": "drop"}],
    }
    _, failures = kind.check({}, broken, Naming("rule"))
    assert len(failures) == 1
    assert failures[0].startswith("actions: ")
