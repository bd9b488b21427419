"""The web ACLs: what they ask of a request, and in which order; what they log."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any
from urllib.parse import unquote

import pulumi
import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.waf import WebAcl, WebAclArgs
from localaws.registry import SPECS
from localaws.request import violations
from localaws.values import UNKNOWN
from settings.waf import WafSettings
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


def rules(args: WebAclArgs) -> dict[str, Any]:
    """What the engine is told of each rule, in the order in which they are asked."""
    given = build(args).one(ACL).inputs["rules"]
    return {rule["name"]: rule for rule in sorted(given, key=lambda rule: rule["priority"])}


# --- a reader of statements, as far as ours go ---------------------------------------------------------


def matches(statement: dict[str, Any], path: str = "/", body: int = 0, header: str = "") -> bool:
    """Whether a request matches: read from AWS's description of the statements, not from our code."""
    ((kind, inner),) = statement.items()
    if kind in ("orStatement", "andStatement"):
        found = [matches(each, path, body, header) for each in inner["statements"]]
        return any(found) if kind == "orStatement" else all(found)
    if kind == "notStatement":
        (negated,) = inner["statements"]
        return not matches(negated, path, body, header)
    if kind == "rateBasedStatement":
        return matches(inner["scopeDownStatement"], path, body, header)
    if kind == "sizeConstraintStatement":
        return body > int(inner["size"])
    value = header if "singleHeader" in inner["fieldToMatch"] else path
    for each in sorted(inner["textTransformations"], key=lambda each: each["priority"]):
        value = TRANSFORMATIONS[each["type"]](value)
    if kind == "regexMatchStatement":
        return re.search(inner["regexString"], value) is not None
    wanted = inner["searchString"]
    return value == wanted if inner["positionalConstraint"] == "EXACTLY" else value.startswith(wanted)


def _normal(path: str) -> str:
    """Without `.`, `..` and double slashes."""
    end = "/" if path.endswith("/") and path != "/" else ""
    return posixpath.normpath(re.sub("/+", "/", path)) + end


TRANSFORMATIONS: dict[str, Callable[[str], str]] = {
    "NONE": str,
    "LOWERCASE": str.lower,
    "URL_DECODE": unquote,
    "NORMALIZE_PATH": _normal,
}


def limits(args: WebAclArgs, path: str) -> dict[str, float]:
    """Requests a minute that one client may make to a path, by rule."""
    return {
        name: rule["statement"]["rateBasedStatement"]["limit"]
        for name, rule in rules(args).items()
        if name.startswith("rate-") and matches(rule["statement"], path)
    }


# --- rates ---------------------------------------------------------------------------------------------

PAGE, CALL = {"rate-general": 600}, {"rate-api": 1200}
LOGIN = {"rate-login": 20, **CALL}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # Seed: 10 req/s general, 20 req/s API.
        ("/", PAGE),
        ("/products/7", PAGE),
        ("/apiary", PAGE),
        ("/_next/image", PAGE),
        ("/api/orders", CALL),
        ("/api/auth/login", LOGIN),
        # Other spellings of the same paths.
        ("/%61pi/auth/login", LOGIN),
        ("/API/Auth/Login", LOGIN),
        ("/api/x/../auth/login", LOGIN),
        ("//api/auth/login", LOGIN),
        # A page loads dozens of these, from CloudFront's cache.
        ("/_next/static/chunks/main.js", {}),
        ("/assets/logo.txt", {}),
        ("/favicon.ico", {}),
        ("/photo.JPG", {}),
        # None of these is a file.
        ("/_next/static/../../account", PAGE),
        ("/png", PAGE),
        ("/a.png/b", PAGE),
    ],
)
def test_how_often_a_path_may_be_asked_for(edge: WebAclArgs, path: str, expected: dict[str, float]) -> None:
    assert limits(edge, path) == expected


def test_rates_are_settings(edge: WebAclArgs) -> None:
    args = replace(edge, general_rate=5, api_rate=50, login_rate=10, login_paths=("/login", "/api/token"))
    assert limits(args, "/") == {"rate-general": 300}
    assert limits(args, "/login") == {"rate-login": 10, "rate-general": 300}
    assert limits(args, "/api/token/new") == {"rate-login": 10, "rate-api": 3000}
    assert "rate-login" not in rules(replace(edge, login_paths=()))


