"""When backups are made, how long they are kept, and where their copies go."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import backup

from components.cloud import Cloud


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row of the plan."""

    name: str
    schedule: str
    """Cron expression, UTC."""
    days: int
    """Days that a backup and its copy are kept. None goes to cold storage: AWS Backup has none for RDS.
    Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html"""


def create(
    name: str,
    cloud: Cloud,
    rules: Sequence[Rule],
    vault: backup.Vault,
    copies: backup.Vault | None,
    opts: pulumi.ResourceOptions,
) -> backup.Plan:
    """The plan. It takes snapshots only: RDS keeps its own log for restores to any second, and a second one
    kept by AWS Backup would fight it over the retention."""
    return backup.Plan(
        name,
        name=cloud.name("backup-vault"),
        rules=[
            backup.PlanRuleArgs(
                rule_name=rule.name,
                target_vault_name=vault.name,
                schedule=rule.schedule,
                # Minutes until a job that could not start or end is given up, and so told of.
                start_window=60,
                completion_window=480,
                lifecycle=backup.PlanRuleLifecycleArgs(delete_after=rule.days),
                copy_actions=[_copy(rule, copies)] if copies else [],
                recovery_point_tags=cloud.tags,
            )
            for rule in rules
        ],
        opts=opts,
    )


def _copy(rule: Rule, copies: backup.Vault) -> backup.PlanRuleCopyActionArgs:
    return backup.PlanRuleCopyActionArgs(
        destination_vault_arn=copies.arn,
        lifecycle=backup.PlanRuleCopyActionLifecycleArgs(delete_after=rule.days),
    )
