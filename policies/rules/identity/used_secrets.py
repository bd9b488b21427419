"""Every secret has a reader."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pack.rule import Severity, StackRule, Verdict, security_hub
from pack.stack import Resource, Stack

from ..shared.each import found_at
from .secrets import ROTATION, SECRET

VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
_NO_READERS = {
    SECRET,
    VERSION,
    ROTATION,
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    "aws:secretsmanager/tag:Tag",
}
"""They fill a secret, or speak of it; they use nothing."""


_TRIGGERS = "triggers"
"""A property of many types: a change of it does something again, such as a deployment, and reads nothing."""


def _unused(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    readers = [each for each in stack.resources if each.type not in _NO_READERS]
    linked = {
        urn for each in readers for name, urns in each.links.items() if name != _TRIGGERS for urn in urns
    }
    written = "\n".join(each.props.as_json() for each in readers)
    for secret in stack.all(SECRET):
        versions = stack.users(secret, {VERSION}, "secretId")
        if linked.isdisjoint(each.urn for each in (secret, *versions)):
            yield from found_at(secret, _unnamed(secret, written))


def _unnamed(secret: Resource, written: str) -> Iterator[Verdict]:
    """AWS puts six letters behind the name in an ARN, and takes an ARN without them, or with a * for them."""
    name = secret.props.text("name")
    if not name or not re.search(rf":secret:{re.escape(name)}(?![\w/+=.@])", written):
        yield f"nothing refers to {name or 'it'}, want a reader, such as a container's secrets"


USED = StackRule(
    id="secret-used",
    severity=Severity.MEDIUM,
    check=_unused,
    finding="Nobody uses a secret.",
    why="It costs money each month, and nobody will miss it when it leaks.",
    fix="remove it, or name it where it is read: in a container's secrets, in a policy, in a database.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html#secretsmanager-3",
    controls=security_hub("SecretsManager.3"),
)

RULES = (USED,)
