"""Levels and options of every rule: the pack's defaults, then config.yaml, then --policy-pack-config."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from .problems import PackProblems
from .rule import AnyRule, Level, Rule

LEVEL = "enforcementLevel"
REASON = "reason"
RELAXED = ("local", "dev", "dev-*", "staging", "staging-*", "test", "test-*", "preview-*")
"""Names of stacks that are not production. Every other stack is held to all rules."""

_STRENGTH = {Level.DISABLED: 0, Level.ADVISORY: 1, Level.REMEDIATE: 2, Level.MANDATORY: 2}


@dataclass(frozen=True)
class Choice:
    """What a configuration sets for one rule."""

    level: Level | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Configuration:
    """What holds in one run."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    """By the id of the rule."""
    relaxed: Sequence[str] = RELAXED
    """Patterns of the names of stacks that are not production."""

    def level(self, rule: AnyRule) -> Level:
        """What a breach of a rule does."""
        return self.choices.get(rule.id, Choice()).level or rule.level

    def options(self, rule: AnyRule) -> dict[str, Any]:
        """The rule's options, every one of them."""
        defaults = {name: option.default for name, option in rule.options.items()}
        return defaults | dict(self.choices.get(rule.id, Choice()).options)

    def production(self, stack: str) -> bool:
        """Whether a stack is held to the rules for production."""
        return not any(fnmatchcase(stack, pattern) for pattern in self.relaxed)

    def over(self, other: "Configuration") -> "Configuration":
        """This configuration, and the other one wherever this one says nothing."""
        merged = dict(other.choices)
        for id_, choice in self.choices.items():
            below = merged.get(id_, Choice())
            merged[id_] = Choice(choice.level or below.level, {**below.options, **choice.options})
        return Configuration(merged, other.relaxed)


def read(document: Any, rules: Sequence[AnyRule]) -> Configuration:
    """The configuration in a parsed config.yaml.

    Raises:
        PackProblems: Everything that is wrong with it.
    """
    if document is None:
        return Configuration()
    if not isinstance(document, dict):
        raise PackProblems("config.yaml", ["it must hold the keys relaxed and rules"])
    problems = [f"unknown key {key}; it may hold relaxed and rules" for key in document.keys() - _KEYS]
    entries = {} if document.get("rules") is None else document["rules"]
    relaxed = document.get("relaxed", RELAXED)
    if not isinstance(relaxed, list | tuple) or not all(isinstance(each, str) and each for each in relaxed):
        problems.append("relaxed must be a list of patterns of stack names, such as [local, staging-*]")
    if not isinstance(entries, dict):
        raise PackProblems("config.yaml", [*problems, "rules must be a mapping from the id of a rule"])
    problems += [*_problems(entries, rules), *_unreasoned(entries, rules)]
    if problems:
        raise PackProblems("config.yaml", sorted(problems))
    return Configuration({key: _choice(entry) for key, entry in entries.items()}, tuple(relaxed))


_KEYS = {"relaxed", "rules"}


def chosen(entries: Mapping[str, Any], rules: Sequence[AnyRule]) -> Configuration:
    """The configuration of a run, as `--policy-pack-config` has it: by rule, a level or an object.

    Raises:
        PackProblems: Everything that is wrong with it.
    """
    if problems := sorted(_problems(entries, rules)):
        raise PackProblems("The configuration of the policy pack", problems)
    return Configuration({key: _choice(entry) for key, entry in entries.items()})


def _choice(entry: Any) -> Choice:
    if isinstance(entry, str):
        return Choice(Level(entry))
    level = entry.get(LEVEL)
    options = {name: value for name, value in entry.items() if name not in (LEVEL, REASON)}
    return Choice(Level(level) if level else None, options)


def _problems(entries: Mapping[Any, Any], rules: Sequence[AnyRule]) -> Iterator[str]:
    known = {rule.id: rule for rule in rules}
    for id_, entry in entries.items():
        if id_ not in known:
            yield f"{id_}: there is no such rule; docs/policies.md lists them"
        elif isinstance(entry, str):
            yield from _level_problems(known[id_], entry)
        elif isinstance(entry, dict):
            yield from _entry_problems(known[id_], entry)
        else:
            yield f"{id_} must be a level, such as advisory, or an object of options"


def _entry_problems(rule: AnyRule, entry: Mapping[str, Any]) -> Iterator[str]:
    for name, value in entry.items():
        if name == LEVEL:
            yield from _level_problems(rule, value)
        elif name == REASON:
            if not isinstance(value, str) or not value.strip():
                yield f"{rule.id}: reason must be a sentence"
        elif name not in rule.options:
            allowed = ", ".join([LEVEL, *rule.options])
            yield f"{rule.id}: unknown option {name}; it may set {allowed}"
        elif wanted := rule.options[name].allows(value):
            yield f"{rule.id}: {name} must be {wanted}, got {value!r}"


def _level_problems(rule: AnyRule, value: Any) -> Iterator[str]:
    if value not in list(Level):
        yield f"{rule.id}: level must be one of {', '.join(Level)}, got {value!r}"
    elif value == Level.REMEDIATE and not (isinstance(rule, Rule) and rule.remedy):
        yield f"{rule.id}: it has no remedy, so its level must be mandatory, advisory or disabled"


def _unreasoned(entries: Mapping[Any, Any], rules: Sequence[AnyRule]) -> Iterator[str]:
    """A rule below its own level needs a reason that the next reader can see."""
    for rule in rules:
        entry = entries.get(rule.id)
        level = entry.get(LEVEL) if isinstance(entry, dict) else entry
        if level not in list(Level) or (isinstance(entry, dict) and entry.get(REASON)):
            continue
        if _STRENGTH[Level(level)] < _STRENGTH[rule.level]:
            yield f"{rule.id}: {level} is below its own level, {rule.level}: add a reason"
