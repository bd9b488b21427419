"""Small rules to try the pack's core on."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.judging import guarded
from pack.options import Number, Numbers
from pack.rule import (
    Level,
    NotApplicable,
    Rule,
    Severity,
    StackRule,
    Subject,
    Verdict,
    cis,
    security_hub,
)
from pack.stack import Resource, Stack
from pack.values import Props

THING, ROOM = "test:index:Thing", "test:index:Room"
SOURCE = "https://example.com/demand"


def urn(type_: str, name: str, stack: str = "prod") -> str:
    """A resource's URN."""
    return f"urn:pulumi:{stack}::test::{type_}::{name}"


def resource(name: str, properties: Mapping[str, Any], type_: str = THING, **more: Any) -> Resource:
    """A resource in the stack prod."""
    return Resource(type_, name, urn(type_, name), Props(properties), **more)


def _encrypted(subject: Subject) -> Iterator[Verdict]:
    if not (value := subject.props.flag("encrypted")):
        yield f"encrypted is {value}, want true"


ENCRYPTED = Rule(
    id="thing-encrypted",
    severity=Severity.HIGH,
    types=frozenset({THING}),
    check=_encrypted,
    remedy=lambda subject: {"encrypted": True},
    finding="A thing is readable by everyone who finds it.",
    why="People find things.",
    fix="set encrypted to true.",
    source=SOURCE,
    controls=security_hub("X.1", "X.2") + cis("9.9"),
)


def _kept(subject: Subject) -> Iterator[Verdict]:
    days, wanted = subject.props.number("days", 0), subject.options["days"]
    if days is None or days < wanted:
        yield f"days is {days}, want at least {wanted}"


KEPT = Rule(
    id="thing-kept",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=frozenset({THING, ROOM}),
    check=_kept,
    production=True,
    finding="A thing is not kept for long.",
    why="Late questions have no answer.",
    fix="set days.",
    source=SOURCE,
    options={"days": Number(default=7, low=1, high=365, about="Days.")},
)


def _ports(subject: Subject) -> Iterator[Verdict]:
    for door in subject.props.groups("doors"):
        yield from guarded(_door(door, subject.options["open"]))


def _door(door: Props, allowed: list[int]) -> Iterator[Verdict]:
    if (port := door.number("port")) not in allowed:
        yield f"port {port} is open, want one of {', '.join(map(str, allowed))}"


PORTS = Rule(
    id="thing-ports",
    severity=Severity.CRITICAL,
    types=frozenset({THING}),
    check=_ports,
    finding="A thing has a door too many.",
    why="Doors are for going in.",
    fix="take the door away.",
    source=SOURCE,
    options={"open": Numbers(default=(80, 443), low=1, high=65535, about="Ports.")},
)


def _in_rooms(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for thing in stack.all(THING):
        if not stack.linked(thing, "roomId", {ROOM}):
            yield thing.urn, f"{thing.name} is in no room, want one"


IN_ROOMS = StackRule(
    id="things-in-rooms",
    severity=Severity.MEDIUM,
    check=_in_rooms,
    finding="A thing lies in the street.",
    why="It rains.",
    fix="set roomId.",
    source=SOURCE,
)


def _counted(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    if not stack.all(THING):
        yield "", NotApplicable("there are no things")
    if len(stack.all(THING)) > options["most"]:
        yield "", f"there are {len(stack.all(THING))} things, want at most {options['most']}"


COUNTED = StackRule(
    id="things-counted",
    severity=Severity.LOW,
    check=_counted,
    finding="There are too many things.",
    why="Nobody knows them all.",
    fix="take some away.",
    source=SOURCE,
    production=True,
    options={"most": Number(default=2, low=0, high=100, about="Things.")},
)


def _failing(subject: Subject) -> Iterator[Verdict]:
    yield "the name is bad, want another"
    raise LookupError(subject.props.text("password"))


FAILING = Rule(
    id="thing-failing",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=frozenset({ROOM}),
    check=_failing,
    finding="A rule has a bug.",
    why="Rules are written by people.",
    fix="mend the rule.",
    source=SOURCE,
)

RULES = (ENCRYPTED, KEPT, PORTS, IN_ROOMS, COUNTED, FAILING)
