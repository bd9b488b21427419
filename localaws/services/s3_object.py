"""Objects that a program puts in a bucket itself, and where a bucket's access logs go."""

from typing import Any
from urllib.parse import urlencode

from localaws.spec import Call, Send, Spec, Tags
from localaws.values import Props

_HEADERS = {
    "cacheControl": "CacheControl",
    "contentDisposition": "ContentDisposition",
    "contentEncoding": "ContentEncoding",
    "contentLanguage": "ContentLanguage",
    "contentType": "ContentType",
    "metadata": "Metadata",
    "serverSideEncryption": "ServerSideEncryption",
    "storageClass": "StorageClass",
    "websiteRedirect": "WebsiteRedirectLocation",
}
_WHERE = {"bucket": "Bucket", "key": "Key"}


def _as_header(params: dict[str, Any]) -> dict[str, Any]:
    """An object's tags come with it, in a header written as a query; none is no header."""
    tags = params.pop("Tagging", None)
    return {**params, "Tagging": urlencode(tags)} if tags else params


_PUT = Call(op="PutObject", params={**_WHERE, **_HEADERS, "content": "Body"}, hook=_as_header)
_RETAG = Call(op=_PUT.op, params={**_PUT.params, "tagsAll": "Tagging"}, hook=_as_header)

_VERSIONS = Call(
    op="ListObjectVersions",
    params={"bucket": "Bucket", "key": "Prefix"},
    path="[Versions, DeleteMarkers][][] | [?Key=='{id}'].{Key: Key, VersionId: VersionId}",
)
_DELETE_VERSIONS = Call(op="DeleteObjects", params={"bucket": "Bucket", "versions": "Delete.Objects"})


def _all_versions(send: Send, context: Props) -> None:
    """In a bucket with versions a deletion only hides the object; the official provider takes them all."""
    if versions := send(_VERSIONS, context):
        send(_DELETE_VERSIONS, {**context, "versions": versions})


OBJECT = Spec(
    token="aws:s3/bucketObjectv2:BucketObjectv2",
    service="s3",
    create=_PUT,
    id="{key}",
    read=Call(op="HeadObject", params=_WHERE, gets=_HEADERS),
    updates=(_PUT,),
    clear=_all_versions,
    delete=(Call(op="DeleteObject", params=_WHERE),),
    replace_on=frozenset({"bucket", "key"}),
    # What S3 fills in by itself when it is left out.
    kept=frozenset({"contentType", "serverSideEncryption", "storageClass"}),
    outputs={"arn": "arn:{partition}:s3:::{bucket}/{key}", "etag": "ETag"},
    renewed=frozenset({"etag"}),
    unread={
        "bucket": "where the object is asked for",
        "key": "it is the id",
        "content": "reading an object's head does not answer its body",
    },
    tags=Tags(
        create="Tagging",
        set=_RETAG,
        unset=_RETAG,
        read=Call(op="GetObjectTagging", params=_WHERE),
        get="TagSet",
    ),
)

_PUT_LOGGING = Call(
    op="PutBucketLogging",
    params={
        "bucket": "Bucket",
        "targetBucket": "BucketLoggingStatus.LoggingEnabled.TargetBucket",
        "targetPrefix": "BucketLoggingStatus.LoggingEnabled.TargetPrefix",
    },
)

LOGGING = Spec(
    token="aws:s3/bucketLogging:BucketLogging",
    service="s3",
    create=_PUT_LOGGING,
    id="{bucket}",
    read=Call(
        op="GetBucketLogging",
        params={"id": "Bucket"},
        path="LoggingEnabled",
        gets={"targetBucket": "TargetBucket", "targetPrefix": "TargetPrefix"},
    ),
    updates=(_PUT_LOGGING,),
    delete=(Call(op="PutBucketLogging", params={"id": "Bucket"}, fixed={"BucketLoggingStatus": {}}),),
    replace_on=frozenset({"bucket"}),
    unread={"bucket": "it is the id"},
)

SPECS = (OBJECT, LOGGING)
