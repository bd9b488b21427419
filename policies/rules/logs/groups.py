"""Log groups: kept long enough, not for ever, and under a key."""

from collections.abc import Iterator
from typing import Any

from pack.options import Number
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub

LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
LOG_GROUPS = frozenset({LOG_GROUP})

ALLOWED_DAYS = (
    *(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731),
    *(1096, 1827, 2192, 2557, 2922, 3288, 3653),
)
"""Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""


def _days(subject: Subject) -> float | None:
    """Days that events are kept; None where nobody can choose: CloudWatch keeps those of DELIVERY for two."""
    if subject.props.text("logGroupClass") == "DELIVERY":
        return None
    return subject.props.number("retentionInDays") or 0


def _retention(subject: Subject) -> Iterator[Verdict]:
    days = _days(subject)
    if days == 0:
        yield "retentionInDays is missing, which is for ever, want a number of days"
    elif days is not None and days not in ALLOWED_DAYS:
        yield f"retentionInDays is {days}, want one of {', '.join(map(str, ALLOWED_DAYS))}"


RETENTION = Rule(
    id="log-group-retention",
    severity=Severity.MEDIUM,
    types=LOG_GROUPS,
    check=_retention,
    remedy=lambda subject: {"retentionInDays": _YEAR},
    finding="A log group keeps its events for ever.",
    why="What nobody will read is paid for each month, and what tells of people must go one day.",
    fix="set retentionInDays, such as 90.",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
)

_YEAR = 365
"""Days that Security Hub asks for, in CloudWatch.16."""


def _history(subject: Subject) -> Iterator[Verdict]:
    days, least = _days(subject), subject.options["days"]
    if days and days < least:
        yield f"retentionInDays is {days}, want {least} or more"


def _longer(subject: Subject) -> dict[str, Any]:
    return {"retentionInDays": next(days for days in ALLOWED_DAYS if days >= subject.options["days"])}


HISTORY = Rule(
    id="log-group-history",
    severity=Severity.LOW,
    types=LOG_GROUPS,
    check=_history,
    remedy=_longer,
    production=True,
    finding="A log group forgets too soon.",
    why="A break-in is often found weeks later; what is gone by then explains nothing.",
    fix="set retentionInDays to 30 or more.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
    controls=security_hub("CloudWatch.16"),
    options={
        "days": Number(
            30,
            1,
            3653,
            "Days that logs are kept at least. Set 365 for Security Hub, which asks for a year: "
            "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
        )
    },
)


def _key(subject: Subject) -> Iterator[Verdict]:
    if "kmsKeyId" not in subject.props:
        yield "kmsKeyId is missing, want a key of your own"


# Advisory: without it, CloudWatch encrypts with a key of its own; a key costs a dollar a month.
OWN_KEY = Rule(
    id="log-group-own-key",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=LOG_GROUPS,
    check=_key,
    finding="A log group has no key of one's own.",
    why="Logs tell of customers and incidents; a key's policy says who may read them, and ends it.",
    fix="set kmsKeyId to a key whose policy lets logs.<region>.amazonaws.com use it.",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
)

RULES = (RETENTION, HISTORY, OWN_KEY)
