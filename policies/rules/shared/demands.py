"""What several rules ask of one property. Absence is the value that AWS takes then."""

from collections.abc import Callable, Iterator

from pack.rule import Check, Subject, Verdict


def flag(name: str, wanted: bool, absent: bool = False) -> Check:
    """A boolean must have one value."""

    def check(subject: Subject) -> Iterator[Verdict]:
        if subject.props.flag(name, absent) != wanted:
            yield f"{name} is {_written(not wanted)}, want {_written(wanted)}"

    return check


def at_least(name: str, option: str, absent: int = 0) -> Check:
    """A number must not be below an option."""

    def check(subject: Subject) -> Iterator[Verdict]:
        value = subject.props.number(name, absent)
        least = subject.options[option]
        if value is not None and value < least:
            yield f"{name} is {value}, want at least {least}"

    return check


def given(name: str) -> Check:
    """A property must be set, whatever its value will be."""

    def check(subject: Subject) -> Iterator[Verdict]:
        if name not in subject.props:
            yield f"{name} is missing"

    return check


def only(applies: Callable[[Subject], bool], check: Check) -> Check:
    """A check for those resources that the demand speaks of."""

    def checked(subject: Subject) -> Iterator[Verdict]:
        if applies(subject):
            yield from check(subject)

    return checked


def _written(value: bool) -> str:
    return "true" if value else "false"
