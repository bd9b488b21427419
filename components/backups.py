"""Backups that outlive what they are of: a locked vault, a copy in a second region, and tried restores.

For what AWS Backup can copy, the database. ElastiCache is not among it: the cache keeps its own snapshots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
from pulumi_aws import backup, iam

from components import backup_events, backup_plan, checks
from components.cloud import Cloud
from components.encryption_key import encryption_key
from components.iam_documents import document, trust
from components.restore_testing import try_restores

_POLICIES = {
    "backup": "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
    "restore": "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
}
"""AWS's own policies for the service. Source:
https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html"""

Lock = Literal["none", "governance", "compliance"]
LOCKS: tuple[Lock, ...] = ("none", "governance", "compliance")
_COOLING_OFF_DAYS = 3
"""Days in which a compliance lock can be taken back; AWS allows no fewer.
Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html"""


@dataclass(frozen=True, kw_only=True)
class BackupsArgs:
    """What the backups need.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    key_arn: pulumi.Input[str]
    """Key of the vault. A snapshot of RDS keeps the database's key; its copies get the copy vault's."""
    topic_arn: pulumi.Input[str]
    """Topic that hears of jobs that failed."""
    resource_arns: Sequence[pulumi.Input[str]]
    """What is backed up: ARNs of databases."""
    subnet_ids: Sequence[pulumi.Input[str]]
    """Subnets, without a route out, that tried restores stand in."""
    hour: int
    """Hour of the day, UTC, at which backups start, 0 to 23. Away from the database's own windows."""
    daily_days: int
    """Days that daily backups are kept, 1 to 36500."""
    monthly_days: int
    """Days that the backups of each month's first day are kept, 1 to 36500."""
    copy_region: str
    """Region that gets a copy of every backup; nothing means no copies."""
    lock: Lock
    """Whether backups can be deleted before their time: none lets administrators; governance lets only those
    who may take the lock away; compliance nobody, AWS included, and can itself never be undone."""
    restore_testing: bool
    """Restore the newest backup once a week, and delete what was restored."""
    protect: bool
    """Refuse to delete the vaults; when the program no longer has them, leave them in AWS."""

    def __post_init__(self) -> None:
        checks.in_range("BackupsArgs.hour", self.hour, 0, 23)
        checks.in_range("BackupsArgs.daily_days", self.daily_days, 1, 36500)
        checks.in_range("BackupsArgs.monthly_days", self.monthly_days, 1, 36500)
        checks.one_of("BackupsArgs.lock", self.lock, LOCKS)
        checks.matches(
            "BackupsArgs.copy_region", self.copy_region, r"|[a-z]{2}-[a-z]+-\d", "a region, or nothing"
        )
        if self.copy_region == self.cloud.region:
            raise checks.ArgumentError(
                f"BackupsArgs.copy_region must be another region than the stack's (got {self.copy_region})."
            )


class Backups(pulumi.ComponentResource):
    """A vault, the plan that fills it, and the proof that it can be emptied again."""

    vault_name: str
    """Name of the vault."""
    plan_id: pulumi.Output[str]
    """Id of the plan."""

    def __init__(self, name: str, args: BackupsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Backups", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        role = _role(name, child)
        vault = _vault(name, args, args.key_arn, None, child)
        copies = _copy_vault(name, args, child) if args.copy_region else None
        plan = backup_plan.create(name, args.cloud, _rules(args), vault, copies, child)
        backup.Selection(
            name, plan_id=plan.id, iam_role_arn=role, resources=list(args.resource_arns), opts=child
        )
        if args.restore_testing:
            try_restores(args.cloud, vault.arn, role, args.resource_arns, args.subnet_ids, child)
        backup_events.tell_of_failed_jobs(name, args.topic_arn, child)

        self.vault_name = args.cloud.name("backup-vault")
        self.plan_id = plan.id
        self.register_outputs({"vault_name": self.vault_name, "plan_id": self.plan_id})


def vault_policy() -> str:
    """Nobody deletes a backup by hand, or shortens its life. The service still ends those whose time is up.

    `*` as the resource is the vault's own content: recovery points carry ARNs of other services.
    Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html
    """
    return document(
        {
            "Sid": "KeepBackups",
            "Effect": "Deny",
            "Principal": {"AWS": "*"},
            "Action": ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
            "Resource": "*",
        }
    )


def _rules(args: BackupsArgs) -> tuple[backup_plan.Rule, ...]:
    return (
        backup_plan.Rule(name="daily", schedule=f"cron(0 {args.hour} * * ? *)", days=args.daily_days),
        backup_plan.Rule(name="monthly", schedule=f"cron(0 {args.hour} 1 * ? *)", days=args.monthly_days),
    )


def _role(name: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    role = iam.Role(name, assume_role_policy=trust("backup.amazonaws.com"), opts=opts)
    for what, policy in _POLICIES.items():
        iam.RolePolicyAttachment(f"{name}-{what}", role=role.name, policy_arn=policy, opts=opts)
    return role.arn


def _vault(
    name: str,
    args: BackupsArgs,
    key_arn: pulumi.Input[str],
    region: str | None,
    opts: pulumi.ResourceOptions,
) -> backup.Vault:
    kept = pulumi.ResourceOptions(protect=args.protect, retain_on_delete=args.protect)
    vault = backup.Vault(
        name,
        name=args.cloud.name("backup-vault"),
        kms_key_arn=key_arn,
        force_destroy=not args.protect,
        region=region,
        opts=pulumi.ResourceOptions.merge(opts, kept),
    )
    backup.VaultPolicy(name, backup_vault_name=vault.name, policy=vault_policy(), region=region, opts=opts)
    if args.lock != "none":
        backup.VaultLockConfiguration(
            name,
            backup_vault_name=vault.name,
            min_retention_days=min(args.daily_days, args.monthly_days),
            max_retention_days=max(args.daily_days, args.monthly_days),
            changeable_for_days=_COOLING_OFF_DAYS if args.lock == "compliance" else None,
            region=region,
            opts=opts,
        )
    return vault


def _copy_vault(name: str, args: BackupsArgs, opts: pulumi.ResourceOptions) -> backup.Vault:
    """The vault in the second region. Keys do not cross regions: it has its own."""
    name = f"{name}-copy"
    kept = pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(protect=args.protect))
    key = encryption_key(name, "Copies of backups", args.cloud, (), 30, kept, args.copy_region)
    return _vault(name, args, key, args.copy_region, opts)
