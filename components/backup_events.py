"""News of backup, copy and restore jobs that did not succeed."""

import json

import pulumi
from pulumi_aws import cloudwatch

PATTERN = {
    "source": ["aws.backup"],
    "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
    # Restore jobs call it status.
    "detail": {
        "$or": [
            {"state": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"]},
            {"status": ["FAILED", "ABORTED"]},
        ]
    },
}
"""The events. They are those of the whole account and region: with two stacks there, both are told, which is
better than a job that belongs to neither.
Source: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html"""


def tell_of_failed_jobs(name: str, topic_arn: pulumi.Input[str], opts: pulumi.ResourceOptions) -> None:
    """Failures to the topic. By EventBridge and not by the vault's own notifications, which know neither
    expired jobs nor tried restores, and whose publisher cannot be held to this account."""
    rule = cloudwatch.EventRule(
        f"{name}-failed",
        description="A backup, copy or restore failed. What to do: docs/runbook.md#backup-failed",
        event_pattern=json.dumps(PATTERN, sort_keys=True),
        opts=opts,
    )
    cloudwatch.EventTarget(f"{name}-failed", rule=rule.name, arn=topic_arn, opts=opts)
