"""Budgets: what may be spent, and who is told when it is."""

from localaws.services.budgets_steps import budget_as_asked, plain_budget, settle_notifications, whose
from localaws.spec import Call, Name, Spec, Tags

_BUDGET = {"accountId": "AccountId", "name": "BudgetName"}
_SETTINGS = {
    "name": "BudgetName",
    "budgetType": "BudgetType",
    "timeUnit": "TimeUnit",
    "limitAmount": "BudgetLimit.Amount",
    "limitUnit": "BudgetLimit.Unit",
    "plannedLimits": "PlannedBudgetLimits",
    "costFilters": "CostFilters",
    "costTypes": "CostTypes",
    "filterExpression": "FilterExpression",
    "metrics": "Metrics",
    "billingViewArn": "BillingViewArn",
    "timePeriodStart": "TimePeriod.Start",
    "timePeriodEnd": "TimePeriod.End",
    "autoAdjustData": "AutoAdjustData",
}


def _put(op: str, member: str) -> Call:
    settings = {prop: f"{member}.{path}" for prop, path in _SETTINGS.items()}
    return Call(op=op, params={"accountId": "AccountId", **settings}, hook=budget_as_asked)


BUDGET = Spec(
    token="aws:budgets/budget:Budget",
    service="budgets",
    create=_put("CreateBudget", "Budget"),
    id="{accountId}:{name}",
    read=Call(op="DescribeBudget", params=_BUDGET, path="Budget", gets=_SETTINGS, tidy=plain_budget),
    updates=(_put("UpdateBudget", "NewBudget"),),
    settle=settle_notifications,
    settles=frozenset({"notifications"}),
    delete=(Call(op="DeleteBudget", params=_BUDGET),),
    lookup=whose,
    replace_on=frozenset({"name"}),
    kept=frozenset(
        {"costFilters", "costTypes", "metrics", "billingViewArn", "timePeriodStart", "timePeriodEnd"}
    ),
    outputs={
        "accountId": "{accountId}",
        "arn": "arn:{partition}:budgets::{accountId}:budget/{name}",
    },
    tags=Tags(
        create="ResourceTags",
        set=Call(op="TagResource", params={"arn": "ResourceARN", "tags": "ResourceTags"}),
        unset=Call(op="UntagResource", params={"arn": "ResourceARN", "tagKeys": "ResourceTagKeys"}),
        read=Call(op="ListTagsForResource", params={"arn": "ResourceARN"}),
        get="ResourceTags",
    ),
    name=Name(prefix="namePrefix", longest=100),
)

SPECS = (BUDGET,)
