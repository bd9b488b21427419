"""Buckets and their settings live a whole life against moto."""

import json
from dataclasses import replace

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from tests.localaws.conftest import Workbench

BUCKET = "aws:s3/bucket:Bucket"
LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


def _bucket(bench: Workbench, name: str = "logs") -> str:
    ident, _ = bench.make(BUCKET, bucket=f"{name}-{bench.session.account}")
    return ident


def test_bucket(bench: Workbench) -> None:
    bench.live(
        BUCKET,
        {"forceDestroy": True, "tags": {"b": "2"}},
        bucket=f"one-{bench.session.account}",
        forceDestroy=False,
        tags={"a": "1"},
    )


def test_bucket_loses_all_its_tags(bench: Workbench) -> None:
    bench.session = replace(bench.session, default_tags={})
    bench.live(BUCKET, {"tags": {}}, bucket=f"bare-{bench.session.account}", tags={"a": "1"})


def test_bucket_in_another_region(bench: Workbench) -> None:
    ident, outputs = bench.make(BUCKET, bucket=f"far-{bench.session.account}", region="eu-west-1")
    assert outputs["bucketRegionalDomainName"] == f"{ident}.s3.eu-west-1.amazonaws.com"
    assert bench.call("s3", "GetBucketLocation", Bucket=ident)["LocationConstraint"] == "eu-west-1"


def test_bucket_names_itself(bench: Workbench) -> None:
    ident, outputs = bench.make(BUCKET)
    assert ident.startswith("thing-")
    assert outputs["arn"] == f"arn:aws:s3:::{ident}"
    assert outputs["tagsAll"] == {"stack": "test"}


def test_full_bucket_goes_only_by_force(bench: Workbench) -> None:
    kind = bench.package.resource(BUCKET, bench.session)
    name = f"full-{bench.session.account}"
    ident, outputs = bench.make(BUCKET, bucket=name)
    bench.make(VERSIONING, bucket=name, versioningConfiguration={"status": "Enabled"})
    for body in (b"old", b"new"):
        bench.call("s3", "PutObject", Bucket=name, Key="log", Body=body)
    bench.call("s3", "DeleteObject", Bucket=name, Key="log")
    with pytest.raises(CloudError, match="BucketNotEmpty"):
        kind.delete(ident, outputs, outputs)
    kind.delete(ident, {**outputs, "forceDestroy": True}, outputs)
    assert kind.read(ident, outputs, outputs) is None


def test_public_access_block(bench: Workbench) -> None:
    bench.live(
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        {"restrictPublicBuckets": False},
        bucket=_bucket(bench),
        blockPublicAcls=True,
        blockPublicPolicy=True,
        ignorePublicAcls=True,
        restrictPublicBuckets=True,
    )


def test_setting_that_is_left_behind_on_purpose(bench: Workbench) -> None:
    token = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
    kind = bench.package.resource(token, bench.session)
    ident, outputs = bench.make(token, bucket=_bucket(bench), blockPublicAcls=True, skipDestroy=True)
    kind.delete(ident, outputs, outputs)
    assert kind.read(ident, outputs, outputs) is not None


def test_policy(bench: Workbench) -> None:
    bucket = _bucket(bench)

    def document(effect: str) -> str:
        statement = {
            "Effect": effect,
            "Principal": "*",
            "Action": "s3:*",
            "Resource": f"arn:aws:s3:::{bucket}/*",
        }
        return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

    bench.live(
        "aws:s3/bucketPolicy:BucketPolicy",
        {"policy": document("Deny")},
        bucket=bucket,
        policy=document("Allow"),
    )


def test_ownership_controls(bench: Workbench) -> None:
    bench.live(
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        {"rule": {"objectOwnership": "BucketOwnerPreferred"}},
        bucket=_bucket(bench),
        rule={"objectOwnership": "BucketOwnerEnforced"},
    )


def test_encryption(bench: Workbench) -> None:
    bench.live(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        {
            "rules": [
                {
                    "applyServerSideEncryptionByDefault": {
                        "sseAlgorithm": "aws:kms",
                        "kmsMasterKeyId": "alias/x",
                    },
                    "bucketKeyEnabled": True,
                }
            ]
        },
        bucket=_bucket(bench),
        rules=[{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}],
    )


def test_lifecycle(bench: Workbench) -> None:
    bench.live(
        LIFECYCLE,
        {
            "rules": [
                {
                    "id": "expire",
                    "status": "Enabled",
                    "filter": {"prefix": "logs/"},
                    "transitions": [{"days": 30, "storageClass": "STANDARD_IA"}],
                    "expiration": {"date": "2030-01-01T00:00:00Z"},
                    "noncurrentVersionExpiration": {"noncurrentDays": 7},
                }
            ]
        },
        bucket=_bucket(bench),
        rules=[
            {
                "id": "expire",
                "status": "Enabled",
                "filter": {"prefix": ""},
                "expiration": {"days": 90},
                "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
            }
        ],
    )


def test_wrong_lifecycle_is_a_sentence(bench: Workbench) -> None:
    rules = [{"id": "x", "status": "On", "filter": {"prefix": ""}, "expiration": {"days": 1}}]
    kind = bench.package.resource(LIFECYCLE, bench.session)
    _, failures = kind.check({}, {"bucket": "b", "rules": rules}, Naming("thing"))
    assert failures == [
        "rules: LifecycleConfiguration.Rules[0].Status must be one of Enabled, Disabled (got 'On') "
        "(s3 PutBucketLifecycleConfiguration)"
    ]


def test_versioning_can_only_be_paused(bench: Workbench) -> None:
    kind = bench.package.resource(VERSIONING, bench.session)
    news = bench.check(VERSIONING, bucket=_bucket(bench), versioningConfiguration={"status": "Enabled"})
    ident, outputs = kind.create(news)
    found = kind.read(ident, news, outputs)
    assert found is not None
    assert found[1]["versioningConfiguration"] == {"status": "Enabled"}
    kind.delete(ident, news, outputs)
    assert bench.call("s3", "GetBucketVersioning", Bucket=ident)["Status"] == "Suspended"
