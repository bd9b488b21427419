"""Releases that must stay in a repository, so that there is one to go back to."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from pack.options import Number, Texts
from pack.rule import Rule, Severity, Subject, Verdict, well_architected
from pack.values import Props

from .types import LIFECYCLE_POLICIES

PARAMETERS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"


def _kept(subject: Subject) -> Iterator[Verdict]:
    rules = subject.props.document("policy").groups("rules")
    ordered = sorted(rules, key=lambda each: each.number("rulePriority", 0) or 0)
    deciding = (_deciding(ordered, tag) for tag in subject.options["releases"])
    for rule in {each.path: each for each in deciding if each}.values():
        yield from _too_short(rule, subject.options["keep"])


def _deciding(rules: Sequence[Props], tag: str) -> Props | None:
    """The rule that an image with this tag is subject to: the first whose tags it has, and no other.

    Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
    """
    return next((each for each in rules if _selects(each.group("selection"), tag)), None)


def _selects(selection: Props, tag: str) -> bool:
    """Whether a selection takes an image that has this tag alone: each of its patterns must fit."""
    prefixes = [f"{each}*" for each in selection.texts("tagPrefixList")]
    patterns = [*prefixes, *selection.texts("tagPatternList")]
    fits = all(fnmatchcase(tag, pattern) for pattern in patterns)
    return selection.text("tagStatus") == "any" or (bool(patterns) and fits)


def _too_short(rule: Props, wanted: int) -> Iterator[Verdict]:
    if rule.group("action").text("type", "expire") != "expire":
        return  # archived images are still there
    selection = rule.group("selection")
    kind, number = selection.text("countType"), selection.number("countNumber", 0) or 0
    if kind != "imageCountMoreThan":
        yield f"{rule.path} expires releases by age, with {kind}, want imageCountMoreThan {wanted} or more"
    elif number < wanted:
        yield f"{rule.path} keeps {number} releases, want at least {wanted}"


RELEASES = Rule(
    id="repository-keeps-releases",
    severity=Severity.HIGH,
    types=LIFECYCLE_POLICIES,
    check=_kept,
    finding="Releases expire while they may still be needed.",
    why="An image that still runs cannot start again on another host, and a rollback finds nothing.",
    fix="let rules for tagged images keep a number of releases with imageCountMoreThan, whatever their age.",
    source=PARAMETERS,
    controls=well_architected("REL08-BP05"),
    options={
        "keep": Number(10, 2, 1000, "Releases that stay: the running one, and nine to go back to."),
        "releases": Texts(
            ("v1.2.3", "1.2.3", "0123456789abcdef0123456789abcdef01234567"),
            "Tags that releases have, as examples: a version, and a commit.",
        ),
    },
)

RULES = (RELEASES,)
