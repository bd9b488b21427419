"""The monthly budget."""

from dataclasses import replace
from typing import Any

import pytest

from components.budget import Budget, BudgetArgs
from components.checks import ArgumentError
from components.cloud import Cloud
from tests.recorder import Recorder, record

BUDGET = "aws:budgets/budget:Budget"


@pytest.fixture
def args(cloud: Cloud) -> BudgetArgs:
    return BudgetArgs(
        cloud=cloud, topic_arn="arn:topic", limit=2125, scope="account", emails=("money@example.com",)
    )


def build(args: BudgetArgs) -> Recorder:
    return record(lambda: Budget("budget", args))


def test_seed_2125_dollars_a_month(args: BudgetArgs) -> None:
    inputs = build(args).one(BUDGET).inputs
    assert (inputs["limitAmount"], inputs["limitUnit"]) == ("2125", "USD")
    assert (inputs["budgetType"], inputs["timeUnit"]) == ("COST", "MONTHLY")


def test_who_is_told_when(args: BudgetArgs) -> None:
    notifications = build(args).one(BUDGET).inputs["notifications"]
    assert [(each["notificationType"], each["threshold"]) for each in notifications] == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    for each in notifications:
        assert (each["comparisonOperator"], each["thresholdType"]) == ("GREATER_THAN", "PERCENTAGE")
        assert each["subscriberSnsTopicArns"] == ["arn:topic"]
        assert each["subscriberEmailAddresses"] == ["money@example.com"]


def test_what_counts(args: BudgetArgs) -> None:
    assert not build(args).one(BUDGET).inputs["costFilters"]
    inputs = build(replace(args, scope="stack")).one(BUDGET).inputs
    assert inputs["costFilters"] == [{"name": "TagKeyValue", "values": ["user:Stack$test"]}]
    assert "Stack" in args.cloud.tags, "the tag that the filter is on"


def test_what_it_publishes(args: BudgetArgs) -> None:
    recorder = build(args)
    assert recorder.published("Budget") == {"name": "alicerce-test"}
    assert not list(recorder.orphans())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"limit": 0}, "BudgetArgs.limit must be 1 to 10000000 (got 0)."),
        ({"scope": "world"}, "BudgetArgs.scope must be one of account, stack (got world)."),
        ({"emails": ("x@y.z",) * 11}, "number of BudgetArgs.emails must be 0 to 10 (got 11)."),
        ({"emails": ("money",)}, "BudgetArgs.emails must be e-mail addresses (got 'money')."),
    ],
)
def test_wrong_arguments(args: BudgetArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message
