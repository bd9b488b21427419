"""The bucket that takes the logs AWS writes itself: VPC flow logs and load balancer access logs."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import s3

from components import checks
from components.cloud import Cloud
from components.iam_documents import document

FLOW_LOGS = "vpc-flow-logs"
"""Prefix of the flow logs."""
LOAD_BALANCER = "load-balancer"
"""Prefix of the load balancer's access logs."""


@dataclass(frozen=True, kw_only=True)
class LogBucketArgs:
    """What a log bucket needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    retention_days: int
    """Days a log is kept, 1 to 3653 (ten years)."""
    protect: bool
    """Refuse to delete the bucket or what is in it. When off, destroying the stack deletes the logs too."""

    def __post_init__(self) -> None:
        checks.in_range("LogBucketArgs.retention_days", self.retention_days, 1, 3653)


class LogBucket(pulumi.ComponentResource):
    """A private, encrypted bucket that only AWS's log delivery can write to, and only over TLS."""

    bucket: pulumi.Output[str]
    """Name of the bucket. Resolves when its policy stands, so that a writer that depends on it may write."""
    flow_log_destination: pulumi.Output[str]
    """ARN, with prefix, to give to a VPC flow log."""

    def __init__(self, name: str, args: LogBucketArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:LogBucket", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        # Account and region make the name unique in the world, and known before the bucket exists.
        bucket_name = args.cloud.name("s3-bucket", "logs", args.cloud.account_id, args.cloud.region)
        bucket = s3.Bucket(
            name,
            bucket=bucket_name,
            force_destroy=not args.protect,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        block = _close(name, bucket, child)
        _expire(name, args, bucket, child)
        # S3 refuses two changes of a bucket's access at once.
        policy = s3.BucketPolicy(
            name,
            bucket=bucket.bucket,
            policy=bucket_policy(bucket_name, args.cloud),
            opts=pulumi.ResourceOptions(parent=self, depends_on=[block]),
        )

        self.bucket = policy.bucket
        self.flow_log_destination = pulumi.Output.concat("arn:aws:s3:::", policy.bucket, "/", FLOW_LOGS)
        self.register_outputs({"bucket": self.bucket, "flow_log_destination": self.flow_log_destination})


def bucket_policy(bucket: str, cloud: Cloud) -> str:
    """Who may do what: the two log writers write under their prefixes, nobody speaks plain HTTP.

    Sources: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html and
    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    """
    arn = f"arn:aws:s3:::{bucket}"
    flow_logs = {"Service": "delivery.logs.amazonaws.com"}
    own_account = {
        "StringEquals": {"aws:SourceAccount": cloud.account_id},
        "ArnLike": {"aws:SourceArn": cloud.arn("logs", "*")},
    }
    return document(
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [arn, f"{arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
        {
            "Sid": "FlowLogsWrite",
            "Effect": "Allow",
            "Principal": flow_logs,
            "Action": "s3:PutObject",
            "Resource": f"{arn}/{FLOW_LOGS}/AWSLogs/{cloud.account_id}/*",
            "Condition": own_account,
        },
        {
            "Sid": "FlowLogsCheck",
            "Effect": "Allow",
            "Principal": flow_logs,
            "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
            "Resource": arn,
            "Condition": own_account,
        },
        {
            "Sid": "LoadBalancerWrite",
            "Effect": "Allow",
            "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": f"{arn}/{LOAD_BALANCER}/AWSLogs/{cloud.account_id}/*",
        },
    )


def _close(name: str, bucket: s3.Bucket, opts: pulumi.ResourceOptions) -> s3.BucketPublicAccessBlock:
    """No public access, no ACLs, encryption at rest.

    The key is S3's own: the load balancer cannot write to a bucket with a KMS key.
    """
    s3.BucketOwnershipControls(
        name,
        bucket=bucket.bucket,
        rule=s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
        opts=opts,
    )
    s3.BucketServerSideEncryptionConfiguration(
        name,
        bucket=bucket.bucket,
        rules=[
            s3.BucketServerSideEncryptionConfigurationRuleArgs(
                apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                    sse_algorithm="AES256"
                )
            )
        ],
        opts=opts,
    )
    return s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.bucket,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=opts,
    )


def _expire(name: str, args: LogBucketArgs, bucket: s3.Bucket, opts: pulumi.ResourceOptions) -> None:
    s3.BucketLifecycleConfiguration(
        name,
        bucket=bucket.bucket,
        rules=[
            s3.BucketLifecycleConfigurationRuleArgs(
                id="expire",
                status="Enabled",
                filter=s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                expiration=s3.BucketLifecycleConfigurationRuleExpirationArgs(days=args.retention_days),
                abort_incomplete_multipart_upload=s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                    days_after_initiation=7
                ),
            )
        ],
        opts=opts,
    )
