"""Web ACLs, associations, logging and address sets through a whole life."""

import json
from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from tests.localaws.conftest import Workbench

ACL = "aws:wafv2/webAcl:WebAcl"
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
IP_SET = "aws:wafv2/ipSet:IpSet"
GROUP = "aws:cloudwatch/logGroup:LogGroup"


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


def _balancer(bench: Workbench) -> str:
    vpc = bench.call("ec2", "CreateVpc", CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = bench.call("ec2", "CreateSubnet", VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]
    made = bench.call("elbv2", "CreateLoadBalancer", Name="web", Subnets=[subnet])
    return str(made["LoadBalancers"][0]["LoadBalancerArn"])


def test_an_association_lives(bench: Workbench) -> None:
    _, acl = bench.make(ACL, **BASE)
    bench.live(ASSOCIATION, webAclArn=acl["arn"], resourceArn=_balancer(bench))


def test_an_associated_acl_stays_and_a_second_takes_its_place(bench: Workbench) -> None:
    kind = bench.package.resource(ACL, bench.session)
    first, second = (bench.make(ACL, **BASE, name=name) for name in ("one", "two"))
    balancer = _balancer(bench)
    bench.make(ASSOCIATION, webAclArn=first[1]["arn"], resourceArn=balancer)
    with pytest.raises(CloudError, match="WAFAssociatedItemException"):
        kind.delete(first[0], {**BASE, "name": "one"}, first[1])
    bench.make(ASSOCIATION, webAclArn=second[1]["arn"], resourceArn=balancer)
    kind.delete(first[0], {**BASE, "name": "one"}, first[1])
    assert bench.call("wafv2", "GetWebACLForResource", ResourceArn=balancer)["WebACL"]["Name"] == "two"


def test_logging_lives_with_redaction_and_filter(bench: Workbench) -> None:
    _, acl = bench.make(ACL, **BASE)
    _, group = bench.make(GROUP, name="aws-waf-logs-web")
    redacted = [{"singleHeader": {"name": "authorization"}}, {"singleHeader": {"name": "cookie"}}]
    keep = {
        "behavior": "KEEP",
        "requirement": "MEETS_ANY",
        "conditions": [
            {"actionCondition": {"action": "BLOCK"}},
            {"labelNameCondition": {"labelName": "a:b"}},
        ],
    }
    bench.live(
        LOGGING,
        change={"redactedFields": [*redacted, {"queryString": {}}]},
        resourceArn=acl["arn"],
        logDestinationConfigs=[group["arn"]],
        redactedFields=redacted,
        loggingFilter={"defaultBehavior": "DROP", "filters": [keep]},
    )


def test_logs_go_where_aws_lets_them(bench: Workbench) -> None:
    kind = bench.package.resource(LOGGING, bench.session)
    arn = f"arn:aws:wafv2:us-east-1:{bench.session.account}:regional/webacl/web/1"
    group = f"arn:aws:logs:us-east-1:{bench.session.account}:log-group:/web/waf"
    _, failures = kind.check({}, {"resourceArn": arn, "logDestinationConfigs": [group]}, Naming("thing"))
    assert failures == [f"logDestinationConfigs: the name must start with aws-waf-logs- (got {group})"]


def test_address_sets_live_and_import(bench: Workbench) -> None:
    inputs = {"scope": "REGIONAL", "ipAddressVersion": "IPV4", "addresses": ["10.0.0.0/8"]}
    bench.live(IP_SET, change={"addresses": ["10.0.0.0/8", "192.0.2.7/32"]}, **inputs)
    bench.live(IP_SET, scope="CLOUDFRONT", ipAddressVersion="IPV6", description="none yet")
    ident, outputs = bench.make(IP_SET, **inputs)
    found = bench.package.resource(IP_SET, bench.session).read(f"{ident}/{outputs['name']}/REGIONAL", {}, {})
    assert found is not None
    assert {**inputs, "name": outputs["name"]}.items() <= found[1].items()
