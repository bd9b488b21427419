"""Budgets, the monthly cost, and tags."""

import json
from collections.abc import Mapping
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

BUDGET = "aws:budgets/budget:Budget"
MONTHLY = {"budgetType": "COST", "timeUnit": "MONTHLY", "limitUnit": "USD"}
VPC = Declared(type="aws:ec2/vpc:Vpc", name="main")


def _told(notifications: Any, says: str = "", **more: Any) -> Case:
    props = {"notifications": notifications}
    return Case(rule="budget-notifies", type=BUDGET, props=props, says=says, **more)


def _cost(estimate: int, *budgets: Mapping[str, Any], says: str = "", **more: Any) -> StackCase:
    """A stack of an estimated cost, with these budgets."""
    declared = [Declared(type=BUDGET, name=f"budget{at}", props=each) for at, each in enumerate(budgets)]
    at = "budget0" if says else ""
    options = {"estimate": estimate}
    return StackCase(
        rule="monthly-cost", resources=[VPC, *declared], says=says, at=at, options=options, **more
    )


def _limit(amount: Any, **other: str) -> dict[str, Any]:
    return {**MONTHLY, "limitAmount": amount, **other}


def _tags(props: Mapping[str, Any], defaults: Any = None, says: str = "", **more: Any) -> StackCase:
    """A VPC, and a provider with default tags."""
    given = {} if defaults is None else {"defaultTags": defaults}
    provider = Declared(type="pulumi:providers:aws", name="aws", props=given)
    vpc = Declared(type=more.pop("type_", VPC.type), name="main", props=props)
    at = "main" if says else ""
    options = {"tags": list(ALL)} | more.pop("options", {})
    return StackCase(
        rule="tags-required", resources=[provider, vpc], says=says, at=at, options=options, **more
    )


def _propagates(propagate: Any, managed: Any, says: str = "", **more: Any) -> Case:
    props = {"propagateTags": propagate, "enableEcsManagedTags": managed}
    return Case(
        rule="service-propagates-tags", type="aws:ecs/service:Service", props=props, says=says, **more
    )


MAIL, TOPIC = {"subscriberEmailAddresses": ["a@b.c"]}, {"subscriberSnsTopicArns": [UNKNOWN]}
ALL = {"Project": "shop", "Stack": "prod", "ManagedBy": "pulumi"}
DEFAULTS = json.dumps({"tags": ALL})
NO_STACK = "tags have no Stack"
NO_TAGS = "tags have no Project and no Stack and no ManagedBy"
NO_BUDGET = "there is no aws:budgets/budget, want one"

CASES: tuple[AnyCase, ...] = (
    StackCase(rule="stack-budget", resources=[VPC], says=NO_BUDGET),
    StackCase(rule="stack-budget", resources=[], says=NO_BUDGET),
    StackCase(rule="stack-budget", resources=[VPC, Declared(type=BUDGET, name="budget")]),
    StackCase(rule="stack-budget", resources=[Declared(type=BUDGET, name="budget", props=_limit("10"))]),
    _told(None, "notifications is empty, want one below the limit"),
    _told([], "notifications is empty, want"),
    _told([MAIL, {}], "notifications[1] names nobody, want subscriberEmailAddresses or"),
    _told([{"subscriberEmailAddresses": []}], "notifications[0] names nobody"),
    _told([MAIL]),
    _told([TOPIC | {"subscriberEmailAddresses": []}, MAIL]),
    _told(UNKNOWN, unknown="notifications"),
    _cost(2126, _limit("2125"), says="the estimate is 2126 USD a month, want at most its limitAmount, 2125"),
    _cost(100, _limit(99.5), says="the estimate is 100 USD a month, want at most its limitAmount, 99.5"),
    _cost(100, _limit([]), says="limitAmount is an array, want a number"),
    _cost(2125, _limit("2125")),
    _cost(0, _limit("1")),
    _cost(100),
    _cost(100, _limit("1", timeUnit="DAILY"), _limit("1", budgetType="USAGE"), _limit("1", limitUnit="EUR")),
    _cost(100, _limit(None)),
    _cost(100, _limit(UNKNOWN), unknown="limitAmount"),
    _tags({"tags": {"Name": "main"}}, says=NO_TAGS),
    _tags({"tags": {}}, says=NO_TAGS),
    _tags({"tagsAll": {}}, DEFAULTS, NO_TAGS),
    _tags({"tags": {"Project": "a", "ManagedBy": "b"}}, says=NO_STACK),
    _tags({"tags": {}}, json.dumps({"tags": {"Project": "a", "ManagedBy": "b"}}), NO_STACK),
    _tags({"tags": ALL}, says="tags have no owner", options={"tags": ["owner"]}),
    _tags({"tags": []}, says="tags is an array, want an object"),
    _tags({"tags": {"Name": "main"}}, DEFAULTS),
    _tags({"tags": {}}, {"tags": ALL}),
    _tags({"tags": ALL}),
    _tags({"tags": {"Name": "main"}, "tagsAll": ALL}),
    _tags({"tags": {"Project": UNKNOWN, "Stack": "prod", "ManagedBy": "pulumi"}}),
    _tags({"cidrBlock": "10.0.0.0/16"}),
    _tags({"tags": [{"key": "AmazonECSManaged", "value": "true"}]}, type_="aws:autoscaling/group:Group"),
    _tags({"tags": ["shop:1.2"]}, type_="docker-build:index:Image"),
    _tags({"tagsAll": UNKNOWN}, unknown="tagsAll"),
    _tags({"tags": {}}, UNKNOWN, unknown="defaultTags"),
    _propagates(None, None, "propagateTags is NONE, want SERVICE or TASK_DEFINITION"),
    _propagates("NONE", True, "propagateTags is NONE, want SERVICE"),
    _propagates("SERVICE", False, "enableEcsManagedTags is false, want true"),
    _propagates("SERVICE", None, "enableEcsManagedTags is false"),
    _propagates("SERVICE", True),
    _propagates("TASK_DEFINITION", True),
    _propagates(UNKNOWN, True, unknown="propagateTags"),
)