def test_the_edge_counts_by_address_in_the_shortest_window(edge: WebAclArgs) -> None:
    for name in ("rate-login", "rate-api", "rate-general"):
        statement = rules(edge)[name]["statement"]["rateBasedStatement"]
        assert (statement["aggregateKeyType"], statement["evaluationWindowSec"]) == ("IP", 60)


def test_the_load_balancer_counts_by_the_client_cloudfront_speaks_for(regional: WebAclArgs) -> None:
    for name in ("rate-login", "rate-api", "rate-general"):
        statement = rules(regional)[name]["statement"]["rateBasedStatement"]
        assert statement["aggregateKeyType"] == "FORWARDED_IP"
        assert statement["forwardedIpConfig"] == {
            "headerName": "true-client-ip",
            "fallbackBehavior": "MATCH",
        }
    assert limits(regional, "/_next/static/missing.js") == PAGE


def test_who_asks_too_often_learns_when_to_come_back(edge: WebAclArgs) -> None:
    assert rules(edge)["rate-general"]["action"] == {
        "block": {
            "customResponse": {
                "responseCode": 429,
                "responseHeaders": [{"name": "retry-after", "value": "60"}],
            }
        }
    }


# --- what else is asked ----------------------------------------------------------------------------------

EDGE_RULES = [
    "rate-login",
    "rate-api",
    "rate-general",
    "body",
    "reputation",
    "bad-inputs",
    "common",
    "sql-injection",
]
REGIONAL_RULES = ["rate-login", "rate-api", "rate-general"]


def test_the_rules_in_order(edge: WebAclArgs, regional: WebAclArgs) -> None:
    assert list(rules(edge)) == EDGE_RULES
    assert list(rules(replace(edge, anonymous_ips=True))) == [*EDGE_RULES, "anonymous"]
    assert list(rules(regional)) == REGIONAL_RULES
    assert list(rules(replace(regional, origin_secret="hush"))) == ["strangers", *REGIONAL_RULES]


def test_the_groups_of_aws(edge: WebAclArgs) -> None:
    groups = {
        name: rule["statement"]["managedRuleGroupStatement"]["name"]
        for name, rule in rules(replace(edge, anonymous_ips=True)).items()
        if "managedRuleGroupStatement" in rule["statement"]
    }
    assert groups == {
        "reputation": "AWSManagedRulesAmazonIpReputationList",
        "bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
        "common": "AWSManagedRulesCommonRuleSet",
        "sql-injection": "AWSManagedRulesSQLiRuleSet",
        "anonymous": "AWSManagedRulesAnonymousIpList",
    }
    common = rules(edge)["common"]["statement"]["managedRuleGroupStatement"]
    assert common["ruleActionOverrides"] == [{"name": "SizeRestrictions_BODY", "actionToUse": {"count": {}}}]


@pytest.mark.parametrize(
    ("path", "size", "refused"),
    [
        ("/api/orders", 16 * 1024, False),
        ("/api/orders", 16 * 1024 + 1, True),
        ("/api/uploads/photo", 5_000_000, False),
        ("/api/uploads/../orders", 5_000_000, True),
    ],
)
def test_no_body_is_larger_than_what_is_looked_at(
    edge: WebAclArgs, path: str, size: int, refused: bool
) -> None:
    assert matches(rules(edge)["body"]["statement"], path, size) is refused


def test_the_body_limit_is_what_cloudfront_shows(edge: WebAclArgs) -> None:
    args = replace(edge, body_limit=48, upload_paths=())
    assert build(args).one(ACL).inputs["associationConfig"] == {
        "requestBodies": [{"cloudfront": {"defaultSizeInspectionLimit": "KB_48"}}]
    }
    assert rules(args)["body"]["statement"]["sizeConstraintStatement"] == {
        "fieldToMatch": {"body": {"oversizeHandling": "MATCH"}},
        "comparisonOperator": "GT",
        "size": 48 * 1024,
        "textTransformations": [{"priority": 0, "type": "NONE"}],
    }


@pytest.mark.parametrize("mode", ["block", "count"])
def test_nobody_gets_by_without_the_secret(regional: WebAclArgs, mode: Any) -> None:
    rule = rules(replace(regional, origin_secret="hush", mode=mode))["strangers"]
    assert rule["priority"] == 0
    assert rule["action"] == {"block": {"customResponse": {"responseCode": 403}}}
    assert matches(rule["statement"], header="")
    assert matches(rule["statement"], header="Hush")
    assert not matches(rule["statement"], header="hush")


