"""Rules of alarms, backups and the budget."""

from collections.abc import Iterator

from settings.model import Settings
from settings.problems import Problem, problem
from settings.windows import meet


def slack_is_complete(settings: Settings) -> Iterator[Problem]:
    """Slack needs both a workspace and a channel."""
    places = (
        ("alertsSlackWorkspace", settings.alerts.slack_workspace, "T0123ABCD"),
        ("alertsSlackChannel", settings.alerts.slack_channel, "C0123ABCD"),
    )
    for (key, value, example), (other, given, _) in (places, places[::-1]):
        if given and not value:
            yield problem(
                (key, other), f"{other} is {given} and {key} is empty; allowed: both, or neither.", example
            )


def copies_are_elsewhere(settings: Settings) -> Iterator[Problem]:
    """A copy in the same region is lost with it."""
    region = settings.region
    if settings.backups.copy_region == region:
        yield problem(
            ("backupsCopyRegion", "region"),
            f"backupsCopyRegion is {region}; allowed: another region than the stack's, {region}.",
            "us-west-2" if region != "us-west-2" else "us-east-1",
        )


def backups_stand_apart(settings: Settings) -> Iterator[Problem]:
    """RDS takes no snapshot while it makes its own or maintains itself, nor in the hour before.

    Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
    """
    windows = {
        "databaseBackupWindow": settings.database.backup_window,
        "databaseMaintenanceWindow": settings.database.maintenance_window,
    }
    hour = settings.backups.hour
    free = [each for each in range(24) if not any(meet(_start(each), window) for window in windows.values())]
    for key, window in windows.items():
        if free and meet(_start(hour), window):
            yield problem(
                ("backupsHour", key),
                f"backupsHour is {hour}, too near to {key} ({window}); allowed: an hour in which no backup "
                "starts within it or in the hour before it.",
                free[0],
            )


def _start(hour: int) -> str:
    """The window that a backup of this hour needs free: an hour in which it may start, and one after."""
    return f"{hour:02}:00-{(hour + 2) % 24:02}:00"


def budget_mails(settings: Settings) -> Iterator[Problem]:
    """Budgets tells ten addresses at most.

    Source: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_NotificationWithSubscribers.html
    """
    emails = settings.budget.emails
    if len(emails) > 10:
        yield problem(
            ("budgetEmails",), f"budgetEmails has {len(emails)} addresses; allowed: 10 or fewer.", emails[:10]
        )


def somebody_hears(settings: Settings) -> Iterator[Problem]:
    """An alarm of production that nobody hears is none."""
    alerts = settings.alerts
    if settings.production and not (alerts.emails or alerts.slack_channel):
        yield problem(
            ("alertsEmails", "production"),
            "alertsEmails and alertsSlackChannel are empty; production needs one of them: otherwise nobody "
            "hears of alarms.",
            ("team@example.com",),
        )


RULES = (slack_is_complete, copies_are_elsewhere, backups_stand_apart, budget_mails, somebody_hears)
