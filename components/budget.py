"""The monthly budget: who is told when, before the money is gone and when it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
from pulumi_aws import budgets

from components import checks
from components.cloud import Cloud

Scope = Literal["account", "stack"]
SCOPES: tuple[Scope, ...] = ("account", "stack")

_LINES = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
"""When to tell: what is counted, and percent of the limit."""


@dataclass(frozen=True, kw_only=True)
class BudgetArgs:
    """What a budget needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    topic_arn: pulumi.Input[str]
    """Topic that is told."""
    limit: int
    """US dollars a month, 1 to 10000000."""
    scope: Scope
    """What counts: everything in the account, or what carries the stack's tag. Costs carry a tag from the
    day on that somebody activates `Stack` as a cost allocation tag in Billing; until then a budget by tag
    stays at zero.
    Source: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html"""
    emails: Sequence[str]
    """Addresses told of the budget alone, at most 10: people who need no alarms.
    Source: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html"""

    def __post_init__(self) -> None:
        checks.in_range("BudgetArgs.limit", self.limit, 1, 10_000_000)
        checks.one_of("BudgetArgs.scope", self.scope, SCOPES)
        checks.in_range("number of BudgetArgs.emails", len(self.emails), 0, 10)
        for email in self.emails:
            checks.matches("BudgetArgs.emails", email, r"[^@\s]+@[^@\s]+", "e-mail addresses")


class Budget(pulumi.ComponentResource):
    """A budget in US dollars a month, told of at 80 %, at 100 %, and when the month will end above it."""

    name: str
    """Name of the budget."""

    def __init__(self, name: str, args: BudgetArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Budget", name, {}, opts)
        self.name = args.cloud.name("budget")
        budgets.Budget(
            name,
            name=self.name,
            budget_type="COST",
            time_unit="MONTHLY",
            limit_amount=str(args.limit),
            limit_unit="USD",
            cost_filters=_filters(args),
            notifications=[
                budgets.BudgetNotificationArgs(
                    notification_type=counted,
                    threshold=percent,
                    threshold_type="PERCENTAGE",
                    comparison_operator="GREATER_THAN",
                    subscriber_sns_topic_arns=[args.topic_arn],
                    subscriber_email_addresses=list(args.emails),
                )
                for counted, percent in _LINES
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"name": self.name})


def _filters(args: BudgetArgs) -> list[budgets.BudgetCostFilterArgs]:
    """One tag only: of several, Budgets would count what carries any."""
    if args.scope == "account":
        return []
    return [budgets.BudgetCostFilterArgs(name="TagKeyValue", values=[f"user:Stack${args.cloud.stack}"])]
