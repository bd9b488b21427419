"""One rule in front of one resource, or of the whole stack: what comes out is never silence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from .marks import Malformed, Unknown
from .rule import NotApplicable, NotJudged, Rule, StackRule, Subject, Verdict
from .stack import Stack

SHORTEST = 3
"""Characters of the shortest secret that is masked, as in Pulumi's own output.

Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/logging/log.go
"""

Part = TypeVar("Part")


@dataclass(frozen=True)
class Remedy:
    """Safe values in place of unsafe ones."""

    rule: Rule
    properties: Mapping[str, Any]
    """By the name of the top-level property."""
    problem: str = ""
    """Why there are none."""


@dataclass(frozen=True)
class Judgement:
    """What a rule says of one resource."""

    urn: str
    """The resource at fault; empty for the stack."""
    breach: str = ""
    """A sentence: where, the value measured, the value wanted."""
    unknown: str = ""
    """The property that could not be judged, since `up` will know it."""
    inapplicable: str = ""
    """Why there was nothing to judge by."""
    failure: str = ""
    """How the rule itself failed."""


def judge(rule: Rule, subject: Subject, urn: str) -> list[Judgement]:
    """What a rule says of a resource; nothing when all is well."""
    heard = _heard(lambda: ((urn, verdict) for verdict in rule.check(subject)), urn)
    return _discreet(heard, subject.props.secrets)


def remedied(rule: Rule, subject: Subject) -> Remedy:
    """What a rule puts in place of what it found; when it cannot, the breach stands and stops the run."""
    try:
        return Remedy(rule, rule.remedy(subject) if rule.remedy else {})
    except Unknown as unknown:
        return Remedy(rule, {}, f"nothing is mended in preview: {unknown.path} is known to `up` only")
    except Malformed as malformed:
        return Remedy(rule, {}, f"nothing is mended: {malformed}")
    except Exception as error:
        return Remedy(rule, {}, f"the remedy itself failed with {type(error).__name__}. Report it.")


def judge_stack(rule: StackRule, stack: Stack, options: Mapping[str, Any]) -> list[Judgement]:
    """What a rule says of a stack; nothing when all is well."""
    return _discreet(_heard(lambda: rule.check(stack, options), ""), lambda: stack.secrets)


def _discreet(judgements: Iterable[Judgement], secrets: Callable[[], Iterable[str]]) -> list[Judgement]:
    """Judgements without any secret, whatever the rule has put into its sentences."""
    found = list(judgements)
    if not any(each.breach for each in found):
        return found
    texts = {text for text in secrets() if len(text) >= SHORTEST}
    longest_first = sorted(texts, key=len, reverse=True)
    return [replace(each, breach=_masked(each.breach, longest_first)) for each in found]


def _masked(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    return text


def _heard(ask: Callable[[], Iterable[tuple[str, Verdict]]], where: str) -> Iterator[Judgement]:
    """Verdicts as they come; what a rule has said before it stops counts too. It stops at the URN `where`.

    The rule is asked in here: one that is no generator reads properties as soon as it is called.
    """
    try:
        for urn, verdict in ask():
            if isinstance(verdict, NotJudged):
                yield Judgement(urn, unknown=verdict.path)
            elif isinstance(verdict, NotApplicable):
                yield Judgement(urn, inapplicable=verdict.reason)
            else:
                yield Judgement(urn, breach=verdict)
    except Unknown as unknown:
        yield Judgement(where, unknown=unknown.path)
    except Malformed as malformed:
        yield Judgement(where, breach=str(malformed))
    except Exception as error:
        # Its type alone: the text of an exception may hold a value, and a value may be a secret.
        yield Judgement(where, failure=type(error).__name__)


def guarded(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Verdicts on one part of a resource, such that a part that is not known leaves the others judged."""
    try:
        yield from verdicts
    except Unknown as unknown:
        yield NotJudged(unknown.path)
    except Malformed as malformed:
        yield str(malformed)


def gathered(items: Iterable[Part], verdicts: list[Verdict]) -> Iterator[Part]:
    """Parts of a resource as they come, until one is not known: that goes to the verdicts."""
    try:
        yield from items
    except Unknown as unknown:
        verdicts.append(NotJudged(unknown.path))
    except Malformed as malformed:
        verdicts.append(str(malformed))