def test_the_secret_stays_one(regional: WebAclArgs) -> None:
    args = replace(regional, origin_secret=pulumi.Output.secret("hush"))
    given = record(lambda: WebAcl("guard", args)).one(ACL).inputs["rules"]
    assert pulumi.runtime.rpc.is_rpc_secret(given)


def test_new_rules_can_count_first(edge: WebAclArgs) -> None:
    for name, rule in rules(replace(edge, mode="count")).items():
        action = rule.get("action") or rule["overrideAction"]
        assert action == {"count": {}}, name


def test_rules_that_do_not_only_count_block(edge: WebAclArgs) -> None:
    for name, rule in rules(edge).items():
        assert rule.get("overrideAction") == {"none": {}} or "block" in rule["action"], name


# --- what AWS makes of them --------------------------------------------------------------------------------

MANAGED = {
    "AWSManagedRulesAmazonIpReputationList": 25,
    "AWSManagedRulesAnonymousIpList": 50,
    "AWSManagedRulesCommonRuleSet": 700,
    "AWSManagedRulesKnownBadInputsRuleSet": 200,
    "AWSManagedRulesSQLiRuleSet": 200,
}
"""Capacity units. Source:
https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html"""

UNITS = {
    "rateBasedStatement": 2,
    "byteMatchStatement": 2,
    "regexMatchStatement": 3,
    "sizeConstraintStatement": 1,
}
"""Capacity units of statements; 10 more for each transformation. AWS counts a transformation of one part of a
request once, so this is more than it comes to. Source:
https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements.html"""

INCLUDED = 1500
"""Units in the price of a web ACL. Source: https://aws.amazon.com/waf/pricing/"""


def units(statement: dict[str, Any]) -> int:
    ((kind, inner),) = statement.items()
    if kind == "managedRuleGroupStatement":
        return MANAGED[str(inner["name"])]
    own: int = UNITS.get(kind, 0) + 10 * sum(
        each["type"] != "NONE" for each in inner.get("textTransformations", ())
    )
    below: list[dict[str, Any]] = [*inner.get("statements", ())]
    below += [inner["scopeDownStatement"]] if "scopeDownStatement" in inner else []
    return own + sum(units(each) for each in below)


def test_the_defaults_fit_the_price(edge: WebAclArgs, regional: WebAclArgs) -> None:
    for args in (replace(edge, anonymous_ips=True), replace(regional, origin_secret="hush")):
        assert sum(units(rule["statement"]) for rule in rules(args).values()) <= INCLUDED


def test_aws_takes_the_request(edge: WebAclArgs, regional: WebAclArgs) -> None:
    for args in (
        edge,
        replace(edge, mode="count", anonymous_ips=True, upload_paths=()),
        replace(regional, origin_secret="hush", login_paths=("/login", "/token")),
    ):
        recorder = record(lambda args=args: WebAcl("guard", args), preview=True)  # type: ignore[misc]
        for type_ in (ACL, LOGGING, GROUP):
            assert list(violations(SPECS[type_], _arrived(recorder.one(type_).inputs))) == []


def _arrived(value: Any) -> Any:
    """Values as they arrive at a provider: whole numbers, and marks for what is not known yet."""
    if isinstance(value, pulumi.output.Unknown):
        return UNKNOWN
    if isinstance(value, dict):
        return {key: _arrived(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_arrived(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def test_the_provider_takes_what_is_nested(edge: WebAclArgs, regional: WebAclArgs) -> None:
    """It goes three deep, and two within what narrows a rate; pulumi-aws issue 4868."""
    for args in (replace(edge, login_paths=("/a", "/b")), replace(regional, origin_secret="hush")):
        for name, rule in rules(args).items():
            assert max(_depths(rule["statement"])) <= 3, name


def _depths(statement: dict[str, Any], depth: int = 0) -> Iterator[int]:
    ((kind, inner),) = statement.items()
    deeper = depth + (kind in ("andStatement", "orStatement", "notStatement", "rateBasedStatement"))
    yield deeper
    for each in (*inner.get("statements", ()), *filter(None, [inner.get("scopeDownStatement")])):
        yield from _depths(each, deeper)


def test_every_rule_is_counted_under_its_name(edge: WebAclArgs) -> None:
    for name, rule in rules(edge).items():
        assert rule["visibilityConfig"] == {
            "metricName": name,
            "cloudwatchMetricsEnabled": True,
            "sampledRequestsEnabled": True,
        }


# --- where it lives, and its log -------------------------------------------------------------------------


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
