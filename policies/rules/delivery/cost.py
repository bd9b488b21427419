"""What a stack costs, and who is told before it costs more."""

from collections.abc import Iterator

from pack.options import Number
from pack.rule import Level, NotApplicable, Rule, Severity, StackRule, Subject, Verdict, well_architected
from pack.stack import Resource, Stack

from .types import BUDGETS, Options

TOOLS = "https://docs.aws.amazon.com/wellarchitected/latest/framework/cost_govern_usage_controls.html"
MANAGING = "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html"
SUBSCRIBERS = ("subscriberEmailAddresses", "subscriberSnsTopicArns")


def _budget(stack: Stack, options: Options) -> Iterator[tuple[str, Verdict]]:
    if not stack.all(*BUDGETS):
        yield "", "there is no aws:budgets/budget, want one"


def _told(subject: Subject) -> Iterator[Verdict]:
    notifications = subject.props.groups("notifications")
    if not notifications:
        yield "notifications is empty, want one below the limit and one at it"
    for each in notifications:
        if not any(each.size(name) for name in SUBSCRIBERS):
            yield f"{each.path} names nobody, want {' or '.join(SUBSCRIBERS)}"


def _within(stack: Stack, options: Options) -> Iterator[tuple[str, Verdict]]:
    estimate = options["estimate"]
    budgets = [each for each in stack.all(*BUDGETS) if _is_monthly_cost(each)]
    if not estimate:
        yield "", NotApplicable("no cost model is installed: the option estimate is 0")
    elif not budgets:
        yield "", NotApplicable("the stack has no monthly budget in US dollars to hold the estimate against")
    for each in budgets if estimate else ():
        limit = each.props.number("limitAmount")
        if limit is not None and estimate > limit:
            yield each.urn, f"the estimate is {estimate} USD a month, want at most its limitAmount, {limit}"


def _is_monthly_cost(budget: Resource) -> bool:
    props = budget.props
    kind = (props.text("budgetType"), props.text("timeUnit"), props.text("limitUnit"))
    return kind == ("COST", "MONTHLY", "USD")


# Advisory: good people keep budgets in one place for the whole account.
BUDGET = StackRule(
    id="stack-budget",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    production=True,
    check=_budget,
    finding="Nobody is told when the stack costs more than planned.",
    why="A loop that scales for ever, or a forgotten test, shows on the bill a month later.",
    fix="add an aws:budgets/budget with notifications.",
    source=TOOLS,
    controls=well_architected("COST02-BP05"),
)

TOLD = Rule(
    id="budget-notifies",
    severity=Severity.LOW,
    types=BUDGETS,
    check=_told,
    finding="A budget tells nobody.",
    why="It is overspent on a page that nobody looks at.",
    fix="set notifications, each with subscriberEmailAddresses or subscriberSnsTopicArns.",
    source=MANAGING,
    controls=well_architected("COST02-BP05"),
)

WITHIN = StackRule(
    id="monthly-cost",
    severity=Severity.MEDIUM,
    check=_within,
    finding="The stack costs more than its budget.",
    why="The budget is overspent by design, and its alarm is no news to anybody.",
    fix="make the stack smaller, or raise limitAmount of its aws:budgets/budget.",
    source=TOOLS,
    controls=well_architected("COST02-BP05"),
    options={
        "estimate": Number(
            0,
            0,
            100_000_000,
            "US dollars a month that a cost model found, passed by --policy-pack-config; 0 is no cost model.",
        )
    },
)

RULES = (BUDGET, TOLD, WITHIN)
