"""The trail of management events, and what it needs of the bucket."""

from dataclasses import replace

import pytest

from components.audit import Audit, AuditArgs, bucket_statements
from components.cloud import Cloud
from tests.recorder import Recorder, record

TRAIL = "aws:cloudtrail/trail:Trail"
ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"


@pytest.fixture
def args(cloud: Cloud) -> AuditArgs:
    return AuditArgs(cloud=cloud, log_bucket="logs", key_arn="arn:key", trail=True, access_analyzer=False)


def build(args: AuditArgs) -> Recorder:
    return record(lambda: Audit("audit", args))


def test_the_trail_is_of_all_regions_and_proof_against_changes(args: AuditArgs) -> None:
    assert build(args).one(TRAIL).inputs == {
        "name": "alicerce-test",
        "s3BucketName": "logs",
        "s3KeyPrefix": "audit",
        "kmsKeyId": "arn:key",
        "isMultiRegionTrail": True,
        "includeGlobalServiceEvents": True,
        "enableLogFileValidation": True,
    }


def test_only_this_trail_may_write_to_the_bucket(cloud: Cloud) -> None:
    check, write = bucket_statements("logs", cloud)
    trail = "arn:aws:cloudtrail:us-east-1:123456789012:trail/alicerce-test"
    assert (check["Action"], check["Resource"]) == ("s3:GetBucketAcl", "arn:aws:s3:::logs")
    assert check["Condition"] == {"StringEquals": {"aws:SourceArn": trail}}
    assert (write["Action"], write["Resource"]) == (
        "s3:PutObject",
        "arn:aws:s3:::logs/audit/AWSLogs/123456789012/*",
    )
    assert write["Condition"]["StringEquals"] == {
        "aws:SourceArn": trail,
        "s3:x-amz-acl": "bucket-owner-full-control",
    }


def test_a_second_stack_has_none(args: AuditArgs) -> None:
    recorder = build(replace(args, trail=False))
    assert not recorder.all(TRAIL)
    assert recorder.published("Audit") == {"trail_name": ""}


def test_the_analyzer(args: AuditArgs) -> None:
    assert not build(args).all(ANALYZER)
    analyzer = build(replace(args, access_analyzer=True)).one(ANALYZER).inputs
    assert analyzer == {"analyzerName": "alicerce-test", "type": "ACCOUNT"}


def test_what_it_publishes(args: AuditArgs) -> None:
    recorder = build(args)
    assert recorder.published("Audit") == {"trail_name": "alicerce-test"}
    assert not list(recorder.orphans())
