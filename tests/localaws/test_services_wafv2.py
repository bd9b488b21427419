"""Web ACLs through a whole life."""

import json
from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from tests.localaws.conftest import Workbench

ACL = "aws:wafv2/webAcl:WebAcl"


def visible(name: str) -> dict[str, Any]:
    return {"cloudwatchMetricsEnabled": True, "metricName": name, "sampledRequestsEnabled": True}


def rule(name: str, priority: int, statement: dict[str, Any], **more: Any) -> dict[str, Any]:
    action: dict[str, Any] = {} if "overrideAction" in more else {"action": {"block": {}}}
    return {
        "name": name,
        "priority": priority,
        "statement": statement,
        "visibilityConfig": visible(name),
        **action,
        **more,
    }


PLAIN = [{"priority": 0, "type": "NONE"}]
API = {
    "byteMatchStatement": {
        "fieldToMatch": {"uriPath": {}},
        "positionalConstraint": "STARTS_WITH",
        "searchString": "/api/",
        "textTransformations": PLAIN,
    }
}
RULES = [
    rule(
        "secret",
        0,
        {
            "notStatement": {
                "statements": [
                    {
                        "byteMatchStatement": {
                            "fieldToMatch": {"singleHeader": {"name": "x-origin-secret"}},
                            "positionalConstraint": "EXACTLY",
                            "searchString": "s3cret",
                            "textTransformations": PLAIN,
                        }
                    }
                ]
            }
        },
        ruleLabels=[{"name": "stranger"}],
    ),
    rule(
        "rate",
        1,
        {
            "rateBasedStatement": {
                "limit": 600,
                "evaluationWindowSec": 60,
                "aggregateKeyType": "FORWARDED_IP",
                "forwardedIpConfig": {"headerName": "true-client-ip", "fallbackBehavior": "MATCH"},
                "scopeDownStatement": {"notStatement": {"statements": [API]}},
            }
        },
        captchaConfig={"immunityTimeProperty": {"immunityTime": 300}},
    ),
    rule(
        "custom-keys",
        2,
        {
            "rateBasedStatement": {
                "limit": 100,
                "evaluationWindowSec": 120,
                "aggregateKeyType": "CUSTOM_KEYS",
                "customKeys": [{"ip": {}}, {"header": {"name": "x-user", "textTransformations": PLAIN}}],
            }
        },
    ),
    rule(
        "common",
        3,
        {
            "managedRuleGroupStatement": {
                "vendorName": "AWS",
                "name": "AWSManagedRulesCommonRuleSet",
                "ruleActionOverrides": [{"name": "SizeRestrictions_BODY", "actionToUse": {"count": {}}}],
                "scopeDownStatement": API,
            }
        },
        overrideAction={"none": {}},
    ),
    rule(
        "bots",
        4,
        {
            "managedRuleGroupStatement": {
                "vendorName": "AWS",
                "name": "AWSManagedRulesBotControlRuleSet",
                "managedRuleGroupConfigs": [
                    {"awsManagedRulesBotControlRuleSet": {"inspectionLevel": "COMMON"}}
                ],
            }
        },
        overrideAction={"count": {}},
    ),
    rule(
        "mixed",
        5,
        {
            "orStatement": {
                "statements": [
                    {"geoMatchStatement": {"countryCodes": ["KP"]}},
                    {"labelMatchStatement": {"scope": "LABEL", "key": "stranger"}},
                    {
                        "andStatement": {
                            "statements": [
                                API,
                                {
                                    "regexMatchStatement": {
                                        "fieldToMatch": {"queryString": {}},
                                        "regexString": "x{3}",
                                        "textTransformations": PLAIN,
                                    }
                                },
                            ]
                        }
                    },
                ]
            }
        },
        action={"block": {"customResponse": {"responseCode": 429, "customResponseBodyKey": "slow"}}},
    ),
    rule(
        "large",
        6,
        {
            "sizeConstraintStatement": {
                "fieldToMatch": {"body": {"oversizeHandling": "MATCH"}},
                "comparisonOperator": "GT",
                "size": 8192,
                "textTransformations": PLAIN,
            }
        },
    ),
]
BASE: dict[str, Any] = {
    "scope": "REGIONAL",
    "defaultAction": {"allow": {}},
    "visibilityConfig": visible("acl"),
}


def test_every_kind_of_rule_lives(bench: Workbench) -> None:
    bench.live(
        ACL,
        change={"rules": RULES[:3], "description": "fewer", "tags": {"team": "edge"}},
        **BASE,
        rules=RULES,
        description="all",
        customResponseBodies=[{"key": "slow", "content": "Slow down", "contentType": "TEXT_PLAIN"}],
        associationConfig={"requestBodies": [{"cloudfront": {"defaultSizeInspectionLimit": "KB_32"}}]},
        captchaConfig={"immunityTimeProperty": {"immunityTime": 600}},
        challengeConfig={"immunityTimeProperty": {"immunityTime": 600}},
        tokenDomains=["example.com"],
        tags={"team": "web"},
    )


