"""Families of parameter groups, such as postgres16: an engine and its version."""

from .versions import numbers


def engine_of(family: str) -> str:
    """The engine of a family of parameters, such as postgres of postgres16."""
    engine = family.rstrip(".0123456789").rstrip("-")
    return "sqlserver" if engine.startswith("sqlserver") else engine


def version_of(family: str) -> tuple[int, ...]:
    """The version of a family, such as 16 of postgres16."""
    return numbers(family.removeprefix(family.rstrip(".0123456789")))
