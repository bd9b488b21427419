"""Trails live a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.values import Props
from tests.localaws.conftest import Workbench

TRAIL = "aws:cloudtrail/trail:Trail"
ROLE = "arn:aws:iam::200000000001:role/trail"
GROUP = "arn:aws:logs:us-east-1:200000000001:log-group:trail:*"


@pytest.fixture
def inputs(bench: Workbench) -> Props:
    """A trail as the program makes it."""
    bucket, _ = bench.make("aws:s3/bucket:Bucket", bucket=f"logs-{bench.session.account}")
    _, topic = bench.make("aws:sns/topic:Topic", name="alarms")
    return {
        "name": "alicerce",
        "s3BucketName": bucket,
        "s3KeyPrefix": "trail",
        "snsTopicName": topic["arn"],
        "isMultiRegionTrail": True,
        "enableLogFileValidation": True,
        "kmsKeyId": "arn:aws:kms:us-east-1:200000000001:key/1",
    }


_ALL_OBJECTS = [
    {"field": "eventCategory", "equals": ["Data"]},
    {"field": "resources.type", "equals": ["AWS::S3::Object"]},
]


@pytest.mark.parametrize(
    "change",
    [
        {"enableLogging": False},
        {"enableLogFileValidation": False},
        {"s3KeyPrefix": "other"},
        {"cloudWatchLogsGroupArn": GROUP, "cloudWatchLogsRoleArn": ROLE},
        {
            "eventSelectors": [
                {
                    "readWriteType": "WriteOnly",
                    "includeManagementEvents": True,
                    "dataResources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}],
                }
            ]
        },
        {"advancedEventSelectors": [{"name": "Objects", "fieldSelectors": _ALL_OBJECTS}]},
        {"insightSelectors": [{"insightType": "ApiErrorRateInsight"}]},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_trail(bench: Workbench, inputs: Props, change: Props) -> None:
    bench.live(TRAIL, change, **inputs)


def _trail(bench: Workbench) -> dict[str, Any]:
    trail: dict[str, Any] = bench.call("cloudtrail", "GetTrail", Name="alicerce")["Trail"]
    return trail


def test_a_trail_is_started_unless_told_not_to(bench: Workbench, inputs: Props) -> None:
    bench.make(TRAIL, **inputs)
    bench.make(TRAIL, **{**inputs, "name": "silent", "enableLogging": False})
    logging = [
        bench.call("cloudtrail", "GetTrailStatus", Name=name)["IsLogging"] for name in ("alicerce", "silent")
    ]
    assert logging == [True, False]


def test_drift_in_a_stopped_trail_is_seen(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(TRAIL, bench.session)
    news = bench.check(TRAIL, **inputs, enableLogging=True)
    ident, state = kind.create(news)
    bench.call("cloudtrail", "StopLogging", Name="alicerce")
    found = kind.read(ident, news, state)
    assert found is not None
    assert found[1]["enableLogging"] is False


def test_selectors_of_one_kind_replace_those_of_the_other(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(TRAIL, bench.session)
    advanced = [{"name": "Objects", "fieldSelectors": _ALL_OBJECTS}]
    old = bench.check(TRAIL, **inputs, advancedEventSelectors=advanced)
    ident, state = kind.create(old)
    kind.update(ident, old, state, inputs)
    found = bench.call("cloudtrail", "GetEventSelectors", TrailName="alicerce")
    assert found["AdvancedEventSelectors"] == []
    assert [selector["ReadWriteType"] for selector in found["EventSelectors"]] == ["All"]


def test_new_insights_replace_the_old(bench: Workbench, inputs: Props) -> None:
    bench.live(
        TRAIL,
        {"insightSelectors": [{"insightType": "ApiErrorRateInsight"}]},
        **inputs,
        insightSelectors=[{"insightType": "ApiCallRateInsight"}],
    )


def test_a_tag_taken_out_is_gone(bench: Workbench, inputs: Props) -> None:
    bench.live(TRAIL, {"tags": {"Team": "b"}}, **inputs, tags={"Team": "a", "Old": "1"})


def test_a_key_taken_out_is_gone(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(TRAIL, bench.session)
    old = bench.check(TRAIL, **inputs)
    ident, state = kind.create(old)
    kind.update(ident, old, state, {key: value for key, value in old.items() if key != "kmsKeyId"})
    assert not _trail(bench).get("KmsKeyId")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"s3BucketName": "nobodys"}, "does not exist"),
        ({"name": "-alicerce"}, "Trail name must start"),
        ({"includeGlobalServiceEvents": False}, "must include global service events"),
        ({"snsTopicName": "nobodys"}, "SNS Topic does not exist"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_aws_refuses(bench: Workbench, inputs: Props, wrong: Props, words: str) -> None:
    with pytest.raises(CloudError, match=words):
        bench.make(TRAIL, **{**inputs, **wrong})


def test_a_trail_is_imported_by_its_arn(bench: Workbench, inputs: Props) -> None:
    ident, state = bench.make(TRAIL, **inputs)
    assert ident == state["arn"]
    found = bench.package.resource(TRAIL, bench.session).read(ident, {}, {})
    assert found is not None
    for prop in ("name", "s3BucketName", "isMultiRegionTrail", "kmsKeyId"):
        assert found[1][prop] == inputs[prop]


def test_a_new_name_makes_a_new_trail(bench: Workbench, inputs: Props) -> None:
    kind = bench.package.resource(TRAIL, bench.session)
    other = {**inputs, "name": "other", "s3BucketName": "another"}
    assert kind.diff(inputs, {}, other).replaces == ("name",)
