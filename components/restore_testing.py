"""A backup is worth its restore: once a week the newest one is restored, and what was restored deleted."""

from collections.abc import Sequence

import pulumi
from pulumi_aws import backup, rds

from components import names
from components.cloud import Cloud

_WEEKLY = "cron(0 12 ? * SUN *)"
"""Sunday at noon, UTC: after the night's backup, before the week."""


def try_restores(
    cloud: Cloud,
    vault_arn: pulumi.Input[str],
    role_arn: pulumi.Input[str],
    resource_arns: Sequence[pulumi.Input[str]],
    subnet_ids: Sequence[pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
) -> None:
    """The plan, and what it restores: one instance without standby, in the data subnets, that nobody reaches.

    Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
    """
    # Hyphens are not allowed in these names.
    parts = (part.replace("-", "_") for part in (cloud.project, cloud.stack, "weekly"))
    plan = backup.RestoreTestingPlan(
        "weekly",
        name=names.physical("restore-testing-plan", *parts),
        schedule_expression=_WEEKLY,
        start_window_hours=8,
        recovery_point_selection=backup.RestoreTestingPlanRecoveryPointSelectionArgs(
            algorithm="LATEST_WITHIN_WINDOW",
            include_vaults=[vault_arn],
            recovery_point_types=["SNAPSHOT"],
            selection_window_days=7,
        ),
        opts=opts,
    )
    subnets = rds.SubnetGroup(
        "restores", subnet_ids=list(subnet_ids), tags=cloud.title("restores"), opts=opts
    )
    backup.RestoreTestingSelection(
        "weekly",
        name="database",
        restore_testing_plan_name=plan.name,
        protected_resource_type="RDS",
        protected_resource_arns=list(resource_arns),
        iam_role_arn=role_arn,
        restore_metadata_overrides={"dbSubnetGroupName": subnets.name, "multiAz": "false"},
        # Hours that what was restored stays for a look.
        validation_window_hours=1,
        opts=opts,
    )
