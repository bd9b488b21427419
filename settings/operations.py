"""Settings of what watches over a stack: keys, alarms, backups, budget, audit."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from settings.group import Group
from settings.kinds import ListOf, Text, Within

_EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"

Emails = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=rf"\A{_EMAIL}\z")], ...],
    ListOf("e-mail addresses", ("team@example.com",)),
]
Workspace = Annotated[str, Text(r"|T[A-Z0-9]{2,}", "a Slack workspace's id, or nothing", "T0123ABCD")]
Channel = Annotated[str, Text(r"|[CG][A-Z0-9]{2,}", "a Slack channel's id, or nothing", "C0123ABCD")]
OtherRegion = Annotated[str, Text(r"|[a-z]{2}-[a-z]+-\d", "a region, or nothing", "us-west-2")]


class KeysSettings(Group):
    """The encryption keys."""

    deletion_window_days: Annotated[int, Within(7, 30, "days", 30)] = 30
    """Days between the order to delete a key and its end, 7 to 30.

    Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"""
    protect: bool = True
    """Refuse to delete the encryption keys: what they encrypted is lost with them."""


class AlertsSettings(Group):
    """Who hears of alarms."""

    emails: Emails = ()
    """Addresses that hear of alarms. Each must confirm once, by the message it gets."""
    slack_workspace: Workspace = ""
    """Id of the Slack workspace that hears of alarms; empty means none. Somebody must have let AWS into the
    workspace before.

    Source: https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html"""
    slack_channel: Channel = ""
    """Id of the Slack channel that hears of alarms."""


class BackupsSettings(Group):
    """The backups of the database, beside its own."""

    hour: Annotated[int, Within(0, 23, "o'clock, UTC", 8)] = 8
    """Hour of the day, UTC, at which backups start, 0 to 23. Away from the database's own windows."""
    daily_days: Annotated[int, Within(1, 36500, "days", 35)] = 35
    """Days that daily backups are kept, 1 to 36500."""
    monthly_days: Annotated[int, Within(1, 36500, "days", 365)] = 365
    """Days that the backups of each month's first day are kept, 1 to 36500."""
    copy_region: OtherRegion = ""
    """Region that gets a copy of every backup; empty means no copies."""
    lock: Literal["none", "governance", "compliance"] = "governance"
    """Whether backups can be deleted before their time: none lets administrators, governance only those who
    may take the lock away, compliance nobody. Compliance can never be undone.

    Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html"""
    restore_testing: bool = True
    """Restore the newest backup once a week, and delete what was restored."""
    protect: bool = True
    """Refuse to delete the backup vaults."""


class BudgetSettings(Group):
    """The monthly budget."""

    limit: Annotated[int, Within(1, 10_000_000, "US dollars", 2125)] = 2125
    """US dollars a month, 1 to 10000000. Told of at 80 % and 100 %, and when the month will end above it."""
    scope: Literal["account", "stack"] = "account"
    """What counts: everything in the account, or what carries the stack's tag, once Stack is activated as a
    cost allocation tag in Billing.

    Source: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html"""
    emails: Emails = ()
    """Addresses told of the budget alone, at most 10: people who need no alarms."""


class AuditSettings(Group):
    """The audit of the account."""

    trail: bool = True
    """Record the account's management events. One trail an account is enough: its second stack sets false."""
    access_analyzer: bool = False
    """Look for what is shared with other accounts. One an account and region is enough."""
