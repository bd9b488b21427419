"""Every rule in front of a run: judges, applies levels and exemptions, and remembers what it must report."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .configuration import Configuration
from .exemptions import Exemption, label
from .judging import Judgement, judge, judge_stack
from .rule import AnyRule, Level, Rule, StackRule, Subject
from .run_rules import EXEMPTIONS, UNJUDGED
from .stack import Resource, Stack

ONLY_PRODUCTION = "only production stacks are held to it; see relaxed in config.yaml"


@dataclass(frozen=True)
class Report:
    """One line of a run, for people."""

    rule: AnyRule
    level: Level
    urn: str
    """The resource at fault; empty for the stack."""
    message: str


@dataclass(frozen=True)
class Remedy:
    """Safe values in place of unsafe ones."""

    rule: Rule
    properties: dict[str, Any]
    """By the name of the top-level property."""


@dataclass
class Referee:
    """One run over one stack."""

    rules: Sequence[AnyRule]
    configuration: Configuration
    exemptions: Sequence[Exemption]
    today: datetime.date
    _exempted: set[Exemption] = field(default_factory=set)
    _unjudged: dict[tuple[str, str], str] = field(default_factory=dict)
    """Rule and resource to the property that was not known."""
    _seen: set[str] = field(default_factory=set)
    """Labels of the resources that were judged."""

    def __post_init__(self) -> None:
        self._by_type: dict[str, list[Rule]] = {}
        for rule in [each for each in self.rules if isinstance(each, Rule)]:
            for type_ in rule.types:
                self._by_type.setdefault(type_, []).append(rule)

    def resource(self, resource: Resource, stack: str) -> list[Report]:
        """Everything that the rules say of a resource."""
        self._seen.add(label(resource.type, resource.name))
        return [
            report
            for rule in self._in_force(resource, stack)
            for judgement in judge(rule, self._subject(rule, resource), resource.urn)
            for report in self._reports(rule, judgement, resource, stack)
        ]

    def remedies(self, resource: Resource, stack: str) -> Iterator[Remedy]:
        """Safe values for a resource, by the rules that are set to remediate; each sees the former's."""
        for rule in self._in_force(resource, stack):
            if self.configuration.level(rule) != Level.REMEDIATE or rule.remedy is None:
                continue
            subject = self._subject(rule, resource)
            if any(judgement.breach for judgement in judge(rule, subject, resource.urn)):
                properties = rule.remedy(subject)
                yield Remedy(rule, properties)
                resource = replace(resource, props=resource.props.over(properties))

    def stack(self, stack: Stack) -> list[Report]:
        """Everything that the rules say of all resources together, and of this run."""
        rules = [rule for rule in self.rules if isinstance(rule, StackRule)]
        reports = [
            report
            for rule in rules
            if self.applies(rule, stack.name)
            for judgement in judge_stack(rule, stack, self.configuration.options(rule))
            for report in self._reports(rule, judgement, stack.get(judgement.urn), stack.name)
        ]
        return [*reports, *self._unjudged_report(), *self._stale(stack)]

    def about(self, type_: str) -> list[Rule]:
        """The rules for resources of a type, in force or not."""
        return self._by_type.get(type_, [])

    def applies(self, rule: AnyRule, stack: str) -> bool:
        """Whether a rule is in force in a stack."""
        in_scope = not rule.production or self.configuration.production(stack)
        return in_scope and self.configuration.level(rule) != Level.DISABLED

    def _in_force(self, resource: Resource, stack: str) -> list[Rule]:
        return [rule for rule in self.about(resource.type) if self.applies(rule, stack)]

    def _subject(self, rule: Rule, resource: Resource) -> Subject:
        options = self.configuration.options(rule)
        return Subject(resource.type, resource.name, resource.props, resource.protect, options)

    def _reports(
        self, rule: AnyRule, judgement: Judgement, resource: Resource | None, stack: str
    ) -> Iterator[Report]:
        where = label(resource.type, resource.name) if resource else "stack"
        if judgement.failure:
            text = f"the rule itself failed with {judgement.failure} and judged nothing. Report it."
            yield Report(rule, Level.MANDATORY, judgement.urn, text)
        elif judgement.unknown:
            self._unjudged[rule.id, where] = judgement.unknown
            text = f"not judged in preview: {judgement.unknown} is known to `up` only."
            yield from self._run_report(rule, UNJUDGED, judgement.urn, text)
        else:
            yield self._breach(rule, judgement, where, stack)

    def _breach(self, rule: AnyRule, judgement: Judgement, where: str, stack: str) -> Report:
        level = self.configuration.level(rule)
        for exemption in self.exemptions:
            if exemption.covers(rule.id, where, stack) and not exemption.expired(self.today):
                self._exempted.add(exemption)
                text = f"{judgement.breach}. Exempt until {exemption.expires}: {exemption.reason}"
                return Report(rule, Level.ADVISORY, judgement.urn, text)
        return Report(rule, level, judgement.urn, explained(rule, judgement.breach))

    def _unjudged_report(self) -> Iterator[Report]:
        if self._unjudged:
            several = ", ".join(sorted(f"{rule} on {where}" for rule, where in self._unjudged))
            text = explained(UNJUDGED, f"{len(self._unjudged)} not judged in this preview: {several}")
            yield from self._run_report(UNJUDGED, UNJUDGED, "", text)

    def _stale(self, stack: Stack) -> Iterator[Report]:
        present = {label(each.type, each.name) for each in stack.resources}
        for exemption in self.exemptions:
            if not exemption.covers(exemption.rule, exemption.resource, stack.name):
                continue
            if text := self._staleness(exemption, present):
                yield from self._run_report(EXEMPTIONS, EXEMPTIONS, "", explained(EXEMPTIONS, text))

    def _staleness(self, exemption: Exemption, present: set[str]) -> str:
        """Why an exemption must go; empty while it is needed, or while nobody can tell."""
        if exemption.expired(self.today):
            return f"{exemption} expired on {exemption.expires}"
        if exemption in self._exempted or (exemption.rule, exemption.resource) in self._unjudged:
            return ""
        if exemption.resource == "stack" or exemption.resource in self._seen:
            return f"{exemption} exempts nothing: the rule finds no breach"
        return (
            "" if exemption.resource in present else f"{exemption} exempts nothing: there is no such resource"
        )

    def _run_report(self, rule: AnyRule, demand: AnyRule, urn: str, text: str) -> Iterator[Report]:
        level = self.configuration.level(demand)
        if level != Level.DISABLED:
            yield Report(rule, level, urn, text)


def explained(rule: AnyRule, breach: str) -> str:
    """A breach as people read it: what, why, how to mend it, who demands it."""
    demands = f" ({', '.join(map(str, rule.controls))})" if rule.controls else ""
    return f"{breach}.\nWhy: {rule.why}\nFix: {rule.fix}\nSee: {rule.source}{demands}"
