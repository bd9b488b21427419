"""Checks of plain arguments: the error messages of the whole package, in one place."""

import ipaddress
import re
from collections.abc import Collection

import pulumi


class ArgumentError(pulumi.RunError, ValueError):
    """An argument of a component is out of bounds.

    A RunError, so that the engine shows the sentence alone and no traceback.
    """


def in_range(field: str, value: float, low: float, high: float) -> None:
    """Refuse a number outside low..high, both included."""
    if not low <= value <= high:
        raise ArgumentError(f"{field} must be {low} to {high} (got {value}).")


def one_of(field: str, value: object, allowed: Collection[object]) -> None:
    """Refuse a value that is not listed."""
    if value not in allowed:
        raise ArgumentError(f"{field} must be one of {', '.join(map(str, allowed))} (got {value}).")


def matches(field: str, value: str, pattern: str, meaning: str) -> re.Match[str]:
    """Refuse a text that does not match the whole pattern; `meaning` says it in words. Answers the match."""
    found = re.fullmatch(pattern, value)
    if found is None:
        raise ArgumentError(f"{field} must be {meaning} (got {value!r}).")
    return found


def network(field: str, value: str, widest: int, narrowest: int) -> None:
    """Refuse a text that is not an IPv4 network with a prefix length of widest to narrowest."""
    try:
        fine = widest <= ipaddress.IPv4Network(value).prefixlen <= narrowest
    except ValueError:
        fine = False
    if not fine:
        raise ArgumentError(
            f"{field} must be an IPv4 network of /{widest} to /{narrowest}, with no bit set after the prefix "
            f"(got {value!r})."
        )


def ordered(low_field: str, low: float, high_field: str, high: float) -> None:
    """Refuse a lower bound above its upper bound."""
    if low > high:
        raise ArgumentError(f"{low_field} ({low}) must not be above {high_field} ({high}).")
