"""Each container rule with what it must catch and what it must let pass."""

import json
from typing import Any

import pytest
from pulumi_policy import PolicyCustomTimeouts, PolicyResourceOptions, ResourceValidationArgs
from rules import containers
from rules.base import Rule
from rules.catalogue import RULES

GOOD = {"name": "app", "user": "1001:1001", "readonlyRootFilesystem": True, "cpu": 256, "memory": 512}


def _judge(rule: Rule, *definitions: Any, type_: str = "aws:ecs/taskDefinition:TaskDefinition") -> list[str]:
    found: list[str] = []
    props = {"containerDefinitions": json.dumps(definitions)}
    options = PolicyResourceOptions(False, [], None, [], PolicyCustomTimeouts(0, 0, 0), [], None)
    args = ResourceValidationArgs(type_, props, "urn:test", "test", options, None, {})

    def report(message: str, urn: str | None) -> None:
        found.append(message)

    rule.validate(args, report)
    return found


def test_catalogue() -> None:
    assert [rule.id for rule in RULES] == [
        "container-non-root",
        "container-read-only-root",
        "container-limits",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_good_containers_pass(rule: Rule) -> None:
    assert _judge(rule, GOOD, {**GOOD, "name": "side", "user": "app"}) == []


@pytest.mark.parametrize("user", [None, "", "0", "root", "0:0", "root:1001", 0])
def test_root_is_caught(user: Any) -> None:
    (message,) = _judge(containers.NON_ROOT, GOOD, {**GOOD, "name": "side", "user": user})
    assert message.startswith("container side has user ")
    assert "want a user other than root" in message


@pytest.mark.parametrize("value", [None, False, "true"])
def test_writable_root_is_caught(value: Any) -> None:
    (message,) = _judge(containers.READ_ONLY, {**GOOD, "readonlyRootFilesystem": value})
    assert message.startswith(f"container app has readonlyRootFilesystem {value!r}, want true.")


@pytest.mark.parametrize(
    ("limit", "value"), [("cpu", None), ("cpu", 0), ("memory", None), ("memory", "512"), ("memory", True)]
)
def test_missing_limits_are_caught(limit: str, value: Any) -> None:
    (message,) = _judge(containers.LIMITS, {**GOOD, limit: value})
    assert message.startswith(f"container app has {limit} {value!r}, want a number of ")


def test_other_types_are_left_alone() -> None:
    assert _judge(containers.NON_ROOT, {}, type_="aws:ec2/vpc:Vpc") == []


def test_a_rule_that_fails_says_so() -> None:
    (message,) = _judge(containers.NON_ROOT, "not a container")
    assert message.startswith("the rule itself failed and judged nothing: AttributeError")
