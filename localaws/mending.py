"""Replacing a method of moto by one that wraps it."""

from collections.abc import Callable
from typing import Any

Method = Callable[..., Any]


def mend(owner: type, name: str, wrap: Callable[[Method], Method]) -> None:
    """Wraps a method, once: `wrap` must keep the original with functools.wraps."""
    method = getattr(owner, name)
    if not hasattr(method, "__wrapped__"):
        setattr(owner, name, wrap(method))
