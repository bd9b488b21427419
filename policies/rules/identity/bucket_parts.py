"""What every bucket needs beside it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pack.rule import Severity, StackCheck, StackRule, Verdict, cis, security_hub
from pack.stack import Resource, Stack

from ..shared.each import found_at
from .buckets import (
    ACCESS_BLOCKS,
    ACCOUNT_BLOCKS,
    BUCKETS,
    LIFECYCLES,
    LOGGINGS,
    VERSIONINGS,
    parts,
    receives_logs,
)


def _each_bucket(lacks: Callable[[Stack, Resource], str]) -> StackCheck:
    """A check of all buckets by what each lacks; empty for nothing."""

    def judge(stack: Stack, bucket: Resource) -> Iterator[Verdict]:
        if breach := lacks(stack, bucket):
            yield breach

    def check(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
        for bucket in stack.all(*BUCKETS):
            yield from found_at(bucket, judge(stack, bucket))

    return check


def _access_block(stack: Stack, bucket: Resource) -> str:
    blocked = parts(stack, bucket, ACCESS_BLOCKS) or stack.all(*ACCOUNT_BLOCKS)
    return "" if blocked else "no aws:s3/bucketPublicAccessBlock has it, want one with all four flags"


ACCESS_BLOCK = StackRule(
    id="bucket-has-public-access-block",
    severity=Severity.HIGH,
    check=_each_bucket(_access_block),
    finding="Nothing keeps a bucket from becoming public.",
    why="Whoever lifts the block that AWS puts on new buckets does so unseen; what Pulumi holds comes back.",
    fix="add an aws:s3/bucketPublicAccessBlock for it, or an aws:s3/accountPublicAccessBlock for all.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
    controls=(*security_hub("S3.8"), *cis("2.1.4")),
)


def _access_logs(stack: Stack, bucket: Resource) -> str:
    inline = "logging" in bucket.props or bucket.props.groups("loggings")
    logged = inline or parts(stack, bucket, LOGGINGS) or receives_logs(stack, bucket)
    return "" if logged else "no aws:s3/bucketLogging has it, want one"


ACCESS_LOGS = StackRule(
    id="bucket-access-logs",
    severity=Severity.MEDIUM,
    check=_each_bucket(_access_logs),
    production=True,
    finding="Nobody can tell who read a bucket.",
    why="After a leak, nothing says which objects were taken.",
    fix="add an aws:s3/bucketLogging with targetBucket, a bucket for logs.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9",
    controls=security_hub("S3.9"),
)


def _lifecycle(stack: Stack, bucket: Resource) -> str:
    inline = any(each.flag("enabled") for each in bucket.props.groups("lifecycleRules"))
    rules = [each for part in parts(stack, bucket, LIFECYCLES) for each in part.props.groups("rules")]
    enabled = inline or any(each.text("status") == "Enabled" for each in rules)
    return "" if enabled else "no rule of an aws:s3/bucketLifecycleConfiguration is Enabled for it, want one"


LIFECYCLE = StackRule(
    id="bucket-lifecycle",
    severity=Severity.LOW,
    check=_each_bucket(_lifecycle),
    finding="A bucket keeps everything for ever.",
    why="Old versions, broken uploads and logs that nobody reads are paid for month by month.",
    fix='add an aws:s3/bucketLifecycleConfiguration with a rule of status "Enabled".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-13",
    controls=security_hub("S3.13"),
)


def _versions(stack: Stack, bucket: Resource) -> str:
    holders = [bucket.props.group("versioning"), *bucket.props.groups("versionings")]
    states = [
        part.props.group("versioningConfiguration").text("status")
        for part in parts(stack, bucket, VERSIONINGS)
    ]
    kept = "Enabled" in states or any(each.flag("enabled") for each in holders)
    return "" if kept or receives_logs(stack, bucket) else _NO_VERSIONS


_NO_VERSIONS = "no aws:s3/bucketVersioning has it with the status Enabled, want one"

VERSIONS = StackRule(
    id="bucket-versioned",
    severity=Severity.MEDIUM,
    check=_each_bucket(_versions),
    production=True,
    finding="What is overwritten in a bucket is lost.",
    why="A bad deployment or a stolen key replaces objects, and there is nothing to go back to.",
    fix='add an aws:s3/bucketVersioning with versioningConfiguration.status "Enabled".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14",
    controls=security_hub("S3.14"),
)

RULES = (ACCESS_BLOCK, ACCESS_LOGS, LIFECYCLE, VERSIONS)
