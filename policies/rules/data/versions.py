"""Versions of engines as numbers."""

from collections.abc import Sequence
from itertools import takewhile


def numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with: 5.7.mysql_aurora.2.11 is 5, 7."""
    parts = takewhile(lambda part: part.isdecimal() and len(part) < 6, version.split("."))
    return tuple(int(part) for part in parts)


def is_before(version: str, oldest: str) -> bool:
    """Whether a version is older than another, as far as both are written: 16 is not before 16.4."""
    known = numbers(version)
    return known < numbers(oldest)[: len(known)]


def oldest_of(engine: str, listed: Sequence[str]) -> str:
    """The oldest version of an engine in a list such as postgres 14, mysql 8.4; empty for none."""
    return next((each.partition(" ")[2] for each in listed if each.partition(" ")[0] == engine), "")
