"""What watches a database: its log groups, the role of Enhanced Monitoring, and messages of its events."""

import pulumi
from pulumi_aws import cloudwatch, iam, rds

from components.cloud import Cloud
from components.iam_documents import trust
from components.ordering import once

LOGS = ("postgresql", "upgrade")
"""Logs that RDS for PostgreSQL hands to CloudWatch.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.overview.parameter-groups.html"""

MONITORING_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"

INSTANCE_EVENTS = (
    "availability",
    "configuration change",
    "deletion",
    "failover",
    "failure",
    "low storage",
    "maintenance",
    "notification",
    "read replica",
    "recovery",
    "restoration",
)
"""Events worth a message; backups of every day are not.
Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html"""


def log_groups(
    name: str,
    identifier: str,
    retention_days: int,
    key_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> list[pulumi.Resource]:
    """The log groups of one instance, under the names that RDS writes to.

    They are made before the instance: RDS would make them itself, without an end and without our key.
    """
    return [
        cloudwatch.LogGroup(
            f"{name}-{log}",
            name=f"/aws/rds/instance/{identifier}/{log}",
            retention_in_days=retention_days,
            kms_key_id=key_arn,
            opts=opts,
        )
        for log in LOGS
    ]


def monitoring_role(name: str, cloud: Cloud, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """The role with which an instance writes the measures of its operating system; only for this account.

    Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html
    """
    own = {"StringEquals": {"aws:SourceAccount": cloud.account_id}}
    role = iam.Role(
        f"{name}-monitoring", assume_role_policy=trust("monitoring.rds.amazonaws.com", own), opts=opts
    )
    attachment = iam.RolePolicyAttachment(
        f"{name}-monitoring", role=role.name, policy_arn=MONITORING_POLICY, opts=opts
    )
    return once(role.arn, attachment)


def subscribe(
    name: str,
    instances: list[rds.Instance],
    groups: list[rds.ParameterGroup],
    topic_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> None:
    """Messages of what happens to the instances, and of every change of their parameters."""
    rds.EventSubscription(
        f"{name}-instances",
        sns_topic=topic_arn,
        source_type="db-instance",
        source_ids=[instance.identifier for instance in instances],
        event_categories=list(INSTANCE_EVENTS),
        opts=opts,
    )
    rds.EventSubscription(
        f"{name}-parameters",
        sns_topic=topic_arn,
        source_type="db-parameter-group",
        source_ids=[group.name for group in groups],
        event_categories=["configuration change"],
        opts=opts,
    )
