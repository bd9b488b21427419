"""Every rule in front of a run: judges, applies levels and exemptions, and remembers what it must report."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .configuration import Configuration
from .exemptions import Exemption, label
from .judging import Judgement, Remedy, judge, judge_stack, remedied
from .rule import AnyRule, Level, Rule, StackRule, Subject
from .run_rules import EXEMPTIONS, UNJUDGED
from .stack import Resource, Stack

DISABLED = "the configuration disables it"
ONLY_PRODUCTION = "only production stacks are held to it; see relaxed in config.yaml"


@dataclass(frozen=True)
class Report:
    """One line of a run, for people."""

    rule: AnyRule
    """Whose report it is."""
    demand: AnyRule
    """What is not met: the rule, or a demand on the run itself, such as that rules can judge."""
    level: Level
    urn: str
    """The resource at fault; empty for the stack."""
    message: str


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
    _inapplicable: dict[str, str] = field(default_factory=dict)
    """Rule to why it had nothing to judge by."""
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
        where = label(resource.type, resource.name)
        for rule in self.remediating(resource.type, stack):
            subject = self._subject(rule, resource)
            breached = any(judgement.breach for judgement in judge(rule, subject, resource.urn))
            if breached and not self._exemption(rule, where, stack):
                remedy = remedied(rule, subject)
                resource = replace(resource, props=resource.props.over(remedy.properties))
                yield remedy

    def remediating(self, type_: str, stack: str) -> list[Rule]:
        """The rules for resources of a type that are set to remediate."""
        return [
            rule
            for rule in self.about(type_)
            if rule.remedy and self.configuration.level(rule) == Level.REMEDIATE and self.applies(rule, stack)
        ]

    def stack(self, stack: Stack) -> list[Report]:
        """Everything that the rules say of all resources together, and of this run."""
        reports = [
            report
            for rule in self.about_stack()
            if self.applies(rule, stack.name)
            for judgement in judge_stack(rule, stack, self.configuration.options(rule))
            for report in self._reports(rule, judgement, stack.get(judgement.urn), stack.name)
        ]
        return [*reports, *self._unjudged_report(), *self._stale(stack)]

    def about(self, type_: str) -> list[Rule]:
        """The rules for resources of a type, in force or not."""
        return self._by_type.get(type_, [])

    def about_stack(self) -> list[StackRule]:
        """The rules over all resources together, in force or not."""
        return [rule for rule in self.rules if isinstance(rule, StackRule)]

    def applies(self, rule: AnyRule, stack: str) -> bool:
        """Whether a rule is in force in a stack."""
        return not self._idle(rule, stack)

    def not_applicable(self, rules: Iterable[AnyRule], stack: str) -> dict[str, str]:
        """Why some of these rules judge nothing in a stack, by their ids."""
        idle = {rule.id: self._idle(rule, stack) or self._inapplicable.get(rule.id, "") for rule in rules}
        return {id_: reason for id_, reason in idle.items() if reason}

    def _idle(self, rule: AnyRule, stack: str) -> str:
        """Why a rule is not in force in a stack; empty where it is."""
        if self.configuration.level(rule) == Level.DISABLED:
            return DISABLED
        return ONLY_PRODUCTION if rule.production and not self.configuration.production(stack) else ""

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
            yield Report(rule, rule, Level.MANDATORY, judgement.urn, text)
        elif judgement.unknown:
            self._unjudged[rule.id, where] = judgement.unknown
            text = f"not judged in preview: {judgement.unknown} is known to `up` only."
            yield from self._run_report(rule, UNJUDGED, judgement.urn, text)
        elif judgement.inapplicable:
            self._inapplicable[rule.id] = judgement.inapplicable
        else:
            yield self._breach(rule, judgement, where, stack)

    def _breach(self, rule: AnyRule, judgement: Judgement, where: str, stack: str) -> Report:
        if exemption := self._exemption(rule, where, stack):
            self._exempted.add(exemption)
            text = f"{judgement.breach}. Exempt until {exemption.expires}: {exemption.reason}"
            return Report(rule, rule, Level.ADVISORY, judgement.urn, text)
        # No remedy has helped, if there was one.
        found = self.configuration.level(rule)
        level = Level.MANDATORY if found == Level.REMEDIATE else found
        return Report(rule, rule, level, judgement.urn, explained(rule, judgement.breach))

    def _exemption(self, rule: AnyRule, where: str, stack: str) -> Exemption | None:
        """The exemption that accepts a breach, if one does."""
        covering = (each for each in self.exemptions if each.covers(rule.id, where, stack))
        return next((each for each in covering if not each.expired(self.today)), None)

    def _unjudged_report(self) -> Iterator[Report]:
        if self._unjudged:
            counts = Counter(where for _, where in self._unjudged)
            several = ", ".join(f"{where} ({count})" for where, count in sorted(counts.items()))
            text = explained(
                UNJUDGED, f"{len(self._unjudged)} not judged in this preview, by number of rules: {several}"
            )
            yield from self._run_report(UNJUDGED, UNJUDGED, "", text)

    def _stale(self, stack: Stack) -> Iterator[Report]:
        present = {label(each.type, each.name) for each in stack.resources}
        for exemption in self.exemptions:
            if exemption.holds_in(stack.name) and (text := self._staleness(exemption, stack.name, present)):
                yield from self._run_report(EXEMPTIONS, EXEMPTIONS, "", explained(EXEMPTIONS, text))

    def _staleness(self, exemption: Exemption, stack: str, present: set[str]) -> str:
        """Why an exemption must go; empty while it is needed, or while nobody can tell."""
        if exemption.expired(self.today):
            return f"{exemption} expired on {exemption.expires}"
        if exemption in self._exempted or self._undecided(exemption, stack):
            return ""
        if exemption.resource == "stack" or exemption.resource in self._seen:
            return f"{exemption} exempts nothing: the rule finds no breach"
        return (
            "" if exemption.resource in present else f"{exemption} exempts nothing: there is no such resource"
        )

    def _undecided(self, exemption: Exemption, stack: str) -> bool:
        """Whether the rule did not get to judge what is exempted from it."""
        idle = {rule.id for rule in self.rules if not self.applies(rule, stack)} | self._inapplicable.keys()
        places = {(exemption.rule, exemption.resource), (exemption.rule, "stack")}
        return exemption.rule in idle or not places.isdisjoint(self._unjudged)

    def _run_report(self, rule: AnyRule, demand: AnyRule, urn: str, text: str) -> Iterator[Report]:
        level = self.configuration.level(demand)
        if level != Level.DISABLED:
            yield Report(rule, demand, level, urn, text)


def explained(rule: AnyRule, breach: str) -> str:
    """A breach as people read it: what, why, how to mend it, who demands it."""
    demands = f" ({', '.join(map(str, rule.controls))})" if rule.controls else ""
    return f"{breach}.\nWhy: {rule.why}\nFix: {rule.fix}\nSee: {rule.source}{demands}"
