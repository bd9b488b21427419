"""Breaches that are accepted for a while: each names its resource, its reason and its last day."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from .problems import PackProblems
from .rule import AnyRule

LONGEST = 366
"""Days ahead that an exemption may last: whoever accepts a risk looks at it again within a year."""


@dataclass(frozen=True)
class Exemption:
    """One accepted breach."""

    rule: str
    """Id of the rule."""
    resource: str
    """Type and name, as aws:ecs/service:Service::backend; `stack` for a breach of the whole stack."""
    reason: str
    """Why it is accepted."""
    expires: datetime.date
    """The last day on which it holds."""
    stack: str = "*"
    """Pattern of the names of stacks that it holds in."""

    def holds_in(self, stack: str) -> bool:
        """Whether it speaks of a stack."""
        return fnmatchcase(stack, self.stack)

    def covers(self, rule: str, resource: str, stack: str) -> bool:
        """Whether it speaks of this breach, expired or not."""
        return self.rule == rule and self.resource == resource and self.holds_in(stack)

    def expired(self, today: datetime.date) -> bool:
        """Whether its last day is over."""
        return today > self.expires

    def __str__(self) -> str:
        return f"the exemption of {self.resource} from {self.rule}"


def label(type_: str, name: str) -> str:
    """A resource as exemptions name it."""
    return f"{type_}::{name}"


def read(document: Any, rules: Sequence[AnyRule], today: datetime.date) -> tuple[Exemption, ...]:
    """The exemptions in a parsed exemptions.yaml.

    Raises:
        PackProblems: Everything that is wrong with it.
    """
    entries = [] if document is None else document
    if not isinstance(entries, list):
        raise PackProblems("exemptions.yaml", ["it must be a list of exemptions"])
    ids = frozenset(rule.id for rule in rules)
    problems = [
        f"entry {at}: {problem}"
        for at, entry in enumerate(entries, 1)
        for problem in _problems(entry, ids, today)
    ]
    if problems:
        raise PackProblems("exemptions.yaml", problems)
    return tuple(Exemption(**entry) for entry in entries)


_TEXTS = ("rule", "resource", "reason", "stack")
_NEEDED = ("rule", "resource", "reason", "expires")


def _problems(entry: Any, ids: frozenset[str], today: datetime.date) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield f"it must be a mapping with the keys {', '.join(_NEEDED)}"
        return
    yield from (f"{name} is missing" for name in _NEEDED if name not in entry)
    yield from (f"unknown key {name}" for name in entry if name not in {*_TEXTS, *_NEEDED})
    for name in _TEXTS:
        if name in entry and not (isinstance(entry[name], str) and entry[name].strip()):
            yield f"{name} must be a text"
    if isinstance(entry.get("rule"), str) and entry["rule"] not in ids:
        yield f"there is no rule {entry['rule']}"
    if "expires" in entry:
        yield from _date_problems(entry["expires"], today)


def _date_problems(expires: Any, today: datetime.date) -> Iterator[str]:
    if not isinstance(expires, datetime.date) or isinstance(expires, datetime.datetime):
        yield f"expires must be a date, such as {today + datetime.timedelta(days=90)}, got {expires!r}"
    elif expires > today + datetime.timedelta(days=LONGEST):
        yield f"expires must be within {LONGEST} days, got {expires}"
