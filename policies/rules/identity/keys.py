"""Keys of one's own: turned over, hard to lose, and in one account's hands."""

from collections.abc import Iterator
from typing import Any

from pack.options import Number
from pack.rule import Rule, Severity, Subject, Verdict, cis, security_hub
from pack.values import Props

from ..shared.demands import flag, only
from .statements import actions, principals

KEY = "aws:kms/key:Key"
REPLICA_KEY = "aws:kms/replicaKey:ReplicaKey"
EXTERNAL_KEY = "aws:kms/externalKey:ExternalKey"
KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy"


def _rotates(key: Props) -> bool:
    """Whether KMS can rotate it: symmetric, for encryption, with material that KMS made.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
    """
    symmetric = key.text("customerMasterKeySpec", "SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
    encrypts = key.text("keyUsage", "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
    return symmetric and encrypts and "customKeyStoreId" not in key


def _rotated(subject: Subject) -> dict[str, Any]:
    return {"enableKeyRotation": True}


ROTATION = Rule(
    id="key-rotation",
    severity=Severity.MEDIUM,
    types=frozenset({KEY}),
    check=only(lambda key: _rotates(key.props), flag("enableKeyRotation", True)),
    remedy=_rotated,
    finding="A key is never rotated.",
    why="The longer a key is in use, the more one leak of it opens.",
    fix="set enableKeyRotation to true; KMS keeps the old material, so nothing has to be encrypted anew.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
    controls=(*security_hub("KMS.4"), *cis("3.6")),
)

_DEFAULT_WINDOW = 30
"""Days. https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"""


def _deletion_window(subject: Subject) -> Iterator[Verdict]:
    days = subject.props.number("deletionWindowInDays", _DEFAULT_WINDOW) or 0
    if days < subject.options["days"]:
        yield f"deletionWindowInDays is {days}, want {subject.options['days']} or more"


def _longer_window(subject: Subject) -> dict[str, Any]:
    return {"deletionWindowInDays": subject.options["days"]}


DELETION_WINDOW = Rule(
    id="key-deletion-window",
    severity=Severity.HIGH,
    types=frozenset({KEY, REPLICA_KEY, EXTERNAL_KEY}),
    check=_deletion_window,
    remedy=_longer_window,
    # A stack for trials comes and goes, and its data with it.
    production=True,
    finding="A key can be gone before anybody misses it.",
    why="When the window is over, all that was encrypted with it is lost, backups too.",
    fix="set deletionWindowInDays to 30, or leave it out.",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
    options={
        "days": Number(
            _DEFAULT_WINDOW,
            7,
            30,
            "Days that a key waits for its deletion at least. 30 is what KMS gives a key that says nothing: "
            "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
        )
    },
)


def _accounts(subject: Subject) -> Iterator[Verdict]:
    if "policy" in subject.props:
        holders = sorted({who for each in _administered(subject.props) for who in _owners(each)})
        if len(holders) > 1:
            yield f"policy gives kms:* to {', '.join(holders)}, want one account"


def _administered(props: Props) -> Iterator[Props]:
    for statement in props.document("policy").groups("Statement"):
        everything = {"*", "kms:*"} & set(actions(statement))
        if everything and statement.text("Effect") == "Allow":
            yield statement


def _owners(statement: Props) -> Iterator[str]:
    """The account of each ARN, as arn:aws:iam::111122223333:root; what is none stands for itself."""
    for principal in principals(statement):
        yield principal.split(":")[4] if principal.count(":") > 4 else principal


ONE_OWNER = Rule(
    id="key-one-owner",
    severity=Severity.HIGH,
    types=frozenset({KEY, KEY_POLICY, REPLICA_KEY, EXTERNAL_KEY}),
    check=_accounts,
    finding="A key is administered by more than its own account.",
    why="An outsider with kms:* can shut you out of your own data, or delete the key.",
    fix='give others the actions that they need, such as "kms:Decrypt"; keep "kms:*" for your own account.',
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
)

RULES = (ROTATION, DELETION_WINDOW, ONE_OWNER)
