"""Replacing a member of a class of moto's by one that wraps it, and adding what a class lacks."""

from collections.abc import Callable
from typing import Any

Method = Callable[..., Any]


def mend(owner: type, name: str, wrap: Callable[[Method], Method]) -> None:
    """Wraps a method, once: `wrap` must keep the original with functools.wraps."""
    method = getattr(owner, name)
    if not hasattr(method, "__wrapped__"):
        setattr(owner, name, wrap(method))


def mend_property(owner: type, name: str, wrap: Callable[[Method], Method]) -> None:
    """Wraps what a property answers, once: `wrap` must keep the original with functools.wraps."""
    answer = vars(owner)[name].fget
    if not hasattr(answer, "__wrapped__"):
        setattr(owner, name, property(wrap(answer)))


def add(owner: type, name: str, member: object) -> None:
    """Gives a class what moto's lacks altogether: there is nothing to wrap."""
    setattr(owner, name, member)
