"""A reader of WAF's statements, as far as ours go: written from AWS's description, not from our code."""

import posixpath
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote


def matches(statement: dict[str, Any], path: str = "/", body: int = 0, header: str = "") -> bool:
    """Whether a request matches."""
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
