"""What every bucket has in common: nobody reads it from outside, nothing in it lies in the clear."""

import pulumi
from pulumi_aws import s3

from components.cloud import Cloud
from components.iam_documents import Statement


def name(cloud: Cloud, purpose: str) -> str:
    """A bucket's name: account and region make it unique in the world, and known before the bucket exists."""
    return cloud.name("s3-bucket", purpose, cloud.account_id, cloud.region)


def close(name: str, bucket: s3.Bucket, opts: pulumi.ResourceOptions) -> s3.BucketPublicAccessBlock:
    """No public access, no ACLs, encryption at rest; answers what a bucket policy has to wait for.

    The key is S3's own: log delivery of load balancers cannot write with a KMS key, and CloudFront would pay
    for each decryption of files that anyone may read.
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


def abandoned_uploads() -> s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs:
    """The part of a lifecycle rule that ends uploads nobody finished within a week."""
    return s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(days_after_initiation=7)


def tls_only(arn: str) -> Statement:
    """The statement of a bucket policy that refuses plain HTTP."""
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [arn, f"{arn}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
