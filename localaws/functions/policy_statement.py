"""Statements of IAM policy documents: from the blocks of a program, or from JSON, in one form."""

import re
from typing import Any

from localaws.errors import LocalAwsError
from localaws.values import Props

VERSIONS = ("2008-10-17", "2012-10-17")
"""Versions of the policy language; only the second has variables.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"""

_MEMBERS = (
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
)
Statement = dict[str, Any]


def from_block(block: Props, version: str) -> Statement:
    """One `statements` block as a statement of the policy language."""
    sid, effect = block.get("sid", ""), block.get("effect", "Allow")
    one_of("effect", effect, ("Allow", "Deny"))
    if not re.fullmatch(r"[a-zA-Z0-9]*", sid):
        raise LocalAwsError(f"sid may only have letters and digits (got {sid!r})")
    return _ordered(
        {
            "Sid": sid,
            "Effect": effect,
            "Action": _values(block.get("actions")),
            "NotAction": _values(block.get("notActions")),
            "Resource": _values(block.get("resources"), version),
            "NotResource": _values(block.get("notResources"), version),
            "Principal": _principals(block.get("principals"), version),
            "NotPrincipal": _principals(block.get("notPrincipals"), version),
            "Condition": _conditions(block.get("conditions"), version),
        }
    )


def _ordered(statement: Statement) -> Statement:
    """The members that say something, in the official provider's order."""
    return {member: statement[member] for member in _MEMBERS if statement.get(member)}


def _values(values: list[str] | None, version: str = "") -> Any:
    """A single value bare, several as a set in reverse order."""
    items = sorted({_variables(value, version) for value in values or []}, reverse=True)
    return items[0] if len(items) == 1 else items


def _variables(text: str, version: str) -> str:
    """`&{...}` stands for `${...}`, which other tools would fill in themselves."""
    if not version or "&{" not in text:
        return text
    if version == VERSIONS[0]:
        raise LocalAwsError(
            f"variables need version {VERSIONS[1]}; version {VERSIONS[0]} has none (got {text!r})"
        )
    return text.replace("&{", "${")


def _principals(blocks: list[Props] | None, version: str) -> Any:
    by_type: dict[str, list[str]] = {}
    for block in blocks or []:
        names = by_type.setdefault(block["type"], [])
        names += [_variables(name, version) for name in block["identifiers"]]
    return _principal({kind: _values(names) for kind, names in by_type.items()})


def _principal(by_type: dict[str, Any]) -> Any:
    """By type, in order; everybody is a bare star, which `{"AWS": "*"}` is not."""
    return "*" if by_type in ({"*": "*"}, {"*": ["*"]}) else dict(sorted(by_type.items()))


def _conditions(blocks: list[Props] | None, version: str) -> dict[str, dict[str, Any]]:
    merged: dict[str, dict[str, list[str]]] = {}
    for block in blocks or []:
        values = merged.setdefault(block["test"], {}).setdefault(block["variable"], [])
        values += [_variables(value, version) for value in block["values"]]
    return _condition(merged)


def _condition(tests: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, Any]]:
    """In order of test and variable; a single value bare. The order of values means something."""
    return {
        test: {name: values[0] if len(values) == 1 else values for name, values in sorted(variables.items())}
        for test, variables in sorted(tests.items())
    }


def from_json(statement: Statement) -> Statement:
    """A statement of a document in JSON, in the form that blocks have."""
    tests = {
        test: {name: _texts_of(values) for name, values in variables.items()}
        for test, variables in statement.get("Condition", {}).items()
    }
    return _ordered(
        {
            **statement,
            "Principal": _normal_principal(statement.get("Principal")),
            "NotPrincipal": _normal_principal(statement.get("NotPrincipal")),
            "Condition": _condition(tests),
        }
    )


def _normal_principal(principal: Any) -> Any:
    if not isinstance(principal, dict):
        return "*" if principal else None
    return _principal(
        {
            kind: sorted(names, reverse=True) if isinstance(names, list) else names
            for kind, names in principal.items()
        }
    )


def _texts_of(values: Any) -> list[str]:
    if isinstance(values, bool):
        return [str(values).lower()]
    return [str(value) for value in values] if isinstance(values, list) else [str(values)]


def one_of(what: str, value: str, allowed: tuple[str, ...]) -> None:
    """Refuses a value that is not allowed."""
    if value not in allowed:
        raise LocalAwsError(f"{what} must be one of {', '.join(allowed)} (got {value!r})")
