"""Rules of a web ACL, in each of the places where they can be declared."""

from pack.rule import Subject
from pack.stack import Resource, Stack
from pack.values import Props

from .types import RULE_GROUP, WEB_ACL, WEB_ACL_RULE, WEB_ACL_RULE_GROUP

RULE_TYPES = frozenset({WEB_ACL, RULE_GROUP, WEB_ACL_RULE})
"""What holds rules, or is one."""
STOPPING = ("block", "captcha", "challenge")
"""Actions that keep a request out."""


def own_rules(subject: Subject) -> list[Props]:
    """Rules that a web ACL or a group of rules holds; a rule by itself is its only one."""
    return [subject.props] if subject.type == WEB_ACL_RULE else subject.props.groups("rules")


def rules_of(stack: Stack, acl: Resource) -> list[Props]:
    """Rules of a web ACL: its own, those that are resources of their own, and those of the stack's groups."""
    apart = [each.props for each in stack.users(acl, {WEB_ACL_RULE}, "webAclArn")]
    grouped = [rule for each in _rule_groups(stack, acl) for rule in each.props.groups("rules")]
    return [*acl.props.groups("rules"), *apart, *grouped]


def _rule_groups(stack: Stack, acl: Resource) -> list[Resource]:
    """The stack's own groups of rules that a web ACL refers to."""
    attached = stack.users(acl, {WEB_ACL_RULE_GROUP}, "webAclArn")
    referring = [(acl, "rules"), *((each, "ruleGroupReference") for each in attached)]
    return [group for each, part in referring for group in stack.linked(each, part, {RULE_GROUP})]


def groups_of(stack: Stack, acl: Resource) -> list[Props]:
    """Groups of rules that are attached to a web ACL by resources of their own."""
    return [each.props for each in stack.users(acl, {WEB_ACL_RULE_GROUP}, "webAclArn")]


def is_readable(acl: Resource) -> bool:
    """Whether a web ACL's rules are properties: those in ruleJson have AWS's own spelling."""
    return not acl.props.filled("ruleJson")


def name(rule: Props) -> str:
    """How a breach names a rule."""
    return f"rule {rule.text('name')}"


def rate_statement(rule: Props) -> Props:
    """The rate-based statement of a rule; without properties where it has none."""
    return rule.group("statement").group("rateBasedStatement")


def stops(rule: Props) -> bool:
    """Whether a rule keeps out what it matches."""
    return any(action in rule.group("action") for action in STOPPING)
