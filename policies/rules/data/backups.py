"""Backups themselves: where they lie, how long, and whether anybody has ever restored one."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.options import Number
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.demands import flag, given
from ..shared.each import each_part, each_resource
from .types import BACKUP_PLAN, BACKUP_SELECTION, RESTORE_TESTING_SELECTION, VAULT, VAULT_LOCK

GUIDE = "https://docs.aws.amazon.com/aws-backup/latest/devguide"
RELIABILITY = "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar"


def _retention(subject: Subject) -> Iterator[Verdict]:
    least = subject.options["days"]

    def kept(rule: Props) -> Iterator[Verdict]:
        # Without deleteAfter a recovery point is kept for ever.
        for part in (rule, *rule.groups("copyActions")):
            days = part.group("lifecycle").number("deleteAfter", least)
            if days is not None and days < least:
                yield f"{part.path}.lifecycle.deleteAfter is {days}, want at least {least}"

    yield from each_part(subject.props.groups("rules"), kept)


def _copies(subject: Subject) -> Iterator[Verdict]:
    if not any(rule.size("copyActions") for rule in subject.props.groups("rules")):
        yield "no rule of the plan has copyActions, want a copy in another Region or account"


def _locks(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    def locked(stack: Stack, vault: Resource) -> Iterator[Verdict]:
        locks = stack.users(vault, {VAULT_LOCK}, "backupVaultName")
        # Vaults of two Regions may have one name.
        if not any(lock.props.known("region") == vault.props.known("region") for lock in locks):
            yield "the vault has no lock, want an aws.backup.VaultLockConfiguration"

    yield from each_resource(stack, {VAULT}, locked)


def _selections(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for plan in stack.all(BACKUP_PLAN):
        if not stack.users(plan, {BACKUP_SELECTION}, "planId"):
            yield plan.urn, "the plan has no selection, want an aws.backup.Selection with its planId"


def _restores(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    if not stack.all(RESTORE_TESTING_SELECTION):
        for plan in stack.all(BACKUP_PLAN):
            yield plan.urn, "the stack has no RestoreTestingSelection, want one for each kind of backup"


VAULT_KEY = Rule(
    id="backup-vault-key",
    severity=Severity.MEDIUM,
    types=frozenset({VAULT}),
    check=given("kmsKeyArn"),
    finding="Backups are encrypted with AWS's own key.",
    why="Nobody can copy them to another account, nor take the key away from a thief.",
    fix="set kmsKeyArn to the ARN of a key of yours.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/backup-controls.html#backup-1",
    controls=security_hub("Backup.1") + well_architected("REL09-BP02"),
)

VAULT_KEPT = Rule(
    id="backup-vault-kept",
    severity=Severity.HIGH,
    types=frozenset({VAULT}),
    check=flag("forceDestroy", False),
    finding="A vault may be deleted with every backup in it.",
    why="One `destroy` of the wrong stack takes the data and the way back.",
    fix="leave forceDestroy unset, or set it to false.",
    source=f"{GUIDE}/create-a-vault.html",
    controls=well_architected("REL09-BP02"),
    production=True,
    remedy=lambda subject: {"forceDestroy": False},
)

VAULT_LOCKED = StackRule(
    id="backup-vault-locked",
    severity=Severity.HIGH,
    check=_locks,
    finding="Backups can be deleted by whoever administers the account.",
    why="Blackmailers delete the backups first.",
    fix="declare an aws.backup.VaultLockConfiguration with minRetentionDays; without changeableForDays "
    "it can be taken off again.",
    source=f"{GUIDE}/vault-lock.html",
    controls=well_architected("REL09-BP02"),
    production=True,
)

RETENTION = Rule(
    id="backup-retention",
    severity=Severity.MEDIUM,
    types=frozenset({BACKUP_PLAN}),
    check=_retention,
    finding="A backup plan keeps backups for too short a time.",
    why="An error that is found after a long weekend has no backup from before it.",
    fix="set lifecycle.deleteAfter of each rule, and of its copies, to 7 days or more.",
    source="https://docs.aws.amazon.com/config/latest/developerguide/"
    "backup-plan-min-frequency-and-min-retention-check.html",
    controls=well_architected("REL09-BP01"),
    options={
        "days": Number(
            7,
            1,
            36500,
            "Fewest days, as for the automated backups of databases. Source: "
            "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-11",
        )
    },
)

COPIES = Rule(
    id="backup-copies",
    severity=Severity.MEDIUM,
    types=frozenset({BACKUP_PLAN}),
    check=_copies,
    finding="All backups lie where the data lies.",
    why="What takes the Region or the account takes both.",
    fix="add copyActions with the ARN of a vault in another Region or account.",
    source=f"{GUIDE}/cross-region-backup.html",
    controls=well_architected("REL09-BP02"),
    # The law may keep data in one country, and every copy is paid.
    level=Level.ADVISORY,
    production=True,
)

PLAN_SELECTS = StackRule(
    id="backup-plan-selects",
    severity=Severity.HIGH,
    check=_selections,
    finding="A backup plan backs up nothing.",
    why="A plan alone looks like a backup and is none.",
    fix="declare an aws.backup.Selection with the plan's planId and resources.",
    source=f"{GUIDE}/assigning-resources.html",
    controls=well_architected("REL09-BP03"),
)

RESTORES_TESTED = StackRule(
    id="backup-restore-tested",
    severity=Severity.MEDIUM,
    check=_restores,
    finding="Nobody tests whether backups can be restored.",
    why="The first restore is then the one that must work.",
    fix="declare an aws.backup.RestoreTestingPlan and a RestoreTestingSelection for each kind of resource.",
    source=f"{RELIABILITY}/rel_backing_up_data_periodic_recovery_testing_data.html",
    controls=well_architected("REL09-BP04"),
    production=True,
)

RULES = (VAULT_KEY, VAULT_KEPT, VAULT_LOCKED, RETENTION, COPIES, PLAN_SELECTS, RESTORES_TESTED)
