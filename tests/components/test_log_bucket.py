"""The log bucket: closed, encrypted, written to by AWS alone."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.log_bucket import LogBucket, LogBucketArgs, bucket_policy
from tests.recorder import Recorder, record

NAME = "alicerce-test-logs-123456789012-us-east-1"


@cache
def build(cloud: Cloud, protect: bool) -> Recorder:
    return record(lambda: LogBucket("logs", LogBucketArgs(cloud=cloud, retention_days=90, protect=protect)))


@pytest.mark.parametrize("protect", [True, False])
def test_protection_by_setting(cloud: Cloud, protect: bool) -> None:
    bucket = build(cloud, protect).one("aws:s3/bucket:Bucket")
    assert bucket.protect is protect
    assert bucket.inputs == {"bucket": NAME, "forceDestroy": not protect}


def test_it_is_closed_and_encrypted(cloud: Cloud) -> None:
    recorder = build(cloud, True)
    block = recorder.one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs
    assert block == {
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


def test_logs_expire(cloud: Cloud) -> None:
    rules = build(cloud, True).one("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs
    assert rules["rules"] == [
        {
            "id": "expire",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "expiration": {"days": 90},
            "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
        }
    ]


def statements(cloud: Cloud) -> dict[str, dict[str, Any]]:
    return {each["Sid"]: each for each in json.loads(bucket_policy("logs", cloud))["Statement"]}


def test_plain_http_is_denied(cloud: Cloud) -> None:
    deny = statements(cloud)["TlsOnly"]
    assert (deny["Effect"], deny["Principal"], deny["Action"]) == ("Deny", "*", "s3:*")
    assert deny["Resource"] == ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]
    assert deny["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_each_writer_has_its_prefix(cloud: Cloud) -> None:
    writers = {
        sid: (each["Principal"]["Service"], each["Resource"])
        for sid, each in statements(cloud).items()
        if each["Effect"] == "Allow"
    }
    assert writers == {
        "FlowLogsWrite": (
            "delivery.logs.amazonaws.com",
            "arn:aws:s3:::logs/vpc-flow-logs/AWSLogs/123456789012/*",
        ),
        "CdnWrite": ("delivery.logs.amazonaws.com", "arn:aws:s3:::logs/cdn/AWSLogs/123456789012/*"),
        "DeliveryCheck": ("delivery.logs.amazonaws.com", "arn:aws:s3:::logs"),
        "LoadBalancerWrite": (
            "logdelivery.elasticloadbalancing.amazonaws.com",
            "arn:aws:s3:::logs/load-balancer/AWSLogs/123456789012/*",
        ),
        "AssetsWrite": ("logging.s3.amazonaws.com", "arn:aws:s3:::logs/assets/*"),
        "TrailCheck": ("cloudtrail.amazonaws.com", "arn:aws:s3:::logs"),
        "TrailWrite": ("cloudtrail.amazonaws.com", "arn:aws:s3:::logs/audit/AWSLogs/123456789012/*"),
    }


@pytest.mark.parametrize("sid", ["FlowLogsWrite", "CdnWrite", "DeliveryCheck"])
def test_log_delivery_writes_for_this_account_only(cloud: Cloud, sid: str) -> None:
    far = replace(cloud, region="eu-west-1")
    assert statements(far)[sid]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {
            "aws:SourceArn": [
                "arn:aws:logs:eu-west-1:123456789012:*",
                "arn:aws:logs:us-east-1:123456789012:*",
            ]
        },
    }


def test_access_logs_come_from_the_bucket_of_static_files_only(cloud: Cloud) -> None:
    assert statements(cloud)["AssetsWrite"]["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "123456789012"},
        "ArnLike": {"aws:SourceArn": ["arn:aws:s3:::alicerce-test-assets-123456789012-us-east-1"]},
    }


def test_the_policy_is_known_at_preview_and_waits_for_the_access_block(cloud: Cloud) -> None:
    policy = build(cloud, True).one("aws:s3/bucketPolicy:BucketPolicy")
    assert policy.inputs["policy"] == bucket_policy(NAME, cloud)
    assert "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock::logs" in policy.dependencies


def test_what_it_publishes(cloud: Cloud) -> None:
    recorder = build(cloud, True)
    assert recorder.published("LogBucket") == {
        "bucket": NAME,
        "flow_log_destination": f"arn:aws:s3:::{NAME}/vpc-flow-logs",
    }
    assert not list(recorder.orphans())


def test_retention_has_bounds(cloud: Cloud) -> None:
    with pytest.raises(ArgumentError) as caught:
        LogBucketArgs(cloud=cloud, retention_days=0, protect=True)
    assert str(caught.value) == "LogBucketArgs.retention_days must be 1 to 3653 (got 0)."
