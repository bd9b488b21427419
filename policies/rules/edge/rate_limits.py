"""How many requests a web ACL takes from one user, and how it tells users apart."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.judging import guarded
from pack.options import Number
from pack.rule import Rule, Severity, StackRule, Subject, Verdict
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.each import each_part, each_resource
from .fronting import origins, protected, stands_behind
from .types import WEB_ACL
from .web_acl_parts import RULE_TYPES, is_readable, name, own_rules, rate_statement, rules_of, stops

GUIDE = "https://docs.aws.amazon.com/waf/latest/developerguide"
STATEMENT = "https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"
FORWARDED = "https://docs.aws.amazon.com/waf/latest/APIReference/API_ForwardedIPConfig.html"
WINDOWS = (60, 120, 300, 600)
LEAST = 10
"""Windows in seconds and the lowest limit. Source: STATEMENT"""
FIVE_MINUTES = 300


def _limited(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {WEB_ACL}, _unlimited)


def _unlimited(stack: Stack, acl: Resource) -> Iterator[Verdict]:
    if not is_readable(acl) or stands_behind(stack, acl):
        return
    rules = rules_of(stack, acl)
    if not any("limit" in rate_statement(rule) and stops(rule) for rule in rules):
        yield f"none of its {len(rules)} rules is a rateBasedStatement that blocks, want one"


def _bounds(subject: Subject) -> Iterator[Verdict]:
    for rule in own_rules(subject):
        yield from guarded(_bounded(rule, subject.options["requests"]))


def _bounded(rule: Props, most: int) -> Iterator[Verdict]:
    statement = rate_statement(rule)
    limit, window = statement.number("limit"), statement.number("evaluationWindowSec", FIVE_MINUTES)
    if limit is None or window is None:
        return
    if window not in WINDOWS:
        yield f"{name(rule)} has evaluationWindowSec {window}, want one of 60, 120, 300, 600"
    elif limit < LEAST:
        yield f"{name(rule)} has limit {limit}, want at least {LEAST}"
    elif limit * FIVE_MINUTES > most * window:
        yield f"{name(rule)} lets {limit} requests through in {window} seconds, want at most {most} in 300"


def _addresses(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {WEB_ACL}, _behind_cloudfront)


def _behind_cloudfront(stack: Stack, acl: Resource) -> Iterator[Verdict]:
    behind = origins(stack)
    if any(each in behind for each in protected(stack, acl)):
        yield from each_part(rules_of(stack, acl), _cloudfronts)


def _cloudfronts(rule: Props) -> Iterator[Verdict]:
    statement = rate_statement(rule)
    key = statement.text("aggregateKeyType")
    if key == "IP" or any("ip" in each for each in statement.groups("customKeys")):
        yield f"{name(rule)} counts CloudFront's addresses (aggregateKeyType {key}), want FORWARDED_IP"


def _headers(subject: Subject) -> Iterator[Verdict]:
    return each_part(own_rules(subject), _forgeable)


def _forgeable(rule: Props) -> Iterator[Verdict]:
    header = rate_statement(rule).group("forwardedIpConfig").text("headerName")
    if header.lower() == "x-forwarded-for":
        yield f"{name(rule)} counts by header {header}, want one that your own CDN overwrites"


def _fallbacks(subject: Subject) -> Iterator[Verdict]:
    return each_part(own_rules(subject), _skipping)


def _skipping(rule: Props) -> Iterator[Verdict]:
    config = rate_statement(rule).group("forwardedIpConfig")
    fallback = config.text("fallbackBehavior", "unset")
    if "headerName" in config and fallback != "MATCH":
        yield f"{name(rule)} has forwardedIpConfig.fallbackBehavior {fallback}, want MATCH"


LIMITED = StackRule(
    id="web-acl-rate-limit",
    severity=Severity.HIGH,
    # Elsewhere a limit may count first, as AWS advises for new rules.
    production=True,
    check=_limited,
    finding="A web ACL takes as many requests from one user as he sends.",
    why="One machine is enough to try every password, or to take the application down.",
    fix="add a rule with a rateBasedStatement and the action block; one more for logins.",
    source="https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/"
    "aws-waf-rate-based-rules.html",
)

BOUNDS = Rule(
    id="web-acl-rate-limit-bounds",
    severity=Severity.MEDIUM,
    types=RULE_TYPES,
    check=_bounds,
    finding="A rate limit is one that AWS refuses, or that no attack reaches.",
    why="A limit above what one machine sends holds nobody back.",
    fix="set limit to a few times what a busy user needs, and evaluationWindowSec to 60, 120, 300 or 600.",
    source=STATEMENT,
    options={
        "requests": Number(
            10000,
            LEAST,
            2000000000,
            "Most requests of one user in 300 seconds: 33 a second; AWS's guide begins with 500 in all. "
            "Source: https://docs.aws.amazon.com/whitepapers/latest/aws-best-practices-ddos-resiliency/"
            "aws-waf-rate-based-rules.html",
        )
    },
)

ADDRESSES = StackRule(
    id="web-acl-rate-limit-address",
    severity=Severity.CRITICAL,
    check=_addresses,
    finding="Behind CloudFront, a rate limit counts the requests of CloudFront's own addresses.",
    why="On a busy day it shuts out everybody at once; on all others it holds nobody back.",
    fix="limit in the distribution's web ACL; here, use FORWARDED_IP and a header CloudFront overwrites.",
    source=f"{GUIDE}/waf-rule-statement-forwarded-ip-address.html",
)

HEADERS = Rule(
    id="web-acl-forwarded-header",
    severity=Severity.HIGH,
    types=RULE_TYPES,
    check=_headers,
    finding="A rate limit tells users apart by a header that they write themselves.",
    why="WAF takes the first address of X-Forwarded-For, and that is whatever the sender put there.",
    fix="have CloudFront overwrite a header of your own, such as true-client-ip, and set headerName to it.",
    source=FORWARDED,
)

FALLBACKS = Rule(
    id="web-acl-forwarded-fallback",
    severity=Severity.HIGH,
    types=RULE_TYPES,
    check=_fallbacks,
    finding="A rate limit lets go whoever sends no valid address.",
    why="Nonsense in the header is all it takes to be counted no more.",
    fix="set forwardedIpConfig.fallbackBehavior to MATCH, and block requests without the header before it.",
    source=FORWARDED,
)

RULES = (LIMITED, BOUNDS, ADDRESSES, HEADERS, FALLBACKS)
