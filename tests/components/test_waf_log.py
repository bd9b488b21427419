"""Where the web ACLs live, what they log, and what they publish."""

from dataclasses import fields, replace
from functools import cache, partial
from typing import Any

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.waf import WebAcl, WebAclArgs
from localaws.registry import SPECS
from localaws.request import violations
from settings.waf import WafSettings
from tests.components.whole_program import arrived
from tests.recorder import Recorder, record

ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
GROUP = "aws:cloudwatch/logGroup:LogGroup"


@pytest.fixture
def edge(cloud: Cloud) -> WebAclArgs:
    return WebAclArgs(cloud=cloud, scope="CLOUDFRONT", log_key_arn="key", **dict(WafSettings()))


@pytest.fixture
def regional(edge: WebAclArgs) -> WebAclArgs:
    return replace(edge, scope="REGIONAL")


@cache
def build(args: WebAclArgs) -> Recorder:
    return record(lambda: WebAcl("guard", args))


def test_aws_takes_the_request(edge: WebAclArgs, regional: WebAclArgs) -> None:
    for args in (
        edge,
        replace(edge, mode="count", anonymous_ips=True, upload_paths=()),
        replace(regional, origin_secret="hush", login_paths=("/login", "/token")),
    ):
        recorder = record(partial(WebAcl, "guard", args), preview=True)
        for type_ in (ACL, LOGGING, GROUP):
            assert list(violations(SPECS[type_], arrived(recorder.one(type_).inputs))) == []


def test_what_guards_the_edge_lives_in_us_east_1(edge: WebAclArgs, cloud: Cloud) -> None:
    recorder = build(replace(edge, cloud=replace(cloud, region="eu-west-1")))
    for type_ in (ACL, LOGGING, GROUP):
        assert recorder.one(type_).inputs["region"] == "us-east-1"
    assert "kmsKeyId" not in recorder.one(GROUP).inputs


def test_what_guards_a_load_balancer_lives_beside_it(regional: WebAclArgs, cloud: Cloud) -> None:
    recorder = build(replace(regional, cloud=replace(cloud, region="eu-west-1")))
    for type_ in (ACL, LOGGING, GROUP):
        assert recorder.one(type_).inputs["region"] == "eu-west-1"
    assert recorder.one(GROUP).inputs["kmsKeyId"] == "key"
    assert "associationConfig" not in recorder.one(ACL).inputs


@pytest.mark.parametrize(("mode", "kept"), [("block", ["BLOCK"]), ("count", ["BLOCK", "COUNT"])])
def test_the_log_holds_what_was_stopped_and_no_secrets(edge: WebAclArgs, mode: Any, kept: list[str]) -> None:
    recorder = build(replace(edge, mode=mode))
    assert recorder.one(GROUP).inputs == {
        "name": "aws-waf-logs-alicerce-test-guard",
        "retentionInDays": 90,
        "kmsKeyId": "key",
        "region": "us-east-1",
    }
    logging = recorder.one(LOGGING).inputs
    assert logging["resourceArn"] == "arn:aws:mock:us-east-1:123456789012:webAcl/guard"
    assert logging["logDestinationConfigs"] == ["arn:aws:mock:us-east-1:123456789012:logGroup/guard"]
    assert [field["singleHeader"]["name"] for field in logging["redactedFields"]] == [
        "authorization",
        "cookie",
        "x-origin-secret",
    ]
    assert logging["loggingFilter"] == {
        "defaultBehavior": "DROP",
        "filters": [
            {
                "behavior": "KEEP",
                "requirement": "MEETS_ANY",
                "conditions": [{"actionCondition": {"action": action}} for action in kept],
            }
        ],
    }


def test_what_it_publishes(edge: WebAclArgs) -> None:
    recorder = build(edge)
    inputs = recorder.one(ACL).inputs
    assert inputs["name"] == inputs["visibilityConfig"]["metricName"] == "alicerce-test-guard"
    assert inputs["defaultAction"] == {"allow": {}}
    assert recorder.published("WebAcl") == {
        "arn": "arn:aws:mock:us-east-1:123456789012:webAcl/guard",
        "metric_name": "alicerce-test-guard",
        "log_group": "aws-waf-logs-alicerce-test-guard",
    }
    assert not list(recorder.orphans())


def test_every_setting_is_an_argument() -> None:
    assert set(WafSettings.model_fields) <= {field.name for field in fields(WebAclArgs)}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"mode": "off"}, "Limits.mode must be one of block, count (got off)."),
        ({"general_rate": 0}, "Limits.general_rate must be 1 to 100000 (got 0)."),
        ({"api_rate": 100_001}, "Limits.api_rate must be 1 to 100000 (got 100001)."),
        ({"login_rate": 9}, "Limits.login_rate must be 10 to 100000 (got 9)."),
        ({"body_limit": 20}, "Limits.body_limit must be one of 16, 32, 48, 64 (got 20)."),
        ({"login_paths": ("login",)}, "Limits.login_paths must be paths that start with / (got 'login')."),
        ({"upload_paths": ("/a",) * 6}, "The length of Limits.upload_paths must be 0 to 5 (got 6)."),
        ({"scope": "GLOBAL"}, "WebAclArgs.scope must be one of CLOUDFRONT, REGIONAL (got GLOBAL)."),
        (
            {"origin_secret": "hush"},
            "WebAclArgs.origin_secret must not be given for CLOUDFRONT: users do not know it.",
        ),
    ],
)
def test_arguments_have_bounds(edge: WebAclArgs, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(edge, **changes)
    assert str(caught.value) == message
