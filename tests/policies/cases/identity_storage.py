"""Buckets, topics and queues."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

BUCKET = "aws:s3/bucket:Bucket"
BUCKET_V2 = "aws:s3/bucketV2:BucketV2"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
LOGGING = "aws:s3/bucketLogging:BucketLogging"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
ACL = "aws:s3/bucketAcl:BucketAcl"
TOPIC = "aws:sns/topic:Topic"
QUEUE = "aws:sqs/queue:Queue"
OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
FLAGS: dict[str, Any] = dict.fromkeys(
    ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"), True
)
GROUPS = "http://acs.amazonaws.com/groups"


def single(rule: str, type_: str, says: str = "", **props: Any) -> Case:
    """One resource in front of a rule."""
    return Case(rule=rule, type=type_, props=props, says=says)


SINGLE = (
    single("bucket-public-access-blocked", BLOCK, says="blockPublicAcls is false, want true"),
    single(
        "bucket-public-access-blocked",
        ACCOUNT_BLOCK,
        says="restrictPublicBuckets is false, want true",
        **FLAGS | {"restrictPublicBuckets": False},
    ),
    single("bucket-public-access-blocked", BLOCK, bucket=UNKNOWN, **FLAGS),
    single("bucket-public-access-blocked", ACCOUNT_BLOCK, **FLAGS),
    single("bucket-no-public-acl", BUCKET, says="acl is public-read, want private", acl="public-read"),
    single(
        "bucket-no-public-acl",
        "aws:s3/bucketAclV2:BucketAclV2",
        says="accessControlPolicy.grants[1].grantee is AuthenticatedUsers, want nobody",
        accessControlPolicy={
            "grants": [
                {"grantee": {"id": "one", "type": "CanonicalUser"}, "permission": "READ"},
                {"grantee": {"uri": f"{GROUPS}/global/AuthenticatedUsers"}, "permission": "READ"},
            ]
        },
    ),
    single(
        "bucket-no-public-acl",
        BUCKET_V2,
        says="grants[0] is AllUsers, want nobody",
        grants=[{"type": "Group", "uri": f"{GROUPS}/global/AllUsers", "permissions": ["READ"]}],
    ),
    single(
        "bucket-no-public-acl",
        "aws:s3/bucketObjectv2:BucketObjectv2",
        says="acl is public-read-write, want private",
        acl="public-read-write",
    ),
    single("bucket-no-public-acl", BUCKET),
    single("bucket-no-public-acl", ACL, acl="log-delivery-write"),
    single("bucket-no-public-acl", BUCKET, grants=[{"type": "Group", "uri": f"{GROUPS}/s3/LogDelivery"}]),
    Case(
        rule="bucket-owner-enforced",
        type=OWNERSHIP,
        props={"rule": {"objectOwnership": "BucketOwnerPreferred"}},
        says="rule.objectOwnership is BucketOwnerPreferred, want BucketOwnerEnforced",
    ),
    single("bucket-owner-enforced", OWNERSHIP, says="rule.objectOwnership is missing, want"),
    Case(
        rule="bucket-owner-enforced",
        type=OWNERSHIP,
        props={"rule": {"objectOwnership": "BucketOwnerEnforced"}},
    ),
    Case(
        rule="bucket-owner-enforced",
        type=OWNERSHIP,
        props={"bucket": UNKNOWN, "rule": {"objectOwnership": "BucketOwnerEnforced"}},
    ),
    single("bucket-no-force-destroy", BUCKET, says="forceDestroy is true, want false", forceDestroy=True),
    single("bucket-no-force-destroy", BUCKET_V2, says="forceDestroy is true, want false", forceDestroy=True),
    single("bucket-no-force-destroy", BUCKET),
    single("bucket-no-force-destroy", BUCKET_V2, forceDestroy=False),
    single(
        "queue-encrypted",
        QUEUE,
        says="sqsManagedSseEnabled is false and kmsMasterKeyId is missing, want one",
        sqsManagedSseEnabled=False,
    ),
    single("queue-encrypted", QUEUE, says="sqsManagedSseEnabled is a string", sqsManagedSseEnabled="no"),
    single("queue-encrypted", QUEUE),
    single("queue-encrypted", QUEUE, kmsMasterKeyId="alias/queues", sqsManagedSseEnabled=False),
)

ASSETS = Declared(type=BUCKET, name="assets", props={"bucket": "assets"})
AUTO = Declared(type=BUCKET_V2, name="assets", props={"bucket": UNKNOWN})


def beside(type_: str, name: str = "part", of: str = "assets", **props: Any) -> Declared:
    """A part of a bucket, made from it."""
    return Declared(type=type_, name=name, props={"bucket": UNKNOWN, **props}, refers={"bucket": [of]})


def stack(rule: str, *resources: Declared, says: str = "", unknown: str = "") -> StackCase:
    """A stack in front of a rule about its buckets."""
    at = "assets" if says else ""
    return StackCase(rule=rule, resources=resources, says=says, at=at, unknown=unknown)


OTHER = beside(BLOCK, name="other-part", of="other")
OTHER_BUCKET = Declared(type=BUCKET, name="other", props={"bucket": "assets-old"})
NO_BLOCK = "no aws:s3/bucketPublicAccessBlock has it, want one with all four flags"
NO_LOGS = "no aws:s3/bucketLogging has it, want one"
NO_LIFECYCLE = "no rule of an aws:s3/bucketLifecycleConfiguration is Enabled for it, want one"
NO_VERSIONS = "no aws:s3/bucketVersioning has it with the status Enabled, want one"


def rules(*states: str) -> Sequence[Mapping[str, Any]]:
    """Rules of a lifecycle."""
    return [{"id": str(at), "status": state} for at, state in enumerate(states)]


BUCKETS = (
    stack("bucket-has-public-access-block", ASSETS, says=NO_BLOCK),
    stack("bucket-has-public-access-block", AUTO, OTHER_BUCKET, OTHER, says=NO_BLOCK),
    stack("bucket-has-public-access-block", AUTO, beside(BLOCK, **FLAGS)),
    stack("bucket-has-public-access-block", ASSETS, Declared(type=ACCOUNT_BLOCK, name="all", props=FLAGS)),
    stack(
        "bucket-has-public-access-block", ASSETS, Declared(type=BLOCK, name="b", props={"bucket": "assets"})
    ),
    stack("bucket-access-logs", ASSETS, says=NO_LOGS),
    stack(
        "bucket-access-logs",
        AUTO,
        beside(LOGGING, name="other-logging", of="other", targetBucket="elsewhere"),
        OTHER_BUCKET,
        says=NO_LOGS,
    ),
    stack("bucket-access-logs", AUTO, beside(LOGGING, targetBucket="elsewhere")),
    stack(
        "bucket-access-logs", Declared(type=BUCKET, name="assets", props={"logging": {"targetBucket": "x"}})
    ),
    stack(
        "bucket-access-logs",
        Declared(type=BUCKET_V2, name="assets", props={"loggings": [{"targetBucket": "x"}]}),
    ),
    stack(
        "bucket-access-logs",
        ASSETS,
        Declared(
            type="aws:ec2/flowLog:FlowLog",
            name="flows",
            props={"logDestination": "arn:aws:s3:::assets/flows"},
        ),
    ),
    stack(
        "bucket-access-logs",
        AUTO,
        beside(POLICY, policy=UNKNOWN),
        Declared(
            type="aws:lb/loadBalancer:LoadBalancer",
            name="front",
            props={"accessLogs": {"bucket": UNKNOWN}},
            refers={"accessLogs": ["part"]},
        ),
    ),
    stack("bucket-lifecycle", ASSETS, says=NO_LIFECYCLE),
    stack("bucket-lifecycle", AUTO, beside(LIFECYCLE, rules=[]), says=NO_LIFECYCLE),
    stack("bucket-lifecycle", AUTO, beside(LIFECYCLE, rules=rules("Disabled")), says=NO_LIFECYCLE),
    stack(
        "bucket-lifecycle",
        Declared(type=BUCKET, name="assets", props={"lifecycleRules": [{"enabled": False}]}),
        says=NO_LIFECYCLE,
    ),
    stack("bucket-lifecycle", AUTO, beside(LIFECYCLE, rules=rules("Disabled", "Enabled"))),
    stack(
        "bucket-lifecycle",
        Declared(type=BUCKET, name="assets", props={"lifecycleRules": [{"enabled": True}]}),
    ),
    stack("bucket-lifecycle", AUTO, beside(LIFECYCLE, rules=UNKNOWN), unknown="rules"),
    stack("bucket-versioned", ASSETS, says=NO_VERSIONS),
    stack(
        "bucket-versioned",
        AUTO,
        beside(VERSIONING, versioningConfiguration={"status": "Suspended"}),
        says=NO_VERSIONS,
    ),
    stack("bucket-versioned", AUTO, beside(VERSIONING, versioningConfiguration={"status": "Enabled"})),
    stack("bucket-versioned", Declared(type=BUCKET, name="assets", props={"versioning": {"enabled": True}})),
    stack(
        "bucket-versioned",
        Declared(type=BUCKET_V2, name="assets", props={"versionings": [{"enabled": True}]}),
    ),
    stack(
        "bucket-versioned",
        ASSETS,
        Declared(type="aws:cloudtrail/trail:Trail", name="audit", props={"s3BucketName": "assets"}),
    ),
)


CASES: tuple[AnyCase, ...] = (*SINGLE, *BUCKETS)