def test_what_guards_cloudfront_lives_in_us_east_1_from_any_region(bench: Workbench) -> None:
    bench.session = bench.package.configure(
        {"region": "eu-west-1", "allowedAccountIds": [bench.session.account]}
    )
    bench.live(ACL, **{**BASE, "scope": "CLOUDFRONT"}, rules=RULES[1:2], region="us-east-1")
    with pytest.raises(CloudError, match="SCOPE_VALUE, parameter: CLOUDFRONT"):
        bench.make(ACL, **{**BASE, "scope": "CLOUDFRONT"})


def test_rules_as_json(bench: Workbench) -> None:
    rules = [
        {
            "Name": "geo",
            "Priority": 0,
            "Action": {"Block": {}},
            "Statement": {"GeoMatchStatement": {"CountryCodes": ["KP"]}},
            "VisibilityConfig": {
                "SampledRequestsEnabled": True,
                "CloudWatchMetricsEnabled": True,
                "MetricName": "geo",
            },
        }
    ]
    _, acl = bench.make(ACL, **BASE, ruleJson=json.dumps(rules))
    found = bench.call("wafv2", "GetWebACL", ARN=acl["arn"])["WebACL"]
    assert found["Rules"][0]["Statement"] == rules[0]["Statement"]


def test_rules_taken_out_are_gone_and_so_is_all_else(bench: Workbench) -> None:
    kind = bench.package.resource(ACL, bench.session)
    news = bench.check(ACL, **BASE, rules=RULES[:2], description="two", tokenDomains=["example.com"])
    ident, outputs = kind.create(news)
    bare = bench.check(ACL, **BASE, name=news["name"])
    after = kind.update(ident, news, outputs, bare)
    found = bench.call("wafv2", "GetWebACL", ARN=outputs["arn"])["WebACL"]
    assert (found["Rules"], found["Description"], found.get("TokenDomains")) == ([], "", None)
    assert after["lockToken"] != outputs["lockToken"]


def test_a_change_by_another_hand_is_drift_and_overwritten(bench: Workbench) -> None:
    kind = bench.package.resource(ACL, bench.session)
    news = bench.check(ACL, **BASE, rules=RULES[:1])
    ident, outputs = kind.create(news)
    bench.call(
        "wafv2",
        "UpdateWebACL",
        Name=news["name"],
        Scope="REGIONAL",
        Id=ident,
        LockToken=outputs["lockToken"],
        DefaultAction={"Block": {}},
        VisibilityConfig={
            "SampledRequestsEnabled": True,
            "CloudWatchMetricsEnabled": True,
            "MetricName": "acl",
        },
    )
    found = kind.read(ident, news, outputs)
    assert found is not None
    fresh, inputs = found
    assert kind.diff(inputs, fresh, news).changed == ("defaultAction", "rules")
    kind.update(ident, inputs, fresh, news)
    assert len(bench.call("wafv2", "GetWebACL", ARN=outputs["arn"])["WebACL"]["Rules"]) == 1


def test_import_by_id_name_and_scope(bench: Workbench) -> None:
    ident, outputs = bench.make(ACL, **BASE, rules=RULES[:2])
    kind = bench.package.resource(ACL, bench.session)
    found = kind.read(f"{ident}/{outputs['name']}/REGIONAL", {}, {})
    assert found is not None
    state, inputs = found
    assert (inputs["name"], inputs["scope"], state["arn"]) == (outputs["name"], "REGIONAL", outputs["arn"])
    assert inputs["rules"][0]["statement"]["notStatement"]["statement"]["byteMatchStatement"] == {
        "searchString": "s3cret",
        "fieldToMatch": {"singleHeader": {"name": "x-origin-secret"}},
        "positionalConstraint": "EXACTLY",
        "textTransformations": PLAIN,
    }


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ([RULES[0], {**RULES[1], "priority": 0}], "secret and rate both have priority 0"),
        ([{**RULES[3], "overrideAction": None}], "common needs overrideAction"),
        ([{**RULES[0], "action": None}], "secret needs action"),
        (
            [rule("few", 0, {"rateBasedStatement": {"limit": 5, "aggregateKeyType": "IP"}})],
            "Limit must be 10 to 2000000000 (got 5)",
        ),
        ([rule("nothing", 0, {"xssStatement": {}})], "xssStatement is not known"),
    ],
)
def test_what_aws_refuses_the_preview_refuses(
    bench: Workbench, rules: list[dict[str, Any]], complaint: str
) -> None:
    kind = bench.package.resource(ACL, bench.session)
    _, failures = kind.check({}, {**BASE, "rules": rules}, Naming("thing"))
    assert complaint in "; ".join(failures)
