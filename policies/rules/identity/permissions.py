"""What policies let their holders do."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, cis, security_hub
from pack.values import Props

from .conditions import narrowed
from .statements import IDENTITY_POLICIES, Judge, actions, matches, of_policies, wide_resources

_EVERY_ACTION = {"*", "*:*"}
_CHECKS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"


def _is_whole_service(action: str) -> bool:
    service, _, name = action.partition(":")
    return bool(service.strip("*")) and action.endswith("*") and not name.strip("*?")


def _full_access(statement: Props) -> Iterator[str]:
    if _EVERY_ACTION & set(actions(statement)):
        for resource in wide_resources(statement):
            yield f"allows every action on {resource}, want the actions and resources that are needed"


FULL_ACCESS = Rule(
    id="policy-no-full-access",
    severity=Severity.CRITICAL,
    types=IDENTITY_POLICIES,
    check=of_policies(_full_access),
    finding="A policy makes its holder an administrator.",
    why="Who takes over one task or one machine has the account.",
    fix='name the actions and the ARNs that are needed in "Action" and "Resource".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1",
    controls=(*security_hub("IAM.1"), *cis("1.16")),
)


def _whole_services(statement: Props) -> Iterator[str]:
    for action in actions(statement):
        if _is_whole_service(action):
            for resource in wide_resources(statement):
                yield f"allows {action} on {resource}, want the actions that are needed"


WHOLE_SERVICE = Rule(
    id="policy-no-whole-service",
    severity=Severity.HIGH,
    types=IDENTITY_POLICIES,
    check=of_policies(_whole_services),
    finding="A policy allows every action of a service on everything.",
    why="Reading one object needs no right to delete all of them; iam:* is a way to every other right.",
    fix='name the actions, such as "s3:GetObject", or the ARNs that all of them may touch.',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
    controls=security_hub("IAM.21"),
)


def _inverted(statement: Props) -> Iterator[str]:
    for name in ("NotAction", "NotResource"):
        if name in statement:
            yield f"allows by {name}, want {name.removeprefix('Not')} with what is needed"


INVERTED_GRANT = Rule(
    id="policy-no-inverted-grant",
    severity=Severity.HIGH,
    types=IDENTITY_POLICIES,
    check=of_policies(_inverted),
    finding="A policy allows everything but a list.",
    why="It allows each new service and each new resource on the day it appears.",
    fix='list what is needed in "Action" and "Resource"; keep "NotAction" for "Effect": "Deny".',
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
)


def _anywhere(taboo: tuple[str, ...], unless: tuple[str, ...], wanted: str) -> Judge:
    """Some actions on everything, unless a condition holds; whole services have their own rule."""

    def judge(statement: Props) -> Iterator[str]:
        for pattern in actions(statement):
            whole = pattern in _EVERY_ACTION or _is_whole_service(pattern)
            if not whole and any(matches(pattern, action) for action in taboo):
                resources = [] if narrowed(statement, unless) else wide_resources(statement)
                yield from (f"allows {pattern} on {resource}, want {wanted}" for resource in resources)

    return judge


PASS_ROLE = Rule(
    id="policy-pass-role-narrow",
    severity=Severity.HIGH,
    types=IDENTITY_POLICIES,
    check=of_policies(
        _anywhere(("iam:passrole",), ("iam:PassedToService",), "the ARNs of roles or iam:PassedToService")
    ),
    finding="A policy lets its holder give any role to any service.",
    why="Who may pass an administrator's role to a machine of their own is an administrator.",
    fix='name the roles in "Resource", or add the condition "iam:PassedToService".',
    source=f"{_CHECKS}#access-analyzer-reference-policy-checks-security-warning-pass-role-with-star-in-resource",
)

ESCALATIONS = (
    "iam:addusertogroup",
    "iam:attachgrouppolicy",
    "iam:attachrolepolicy",
    "iam:attachuserpolicy",
    "iam:createaccesskey",
    "iam:createloginprofile",
    "iam:createpolicyversion",
    "iam:putgrouppolicy",
    "iam:putrolepolicy",
    "iam:putuserpolicy",
    "iam:setdefaultpolicyversion",
    "iam:updateassumerolepolicy",
    "iam:updateloginprofile",
    "sts:assumerole",
)
"""Actions that, on any user or role, give their holder the rights of an administrator.

Source: https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/
"""
_BOUNDED_BY = ("iam:PermissionsBoundary", "iam:PolicyARN", "iam:ResourceTag/", "aws:ResourceTag/")
"""Conditions by which an administrator hands out a part of the work.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

ESCALATION = Rule(
    id="policy-no-escalation",
    severity=Severity.HIGH,
    types=IDENTITY_POLICIES,
    check=of_policies(_anywhere(ESCALATIONS, _BOUNDED_BY, "ARNs or a permissions boundary")),
    finding="A policy lets its holder take more rights than it gives.",
    why="Its holder attaches an administrator's policy to itself, or becomes somebody who has one.",
    fix='name users and roles in "Resource", or add the condition "iam:PermissionsBoundary".',
    source="https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/",
)

DECRYPT = Rule(
    id="policy-decrypt-narrow",
    severity=Severity.MEDIUM,
    types=IDENTITY_POLICIES,
    check=of_policies(
        _anywhere(
            ("kms:decrypt", "kms:reencryptfrom"),
            ("kms:ViaService", "kms:ResourceAliases", "kms:EncryptionContext:", "aws:ResourceTag/"),
            "the ARNs of keys",
        )
    ),
    finding="A policy lets its holder decrypt with every key.",
    why="Each key keeps one kind of data apart; who may use all of them reads all of it.",
    fix='name the keys in "Resource", or add the condition "kms:ViaService" or "kms:ResourceAliases".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-1",
    controls=security_hub("KMS.1", "KMS.2"),
)

RULES = (FULL_ACCESS, WHOLE_SERVICE, INVERTED_GRANT, PASS_ROLE, ESCALATION, DECRYPT)
