"""Calls to the AWS on loopback: nowhere else, and every failure in plain words."""

import json
from dataclasses import replace
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from localaws.cloud import Cloud, search
from localaws.errors import CloudError, Gone, LocalAwsError, Throttled
from localaws.refusals import is_gone

ACCOUNT, REGION = "200000009991", "eu-west-1"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:5000",
        "http://localhost:5000",
        "http://0.0.0.0:5000",
        "http://127.0.0.1",
        "http://127.0.0.1.example.com:80",
        "http://127.0.0.1:5000@example.com",
        "http://127.0.0.1:5000/x",
        "https://ec2.us-east-1.amazonaws.com",
        "",
    ],
)
def test_only_loopback(url: str) -> None:
    with pytest.raises(LocalAwsError) as caught:
        Cloud(url)
    assert str(caught.value) == f"the embedded AWS only talks to http://127.0.0.1:PORT (got {url})"


def test_accounts_and_regions_are_kept_apart(cloud: Cloud) -> None:
    cloud.call(ACCOUNT, REGION, "ec2", "CreateVpc", {"CidrBlock": "10.9.0.0/16"})

    def blocks(account: str, region: str) -> set[str]:
        vpcs = cloud.call(account, region, "ec2", "DescribeVpcs", {})["Vpcs"]
        return {vpc["CidrBlock"] for vpc in vpcs}

    assert "10.9.0.0/16" in blocks(ACCOUNT, REGION)
    assert "10.9.0.0/16" not in blocks(ACCOUNT, "eu-west-2")
    assert "10.9.0.0/16" not in blocks("200000009992", REGION)


def test_an_account_is_who_it_says(cloud: Cloud) -> None:
    assert cloud.call(ACCOUNT, REGION, "sts", "GetCallerIdentity", {})["Account"] == ACCOUNT


def answering(cloud: Cloud, status: int, code: str) -> Cloud:
    """A cloud whose SSM answers every call with one error."""
    broken = replace(cloud, direct=None, sleep=lambda seconds: None)
    body = json.dumps({"__type": code, "message": "so it is"}).encode()

    class Raw:
        def stream(self, **kwargs: Any) -> list[bytes]:
            return [body]

    def answer(**kwargs: Any) -> AWSResponse:
        headers: Any = {"content-type": "application/x-amz-json-1.1"}
        return AWSResponse(cloud.url, status, headers, Raw())

    broken.client(REGION, "ssm").meta.events.register("before-send.ssm", answer)
    return broken


@pytest.mark.parametrize(
    ("status", "code", "kind", "message"),
    [
        (400, "ParameterNotFound", Gone, "ParameterNotFound: ssm GetParameter: so it is"),
        (400, "ThrottlingException", Throttled, "ThrottlingException: ssm GetParameter: so it is"),
        (503, "RequestLimitExceeded", Throttled, "RequestLimitExceeded: ssm GetParameter: so it is"),
        (400, "ValidationException", CloudError, "ValidationException: ssm GetParameter: so it is"),
        (
            500,
            "KeyError",
            CloudError,
            "EmulatorFailure: moto could not carry out ssm GetParameter; its log has the cause (KeyError)",
        ),
    ],
)
def test_errors_are_plain(cloud: Cloud, status: int, code: str, kind: type[CloudError], message: str) -> None:
    with pytest.raises(CloudError) as caught:
        answering(cloud, status, code).call("123456789012", REGION, "ssm", "GetParameter", {"Name": "x"})
    assert type(caught.value) is kind
    assert str(caught.value) == message


def test_nobody_there() -> None:
    with pytest.raises(CloudError, match="EndpointConnectionError: ssm GetParameter: Could not connect"):
        Cloud("http://127.0.0.1:1").call("123456789012", REGION, "ssm", "GetParameter", {"Name": "x"})


@pytest.mark.parametrize(
    "code",
    [
        "InvalidVpcID.NotFound",
        "NoSuchBucket",
        "ResourceNotFoundException",
        "ClusterNotFoundException",
        "DBInstanceNotFound",
        "WAFNonexistentItemException",
        "404",
    ],
)
def test_words_for_gone(code: str) -> None:
    assert is_gone(code)


@pytest.mark.parametrize("code", ["DependencyViolation", "AccessDenied", "ValidationError", "InvalidVpcID"])
def test_other_words(code: str) -> None:
    assert not is_gone(code)


def test_points_in_time_are_text(cloud: Cloud) -> None:
    cloud.call(ACCOUNT, REGION, "ssm", "PutParameter", {"Name": "t", "Value": "1", "Type": "String"})
    found = cloud.call(ACCOUNT, REGION, "ssm", "GetParameter", {"Name": "t"})["Parameter"]
    assert found["LastModifiedDate"][-1] == "Z"
    assert len(found["LastModifiedDate"]) == len("2026-01-31T12:00:00Z")


def test_search() -> None:
    assert search("", {"a": 1}) == {"a": 1}
    assert search("a[?b=='2'] | [0]", {"a": [{"b": "1"}, {"b": "2"}]}) == {"b": "2"}
    assert search("a", {}) is None
