"""What the edge writes down."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.options import Texts
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack

from ..shared.each import each_resource
from .types import DISTRIBUTION, LOG_DELIVERY, LOG_DELIVERY_SOURCE, WEB_ACL, WEB_ACL_LOGGING

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide"
REDACTION = "https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html"


def _distributions(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    return each_resource(stack, {DISTRIBUTION}, _unlogged)


def _unlogged(stack: Stack, distribution: Resource) -> Iterator[Verdict]:
    # The older way is a property of the distribution, the newer a source with a delivery from it.
    if "bucket" in distribution.props.group("loggingConfig"):
        return
    sources = stack.users(distribution, {LOG_DELIVERY_SOURCE}, "resourceArn")
    access = [each for each in sources if each.props.text("logType") == "ACCESS_LOGS"]
    if not any(stack.users(each, {LOG_DELIVERY}, "deliverySourceName") for each in access):
        yield "neither loggingConfig nor a delivery of ACCESS_LOGS is set, want one of them"


def _web_acls(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for acl in stack.all(WEB_ACL):
        if not stack.users(acl, {WEB_ACL_LOGGING}, "resourceArn"):
            yield acl.urn, "it has no aws:wafv2/webAclLoggingConfiguration, want one"


def _redacted(subject: Subject) -> Iterator[Verdict]:
    fields = subject.props.groups("redactedFields")
    hidden = {field.group("singleHeader").text("name").lower() for field in fields}
    for header in subject.options["headers"]:
        if header.lower() not in hidden:
            yield f"redactedFields has no singleHeader {header}, want it"


DISTRIBUTIONS_LOG = StackRule(
    id="distribution-logging",
    severity=Severity.MEDIUM,
    check=_distributions,
    finding="A distribution keeps no access log.",
    why="Nobody can say afterwards who asked for what, nor how an attack came.",
    fix="declare an aws:cloudwatch/logDeliverySource with logType ACCESS_LOGS and a logDelivery from it, "
    "or set loggingConfig.bucket.",
    source=f"{CONTROLS}/cloudfront-controls.html#cloudfront-5",
    controls=security_hub("CloudFront.5"),
)

WEB_ACLS_LOG = StackRule(
    id="web-acl-logging",
    severity=Severity.LOW,
    check=_web_acls,
    finding="A web ACL keeps no log.",
    why="Nobody can tell an attack from a user who was shut out by mistake.",
    fix="declare an aws:wafv2/webAclLoggingConfiguration for it; a loggingFilter that keeps BLOCK alone "
    "keeps it small.",
    source=f"{CONTROLS}/waf-controls.html#waf-11",
    controls=security_hub("WAF.11"),
)

REDACTED = Rule(
    id="web-acl-log-redaction",
    severity=Severity.MEDIUM,
    types=frozenset({WEB_ACL_LOGGING}),
    check=_redacted,
    finding="A web ACL writes down credentials.",
    why="Who reads the log can go on with every session in it.",
    fix='set redactedFields to [{ singleHeader: { name: "authorization" } }, and the same for "cookie"].',
    source=REDACTION,
    # dataProtectionConfig of the web ACL does the same in another way.
    level=Level.ADVISORY,
    options={"headers": Texts(("authorization", "cookie"), f"Names of headers. Source: {REDACTION}")},
)

RULES = (DISTRIBUTIONS_LOG, WEB_ACLS_LOG, REDACTED)
