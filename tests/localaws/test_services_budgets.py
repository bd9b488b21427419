"""Budgets live a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import InitFailed
from localaws.naming import Naming
from localaws.values import Props
from tests.localaws.conftest import Workbench

BUDGET = "aws:budgets/budget:Budget"
TOPIC = "arn:aws:sns:us-east-1:200000000001:alarms"


def _notification(threshold: float, kind: str = "ACTUAL", **more: Any) -> Props:
    return {
        "comparisonOperator": "GREATER_THAN",
        "notificationType": kind,
        "threshold": threshold,
        "thresholdType": "PERCENTAGE",
        "subscriberSnsTopicArns": [TOPIC],
        **more,
    }


MONTHLY: Props = {
    "name": "alicerce",
    "budgetType": "COST",
    "timeUnit": "MONTHLY",
    "limitAmount": "2125",
    "limitUnit": "USD",
    "timePeriodStart": "2026-01-01_00:00",
    "costFilters": [{"name": "TagKeyValue", "values": ["user:Project$alicerce"]}],
    "costTypes": {"includeCredit": False, "includeRefund": False},
    "notifications": [_notification(80), _notification(100), _notification(100, "FORECASTED")],
}


@pytest.mark.parametrize(
    "change",
    [
        {"limitAmount": "2500"},
        {"costFilters": [{"name": "Service", "values": ["Amazon Relational Database Service"]}]},
        {"costTypes": {"includeCredit": True, "includeRefund": False}},
        {"timePeriodEnd": "2027-01-01_00:00"},
        {"notifications": [_notification(90)]},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_budget(bench: Workbench, change: Props) -> None:
    bench.live(BUDGET, change, **MONTHLY)


def test_budget_that_grows(bench: Workbench) -> None:
    planned = [
        {"startTime": "2026-01-01_00:00", "amount": "1000", "unit": "USD"},
        {"startTime": "2026-02-01_00:00", "amount": "1500", "unit": "USD"},
    ]
    more = [*planned, {"startTime": "2026-03-01_00:00", "amount": "2000", "unit": "USD"}]
    bench.live(
        BUDGET,
        {"plannedLimits": more},
        budgetType="COST",
        timeUnit="MONTHLY",
        plannedLimits=planned,
    )


def _notified(bench: Workbench) -> list[tuple[float, str, list[str]]]:
    about = {"AccountId": bench.session.account, "BudgetName": "alicerce"}
    found = bench.call("budgets", "DescribeNotificationsForBudget", **about)["Notifications"]
    return [
        (
            one["Threshold"],
            one["NotificationType"],
            [
                told["Address"]
                for told in bench.call(
                    "budgets", "DescribeSubscribersForNotification", **about, Notification=one
                )["Subscribers"]
            ],
        )
        for one in found
    ]


def test_who_is_told(bench: Workbench) -> None:
    kind = bench.package.resource(BUDGET, bench.session)
    old = bench.check(BUDGET, **MONTHLY)
    ident, state = kind.create(old)
    assert ident == f"{bench.session.account}:alicerce"
    assert _notified(bench) == [
        (80, "ACTUAL", [TOPIC]),
        (100, "ACTUAL", [TOPIC]),
        (100, "FORECASTED", [TOPIC]),
    ]
    by_mail = _notification(50, subscriberEmailAddresses=["ops@example.com"])
    kind.update(ident, old, state, {**old, "notifications": [by_mail]})
    assert _notified(bench) == [(50, "ACTUAL", ["ops@example.com", TOPIC])]


def test_drift_in_the_limit_is_seen(bench: Workbench) -> None:
    kind = bench.package.resource(BUDGET, bench.session)
    news = bench.check(BUDGET, **MONTHLY)
    ident, state = kind.create(news)
    about = {"BudgetName": "alicerce", "BudgetType": "COST", "TimeUnit": "MONTHLY"}
    more = {**about, "BudgetLimit": {"Amount": "9999", "Unit": "USD"}}
    bench.call("budgets", "UpdateBudget", AccountId=bench.session.account, NewBudget=more)
    found = kind.read(ident, news, state)
    assert found is not None
    assert found[1]["limitAmount"] == "9999"


def test_a_budget_is_imported_by_account_and_name(bench: Workbench) -> None:
    ident, _ = bench.make(BUDGET, **MONTHLY)
    found = bench.package.resource(BUDGET, bench.session).read(ident, {}, {})
    assert found is not None
    for prop in ("name", "limitAmount", "costFilters", "timePeriodStart"):
        assert found[1][prop] == MONTHLY[prop]


def test_what_makes_a_new_budget(bench: Workbench) -> None:
    kind = bench.package.resource(BUDGET, bench.session)
    assert kind.diff(MONTHLY, {}, {**MONTHLY, "name": "other", "limitAmount": "1"}).replaces == ("name",)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [({"limitAmount": "a lot"}, "Amount must match"), ({"timeUnit": "WEEKLY"}, "TimeUnit must be one of")],
)
def test_a_preview_refuses_what_aws_refuses(bench: Workbench, wrong: Props, complaint: str) -> None:
    kind = bench.package.resource(BUDGET, bench.session)
    _, failures = kind.check({}, {**MONTHLY, **wrong}, Naming("budget"))
    assert failures
    assert all(complaint in failure for failure in failures)


def test_an_impossible_notification_is_refused(bench: Workbench) -> None:
    with pytest.raises(InitFailed, match="NotificationType must be one of"):
        bench.make(BUDGET, **{**MONTHLY, "notifications": [_notification(80, "GUESSED")]})
