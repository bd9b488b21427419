"""Secrets: kept long enough, encrypted with a key of one's own, turned over and used."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Stack

SECRET = "aws:secretsmanager/secret:Secret"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
PARAMETER = "aws:ssm/parameter:Parameter"
SECRETS = frozenset({SECRET})


def _recovery_window(subject: Subject) -> Iterator[Verdict]:
    if subject.props.number("recoveryWindowInDays") == 0:
        yield "recoveryWindowInDays is 0, want 7 to 30"


def _recoverable(subject: Subject) -> dict[str, Any]:
    return {"recoveryWindowInDays": 30}


RECOVERY_WINDOW = Rule(
    id="secret-recovery-window",
    severity=Severity.HIGH,
    types=SECRETS,
    check=_recovery_window,
    remedy=_recoverable,
    # A stack for trials comes and goes, and its names must be free again.
    production=True,
    finding="A deleted secret is gone at once.",
    why="One wrong `destroy` locks the application out of its data for good.",
    fix="remove recoveryWindowInDays, or set it to 7 to 30.",
    source="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
)


def _own_key(subject: Subject) -> Iterator[Verdict]:
    if "kmsKeyId" not in subject.props:
        yield "kmsKeyId is missing, want a key of your own"


# Advisory: without it, AWS encrypts with a key of its own; a key costs a dollar a month.
OWN_KEY = Rule(
    id="secret-own-key",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=SECRETS,
    check=_own_key,
    finding="A secret is encrypted with the account's common key.",
    why="Only a key of one's own has a policy that says who may decrypt, and can be shared with an account.",
    fix="set kmsKeyId to a key of the stack.",
    source="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
)


def _rotated(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for secret in stack.all(SECRET):
        if not stack.users(secret, {ROTATION}, "secretId"):
            yield secret.urn, "no aws:secretsmanager/secretRotation has it, want one"


# Advisory: a function can rotate a password, not what others hold too, such as signing keys.
ROTATED = StackRule(
    id="secret-rotated",
    severity=Severity.MEDIUM,
    level=Level.ADVISORY,
    check=_rotated,
    finding="A secret is never rotated by itself.",
    why="A secret that leaked once opens the door until somebody changes it by hand.",
    fix="add an aws:secretsmanager/secretRotation with this secret's secretId.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-1",
    controls=security_hub("SecretsManager.1"),
)

_SECRET_NAME = re.compile(
    r"(?:password|passwd|secret|token|credentials?|(?:api|private|access)[-_.]?key)$", re.I
)
"""Names that end so hold a secret; one that goes on, as token-url or password-length, tells of one."""


def _plain_parameter(subject: Subject) -> Iterator[Verdict]:
    name, type_ = subject.props.text("name", subject.name), subject.props.text("type")
    if _SECRET_NAME.search(name) and type_ != "SecureString":
        yield f"type is {type_}, want SecureString: {name} is the name of a secret"


SECURE_PARAMETER = Rule(
    id="parameter-secure",
    severity=Severity.HIGH,
    types=frozenset({PARAMETER}),
    check=_plain_parameter,
    finding="A parameter holds a secret in plain text.",
    why="Everybody who may read settings reads it, and so does every backup of them.",
    fix="set type to SecureString, or keep it in Secrets Manager.",
    source="https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
)

RULES = (RECOVERY_WINDOW, OWN_KEY, ROTATED, SECURE_PARAMETER)
