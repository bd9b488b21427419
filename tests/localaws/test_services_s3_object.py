"""Objects and a bucket's access logs live a whole life against moto."""

import json
from dataclasses import replace

import pytest

from localaws.errors import CloudError
from tests.localaws.conftest import Workbench

BUCKET = "aws:s3/bucket:Bucket"
OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


def _bucket(bench: Workbench, name: str = "files") -> str:
    ident, _ = bench.make(BUCKET, bucket=f"{name}-{bench.session.account}")
    return ident


def _versions(bench: Workbench, bucket: str) -> list[str]:
    answer = bench.call("s3", "ListObjectVersions", Bucket=bucket)
    return [each["Key"] for each in (*answer.get("Versions", ()), *answer.get("DeleteMarkers", ()))]


def test_object(bench: Workbench) -> None:
    bench.live(
        OBJECT,
        {"content": "<p>new</p>", "cacheControl": "max-age=5", "tags": {"b": "2"}},
        bucket=_bucket(bench),
        key="errors/unavailable.html",
        content="<p>old</p>",
        contentType="text/html; charset=utf-8",
        cacheControl="max-age=0, s-maxage=300",
        metadata={"release": "1"},
        tags={"a": "1"},
    )


def test_an_object_holds_what_was_given(bench: Workbench) -> None:
    bucket = _bucket(bench)
    ident, outputs = bench.make(OBJECT, bucket=bucket, key="a/b.txt", content="Olá")
    assert ident == "a/b.txt"
    assert outputs["arn"] == f"arn:aws:s3:::{bucket}/a/b.txt"
    body = bench.call("s3", "GetObject", Bucket=bucket, Key="a/b.txt")["Body"]
    assert body.read().decode() == "Olá"


def test_an_object_loses_all_its_tags(bench: Workbench) -> None:
    bench.session = replace(bench.session, default_tags={})
    bench.live(OBJECT, {"tags": {}}, bucket=_bucket(bench), key="x", content="x", tags={"a": "1"})


def test_new_content_keeps_the_tags(bench: Workbench) -> None:
    kind = bench.package.resource(OBJECT, bench.session)
    news = bench.check(OBJECT, bucket=_bucket(bench), key="x", content="old", tags={"a": "1"})
    ident, outputs = kind.create(news)
    kind.update(ident, news, outputs, {**news, "content": "new"})
    found = bench.call("s3", "GetObjectTagging", Bucket=news["bucket"], Key="x")["TagSet"]
    assert {tag["Key"] for tag in found} == {"a", "stack"}


def test_another_key_is_another_object(bench: Workbench) -> None:
    kind = bench.package.resource(OBJECT, bench.session)
    news = bench.check(OBJECT, bucket=_bucket(bench), key="x", content="x")
    assert kind.diff(news, news, {**news, "key": "y"}).replaces == ("key",)


def test_a_deletion_takes_every_version_of_this_object_and_no_other(bench: Workbench) -> None:
    bucket = _bucket(bench)
    bench.make(VERSIONING, bucket=bucket, versioningConfiguration={"status": "Enabled"})
    kind = bench.package.resource(OBJECT, bench.session)
    news = bench.check(OBJECT, bucket=bucket, key="page", content="old")
    ident, outputs = kind.create(news)
    outputs = kind.update(ident, news, outputs, {**news, "content": "new"})
    bench.call("s3", "PutObject", Bucket=bucket, Key="page-two", Body=b"x")
    assert _versions(bench, bucket) == ["page", "page", "page-two"]
    kind.delete(ident, news, outputs)
    assert _versions(bench, bucket) == ["page-two"]


def test_logging(bench: Workbench) -> None:
    logs = _bucket(bench, "logs")
    writer = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": f"arn:aws:s3:::{logs}/*",
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [writer]})
    bench.make("aws:s3/bucketPolicy:BucketPolicy", bucket=logs, policy=document)
    bench.live(
        "aws:s3/bucketLogging:BucketLogging",
        {"targetPrefix": "other/"},
        bucket=_bucket(bench),
        targetBucket=logs,
        targetPrefix="assets/",
    )


def test_a_denial_of_plain_http_lets_https_in(bench: Workbench) -> None:
    bucket = _bucket(bench)
    ident, outputs = bench.make(OBJECT, bucket=bucket, key="a.txt", content="x")
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{bucket}/*"}
    tls_only = deny | {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    for statement, open_ in ((tls_only, True), (deny, False)):
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        bench.call("s3", "PutBucketPolicy", Bucket=bucket, Policy=policy)
        kind = bench.package.resource(OBJECT, bench.session)
        if open_:
            assert kind.read(ident, {"bucket": bucket, "key": "a.txt"}, outputs)
        else:
            with pytest.raises(CloudError, match=r"Forbidden|AccessDenied"):
                kind.read(ident, {"bucket": bucket, "key": "a.txt"}, outputs)
