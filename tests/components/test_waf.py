"""The rules of the web ACLs: what they ask of a request, and in which order."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pulumi
import pytest

from components.cloud import Cloud
from components.waf import WebAcl, WebAclArgs
from settings.waf import WafSettings
from tests.components.waf_statements import INCLUDED, matches, units
from tests.recorder import Recorder, record

ACL = "aws:wafv2/webAcl:WebAcl"


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


def limits(args: WebAclArgs, path: str) -> dict[str, float]:
    """Requests a minute that one client may make to a path, by rule."""
    return {
        name: rule["statement"]["rateBasedStatement"]["limit"]
        for name, rule in rules(args).items()
        if name.startswith("rate-") and matches(rule["statement"], path)
    }


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


def test_the_defaults_fit_the_price(edge: WebAclArgs, regional: WebAclArgs) -> None:
    for args in (replace(edge, anonymous_ips=True), replace(regional, origin_secret="hush")):
        assert sum(units(rule["statement"]) for rule in rules(args).values()) <= INCLUDED


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
