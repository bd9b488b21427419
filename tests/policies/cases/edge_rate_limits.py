"""Cases of the rules about rate limits."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import AnyCase, Case, Declared, StackCase

ACL, RULE = "aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAclRule:WebAclRule"
GROUP = "aws:wafv2/ruleGroup:RuleGroup"
ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation"
LB, ALB = "aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
VPC_ORIGIN, RECORD = "aws:cloudfront/vpcOrigin:VpcOrigin", "aws:route53/record:Record"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
NUMBER = "3eeb2bf0-c639-47a8-9e75-3b44932eb421"


def _rule(statement: Mapping[str, Any], action: str = "block", name: str = "rate") -> dict[str, Any]:
    return {"name": name, "statement": {"rateBasedStatement": statement}, "action": {action: {}}}


GEO = {"name": "geo", "statement": {"geoMatchStatement": {"countryCodes": ["PT"]}}, "action": {"block": {}}}
BY_ADDRESS = _rule({"limit": 100, "aggregateKeyType": "IP"})


def _case(rule: str, statement: Mapping[str, Any], says: str = "", unknown: str = "", **more: Any) -> Case:
    """The second rule of a web ACL; the first is none of a rate."""
    where = f"rules[1].statement.rateBasedStatement.{unknown}" if unknown else ""
    props = {"rules": [GEO, _rule(statement)]}
    return Case(rule=f"web-acl-{rule}", type=ACL, props=props, says=says, unknown=where, **more)


def _apart(rule: str, statement: Mapping[str, Any], says: str = "") -> Case:
    """A rule that is a resource of its own."""
    return Case(rule=f"web-acl-{rule}", type=RULE, props=_rule(statement), says=says)


def _forwarded(header: Any, fallback: str = "MATCH") -> dict[str, Any]:
    config = {"headerName": header, "fallbackBehavior": fallback}
    return {"limit": 100, "aggregateKeyType": "FORWARDED_IP", "forwardedIpConfig": config}


def _stack(
    rule: str, props: Mapping[str, Any], *others: Declared, says: str = "", unknown: str = ""
) -> StackCase:
    """A web ACL of a load balancer, and what else there is."""
    associated = {"webAclArn": ["acl"], "resourceArn": ["balancer"]}
    resources = [
        Declared(type=ACL, name="acl", props=props),
        Declared(type=LB, name="balancer"),
        Declared(type=ASSOCIATION, name="association", refers=associated),
        *others,
    ]
    at = "acl" if says else ""
    return StackCase(rule=f"web-acl-{rule}", resources=resources, says=says, at=at, unknown=unknown)


BY_NAME = Declared(type=DISTRIBUTION, name="cdn", refers={"origins": ["balancer"]})
BY_VPC = Declared(type=VPC_ORIGIN, name="origin", refers={"vpcOriginEndpointConfig": ["balancer"]})
BY_ALIAS = (
    Declared(type=RECORD, name="alias", refers={"aliases": ["balancer"]}),
    Declared(type=DISTRIBUTION, name="cdn", refers={"origins": ["alias"]}),
)
RULE_APART = Declared(type=RULE, name="apart", props=BY_ADDRESS, refers={"webAclArn": ["acl"]})

PUBLIC_TOO = (
    Declared(type=ALB, name="public"),
    Declared(type=ASSOCIATION, name="other", refers={"webAclArn": ["acl"], "resourceArn": ["public"]}),
)

CASES: tuple[AnyCase, ...] = (
    _stack(
        "rate-limit",
        {"rules": [GEO]},
        says="none of its 1 rules is a rateBasedStatement that blocks, want one",
    ),
    _stack("rate-limit", {}, says="none of its 0 rules is a rateBasedStatement that blocks, want one"),
    _stack("rate-limit", {"rules": [_rule({"limit": 100}, "count")]}, says="none of its 1 rules is"),
    _stack("rate-limit", {"rules": [GEO, BY_ADDRESS]}),
    _stack("rate-limit", {"rules": [_rule({"limit": 100}, "challenge")]}),
    _stack("rate-limit", {}, RULE_APART),
    _stack("rate-limit", {"ruleJson": "[]"}),
    StackCase(
        rule="web-acl-rate-limit",
        resources=[
            Declared(type=GROUP, name="group", props={"rules": [BY_ADDRESS]}),
            Declared(type=ACL, name="acl", props={"rules": [GEO]}, refers={"rules": ["group"]}),
        ],
    ),
    StackCase(
        rule="web-acl-rate-limit",
        resources=[
            Declared(type=GROUP, name="group", props={"rules": [BY_ADDRESS]}),
            Declared(type=ACL, name="acl"),
            Declared(
                type="aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
                name="attached",
                refers={"webAclArn": ["acl"], "ruleGroupReference": ["group"]},
            ),
        ],
    ),
    # One of two load balancers is reached past CloudFront.
    _stack(
        "rate-limit",
        {"rules": [GEO]},
        BY_VPC,
        *PUBLIC_TOO,
        says="none of its 1 rules is a rateBasedStatement that blocks",
    ),
    # CloudFront's own web ACL has the limit.
    _stack("rate-limit", {"rules": [GEO]}, BY_VPC),
    _stack("rate-limit", {"rules": [STRING]}, unknown="rules[0]"),
    _case(
        "rate-limit-bounds",
        {"limit": 10001},
        "rule rate lets 10001 requests through in 300 seconds, want at most 10000 in 300",
    ),
    _case(
        "rate-limit-bounds",
        {"limit": "2001", "evaluationWindowSec": 60},
        "rule rate lets 2001 requests through in 60",
    ),
    _case("rate-limit-bounds", {"limit": 9}, "rule rate has limit 9, want at least 10"),
    _case(
        "rate-limit-bounds",
        {"limit": 100, "evaluationWindowSec": 90},
        "rule rate has evaluationWindowSec 90, want",
    ),
    _case("rate-limit-bounds", {"limit": 501}, "rule rate lets 501 requests", options={"requests": 500}),
    _case(
        "rate-limit-bounds",
        {"limit": "many"},
        "rules[1].statement.rateBasedStatement.limit is a string, want",
    ),
    _apart("rate-limit-bounds", {"limit": 20000}, "rule rate lets 20000 requests through in 300 seconds"),
    _case("rate-limit-bounds", {"limit": 10000}),
    _case("rate-limit-bounds", {"limit": 20000, "evaluationWindowSec": 600}),
    _apart("rate-limit-bounds", {"limit": 10}),
    Case(rule="web-acl-rate-limit-bounds", type=GROUP, props={"rules": [GEO]}),
    _case("rate-limit-bounds", {"limit": NUMBER}, unknown="limit"),
    _stack(
        "rate-limit-address",
        {"rules": [GEO, BY_ADDRESS]},
        BY_NAME,
        says="rule rate counts CloudFront's addresses (aggregateKeyType IP), want FORWARDED_IP",
    ),
    _stack(
        "rate-limit-address", {"rules": [BY_ADDRESS]}, BY_VPC, says="rule rate counts CloudFront's addresses"
    ),
    _stack(
        "rate-limit-address",
        {"rules": [BY_ADDRESS]},
        *BY_ALIAS,
        says="rule rate counts CloudFront's addresses",
    ),
    _stack("rate-limit-address", {}, BY_VPC, RULE_APART, says="rule rate counts CloudFront's addresses"),
    _stack(
        "rate-limit-address",
        {
            "rules": [
                _rule(
                    {
                        "limit": 9,
                        "aggregateKeyType": "CUSTOM_KEYS",
                        "customKeys": [{"uriPath": {}}, {"ip": {}}],
                    }
                )
            ]
        },
        BY_NAME,
        says="rule rate counts CloudFront's addresses (aggregateKeyType CUSTOM_KEYS), want FORWARDED_IP",
    ),
    _stack(
        "rate-limit-address",
        {"rules": [BY_ADDRESS]},
        BY_VPC,
        *PUBLIC_TOO,
        says="rule rate counts CloudFront's addresses",
    ),
    # Users reach the load balancer themselves.
    _stack("rate-limit-address", {"rules": [BY_ADDRESS]}),
    _stack("rate-limit-address", {"rules": [_rule(_forwarded("true-client-ip"))]}, BY_NAME),
    _stack(
        "rate-limit-address",
        {"rules": [_rule({"aggregateKeyType": "CUSTOM_KEYS", "customKeys": [{"forwardedIp": {}}]})]},
        BY_VPC,
    ),
    _stack("rate-limit-address", {"rules": [GEO]}, *BY_ALIAS),
    _stack(
        "rate-limit-address",
        {"rules": [_rule({"aggregateKeyType": STRING})]},
        BY_NAME,
        unknown="rules[0].statement.rateBasedStatement.aggregateKeyType",
    ),
    _case(
        "forwarded-header",
        _forwarded("X-Forwarded-For"),
        "rule rate counts by header X-Forwarded-For, want one that your own CDN overwrites",
    ),
    _case(
        "forwarded-header", _forwarded("x-forwarded-for"), "rule rate counts by header x-forwarded-for, want"
    ),
    _apart(
        "forwarded-header", _forwarded("X-FORWARDED-FOR"), "rule rate counts by header X-FORWARDED-FOR, want"
    ),
    _case("forwarded-header", _forwarded("true-client-ip")),
    _case("forwarded-header", {"limit": 100, "aggregateKeyType": "IP"}),
    _case("forwarded-header", _forwarded(STRING), unknown="forwardedIpConfig.headerName"),
    _case(
        "forwarded-fallback",
        _forwarded("true-client-ip", "NO_MATCH"),
        "rule rate has forwardedIpConfig.fallbackBehavior NO_MATCH, want MATCH",
    ),
    _case(
        "forwarded-fallback",
        {"limit": 100, "forwardedIpConfig": {"headerName": "true-client-ip"}},
        "rule rate has forwardedIpConfig.fallbackBehavior unset, want MATCH",
    ),
    _apart(
        "forwarded-fallback",
        _forwarded("a", "NO_MATCH"),
        "rule rate has forwardedIpConfig.fallbackBehavior NO_",
    ),
    _case("forwarded-fallback", _forwarded("true-client-ip")),
    _case("forwarded-fallback", {"limit": 100, "aggregateKeyType": "IP"}),
    _case("forwarded-fallback", _forwarded("a", STRING), unknown="forwardedIpConfig.fallbackBehavior"),
)
