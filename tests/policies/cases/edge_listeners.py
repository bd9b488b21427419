"""Cases of the rules about listeners."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import AnyCase, Case, Declared, StackCase

LISTENER, RULE = "aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule"
OTHER = "aws:alb/listener:Listener"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
ARRAY = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"
HTTPS = {"type": "redirect", "redirect": {"protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301"}}
SAME = {"type": "redirect", "redirect": {"path": "/new", "statusCode": "HTTP_301"}}
FORWARD = {"type": "forward", "targetGroupArn": STRING}
HTTP = {"protocol": "HTTP", "port": 80}
STRONG = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"


def _case(rule: str, props: Mapping[str, Any], says: str = "", type_: str = LISTENER, **more: Any) -> Case:
    return Case(rule=f"listener-{rule}", type=type_, props=props, says=says, **more)


def _redirects(
    props: Mapping[str, Any], *actions: Sequence[Any], says: str = "", at: str = "", unknown: str = ""
) -> StackCase:
    """A listener, with one rule for each further list of actions."""
    rules = [
        Declared(
            type=RULE,
            name=f"rule{index}",
            props={"listenerArn": STRING, "actions": several},
            refers={"listenerArn": ["edge"]},
        )
        for index, several in enumerate(actions)
    ]
    resources = [Declared(type=LISTENER, name="edge", props=props), *rules]
    return StackCase(rule="listener-http-redirects", resources=resources, says=says, at=at, unknown=unknown)


CASES: tuple[AnyCase, ...] = (
    _redirects(
        {**HTTP, "defaultActions": [FORWARD]},
        says="defaultActions[0] of an HTTP listener is forward, want a redirect to HTTPS",
        at="edge",
    ),
    _redirects(
        {"port": "80", "defaultActions": [{"type": "fixed-response"}]},
        says="defaultActions[0] of an HTTP listener is fixed-response, want a redirect to HTTPS",
        at="edge",
    ),
    # A redirect to the same protocol.
    _redirects({**HTTP, "defaultActions": [SAME]}, says="defaultActions[0] of an HTTP listener", at="edge"),
    _redirects(
        {**HTTP, "defaultActions": [HTTPS]},
        [HTTPS],
        [FORWARD],
        says="actions[0] of an HTTP listener is forward, want a redirect to HTTPS",
        at="rule1",
    ),
    _redirects(
        {**HTTP, "defaultActions": "none"}, says="defaultActions is a string, want an array", at="edge"
    ),
    _redirects({**HTTP, "defaultActions": [HTTPS]}),
    _redirects({**HTTP, "defaultActions": [HTTPS]}, [HTTPS]),
    _redirects({"protocol": "HTTPS", "port": 443, "defaultActions": [FORWARD]}, [FORWARD]),
    _redirects({"protocol": "TCP", "port": 80, "defaultActions": [FORWARD]}),
    # A gateway load balancer.
    _redirects({"defaultActions": [FORWARD]}),
    _redirects({**HTTP, "defaultActions": ARRAY}, unknown="defaultActions"),
    _case("encrypted", HTTP, "protocol is HTTP on port 80, want HTTPS"),
    _case("encrypted", {"port": 8080}, "protocol is HTTP on port 8080, want HTTPS", OTHER),
    _case("encrypted", {**HTTP, "defaultActions": [HTTPS]}, "protocol is HTTP on port 80, want HTTPS"),
    _case("encrypted", {"protocol": "HTTPS", "port": 443}),
    _case("encrypted", {"protocol": "TLS", "port": 443}),
    _case("encrypted", {"protocol": "TCP", "port": 5432}),
    _case("encrypted", {}),
    _case("encrypted", {"port": 80, "protocol": STRING}, unknown="protocol"),
    _case("tls-policy", {"protocol": "HTTPS"}, "sslPolicy is unset (ELBSecurityPolicy-2016-08), want one of"),
    _case(
        "tls-policy",
        {"protocol": "HTTPS", "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"},
        "sslPolicy is ELBSecurityPolicy-TLS13-1-2-2021-06, want one of ELBSecurityPolicy-TLS13-1-2-Res",
    ),
    _case(
        "tls-policy", {"protocol": "TLS", "sslPolicy": "ELBSecurityPolicy-2016-08"}, "sslPolicy is ", OTHER
    ),
    _case(
        "tls-policy",
        {"protocol": "TLS", "sslPolicy": STRONG},
        f"sslPolicy is {STRONG}, want one of none",
        options={"policies": ["none"]},
    ),
    _case("tls-policy", {"protocol": "HTTPS", "sslPolicy": STRONG}),
    _case(
        "tls-policy", {"protocol": "TLS", "sslPolicy": "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"}, "", OTHER
    ),
    _case("tls-policy", HTTP),
    _case("tls-policy", {"protocol": "TCP"}),
    _case("tls-policy", {"protocol": "HTTPS", "sslPolicy": STRING}, unknown="sslPolicy"),
)
