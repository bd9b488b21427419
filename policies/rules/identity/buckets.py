"""Buckets and what AWS's provider keeps in resources of their own beside them."""

from collections.abc import Iterable, Iterator

from pack.stack import Resource, Stack


def twice(name: str) -> frozenset[str]:
    """Both types of a resource: the provider has most of S3 under a second name, which ends in V2."""
    lower = name[0].lower() + name[1:]
    return frozenset({f"aws:s3/{lower}:{name}", f"aws:s3/{lower}V2:{name}V2"})


BUCKETS = twice("Bucket")
ACCESS_BLOCKS = frozenset({"aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"})
ACCOUNT_BLOCKS = frozenset({"aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"})
ACLS = twice("BucketAcl")
LIFECYCLES = twice("BucketLifecycleConfiguration")
LOGGINGS = twice("BucketLogging")
OBJECTS = frozenset({"aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2"})
OWNERSHIPS = frozenset({"aws:s3/bucketOwnershipControls:BucketOwnershipControls"})
POLICIES = frozenset({"aws:s3/bucketPolicy:BucketPolicy"})
VERSIONINGS = twice("BucketVersioning")

_LOG_WRITERS = {
    **dict.fromkeys(LOGGINGS, "targetBucket"),
    "aws:cloudtrail/trail:Trail": "s3BucketName",
    "aws:ec2/flowLog:FlowLog": "logDestination",
    "aws:lb/loadBalancer:LoadBalancer": "accessLogs",
    "aws:alb/loadBalancer:LoadBalancer": "accessLogs",
    "aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination": "deliveryDestinationConfiguration",
}
"""Types that write logs into a bucket, and the property that names it."""


def parts(stack: Stack, bucket: Resource, types: Iterable[str]) -> list[Resource]:
    """Resources of these types that belong to a bucket."""
    return [each for each in stack.all(*types) if bucket in _meant(stack, each, "bucket")]


def receives_logs(stack: Stack, bucket: Resource) -> bool:
    """Whether logs are written into a bucket: they are only added, and to log their writing never ends."""
    return any(
        bucket in _meant(stack, each, name)
        for type_, name in _LOG_WRITERS.items()
        for each in stack.all(type_)
    )


def _meant(stack: Stack, resource: Resource, name: str) -> Iterator[Resource]:
    """Buckets that a property refers to, directly or by another part of the bucket, as its policy."""
    yield from stack.linked(resource, name, BUCKETS)
    if written := _bucket_name(resource.props.known(name)):
        yield from (each for each in stack.all(*BUCKETS) if each.props.known("bucket") == written)
    for urn in resource.links.get(name, ()):
        if (other := stack.get(urn)) and other.type.startswith("aws:s3/bucket"):
            yield from _meant(stack, other, "bucket")


def _bucket_name(text: str) -> str:
    """The bucket in a name or in an ARN, as arn:aws:s3:::name/prefix."""
    return text.rpartition(":::")[2].partition("/")[0]
