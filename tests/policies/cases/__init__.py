"""What each rule must catch and what it must let pass.

Every module of this package has CASES about the rules of one subject. They run in process and on the engine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pack.marks import UNKNOWNS

UNKNOWN = min(UNKNOWNS)
"""A value that only `up` will know."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One resource in front of one rule."""

    rule: str
    type: str
    props: Mapping[str, Any]
    says: str = ""
    """How a breach must begin, to the letter; empty where the rule must say nothing."""
    unknown: str = ""
    """The path that the rule must name as not judged."""
    protect: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options that differ from the rule's defaults."""


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A resource of a stack in a case."""

    type: str
    name: str
    props: Mapping[str, Any] = field(default_factory=dict)
    refers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Names of the resources that each property is made from, as a first preview knows them."""
    parent: str = ""
    """Name of its parent."""
    protect: bool = False


@dataclass(frozen=True, kw_only=True)
class StackCase:
    """A whole stack in front of one rule."""

    rule: str
    resources: Sequence[Declared]
    says: str = ""
    """How a breach must begin, to the letter; empty where the rule must say nothing."""
    at: str = ""
    """Name of the resource at fault; empty for the stack."""
    unknown: str = ""
    """The path that the rule must name as not judged."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options that differ from the rule's defaults."""


AnyCase = Case | StackCase
