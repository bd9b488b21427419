"""Cases of the rules about what a web ACL holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import AnyCase, Case, Declared, StackCase

ACL, RULE = "aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAclRule:WebAclRule"
GROUP = "aws:wafv2/ruleGroup:RuleGroup"
GROUP_ASSOCIATION = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
LB, VPC_ORIGIN = "aws:lb/loadBalancer:LoadBalancer", "aws:cloudfront/vpcOrigin:VpcOrigin"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
ARRAY = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"
OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"
MEASURED = {"visibilityConfig": {"cloudwatchMetricsEnabled": True}}
COMMON, INPUTS = "AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"


def _managed(name: str, override: str = "none") -> dict[str, Any]:
    statement = {"managedRuleGroupStatement": {"vendorName": "AWS", "name": name}}
    return {"name": name, "statement": statement, "overrideAction": {override: {}}}


def _rate(action: str) -> dict[str, Any]:
    return {"name": "rate", "statement": {"rateBasedStatement": {"limit": 100}}, "action": {action: {}}}


def _case(rule: str, props: Mapping[str, Any], says: str = "", type_: str = ACL, **more: Any) -> Case:
    return Case(rule=f"web-acl-{rule}", type=type_, props=props, says=says, **more)


def _stack(rule: str, props: Mapping[str, Any], says: str = "", *others: Declared, **more: Any) -> StackCase:
    """A web ACL, and what refers to it."""
    resources = [Declared(type=ACL, name="acl", props=props), *others]
    return StackCase(rule=f"web-acl-{rule}", resources=resources, says=says, at="acl" if says else "", **more)


def _apart(type_: str, props: Mapping[str, Any]) -> Declared:
    """A rule, or a group of them, that is a resource of its own."""
    return Declared(
        type=type_, name="apart", props={"webAclArn": STRING, **props}, refers={"webAclArn": ["acl"]}
    )


def _behind_cloudfront() -> Sequence[Declared]:
    """What makes a web ACL one that only CloudFront reaches."""
    return (
        Declared(type=LB, name="balancer", props={"internal": True}),
        Declared(type=VPC_ORIGIN, name="origin", refers={"vpcOriginEndpointConfig": ["balancer"]}),
        Declared(
            type=ASSOCIATION,
            name="association",
            props={"webAclArn": STRING, "resourceArn": STRING},
            refers={"webAclArn": ["acl"], "resourceArn": ["balancer"]},
        ),
    )


CASES: tuple[AnyCase, ...] = (
    _stack("rules", {}, "rules is empty, want at least one rule"),
    _stack("rules", {"rules": []}, "rules is empty, want at least one rule"),
    _stack("rules", {"rules": 1}, "rules is a number, want an array"),
    _stack("rules", {"rules": [_rate("block")]}),
    _stack("rules", {}, "", _apart(RULE, _rate("block"))),
    _stack("rules", {}, "", _apart(GROUP_ASSOCIATION, {"managedRuleGroup": {"name": COMMON}})),
    _stack("rules", {"ruleJson": "[]"}),
    _stack("rules", {"rules": ARRAY}, unknown="rules"),
    _case("readable", {"ruleJson": "[]"}, "ruleJson is set, want rules"),
    _case("readable", {"ruleJson": STRING}, "ruleJson is set, want rules"),
    _case("readable", {"rules": [_rate("block")]}),
    _case("readable", {}),
    _case("metrics", {}, "visibilityConfig.cloudwatchMetricsEnabled is false, want true"),
    _case(
        "metrics",
        {**MEASURED, "rules": [MEASURED, {"visibilityConfig": {"cloudwatchMetricsEnabled": False}}]},
        "rules[1].visibilityConfig.cloudwatchMetricsEnabled is false, want true",
    ),
    _case("metrics", {**MEASURED, "rules": [{"name": "bare"}]}, "rules[0].visibilityConfig.cloud", GROUP),
    _case(
        "metrics", {"statement": {}}, "visibilityConfig.cloudwatchMetricsEnabled is false, want true", RULE
    ),
    _case("metrics", {**MEASURED, "rules": [MEASURED]}),
    _case("metrics", MEASURED, "", RULE),
    _case(
        "metrics",
        {**MEASURED, "rules": [{"visibilityConfig": OBJECT}, MEASURED]},
        unknown="rules[0].visibilityConfig",
    ),
    _case(
        "region",
        {"scope": "CLOUDFRONT", "region": "eu-west-1"},
        "scope is CLOUDFRONT and region is eu-west-1",
    ),
    _case(
        "region", {"scope": "CLOUDFRONT", "region": ""}, "scope is CLOUDFRONT and region is , want us-east-1"
    ),
    _case("region", {"scope": "CLOUDFRONT", "region": "us-east-1"}),
    _case("region", {"scope": "CLOUDFRONT"}),
    _case("region", {"scope": "REGIONAL", "region": "eu-west-1"}),
    _stack(
        "managed-rules", {"rules": [_managed(INPUTS)]}, f"no rule has the managed group {COMMON}, want it"
    ),
    _stack("managed-rules", {}, f"no rule has the managed group {INPUTS}, want it"),
    _stack(
        "managed-rules",
        {"rules": [_managed(COMMON), _managed(INPUTS)]},
        "no rule has the managed group AWSManagedRulesSQLiRuleSet, want it",
        options={"groups": [COMMON, "AWSManagedRulesSQLiRuleSet"]},
    ),
    _stack("managed-rules", {"rules": [_managed(COMMON), _managed(INPUTS)]}),
    _stack("managed-rules", {"rules": [_managed(INPUTS)]}, "", _apart(RULE, _managed(COMMON))),
    _stack(
        "managed-rules",
        {"rules": [_managed(INPUTS)]},
        "",
        _apart(GROUP_ASSOCIATION, {"managedRuleGroup": {"name": COMMON, "vendorName": "AWS"}}),
    ),
    _stack("managed-rules", {"ruleJson": "[]"}),
    # CloudFront's own web ACL has them.
    _stack("managed-rules", {"rules": [_rate("block")]}, "", *_behind_cloudfront()),
    _stack("managed-rules", {"rules": [{"statement": OBJECT}]}, unknown="rules[0].statement"),
    _case(
        "enforced",
        {"rules": [_managed(COMMON, "count")]},
        f"rule {COMMON} has overrideAction count, want none",
    ),
    _case(
        "enforced", {"rules": [_managed(INPUTS), _rate("count")]}, "rule rate has action count, want block"
    ),
    _case("enforced", _managed(COMMON, "count"), f"rule {COMMON} has overrideAction count, want none", RULE),
    _case("enforced", {"rules": [_managed(COMMON), _rate("block")]}),
    # A rule that counts to put a label on requests.
    _case(
        "enforced",
        {"rules": [{"name": "label", "statement": {"geoMatchStatement": {}}, "action": {"count": {}}}]},
    ),
    _case("enforced", {}),
)
