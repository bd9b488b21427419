"""Object storage: buckets, and the settings of a bucket that are resources of their own."""

from typing import Any

from localaws.spec import Call, Name, Send, Spec, Tags
from localaws.values import Props


def _setting(kind: str, service_call: str, params: dict[str, str], **more: Any) -> Spec:
    """A setting of a bucket: put whole, read and deleted by calls of one name; its id is the bucket's."""
    put = Call(op=f"Put{service_call}", params={"bucket": "Bucket", **params})
    return Spec(
        token=f"aws:s3/{kind[0].lower()}{kind[1:]}:{kind}",
        service="s3",
        create=put,
        id="{bucket}",
        updates=(put,),
        unread={"bucket": "it is the id"},
        replace_on=frozenset({"bucket"}),
        delete=(Call(op=f"Delete{service_call}", params={"id": "Bucket"}),),
        **more,
    )


def _read(op: str, path: str = "", gets: dict[str, str] | None = None) -> Call:
    return Call(op=op, params={"id": "Bucket"}, path=path, gets=gets or {})


def _without_home_region(params: dict[str, Any]) -> dict[str, Any]:
    """us-east-1 is where buckets go that name no place; AWS refuses its name."""
    if params.get("CreateBucketConfiguration") == {"LocationConstraint": "us-east-1"}:
        del params["CreateBucketConfiguration"]
    return params


_OBJECTS = Call(
    op="ListObjectVersions",
    params={"id": "Bucket"},
    path="[Versions, DeleteMarkers][][].{Key: Key, VersionId: VersionId}",
)
_DELETE_OBJECTS = Call(op="DeleteObjects", params={"id": "Bucket", "objects": "Delete.Objects"})


def _empty(send: Send, context: Props) -> None:
    """With `forceDestroy`, all versions of all objects go first, a thousand a call: AWS deletes only empty
    buckets."""
    while context.get("forceDestroy") and (objects := send(_OBJECTS, context)):
        send(_DELETE_OBJECTS, {**context, "objects": objects})


def _whole(params: dict[str, Any]) -> dict[str, Any]:
    """A bucket's tags are always put whole: none is an empty set."""
    return {"Tagging": {"TagSet": []}, **params}


_RETAG = Call(op="PutBucketTagging", params={"id": "Bucket", "tagsAll": "Tagging.TagSet"}, hook=_whole)

BUCKET = Spec(
    token="aws:s3/bucket:Bucket",
    service="s3",
    create=Call(
        op="CreateBucket",
        params={
            "bucket": "Bucket",
            "objectLockEnabled": "ObjectLockEnabledForBucket",
            "region": "CreateBucketConfiguration.LocationConstraint",
        },
        hook=_without_home_region,
    ),
    id="{bucket}",
    read=_read("HeadBucket"),
    settles=frozenset({"forceDestroy"}),
    clear=_empty,
    delete=(Call(op="DeleteBucket", params={"id": "Bucket"}),),
    replace_on=frozenset({"bucket", "objectLockEnabled"}),
    defaults={"forceDestroy": False, "objectLockEnabled": False},
    outputs={
        "arn": "arn:{partition}:s3:::{id}",
        "bucketDomainName": "{id}.s3.amazonaws.com",
        "bucketRegion": "{region}",
        "bucketRegionalDomainName": "{id}.s3.{region}.amazonaws.com",
    },
    unread={
        "bucket": "it is the id",
        "region": "a bucket never moves",
        "objectLockEnabled": "it never changes after the creation",
    },
    tags=Tags(set=_RETAG, unset=_RETAG, read=_read("GetBucketTagging"), get="TagSet"),
    name=Name(prop="bucket", prefix="bucketPrefix", longest=63),
)

PUBLIC_ACCESS_BLOCK = _setting(
    "BucketPublicAccessBlock",
    "PublicAccessBlock",
    {
        "blockPublicAcls": "PublicAccessBlockConfiguration.BlockPublicAcls",
        "blockPublicPolicy": "PublicAccessBlockConfiguration.BlockPublicPolicy",
        "ignorePublicAcls": "PublicAccessBlockConfiguration.IgnorePublicAcls",
        "restrictPublicBuckets": "PublicAccessBlockConfiguration.RestrictPublicBuckets",
    },
    read=_read("GetPublicAccessBlock"),
    settles=frozenset({"skipDestroy"}),
    defaults={
        "blockPublicAcls": False,
        "blockPublicPolicy": False,
        "ignorePublicAcls": False,
        "restrictPublicBuckets": False,
    },
)

POLICY = _setting("BucketPolicy", "BucketPolicy", {"policy": "Policy"}, read=_read("GetBucketPolicy"))

OWNERSHIP_CONTROLS = _setting(
    "BucketOwnershipControls",
    "BucketOwnershipControls",
    {"rule.objectOwnership": "OwnershipControls.Rules[0].ObjectOwnership"},
    read=_read("GetBucketOwnershipControls"),
)

ENCRYPTION = _setting(
    "BucketServerSideEncryptionConfiguration",
    "BucketEncryption",
    {"rules": "ServerSideEncryptionConfiguration.Rules"},
    read=_read("GetBucketEncryption"),
)

_PUT_LIFECYCLE = Call(
    op="PutBucketLifecycleConfiguration",
    params={
        "bucket": "Bucket",
        "rules": "LifecycleConfiguration.Rules",
        "transitionDefaultMinimumObjectSize": "TransitionDefaultMinimumObjectSize",
    },
)

LIFECYCLE = Spec(
    token="aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    service="s3",
    create=_PUT_LIFECYCLE,
    id="{bucket}",
    read=_read("GetBucketLifecycleConfiguration", gets={"rules": "Rules"}),
    updates=(_PUT_LIFECYCLE,),
    delete=(Call(op="DeleteBucketLifecycle", params={"id": "Bucket"}),),
    replace_on=frozenset({"bucket"}),
    defaults={"transitionDefaultMinimumObjectSize": "all_storage_classes_128K"},
    unread={"bucket": "it is the id"},
)

_PUT_VERSIONING = Call(
    op="PutBucketVersioning",
    params={
        "bucket": "Bucket",
        "versioningConfiguration.status": "VersioningConfiguration.Status",
        "versioningConfiguration.mfaDelete": "VersioningConfiguration.MFADelete",
        "mfa": "MFA",
    },
)

VERSIONING = Spec(
    token="aws:s3/bucketVersioning:BucketVersioning",
    service="s3",
    create=_PUT_VERSIONING,
    id="{bucket}",
    read=_read(
        "GetBucketVersioning",
        gets={"versioningConfiguration.status": "Status", "versioningConfiguration.mfaDelete": "MFADelete"},
    ),
    updates=(_PUT_VERSIONING,),
    # A bucket that has had versions can only pause them; the official provider leaves it so too.
    delete=(
        Call(
            op="PutBucketVersioning",
            params={"id": "Bucket"},
            fixed={"VersioningConfiguration.Status": "Suspended"},
        ),
    ),
    replace_on=frozenset({"bucket"}),
    unread={"bucket": "it is the id", "mfa": "a password of the moment"},
)

SPECS = (
    BUCKET,
    PUBLIC_ACCESS_BLOCK,
    POLICY,
    OWNERSHIP_CONTROLS,
    ENCRYPTION,
    LIFECYCLE,
    VERSIONING,
)
