"""What a rule is. A rule is data around one pure function; it knows nothing of the engine."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .options import Options
from .stack import Stack
from .values import Props


class Level(StrEnum):
    """What a breach of a rule does, in Pulumi's words."""

    ADVISORY = "advisory"
    """It is shown."""
    MANDATORY = "mandatory"
    """It stops a preview and an `up`."""
    REMEDIATE = "remediate"
    """The safe value is put in its place, and shown. Mandatory where that does not help."""
    DISABLED = "disabled"
    """Nobody looks."""


class Severity(StrEnum):
    """How much is at stake."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True)
class Control:
    """The demand of a published framework, such as Security Hub's ECS.5."""

    framework: str
    reference: str

    def __str__(self) -> str:
        return f"{self.framework} {self.reference}"


def security_hub(*references: str) -> tuple[Control, ...]:
    """Controls of AWS Security Hub, as ECS.5. https://docs.aws.amazon.com/securityhub/latest/userguide/"""
    return tuple(Control("AWS Security Hub", each) for each in references)


def cis(*references: str) -> tuple[Control, ...]:
    """Controls of the CIS AWS Foundations Benchmark 3.0.0, as 5.2."""
    return tuple(Control("CIS AWS Foundations 3.0.0", each) for each in references)


def well_architected(*references: str) -> tuple[Control, ...]:
    """Practices of the AWS Well-Architected Framework, as REL09-BP01."""
    return tuple(Control("AWS Well-Architected", each) for each in references)


@dataclass(frozen=True)
class NotJudged:
    """A part that a rule could not judge yet, since `path` is known to `up` only."""

    path: str


@dataclass(frozen=True)
class NotApplicable:
    """A run in which a rule over the whole stack has nothing to judge by."""

    reason: str


Verdict = str | NotJudged | NotApplicable
"""A breach, as a sentence: where, the value measured, the value wanted; or why there is no judgement."""


@dataclass(frozen=True)
class Subject:
    """A resource in front of a rule."""

    type: str
    name: str
    props: Props
    protect: bool
    """Whether Pulumi refuses to delete it."""
    options: Mapping[str, Any]
    """The rule's options: its defaults, with what the configuration sets."""


Check = Callable[[Subject], Iterator[Verdict]]
"""Pure; yields one verdict for each breach."""
StackCheck = Callable[[Stack, Mapping[str, Any]], Iterator[tuple[str, Verdict]]]
"""Pure; yields the URN of the resource at fault, or nothing for the stack, and the verdict."""


@dataclass(frozen=True, kw_only=True)
class Described:
    """What every rule says about itself."""

    id: str
    """Stable name, in kebab case: what exemptions, configuration and reports refer to."""
    severity: Severity
    """How much is at stake."""
    finding: str
    """What is wrong where it speaks, in one sentence."""
    why: str
    """What can happen, in one sentence."""
    fix: str
    """What to type, in one sentence."""
    source: str
    """URL of the demand."""
    controls: tuple[Control, ...] = ()
    """The same demand in published frameworks."""
    level: Level = Level.MANDATORY
    """What a breach does, unless the configuration says otherwise."""
    production: bool = False
    """Whether only production stacks are held to it: it costs money, or would end every trial."""
    options: Options = field(default_factory=dict)
    """What its users may choose."""


@dataclass(frozen=True, kw_only=True)
class Rule(Described):
    """A guard rail over single resources, judged before each is created."""

    types: frozenset[str]
    """Pulumi type tokens it judges."""
    check: Check
    remedy: Callable[[Subject], dict[str, Any]] | None = None
    """Safe values for the top-level properties that it replaces, if there are any."""


@dataclass(frozen=True, kw_only=True)
class StackRule(Described):
    """A guard rail over all resources together, judged when each has been seen."""

    check: StackCheck


@dataclass(frozen=True, kw_only=True)
class PackRule(Described):
    """A demand on the run itself: what was not judged, which exemptions are stale. The referee keeps it."""


AnyRule = Rule | StackRule | PackRule
