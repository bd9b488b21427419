"""The rules of the web ACLs, as plain data in the provider's own spelling.

Not in classes of the SDK: where it speaks of a negation, its types have the member of another resource.
Negations hold at most one level of alternatives: the provider refuses more.
Sources: https://github.com/pulumi/pulumi-aws/issues/6546, https://github.com/pulumi/pulumi-aws/issues/4868
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pulumi

from components import checks
from components.cdn_origins import SECRET_HEADER

Statement = dict[str, Any]
Rule = dict[str, Any]
Mode = Literal["block", "count"]
BodyLimit = Literal[16, 32, 48, 64]

WINDOW = 60
"""Seconds over which requests are counted. The shortest there is: a burst is over soon after.
Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"""

FEWEST = 10
"""Requests in a window that a limit allows at least. Source: as above."""

CLIENT_HEADER = "true-client-ip"
"""Where a CloudFront function puts the address of who asks; it overwrites what a client sent. The first
address in X-Forwarded-For is the client's own word.
Source: https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-forwarded-ip-address.html"""

API = ("/api/",)
STATIC = ("/_next/static/", "/assets/")
"""Files that a page asks for by the dozen. CloudFront answers them from its cache, so they cost nobody."""

STATIC_NAMES = r"\.(?:avif|gif|ico|jpe?g|png|svg|webp|woff2?)$"
"""Such files by the end of their names; CloudFront routes them by it (cdn_behaviours.py)."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one client may do, and how it is held to that."""

    mode: Mode
    """Whether rules block what they match, or only count it: new rules are tried on real requests first."""
    general_rate: int
    """Requests a second that a client may make, the API's and files not counted, 1 to 100,000."""
    api_rate: int
    """Requests a second that a client may make to /api/, 1 to 100,000."""
    login_rate: int
    """Requests a minute that a client may make where passwords are tried, 10 to 100,000."""
    login_paths: Sequence[str]
    """What those paths start with, five at most."""
    body_limit: BodyLimit
    """KiB that a request may carry: 16, 32, 48 or 64. WAF looks at that much; above 16 it costs more.
    Source: https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html"""
    upload_paths: Sequence[str]
    """What paths start with that may be sent more, five at most. WAF looks at the start of it only."""
    anonymous_ips: bool
    """Whether clients are refused that hide behind anonymisers or sit in data centres."""

    def __post_init__(self) -> None:
        checks.one_of("Limits.mode", self.mode, ("block", "count"))
        checks.in_range("Limits.general_rate", self.general_rate, 1, 100_000)
        checks.in_range("Limits.api_rate", self.api_rate, 1, 100_000)
        checks.in_range("Limits.login_rate", self.login_rate, FEWEST, 100_000)
        checks.one_of("Limits.body_limit", self.body_limit, (16, 32, 48, 64))
        for field, paths in (("login_paths", self.login_paths), ("upload_paths", self.upload_paths)):
            checks.in_range(f"The length of Limits.{field}", len(paths), 0, 5)
            for path in paths:
                checks.matches(f"Limits.{field}", path, r"/[!-~]*", "paths that start with /")


def edge(limits: Limits) -> list[Rule]:
    """Rules at the edge, in the order in which they are asked: clients are who they say they are there."""
    who: Statement = {"aggregateKeyType": "IP"}
    mode = limits.mode
    rules = [
        *_rates(limits, who, exempt=_any(STATIC, STATIC_NAMES)),
        _own("body", _large_body(limits), mode, 413),
        _managed("reputation", "AWSManagedRulesAmazonIpReputationList", mode),
        _managed("bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet", mode),
        # Its limit of 8 KiB is ours, by the rule above.
        _managed("common", "AWSManagedRulesCommonRuleSet", mode, counted="SizeRestrictions_BODY"),
        _managed("sql-injection", "AWSManagedRulesSQLiRuleSet", mode),
    ]
    if limits.anonymous_ips:
        rules.append(_managed("anonymous", "AWSManagedRulesAnonymousIpList", mode))
    return _numbered(rules)


def load_balancer(limits: Limits, origin_secret: pulumi.Input[str] | None) -> list[Rule]:
    """Rules before the load balancer: what CloudFront's cache does not answer, by the client it speaks for.

    Files count here: only the missing ones come this far. The header is worth something only from our
    CloudFront, so a load balancer that others can reach asks for the secret first, in every mode.
    """
    source = {"headerName": CLIENT_HEADER, "fallbackBehavior": "MATCH"}
    who: Statement = {"aggregateKeyType": "FORWARDED_IP", "forwardedIpConfig": source}
    strangers = [] if origin_secret is None else [_own("strangers", _stranger(origin_secret), "block", 403)]
    return _numbered([*strangers, *_rates(limits, who, exempt=[])])


