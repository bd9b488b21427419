"""Who did what in the account, and who outside of it could."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import accessanalyzer, cloudtrail

from components.cloud import Cloud
from components.encryption_key import service_use
from components.iam_documents import Statement

PREFIX = "audit"
"""Prefix of the trail's files in the log bucket."""
_SERVICE = "cloudtrail.amazonaws.com"


@dataclass(frozen=True, kw_only=True)
class AuditArgs:
    """What the audit needs."""

    cloud: Cloud
    log_bucket: pulumi.Input[str]
    """Bucket that takes the trail; its policy has `bucket_statements`. Known when the policy stands."""
    key_arn: pulumi.Input[str]
    """Key that encrypts the trail; its policy has `key_use`."""
    trail: bool
    """Record the account's management events, of all regions. One trail an account is enough, and free."""
    access_analyzer: bool
    """Look for what is shared with other accounts. One an account and region is enough."""


class Audit(pulumi.ComponentResource):
    """A trail of the account's management events, proof against later changes."""

    trail_name: str
    """Name of the trail; nothing when another stack of the account has it."""

    def __init__(self, name: str, args: AuditArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Audit", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.trail_name = args.cloud.name("trail") if args.trail else ""
        if args.trail:
            cloudtrail.Trail(
                name,
                name=self.trail_name,
                s3_bucket_name=args.log_bucket,
                s3_key_prefix=PREFIX,
                kms_key_id=args.key_arn,
                is_multi_region_trail=True,
                include_global_service_events=True,
                enable_log_file_validation=True,
                opts=child,
            )
        if args.access_analyzer:
            accessanalyzer.Analyzer(name, analyzer_name=args.cloud.name("trail"), type="ACCOUNT", opts=child)
        self.register_outputs({"trail_name": self.trail_name})


def trail_arn(cloud: Cloud) -> str:
    """ARN of the trail, known before it exists."""
    return cloud.arn("cloudtrail", f"trail/{cloud.name('trail')}")


def bucket_statements(bucket: str, cloud: Cloud) -> tuple[Statement, ...]:
    """What the policy of the log bucket must say so that the trail, and no other, can write.

    Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
    """
    arn = f"arn:aws:s3:::{bucket}"
    this_trail = {"aws:SourceArn": trail_arn(cloud)}
    return (
        {
            "Sid": "TrailCheck",
            "Effect": "Allow",
            "Principal": {"Service": _SERVICE},
            "Action": "s3:GetBucketAcl",
            "Resource": arn,
            "Condition": {"StringEquals": this_trail},
        },
        {
            "Sid": "TrailWrite",
            "Effect": "Allow",
            "Principal": {"Service": _SERVICE},
            "Action": "s3:PutObject",
            "Resource": f"{arn}/{PREFIX}/AWSLogs/{cloud.account_id}/*",
            "Condition": {"StringEquals": {**this_trail, "s3:x-amz-acl": "bucket-owner-full-control"}},
        },
    )


def key_use(cloud: Cloud) -> Statement:
    """What the policy of the key must say so that the trail can encrypt.

    Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
    """
    return service_use(
        "Trail",
        (_SERVICE,),
        ("kms:GenerateDataKey*", "kms:DescribeKey"),
        {"StringEquals": {"aws:SourceArn": trail_arn(cloud)}},
    )
