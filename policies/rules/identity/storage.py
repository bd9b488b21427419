"""Buckets: private, and hard to empty by mistake."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, cis, security_hub
from pack.values import Props

from ..shared.demands import flag
from .buckets import ACCESS_BLOCKS, ACCOUNT_BLOCKS, ACLS, BUCKETS, OBJECTS, OWNERSHIPS

_FLAGS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")


def _blocked(subject: Subject) -> Iterator[Verdict]:
    for name in _FLAGS:
        if not subject.props.flag(name):
            yield f"{name} is false, want true"


PUBLIC_ACCESS_BLOCKED = Rule(
    id="bucket-public-access-blocked",
    severity=Severity.HIGH,
    types=ACCESS_BLOCKS | ACCOUNT_BLOCKS,
    check=_blocked,
    finding="A block of public access has a hole.",
    why="One wrong policy or one public ACL then shows the bucket to the internet.",
    fix="set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8",
    controls=(*security_hub("S3.1", "S3.8"), *cis("2.1.4")),
)

_PUBLIC_ACLS = {"public-read", "public-read-write", "authenticated-read"}
_EVERYBODY = ("/groups/global/AllUsers", "/groups/global/AuthenticatedUsers")
"""https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html"""


def _public_acl(subject: Subject) -> Iterator[Verdict]:
    if (acl := subject.props.text("acl")) in _PUBLIC_ACLS:
        yield f"acl is {acl}, want private"
    for grantee in _grantees(subject):
        if (uri := grantee.text("uri")).endswith(_EVERYBODY):
            yield f"{grantee.path} is {uri.rpartition('/')[2]}, want nobody"


def _grantees(subject: Subject) -> Iterator[Props]:
    """Whom a bucket or an ACL lets in, by name; an object has no such list."""
    if subject.type in BUCKETS:
        yield from subject.props.groups("grants")
    if subject.type in ACLS:
        yield from (
            each.group("grantee") for each in subject.props.group("accessControlPolicy").groups("grants")
        )


NO_PUBLIC_ACL = Rule(
    id="bucket-no-public-acl",
    severity=Severity.CRITICAL,
    types=BUCKETS | ACLS | OBJECTS,
    check=_public_acl,
    finding="An ACL shows a bucket or an object to everybody.",
    why="Everybody in the world, or with any AWS account, reads it.",
    fix="remove acl and grants; let people in through CloudFront with an origin access control.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-2",
    controls=security_hub("S3.2", "S3.3"),
)


def _owner(subject: Subject) -> Iterator[Verdict]:
    ownership = subject.props.group("rule").text("objectOwnership")
    if ownership != "BucketOwnerEnforced":
        yield f"rule.objectOwnership is {ownership or 'missing'}, want BucketOwnerEnforced"


OWNER_ENFORCED = Rule(
    id="bucket-owner-enforced",
    severity=Severity.MEDIUM,
    types=OWNERSHIPS,
    check=_owner,
    finding="A bucket listens to ACLs.",
    why="Whoever writes an object decides who reads it, whatever the bucket's policy says.",
    fix="set rule.objectOwnership to BucketOwnerEnforced.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
    controls=security_hub("S3.12"),
)


KEPT = Rule(
    id="bucket-no-force-destroy",
    severity=Severity.HIGH,
    types=BUCKETS,
    check=flag("forceDestroy", False),
    remedy=lambda subject: {"forceDestroy": False},
    # A stack for trials must go, with all it holds.
    production=True,
    finding="A bucket goes with everything in it.",
    why="A changed name is enough for Pulumi to replace the bucket, and all objects are deleted first.",
    fix="remove forceDestroy, or set it to false.",
    source="https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucket/#forcedestroy_python",
)

RULES = (PUBLIC_ACCESS_BLOCKED, NO_PUBLIC_ACL, OWNER_ENFORCED, KEPT)
