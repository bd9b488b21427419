"""Cases of the rules about target groups."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import AnyCase, Case

GROUP, OTHER = "aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"


def _case(rule: str, props: Mapping[str, Any], says: str = "", type_: str = GROUP, **more: Any) -> Case:
    return Case(rule=f"target-group-{rule}", type=type_, props=props, says=says, **more)


def _health(rule: str, health: Any, says: str = "", **more: Any) -> Case:
    return _case(rule, {"protocol": "HTTP", "healthCheck": health}, says, **more)


CASES: tuple[AnyCase, ...] = (
    _case("encrypted", {"protocol": "HTTP"}, "protocol is HTTP, want HTTPS"),
    _case("encrypted", {"protocol": "HTTPS"}, "healthCheck.protocol is HTTP, want HTTPS", OTHER),
    _health("encrypted", {"protocol": "HTTP"}, "healthCheck.protocol is HTTP, want HTTPS"),
    _health("encrypted", {"protocol": "HTTPS"}, "protocol is HTTP, want HTTPS"),
    _case("encrypted", {"protocol": "HTTPS", "healthCheck": {"protocol": "HTTPS"}}),
    _case("encrypted", {"targetType": "lambda"}),
    _case("encrypted", {"protocol": "TCP"}),
    _case("encrypted", {"protocol": "HTTPS", "healthCheck": OBJECT}, unknown="healthCheck"),
    _case(
        "deregistration-delay", {"protocol": "HTTP"}, "deregistrationDelay is 300 seconds, want at most 120"
    ),
    _case(
        "deregistration-delay",
        {"protocol": "HTTPS", "deregistrationDelay": "121"},
        "deregistrationDelay is 121 seconds, want at most 120",
        OTHER,
    ),
    _case(
        "deregistration-delay",
        {"protocol": "HTTP", "deregistrationDelay": 31},
        "deregistrationDelay is 31 seconds, want at most 30",
        options={"seconds": 30},
    ),
    _case("deregistration-delay", {"protocol": "HTTP", "deregistrationDelay": 0}),
    _case("deregistration-delay", {"protocol": "HTTP", "deregistrationDelay": 120}),
    _case("deregistration-delay", {"protocol": "TCP"}),
    _health("health-check", {"enabled": False}, "healthCheck.enabled is false, want true"),
    _case("health-check", {"healthCheck": {"enabled": False}}, "healthCheck.enabled is false", OTHER),
    _health("health-check", {"enabled": "no"}, "healthCheck.enabled is a string, want a boolean"),
    _case("health-check", {"protocol": "HTTP"}),
    _health("health-check", {"enabled": True}),
    _case("health-check", {"targetType": "lambda", "healthCheck": {"enabled": False}}),
    _case("health-path", {"protocol": "HTTP"}, "healthCheck.path is not set, want a path made for it"),
    _health("health-path", {"path": ""}, "healthCheck.path is not set, want a path made for it"),
    _case("health-path", {"protocol": "HTTPS", "healthCheck": {}}, "healthCheck.path is not set", OTHER),
    _health("health-path", {"path": "/health"}),
    _health("health-path", {"path": "/"}),
    _case("health-path", {"protocol": "TCP"}),
    _case("health-path", {"targetType": "lambda"}),
    _case("health-path", {"protocol": "HTTP", "protocolVersion": "GRPC"}),
    _health("health-path", {"path": STRING}, unknown="healthCheck.path"),
    _health("health-matcher", {"matcher": "200-499"}, "healthCheck.matcher is 200-499, want codes below 400"),
    _health("health-matcher", {"matcher": "200,401"}, "healthCheck.matcher is 200,401, want codes below 400"),
    _health("health-matcher", {"matcher": "400"}, "healthCheck.matcher is 400, want codes below 400"),
    _health("health-matcher", {"matcher": "503"}, "healthCheck.matcher is 503, want codes below 400"),
    _health("health-matcher", {"matcher": 200}, "healthCheck.matcher is a number, want a string"),
    _health("health-matcher", {"matcher": "200-399"}),
    _health("health-matcher", {"matcher": "0-99"}),
    _health("health-matcher", {}),
    _health(
        "health-speed",
        {"interval": 60, "unhealthyThreshold": 3},
        "healthCheck.interval 60 seconds times unhealthyThreshold 3 is 180 seconds, want at most 120",
    ),
    _health(
        "health-speed",
        {"unhealthyThreshold": 10},
        "healthCheck.interval 30 seconds times unhealthyThreshold 10",
    ),
    _health(
        "health-speed", {"interval": "300"}, "healthCheck.interval 300 seconds times unhealthyThreshold 3"
    ),
    _health("health-speed", {}, "healthCheck.interval 30 seconds", options={"seconds": 60}),
    _health("health-speed", {"interval": 15, "unhealthyThreshold": 3}),
    _health("health-speed", {"interval": 40, "unhealthyThreshold": 3}),
    _health("health-speed", {}),
    _case("health-speed", {"protocol": "TCP"}),
)
