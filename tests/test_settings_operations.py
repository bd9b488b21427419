"""Settings of keys, alarms, backups, budget and audit."""

import pytest

from settings.load import parse
from tests.test_settings import NEEDED, complaint


def test_the_defaults_are_those_of_production() -> None:
    settings = parse(NEEDED)
    assert settings.budget.limit == 2125
    assert (settings.backups.daily_days, settings.backups.monthly_days) == (35, 365)
    assert settings.backups.restore_testing
    assert settings.backups.lock == "governance"
    assert settings.keys.protect
    assert settings.backups.protect
    assert settings.audit.trail


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("keysDeletionWindowDays", "6", "keysDeletionWindowDays is 6; allowed: 7 to 30 days."),
        ("alertsEmails", '["nobody"]', 'alertsEmails is ["nobody"]; allowed: e-mail addresses.'),
        (
            "alertsSlackWorkspace",
            "acme",
            "alertsSlackWorkspace is acme; allowed: a Slack workspace's id, or nothing.",
        ),
        ("backupsHour", "24", "backupsHour is 24; allowed: 0 to 23 o'clock, UTC."),
        ("backupsLock", "tight", "backupsLock is tight; allowed: one of none, governance, compliance."),
        ("backupsCopyRegion", "moon", "backupsCopyRegion is moon; allowed: a region, or nothing."),
        ("budgetLimit", "0", "budgetLimit is 0; allowed: 1 to 10000000 US dollars."),
        ("budgetScope", "world", "budgetScope is world; allowed: one of account, stack."),
    ],
)
def test_what_is_refused(key: str, value: str, sentence: str) -> None:
    assert sentence in complaint(**{key: value})


@pytest.mark.parametrize(
    ("given", "missing", "example"),
    [
        ({"alertsSlackWorkspace": "T0123"}, "alertsSlackChannel", "C0123ABCD"),
        ({"alertsSlackChannel": "C0123"}, "alertsSlackWorkspace", "T0123ABCD"),
    ],
)
def test_slack_needs_workspace_and_channel(given: dict[str, str], missing: str, example: str) -> None:
    ((key, value),) = given.items()
    text = complaint(**given)
    assert f"{key} is {value} and {missing} is empty; allowed: both, or neither." in text
    assert f"pulumi config set {missing} {example}" in text


@pytest.mark.parametrize(("region", "proposal"), [("us-east-1", "us-west-2"), ("us-west-2", "us-east-1")])
def test_copies_go_to_another_region(region: str, proposal: str) -> None:
    text = complaint(region=region, backupsCopyRegion=region)
    assert f"backupsCopyRegion is {region}; allowed: another region than the stack's, {region}." in text
    assert f"pulumi config set backupsCopyRegion {proposal}" in text


@pytest.mark.parametrize("hour", ["4", "5"])
def test_backups_start_neither_in_a_window_of_the_database_nor_just_before(hour: str) -> None:
    text = complaint(backupsHour=hour, databaseBackupWindow="05:00-06:00")
    assert f"backupsHour is {hour}, too near to databaseBackupWindow (05:00-06:00)" in text
    assert "pulumi config set backupsHour 0" in text


@pytest.mark.parametrize("hour", ["3", "8"])
def test_backups_may_start_two_hours_before_a_window_or_after_it(hour: str) -> None:
    assert parse(NEEDED | {"backupsHour": hour}).backups.hour == int(hour)


def test_ten_people_hear_of_the_budget() -> None:
    emails = ", ".join(f'"{number}@example.com"' for number in range(11))
    assert "budgetEmails has 11 addresses; allowed: 10 or fewer." in complaint(budgetEmails=f"[{emails}]")


def test_production_needs_somebody_who_hears() -> None:
    text = complaint(alertsEmails="[]")
    assert "alertsEmails and alertsSlackChannel are empty; production needs one of them" in text
    assert "pulumi config set --path 'alertsEmails[0]' team@example.com" in text
    elsewhere = parse(NEEDED | {"alertsEmails": "[]", "production": "false"})
    assert not elsewhere.alerts.emails
    slack = parse(
        NEEDED | {"alertsEmails": "[]", "alertsSlackWorkspace": "T0123", "alertsSlackChannel": "C0123"}
    )
    assert slack.alerts.slack_channel == "C0123"
