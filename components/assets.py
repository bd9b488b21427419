"""The frontend's static files: a private bucket that only grows, behind CloudFront.

A page that a user opened before a deployment goes on asking for the files of its own release, and while old
and new tasks run side by side either may be asked for the other's. So a release adds its files (their names
carry a hash of the content: `_next/static/*`) before its tasks start, and nothing takes files away: no
lifecycle rule touches a current version, and an overwritten or deleted one can be brought back for
`keep_days`. A file that never reached the bucket is served by the running frontend (cdn_origins.py).
"""

from dataclasses import dataclass
from pathlib import Path

import pulumi
from pulumi_aws import s3

from components import checks, private_bucket
from components.cloud import Cloud
from components.log_bucket import ASSETS

ERROR_PAGE = "errors/unavailable.html"
"""Key of the page that stands in for the application when it does not answer."""

_PAGE = Path(__file__).parent / "error_pages" / "unavailable.html"


@dataclass(frozen=True, kw_only=True)
class AssetsArgs:
    """What the bucket of static files needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    log_bucket: pulumi.Input[str]
    """Bucket that takes the access logs: who wrote what, when."""
    keep_days: int
    """Days that an overwritten or deleted file can be brought back, 1 to 3650."""
    protect: bool
    """Refuse to delete the bucket or what is in it. When off, destroying the stack deletes the files too."""

    def __post_init__(self) -> None:
        checks.in_range("AssetsArgs.keep_days", self.keep_days, 1, 3650)


class Assets(pulumi.ComponentResource):
    """A private, versioned, encrypted bucket. Its policy comes from the Cdn, which alone may read it."""

    bucket: pulumi.Output[str]
    """Name of the bucket. Resolves when public access is blocked, so that a policy may be put on it."""
    bucket_arn: pulumi.Output[str]
    """ARN of the bucket."""
    domain_name: pulumi.Output[str]
    """Regional name of the bucket, which CloudFront calls: the global one may redirect.
    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html"""

    def __init__(self, name: str, args: AssetsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Assets", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        bucket = s3.Bucket(
            name,
            bucket=private_bucket.name(args.cloud, "assets"),
            force_destroy=not args.protect,
            opts=pulumi.ResourceOptions(parent=self, protect=args.protect),
        )
        block = private_bucket.close(name, bucket, child)
        _keep(name, args, bucket, child)
        s3.BucketLogging(
            name, bucket=bucket.bucket, target_bucket=args.log_bucket, target_prefix=f"{ASSETS}/", opts=child
        )
        _error_page(name, bucket, child)

        self.bucket = block.bucket
        self.bucket_arn = bucket.arn
        self.domain_name = pulumi.Output.concat(bucket.bucket, f".s3.{args.cloud.region}.amazonaws.com")
        self.register_outputs(
            {"bucket": self.bucket, "bucket_arn": self.bucket_arn, "domain_name": self.domain_name}
        )


def _keep(name: str, args: AssetsArgs, bucket: s3.Bucket, opts: pulumi.ResourceOptions) -> None:
    versioning = s3.BucketVersioning(
        name,
        bucket=bucket.bucket,
        versioning_configuration=s3.BucketVersioningVersioningConfigurationArgs(status="Enabled"),
        opts=opts,
    )
    s3.BucketLifecycleConfiguration(
        name,
        bucket=versioning.bucket,
        rules=[
            s3.BucketLifecycleConfigurationRuleArgs(
                id="forget-old-versions",
                status="Enabled",
                filter=s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
                noncurrent_version_expiration=s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                    noncurrent_days=args.keep_days
                ),
                abort_incomplete_multipart_upload=private_bucket.abandoned_uploads(),
            )
        ],
        opts=opts,
    )


def _error_page(name: str, bucket: s3.Bucket, opts: pulumi.ResourceOptions) -> None:
    s3.BucketObjectv2(
        f"{name}-error-page",
        bucket=bucket.bucket,
        key=ERROR_PAGE,
        content=_PAGE.read_text(),
        content_type="text/html; charset=utf-8",
        # CloudFront keeps the page at hand; a browser asks again, and finds the application back.
        cache_control="max-age=0, s-maxage=300",
        opts=opts,
    )
