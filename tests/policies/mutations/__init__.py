"""How each rule's property can be broken in the production program, one at a time.

Every module of this package has MUTATIONS for the rules of one subject, and UNBROKEN: properties that a rule
reads and that cannot break it by themselves, each with the reason.
"""

from dataclasses import dataclass
from typing import Any

ABSENT = object()
"""Instead of a value: the property, the element or the resource is taken away."""


@dataclass(frozen=True)
class Mutation:
    """One way to break a rule, on every resource of the program that has the property."""

    rule: str
    type: str
    """Type of the resource that is broken."""
    path: str
    """The property, as containerDefinitions[*].user: [*] is each element in turn, also in JSON in a string.

    [+] is a new element; an empty path is the whole resource.
    """
    value: Any = ABSENT
    """What takes its place."""
    name: str = "*"
    """Pattern of the names of the resources that can be broken so."""


@dataclass(frozen=True)
class Unbroken:
    """A property that a rule reads but that cannot break it by itself."""

    rule: str
    type: str
    path: str
    """As in Mutation."""
    reason: str
