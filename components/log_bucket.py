"""The bucket that takes the logs AWS writes itself: of network, CDN, load balancer, files, account."""

from dataclasses import dataclass

import pulumi
from pulumi_aws import s3

from components import audit, checks, private_bucket
from components.cloud import EDGE_REGION, Cloud
from components.iam_documents import Statement, document

FLOW_LOGS = "vpc-flow-logs"
"""Prefix of the flow logs."""
LOAD_BALANCER = "load-balancer"
"""Prefix of the load balancer's access logs."""
CDN = "cdn"
"""Prefix of CloudFront's access logs."""
ASSETS = "assets"
"""Prefix of the access logs of the bucket of static files."""


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

        bucket_name = private_bucket.name(args.cloud, "logs")
        bucket = s3.Bucket(
            name,
            bucket=bucket_name,
            force_destroy=not args.protect,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        block = private_bucket.close(name, bucket, child)
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
    """Who may do what: each log writer writes under its prefix, nobody speaks plain HTTP.

    Sources: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html,
    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html,
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html and
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
    """
    arn = f"arn:aws:s3:::{bucket}"
    logs = f"AWSLogs/{cloud.account_id}/*"
    delivery = "delivery.logs.amazonaws.com"
    sources = sorted({cloud.arn("logs", "*"), f"arn:aws:logs:{EDGE_REGION}:{cloud.account_id}:*"})
    own = _from(cloud, sources)
    return document(
        _writes("FlowLogsWrite", delivery, f"{arn}/{FLOW_LOGS}/{logs}", own),
        _writes("CdnWrite", delivery, f"{arn}/{CDN}/{logs}", own),
        {
            "Sid": "DeliveryCheck",
            "Effect": "Allow",
            "Principal": {"Service": delivery},
            "Action": ["s3:GetBucketAcl", "s3:ListBucket"],
            "Resource": arn,
            "Condition": own,
        },
        _writes(
            "LoadBalancerWrite",
            "logdelivery.elasticloadbalancing.amazonaws.com",
            f"{arn}/{LOAD_BALANCER}/{logs}",
        ),
        _writes(
            "AssetsWrite",
            "logging.s3.amazonaws.com",
            f"{arn}/{ASSETS}/*",
            _from(cloud, [f"arn:aws:s3:::{private_bucket.name(cloud, ASSETS)}"]),
        ),
        *audit.bucket_statements(bucket, cloud),
        private_bucket.tls_only(arn),
    )


def _from(cloud: Cloud, sources: list[str]) -> Statement:
    """The condition that an AWS service acts for this account and for one of these resources."""
    return {
        "StringEquals": {"aws:SourceAccount": cloud.account_id},
        "ArnLike": {"aws:SourceArn": sources},
    }


def _writes(sid: str, service: str, resource: str, condition: Statement | None = None) -> Statement:
    """The statement that lets an AWS service write."""
    statement = {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "s3:PutObject",
        "Resource": resource,
    }
    return statement | ({"Condition": condition} if condition else {})


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
                abort_incomplete_multipart_upload=private_bucket.abandoned_uploads(),
            )
        ],
        opts=opts,
    )
