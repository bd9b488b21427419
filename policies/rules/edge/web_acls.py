"""What a web ACL holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.options import Texts
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.each import each_part, each_resource, found_at
from .fronting import stands_behind
from .types import WEB_ACL, WEB_ACL_RULE
from .web_acl_parts import (
    RULE_TYPES,
    groups_of,
    is_readable,
    name,
    own_rules,
    rate_statement,
    rules_of,
)

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html"
GUIDE = "https://docs.aws.amazon.com/waf/latest/developerguide"
GROUPS = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet")
HOME = "us-east-1"
"""Where web ACLs of CloudFront live. Source: GUIDE/how-aws-waf-works-resources.html"""


def _any_rule(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {WEB_ACL}, _empty)


def _empty(stack: Stack, acl: Resource) -> Iterator[Verdict]:
    if is_readable(acl) and not rules_of(stack, acl) and not groups_of(stack, acl):
        yield "rules is empty, want at least one rule"


def _readable(subject: Subject) -> Iterator[Verdict]:
    if subject.props.filled("ruleJson"):
        yield "ruleJson is set, want rules: what JSON says is not judged"


def _metrics(subject: Subject) -> Iterator[Verdict]:
    return each_part([subject.props, *subject.props.groups("rules")], _measured)


def _measured(props: Props) -> Iterator[Verdict]:
    config = props.group("visibilityConfig")
    if not config.flag("cloudwatchMetricsEnabled"):
        yield f"{config.at('cloudwatchMetricsEnabled')} is false, want true"


def _region(subject: Subject) -> Iterator[Verdict]:
    # Without a region of its own it is the provider's, which nothing shows here; AWS refuses a wrong one.
    region = subject.props.text("region", HOME)
    if subject.props.text("scope") == "CLOUDFRONT" and region != HOME:
        yield f"scope is CLOUDFRONT and region is {region}, want {HOME}"


def _managed(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for acl in stack.all(WEB_ACL):
        if is_readable(acl) and not stands_behind(stack, acl):
            yield from found_at(acl, _missing(stack, acl, options["groups"]))


def _missing(stack: Stack, acl: Resource, wanted: list[str]) -> Iterator[Verdict]:
    inside = [each.group("statement").group("managedRuleGroupStatement") for each in rules_of(stack, acl)]
    attached = [each.group("managedRuleGroup") for each in groups_of(stack, acl)]
    present = {each.text("name") for each in (*inside, *attached)}
    for group in wanted:
        if group not in present:
            yield f"no rule has the managed group {group}, want it"


def _enforced(subject: Subject) -> Iterator[Verdict]:
    return each_part(own_rules(subject), _counting)


def _counting(rule: Props) -> Iterator[Verdict]:
    if "managedRuleGroupStatement" in rule.group("statement") and "count" in rule.group("overrideAction"):
        yield f"{name(rule)} has overrideAction count, want none"
    if "limit" in rate_statement(rule) and "count" in rule.group("action"):
        yield f"{name(rule)} has action count, want block"


ANY_RULE = StackRule(
    id="web-acl-rules",
    severity=Severity.HIGH,
    check=_any_rule,
    finding="A web ACL has no rules.",
    why="It looks at nothing, and everybody believes that something does.",
    fix="add rules, such as AWS's managed groups and a rate-based rule.",
    source=f"{CONTROLS}#waf-10",
    controls=security_hub("WAF.10"),
)

READABLE = Rule(
    id="web-acl-readable",
    severity=Severity.LOW,
    types=frozenset({WEB_ACL}),
    check=_readable,
    finding="A web ACL's rules are JSON in AWS's own spelling, which these rules do not read.",
    why="A fault in them passes this gate.",
    fix="write them as rules, or as resources aws:wafv2/webAclRule:WebAclRule.",
    source="https://www.pulumi.com/registry/packages/aws/api-docs/wafv2/webacl/",
    # Rules that another tool writes come as JSON.
    level=Level.ADVISORY,
)

METRICS = Rule(
    id="web-acl-metrics",
    severity=Severity.MEDIUM,
    types=RULE_TYPES,
    check=_metrics,
    finding="What a web ACL or one of its rules does is not measured.",
    why="Nobody sees an attack, nor users who are kept out by mistake.",
    fix="set visibilityConfig.cloudwatchMetricsEnabled to true, on the web ACL and on each rule.",
    source=f"{CONTROLS}#waf-12",
    controls=security_hub("WAF.12"),
)

REGION = Rule(
    id="web-acl-region",
    severity=Severity.MEDIUM,
    types=frozenset({WEB_ACL}),
    check=_region,
    finding="A web ACL of CloudFront is asked for in a region where there are none.",
    why="The deployment stops half-way, when AWS refuses it.",
    fix=f"set region to {HOME} for scope CLOUDFRONT.",
    source=f"{GUIDE}/how-aws-waf-works-resources.html",
)

MANAGED = StackRule(
    id="web-acl-managed-rules",
    severity=Severity.MEDIUM,
    check=_managed,
    finding="A web ACL does without AWS's rules against attacks that everybody knows.",
    why="They are tried on every address of the internet, every day.",
    fix="add a rule with managedRuleGroupStatement { vendorName: AWS, name: <the group> }.",
    source=f"{GUIDE}/aws-managed-rule-groups-baseline.html",
    options={
        "groups": Texts(
            GROUPS, f"Names of managed groups. Source: {GUIDE}/aws-managed-rule-groups-baseline.html"
        )
    },
)

ENFORCED = Rule(
    id="web-acl-enforced",
    severity=Severity.LOW,
    types=frozenset({WEB_ACL, WEB_ACL_RULE}),
    check=_enforced,
    finding="A web ACL counts attacks and lets them in.",
    why="A trial that nobody ends protects nobody.",
    fix="set overrideAction to { none: {} }, or action to { block: {} }, once the metrics show no user.",
    source=f"{GUIDE}/web-acl-testing.html",
    # AWS wants new rules to count first.
    level=Level.ADVISORY,
)

RULES = (ANY_RULE, READABLE, METRICS, REGION, MANAGED, ENFORCED)
