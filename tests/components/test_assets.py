"""The bucket of static files: closed, versioned, and it only grows."""

from functools import cache

import pytest

from components.assets import Assets, AssetsArgs
from components.checks import ArgumentError
from components.cloud import Cloud
from tests.recorder import Recorder, record

NAME = "alicerce-test-assets-123456789012-us-east-1"


@cache
def build(cloud: Cloud, protect: bool = True) -> Recorder:
    args = AssetsArgs(cloud=cloud, log_bucket="logs", keep_days=30, protect=protect)
    return record(lambda: Assets("assets", args))


@pytest.mark.parametrize("protect", [True, False])
def test_protection_by_setting(cloud: Cloud, protect: bool) -> None:
    bucket = build(cloud, protect).one("aws:s3/bucket:Bucket")
    assert bucket.protect is protect
    assert bucket.inputs == {"bucket": NAME, "forceDestroy": not protect}


def test_it_is_closed_and_encrypted(cloud: Cloud) -> None:
    recorder = build(cloud)
    assert recorder.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs == {
        "bucket": NAME,
        "blockPublicAcls": True,
        "blockPublicPolicy": True,
        "ignorePublicAcls": True,
        "restrictPublicBuckets": True,
    }
    ownership = recorder.one("aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs
    assert ownership["rule"] == {"objectOwnership": "BucketOwnerEnforced"}
    encryption = recorder.one(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
    ).inputs
    assert encryption["rules"] == [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]


def test_a_rolling_deploy_never_misses_a_chunk(cloud: Cloud) -> None:
    """Seed: zero-downtime deploy of Next.js. No rule ends a current version; what was overwritten is kept."""
    recorder = build(cloud)
    versioning = recorder.one("aws:s3/bucketVersioning:BucketVersioning").inputs
    assert versioning["versioningConfiguration"] == {"status": "Enabled"}
    lifecycle = recorder.one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    assert lifecycle.inputs["rules"] == [
        {
            "id": "forget-old-versions",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "noncurrentVersionExpiration": {"noncurrentDays": 30},
            "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
        }
    ]


def test_who_wrote_what_is_on_record(cloud: Cloud) -> None:
    logging = build(cloud).one("aws:s3/bucketLogging:BucketLogging").inputs
    assert logging == {"bucket": NAME, "targetBucket": "logs", "targetPrefix": "assets/"}


def test_the_error_page_stands_alone_and_is_asked_for_again(cloud: Cloud) -> None:
    page = build(cloud).one("aws:s3/bucketObjectv2:BucketObjectv2").inputs
    assert (page["bucket"], page["key"]) == (NAME, "errors/unavailable.html")
    assert page["contentType"] == "text/html; charset=utf-8"
    assert page["cacheControl"] == "max-age=0, s-maxage=300"
    assert page["content"].startswith("<!doctype html>")
    # Whatever it linked to, or ran, could be gone too, or be refused by the site's own policy.
    assert not any(tag in page["content"] for tag in ("<script", "<style", "<img", "<link", "style="))


def test_what_it_publishes(cloud: Cloud) -> None:
    recorder = build(cloud)
    assert recorder.published("Assets") == {
        "bucket": NAME,
        "bucket_arn": "arn:aws:mock:us-east-1:123456789012:bucket/assets",
        "domain_name": f"{NAME}.s3.us-east-1.amazonaws.com",
    }
    assert not list(recorder.orphans())


def test_days_have_bounds(cloud: Cloud) -> None:
    with pytest.raises(ArgumentError) as caught:
        AssetsArgs(cloud=cloud, log_bucket="logs", keep_days=0, protect=True)
    assert str(caught.value) == "AssetsArgs.keep_days must be 1 to 3650 (got 0)."
