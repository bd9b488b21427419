"""Numbers and ranges of addresses in the forms that properties have them in."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from .marks import Malformed

Network = IPv4Network | IPv6Network

LARGEST = 2**53
"""The largest number that JSON is sure to hold exactly. Source: https://www.rfc-editor.org/rfc/rfc8259#section-6"""


def finite(value: Any) -> float | None:
    """A number as it is or as digits; None for all else, and for what no property can be: NaN, infinity
    and what is too large for rules to reckon with."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) <= LARGEST else None


def network(value: Any, path: str) -> Network:
    """A range of addresses.

    Raises:
        Malformed: It is none.
    """
    try:
        return ip_network(value if isinstance(value, str) else "", strict=False)
    except ValueError as error:
        raise Malformed(path, value, "a range of addresses such as 10.0.0.0/16") from error