def _rates(limits: Limits, who: Statement, exempt: list[Statement]) -> list[Rule]:
    """The strictest first. Each path has one limit of its own, but where passwords are tried, which count
    as API too: the general limit would be the API's otherwise."""
    login = [("login", limits.login_rate, _or(_any(limits.login_paths)))] if limits.login_paths else []
    plan = (
        *login,
        ("api", limits.api_rate * WINDOW, _or(_any(API))),
        ("general", limits.general_rate * WINDOW, _not(_or([*_any(API), *exempt]))),
    )
    return [
        _own(
            f"rate-{name}",
            {
                "rateBasedStatement": {
                    "limit": limit,
                    "evaluationWindowSec": WINDOW,
                    "scopeDownStatement": where,
                    **who,
                }
            },
            limits.mode,
            429,
        )
        for name, limit, where in plan
    ]


def _large_body(limits: Limits) -> Statement:
    """More than WAF looks at could hide anything behind it."""
    large: Statement = {
        "sizeConstraintStatement": {
            "fieldToMatch": {"body": {"oversizeHandling": "MATCH"}},
            "comparisonOperator": "GT",
            "size": limits.body_limit * 1024,
            "textTransformations": [{"priority": 0, "type": "NONE"}],
        }
    }
    if not limits.upload_paths:
        return large
    return {"andStatement": {"statements": [large, _not(_or(_any(limits.upload_paths)))]}}


def _stranger(secret: pulumi.Input[str]) -> Statement:
    return _not(
        {
            "byteMatchStatement": {
                "fieldToMatch": {"singleHeader": {"name": SECRET_HEADER}},
                "positionalConstraint": "EXACTLY",
                "searchString": secret,
                "textTransformations": [{"priority": 0, "type": "NONE"}],
            }
        }
    )


def _any(starts: Sequence[str], ends: str = "") -> list[Statement]:
    """One statement for each start of a path, and one for its end."""
    begins: list[Statement] = [
        {
            "byteMatchStatement": {
                "searchString": start.lower(),
                "positionalConstraint": "STARTS_WITH",
                **_path(),
            }
        }
        for start in starts
    ]
    return [*begins, *([{"regexMatchStatement": {"regexString": ends, **_path()}}] if ends else [])]


def _path() -> Statement:
    """The path as the application will read it: no other spelling gets around a rule."""
    spellings = ("URL_DECODE", "NORMALIZE_PATH", "LOWERCASE")
    return {
        "fieldToMatch": {"uriPath": {}},
        "textTransformations": [{"priority": at, "type": kind} for at, kind in enumerate(spellings)],
    }


def _or(statements: list[Statement]) -> Statement:
    """AWS wants two alternatives or more."""
    return statements[0] if len(statements) == 1 else {"orStatement": {"statements": statements}}


def _not(statement: Statement) -> Statement:
    return {"notStatement": {"statements": [statement]}}


def _own(name: str, statement: Statement, mode: Mode, status: int) -> Rule:
    """A rule of ours. Who asks too often learns when to come back."""
    answer: Statement = {"responseCode": status}
    if status == 429:
        answer["responseHeaders"] = [{"name": "retry-after", "value": str(WINDOW)}]
    action = {"block": {"customResponse": answer}} if mode == "block" else {"count": {}}
    return {"name": name, "statement": statement, "action": action}


def _managed(name: str, group: str, mode: Mode, counted: str = "") -> Rule:
    """A group of rules that AWS keeps up to date; one of them only counts, if need be."""
    statement: Statement = {"vendorName": "AWS", "name": group}
    if counted:
        statement["ruleActionOverrides"] = [{"name": counted, "actionToUse": {"count": {}}}]
    action: Statement = {"none": {}} if mode == "block" else {"count": {}}
    return {
        "name": name,
        "statement": {"managedRuleGroupStatement": statement},
        "overrideAction": action,
    }


def _numbered(rules: list[Rule]) -> list[Rule]:
    return [
        {**rule, "priority": at, "visibilityConfig": visibility(rule["name"])}
        for at, rule in enumerate(rules)
    ]


def visibility(name: str) -> dict[str, Any]:
    """Counted in CloudWatch under this name, with samples of what matched."""
    return {"metricName": name, "cloudwatchMetricsEnabled": True, "sampledRequestsEnabled": True}
