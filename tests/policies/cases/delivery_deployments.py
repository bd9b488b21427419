"""How a new version of a service replaces the old one."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case

CODE_DEPLOY = {"deploymentController": {"type": "CODE_DEPLOY"}}
EXTERNAL = {"deploymentController": {"type": "EXTERNAL"}}
DAEMON = {"schedulingStrategy": "DAEMON"}
BALANCED = {"loadBalancers": [{"targetGroupArn": UNKNOWN, "containerPort": 80}]}


def _case(rule: str, props: Mapping[str, Any], says: str = "", **more: Any) -> Case:
    return Case(rule=f"service-{rule}", type="aws:ecs/service:Service", props=props, says=says, **more)


def _breaker(**flags: Any) -> dict[str, Any]:
    return {"deploymentCircuitBreaker": flags}


def _alarms(*names: Any, **flags: Any) -> dict[str, Any]:
    return {"alarms": {"alarmNames": list(names), **flags}}


NO_BREAKER = "deploymentCircuitBreaker.enable is false, want true"
NO_ROLLBACK = "deploymentCircuitBreaker.rollback is false, want true"
MINIMUM, MAXIMUM = "deploymentMinimumHealthyPercent", "deploymentMaximumPercent"
NO_ALARMS = "alarms.alarmNames is empty, want the alarms that fail a deployment"
NO_WAIT = "waitForSteadyState is false, want true"
NO_GRACE = "healthCheckGracePeriodSeconds is 0 behind a load balancer, want the seconds"

CASES: tuple[AnyCase, ...] = (
    _case("circuit-breaker", {}, NO_BREAKER),
    _case("circuit-breaker", _breaker(enable=False, rollback=True), NO_BREAKER),
    _case("circuit-breaker", _breaker(enable=True), NO_ROLLBACK),
    _case("circuit-breaker", _breaker(enable=True, rollback=False), NO_ROLLBACK),
    _case("circuit-breaker", {"deploymentController": {"type": "ECS"}}, NO_BREAKER),
    _case(
        "circuit-breaker", {"deploymentCircuitBreaker": True}, "deploymentCircuitBreaker is a boolean, want"
    ),
    _case("circuit-breaker", _breaker(enable=True, rollback=True)),
    _case("circuit-breaker", CODE_DEPLOY),
    _case("circuit-breaker", EXTERNAL),
    _case(
        "circuit-breaker",
        _breaker(enable=UNKNOWN, rollback=True),
        unknown="deploymentCircuitBreaker.enable",
    ),
    _case("zero-downtime", {MINIMUM: 50}, f"{MINIMUM} is 50, want at least 100"),
    _case("zero-downtime", {MINIMUM: 0, MAXIMUM: 200}, f"{MINIMUM} is 0, want at least 100"),
    _case("zero-downtime", {MAXIMUM: 100}, f"{MAXIMUM} is 100, want at least 150"),
    _case("zero-downtime", {MINIMUM: "50"}, f"{MINIMUM} is 50, want at least 100"),
    _case("zero-downtime", {MAXIMUM: 150}, f"{MAXIMUM} is 150, want at least 200", options={"maximum": 200}),
    _case("zero-downtime", {MINIMUM: "all"}, f"{MINIMUM} is a string, want a number"),
    _case("zero-downtime", {}),
    _case("zero-downtime", {MINIMUM: 100, MAXIMUM: 150}),
    _case("zero-downtime", {MINIMUM: 50}, options={"minimum": 50}),
    _case("zero-downtime", DAEMON | {MINIMUM: 0, MAXIMUM: 100}),
    _case("zero-downtime", CODE_DEPLOY | {MINIMUM: 0}),
    _case("zero-downtime", {MINIMUM: UNKNOWN}, unknown=MINIMUM),
    _case("deployment-alarms", {}, NO_ALARMS),
    _case("deployment-alarms", _alarms(enable=True, rollback=True), NO_ALARMS),
    _case("deployment-alarms", _alarms("errors", enable=False, rollback=True), "alarms.enable is false"),
    _case("deployment-alarms", _alarms("errors", enable=True), "alarms.rollback is false, want true"),
    _case("deployment-alarms", _alarms("errors", enable=True, rollback=True)),
    _case("deployment-alarms", _alarms(UNKNOWN, enable=True, rollback=True)),
    _case("deployment-alarms", EXTERNAL),
    _case("deployment-alarms", _alarms("errors", enable=UNKNOWN, rollback=True), unknown="alarms.enable"),
    _case("steady-state", {}, NO_WAIT),
    _case("steady-state", {"waitForSteadyState": False}, NO_WAIT),
    _case("steady-state", {"waitForSteadyState": 1}, "waitForSteadyState is a number, want a boolean"),
    _case("steady-state", {"waitForSteadyState": True}),
    _case("steady-state", CODE_DEPLOY),
    _case("steady-state", {"waitForSteadyState": UNKNOWN}, unknown="waitForSteadyState"),
    _case("health-check-grace", BALANCED, NO_GRACE),
    _case("health-check-grace", BALANCED | {"healthCheckGracePeriodSeconds": 0}, NO_GRACE),
    _case("health-check-grace", BALANCED | {"healthCheckGracePeriodSeconds": "0"}, NO_GRACE),
    _case("health-check-grace", BALANCED | {"healthCheckGracePeriodSeconds": 60}),
    _case("health-check-grace", {}),
    _case("health-check-grace", {"loadBalancers": []}),
    _case(
        "health-check-grace",
        BALANCED | {"healthCheckGracePeriodSeconds": UNKNOWN},
        unknown="healthCheckGracePeriodSeconds",
    ),
    _case("health-check-grace", {"loadBalancers": UNKNOWN}, unknown="loadBalancers"),
)
