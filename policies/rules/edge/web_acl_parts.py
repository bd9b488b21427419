"""Rules of a web ACL, in each of the places where they can be declared."""

from collections.abc import Iterator

from pack.stack import Resource, Stack
from pack.values import Props

from .types import RULE_GROUP, WEB_ACL, WEB_ACL_RULE, WEB_ACL_RULE_GROUP

RULE_TYPES = frozenset({WEB_ACL, RULE_GROUP, WEB_ACL_RULE})
"""What holds rules, or is one."""
STOPPING = ("block", "captcha", "challenge")
"""Actions that keep a request out."""


def own_rules(props: Props) -> Iterator[Props]:
    """Rules that a web ACL or a group of rules holds; a rule by itself is its only one."""
    yield from props.groups("rules")
    if "statement" in props:
        yield props


def rules_of(stack: Stack, acl: Resource) -> list[Props]:
    """Rules of a web ACL: its own, and those that are resources of their own."""
    apart = stack.users(acl, {WEB_ACL_RULE}, "webAclArn")
    return [*acl.props.groups("rules"), *(each.props for each in apart)]


def groups_of(stack: Stack, acl: Resource) -> list[Props]:
    """Groups of rules that are attached to a web ACL by resources of their own."""
    return [each.props for each in stack.users(acl, {WEB_ACL_RULE_GROUP}, "webAclArn")]


def is_readable(acl: Resource) -> bool:
    """Whether a web ACL's rules are properties: those in ruleJson have AWS's own spelling."""
    return "ruleJson" not in acl.props


def name(rule: Props) -> str:
    """How a breach names a rule."""
    return f"rule {rule.text('name')}"


def rate_statement(rule: Props) -> Props:
    """The rate-based statement of a rule; without properties where it has none."""
    return rule.group("statement").group("rateBasedStatement")


def stops(rule: Props) -> bool:
    """Whether a rule keeps out what it matches."""
    return any(action in rule.group("action") for action in STOPPING)
