"""Holds a request against AWS's published model: required members, types, enums, patterns, bounds."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex
from botocore.model import ListShape, MapShape, Shape, StructureShape

from localaws.values import Unknown

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "character": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "boolean": (bool,),
    "blob": (str, bytes),
}


def problems(params: Any, shape: Shape, where: str = "", *, sensitive: bool = False) -> Iterator[str]:
    """One sentence for each rule of the model that a request breaks; unknown values are not judged.

    Each names the request member, the rule and the value received, as `CidrBlock must be ... (got ...)`.
    A value that the model marks as sensitive is never shown.
    """
    if isinstance(params, Unknown):
        return
    sensitive = sensitive or bool(shape.metadata.get("sensitive"))
    if isinstance(shape, StructureShape):
        yield from _structure(params, shape, where, sensitive)
    elif isinstance(shape, ListShape):
        yield from _list(params, shape, where, sensitive)
    elif isinstance(shape, MapShape):
        yield from _map(params, shape, where, sensitive)
    else:
        yield from _scalar(params, shape, where, sensitive)


def _structure(params: Any, shape: StructureShape, where: str, sensitive: bool) -> Iterator[str]:
    if not isinstance(params, dict):
        yield f"{where} must be an object with {', '.join(sorted(shape.members))} (got {_kind(params)})"
        return
    for name in shape.required_members:
        if params.get(name) is None:
            yield f"{_join(where, name)} is required"
    for name, value in params.items():
        if name not in shape.members:
            yield f"{_join(where, name)} is not known to AWS; allowed: {', '.join(sorted(shape.members))}"
        elif value is not None:
            yield from problems(value, shape.members[name], _join(where, name), sensitive=sensitive)


def _list(params: Any, shape: ListShape, where: str, sensitive: bool) -> Iterator[str]:
    if not isinstance(params, list):
        yield f"{where} must be a list (got {_kind(params)})"
        return
    yield from _bounds(len(params), shape, where, "hold", "elements")
    for at, item in enumerate(params):
        yield from problems(item, shape.member, f"{where}[{at}]", sensitive=sensitive)


def _map(params: Any, shape: MapShape, where: str, sensitive: bool) -> Iterator[str]:
    if not isinstance(params, dict):
        yield f"{where} must be a map (got {_kind(params)})"
        return
    yield from _bounds(len(params), shape, where, "hold", "entries")
    for key, value in params.items():
        yield from problems(key, shape.key, f"{where} key {key!r}", sensitive=sensitive)
        yield from problems(value, shape.value, _join(where, key), sensitive=sensitive)


def _scalar(value: Any, shape: Shape, where: str, sensitive: bool) -> Iterator[str]:
    kinds = _TYPES.get(shape.type_name)
    if kinds and (not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds)):
        yield f"{where} must be of type {shape.type_name} (got {_show(value, sensitive)})"
        return
    if isinstance(value, str):
        yield from _text(value, shape, where, sensitive)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _bounds(value, shape, where, "be", "", sensitive)


def _text(value: str, shape: Shape, where: str, sensitive: bool) -> Iterator[str]:
    enum = getattr(shape, "enum", ())
    if enum and value not in enum:
        yield f"{where} must be one of {', '.join(enum)} (got {_show(value, sensitive)})"
    if shape.type_name == "string":
        yield from _bounds(len(value), shape, where, "have", "characters")
    pattern = shape.metadata.get("pattern")
    if pattern and not compiled(pattern).fullmatch(value):
        yield f"{where} must match {pattern} (got {_show(value, sensitive)})"


def _bounds(
    size: float, shape: Shape, where: str, verb: str, unit: str, sensitive: bool = False
) -> Iterator[str]:
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if (low is not None and size < low) or (high is not None and size > high):
        allowed = (
            f"{low} to {high}"
            if None not in (low, high)
            else f"at most {high}"
            if low is None
            else f"at least {low}"
        )
        yield f"{where} must {verb} {allowed} {unit}".rstrip() + f" (got {_show(size, sensitive)})"


@cache
def compiled(pattern: str) -> "regex.Pattern[str]":
    """A pattern of the model, which is written for Java: characters beyond the first 65,536 are spelled as
    surrogate pairs there."""
    return regex.compile(pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF"))


def _join(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


_WORDS = {str: "a text", bool: "a boolean", list: "a list", dict: "an object"}


def _kind(value: Any) -> str:
    """What a value is, without what is in it: its parts may be sensitive."""
    return "nothing" if value is None else _WORDS.get(type(value), "a number")


_SHOWN = 80
"""Characters of a value that a sentence still reads with."""


def _show(value: Any, sensitive: bool) -> str:
    """A value as far as a message may show it. A long one not at all: the start of a secret would no longer
    be recognised as a secret where secrets are taken out of messages."""
    if sensitive:
        return f"{_kind(value)}, which is sensitive"
    text = repr(value)
    if len(text) <= _SHOWN:
        return text
    return f"a text of {len(value)} characters" if isinstance(value, str) else _kind(value)
