"""The instances of a database and their parameter groups."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from pulumi_aws import rds

from components.database_args import PostgresDatabaseArgs
from components.database_monitoring import LOGS
from components.instance_classes import Size
from components.postgres_parameters import parameters

PORT = 5432
"""PostgreSQL's own port. Security Hub's RDS.23 asks for another one; it would hide nothing, because only the
services' security groups reach it, and every tool and client expects this one."""

CERTIFICATE = "rds-ca-rsa2048-g1"
"""Certificate authority, valid until 2061.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html"""

INSIGHTS_DAYS = 7
"""Days of performance figures that cost nothing.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.html"""


def parameter_group(
    name: str, args: PostgresDatabaseArgs, size: Size, opts: pulumi.ResourceOptions
) -> rds.ParameterGroup:
    """A parameter group tuned for a size.

    Workers follow the larger of instance and replica: a replica that has fewer than its source stops.
    Source: https://www.postgresql.org/docs/16/hot-standby.html#HOT-STANDBY-ADMIN
    """
    tuned = parameters(
        memory_gib=size.memory_gib,
        vcpus=max(size.vcpus, args.size.vcpus),
        max_connections=args.max_connections,
        storage_gib=args.storage,
    )
    return rds.ParameterGroup(
        name,
        family=f"postgres{args.engine_version}",
        description="PostgreSQL tuned for its class",
        parameters=[
            rds.ParameterGroupParameterArgs(
                name=parameter.name, value=parameter.value, apply_method=parameter.apply_method
            )
            for parameter in tuned
        ],
        opts=opts,
    )


def primary(
    name: str,
    args: PostgresDatabaseArgs,
    *,
    identifier: str,
    password: pulumi.Output[str] | None,
    group: rds.ParameterGroup,
    security_group_id: pulumi.Input[str],
    monitoring_role_arn: pulumi.Input[str] | None,
    needed: Sequence[pulumi.Resource],
    opts: pulumi.ResourceOptions,
) -> rds.Instance:
    """The instance that takes writes. Without a password, RDS makes and changes its own."""
    subnets = rds.SubnetGroup(name, subnet_ids=args.subnet_ids, tags=args.cloud.title(name), opts=opts)
    return rds.Instance(
        name,
        **_common(args, identifier, group, security_group_id, monitoring_role_arn),
        engine="postgres",
        engine_version=args.engine_version,
        instance_class=args.instance_class,
        allocated_storage=args.storage,
        storage_encrypted=True,
        kms_key_id=args.key_arn,
        db_name=args.name,
        username=args.username,
        password=password,
        manage_master_user_password=None if password else True,
        master_user_secret_kms_key_id=None if password else args.secrets_key_arn,
        db_subnet_group_name=subnets.name,
        multi_az=args.multi_az,
        backup_retention_period=args.backup_retention_days,
        backup_window=args.backup_window,
        delete_automated_backups=not args.final_snapshot,
        skip_final_snapshot=not args.final_snapshot,
        final_snapshot_identifier=f"{identifier}-final" if args.final_snapshot else None,
        tags=args.cloud.title(name),
        opts=_stateful(args, needed, opts),
    )


def replica(
    name: str,
    args: PostgresDatabaseArgs,
    *,
    source: rds.Instance,
    identifier: str,
    zone: str,
    group: rds.ParameterGroup,
    security_group_id: pulumi.Input[str],
    monitoring_role_arn: pulumi.Input[str] | None,
    needed: Sequence[pulumi.Resource],
    opts: pulumi.ResourceOptions,
) -> rds.Instance:
    """A copy for reads. It takes engine, user, key and subnets from its source, and needs no backup."""
    return rds.Instance(
        name,
        **_common(args, identifier, group, security_group_id, monitoring_role_arn),
        replicate_source_db=source.identifier,
        instance_class=args.replica_class or args.instance_class,
        availability_zone=zone,
        storage_encrypted=True,
        skip_final_snapshot=True,
        tags=args.cloud.title(name),
        opts=_stateful(args, needed, opts),
    )


def _common(
    args: PostgresDatabaseArgs,
    identifier: str,
    group: rds.ParameterGroup,
    security_group_id: pulumi.Input[str],
    monitoring_role_arn: pulumi.Input[str] | None,
) -> Mapping[str, Any]:
    """What holds for every instance."""
    return {
        "identifier": identifier,
        "port": PORT,
        "storage_type": "gp3",
        "max_allocated_storage": args.max_storage or None,
        "parameter_group_name": group.name,
        "vpc_security_group_ids": [security_group_id],
        "publicly_accessible": False,
        "ca_cert_identifier": CERTIFICATE,
        "iam_database_authentication_enabled": True,
        "auto_minor_version_upgrade": True,
        "maintenance_window": args.maintenance_window,
        "apply_immediately": args.apply_immediately,
        "copy_tags_to_snapshot": True,
        "deletion_protection": args.deletion_protection,
        "enabled_cloudwatch_logs_exports": list(LOGS),
        "database_insights_mode": "standard",
        "performance_insights_enabled": True,
        "performance_insights_kms_key_id": args.key_arn,
        "performance_insights_retention_period": INSIGHTS_DAYS,
        "monitoring_interval": args.monitoring_interval,
        "monitoring_role_arn": monitoring_role_arn,
    }


def _stateful(
    args: PostgresDatabaseArgs, needed: Sequence[pulumi.Resource], opts: pulumi.ResourceOptions
) -> pulumi.ResourceOptions:
    own = pulumi.ResourceOptions(
        protect=args.deletion_protection,
        depends_on=needed,
        # Its identifier is a contract, and two instances cannot share one.
        delete_before_replace=True,
    )
    return pulumi.ResourceOptions.merge(opts, own)
