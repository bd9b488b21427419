"""What the conditions of an IAM statement narrow it down to."""

from collections.abc import Iterable

from pack.values import Props

_OPERATORS = {"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"}
"""Those that a request without the key does not meet: IfExists and ForAllValues let it pass.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""
_EVERY_ADDRESS = {"0.0.0.0/0", "::/0"}
_WILDCARDS = {"*", "?"}


def wanted_values(statement: Props, key: str) -> list[str]:
    """Values of a condition key, as given, of which a request must have one."""
    return [
        value
        for operator in statement.group("Condition")
        if operator.lower().removeprefix("foranyvalue:") in _OPERATORS
        for values in [statement.group("Condition").group(operator)]
        for name in values
        if name.lower() == key.lower()
        for value in values.texts(name)
    ]


def narrowed(statement: Props, keys: Iterable[str]) -> bool:
    """Whether a request must have a value that strangers cannot have, in one of some condition keys.

    A key that ends in : or / stands for all keys that begin so.
    """
    groups = statement.group("Condition")
    named = {name for operator in groups for name in groups.group(operator)}
    chosen = {name for name in named for key in keys if _is(name.lower(), key.lower())}
    wanted = [wanted_values(statement, name) for name in chosen]
    return any(values and not any(_is_open(value) for value in values) for values in wanted)


def _is(name: str, key: str) -> bool:
    return name.startswith(key) if key.endswith((":", "/")) else name == key


def _is_open(value: str) -> bool:
    """Whether strangers can have a value.

    An ARN, arn:partition:service:region:account:resource, is its account's. A bucket needs no account to have
    one owner: each name is given once.
    """
    if not value.startswith("arn:"):
        return value in _EVERY_ADDRESS or value[:1] in _WILDCARDS
    _, _, service, _, account, resource = [*value.split(":", 5), *"****"][:6]
    if account and service != "s3":
        return not _WILDCARDS.isdisjoint(account)
    return resource[:1] in _WILDCARDS
