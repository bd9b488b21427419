"""What data cannot say of budgets: dates and filters as the program writes them, and who is told."""

import re
from datetime import UTC, datetime
from typing import Any

from localaws.spec import Call, Send
from localaws.values import Props

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})_(\d{2}:\d{2})")
"""A date as the program writes it: `2026-01-31_00:00`, in UTC."""


def whose(_: Send, context: Props) -> Props:
    """The account that a budget is for: the program's own, if it names none."""
    return {"accountId": context.get("accountId") or context["account"]}


def budget_as_asked(params: dict[str, Any]) -> dict[str, Any]:
    """Dates as RFC 3339, filters by name, planned limits by the second they begin."""
    member = "Budget" if "Budget" in params else "NewBudget"
    budget = dict(params.get(member) or {})
    if isinstance(filters := budget.get("CostFilters"), list):
        budget["CostFilters"] = {one["name"]: one["values"] for one in filters}
    if isinstance(limits := budget.get("PlannedBudgetLimits"), list):
        budget["PlannedBudgetLimits"] = {
            str(int(_moment(one["startTime"]).timestamp())): {"Amount": one["amount"], "Unit": one["unit"]}
            for one in limits
        }
    if period := budget.get("TimePeriod"):
        budget["TimePeriod"] = {end: _DATE.sub(r"\1T\2:00Z", str(date)) for end, date in period.items()}
    return {**params, member: budget}


def plain_budget(budget: dict[str, Any]) -> dict[str, Any]:
    """The answer as the program writes it: the other way round."""
    filters = [{"name": name, "values": values} for name, values in (budget.get("CostFilters") or {}).items()]
    limits = [
        {"startTime": _plain_moment(second), "amount": limit["Amount"], "unit": limit["Unit"]}
        for second, limit in (budget.get("PlannedBudgetLimits") or {}).items()
    ]
    period = {end: f"{date[:10]}_{date[11:16]}" for end, date in (budget.get("TimePeriod") or {}).items()}
    return {**budget, "CostFilters": filters, "PlannedBudgetLimits": limits, "TimePeriod": period}


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d_%H:%M").replace(tzinfo=UTC)


def _plain_moment(second: str) -> str:
    return datetime.fromtimestamp(int(second), UTC).strftime("%Y-%m-%d_%H:%M")


_BUDGET = {"accountId": "AccountId", "name": "BudgetName"}
_PRESENT = Call(op="DescribeNotificationsForBudget", params=_BUDGET, path="Notifications")
_DROP = Call(op="DeleteNotification", params={**_BUDGET, "notification": "Notification"})
_ADD = Call(
    op="CreateNotification",
    params={**_BUDGET, "notification": "Notification", "subscribers": "Subscribers"},
)
_SUBSCRIBERS = {"subscriberEmailAddresses": "EMAIL", "subscriberSnsTopicArns": "SNS"}


def settle_notifications(send: Send, context: Props) -> None:
    """A budget's notifications are things of their own: the official provider makes all anew, as here."""
    for present in send(_PRESENT, context) or []:
        known = {name: present[name] for name in _KNOWN_BY if name in present}
        send(_DROP, {**context, "notification": known})
    for wanted in context.get("notifications") or []:
        subscribers = [
            {"subscriptionType": kind, "address": address}
            for prop, kind in _SUBSCRIBERS.items()
            for address in wanted.get(prop) or []
        ]
        notification = {prop: value for prop, value in wanted.items() if prop not in _SUBSCRIBERS}
        send(_ADD, {**context, "notification": notification, "subscribers": subscribers})


_KNOWN_BY = ("NotificationType", "ComparisonOperator", "Threshold", "ThresholdType")
