"""Every variable that containers can have, as one table.

A variable is a setting, follows from the stack, is a generated secret, or is given by another component.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from settings.application import ApplicationSettings
from settings.derived import DERIVED
from settings.env import Env, Variables
from settings.generated import GENERATED, GIVEN
from settings.keys import all_fields, description


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One row of the table."""

    name: str
    category: str
    services: tuple[str, ...]
    """Who gets it; nobody for one that only people need."""
    secret: bool
    description: str
    default: str = ""
    """Value where nothing else is said; never a secret."""


CATEGORIES = (
    "General",
    "Docker Registry",
    "Database",
    "Redis",
    "Backend",
    "Frontend",
    "Email",
    "OAuth",
    "Storage",
    "Monitoring",
    "Payment",
    "Security",
    "Performance",
    "Backup",
)
"""The delivery document's, in its order."""


def table() -> tuple[Variable, ...]:
    """Every variable there can be, by category."""
    rows = [*_from_settings(), *_from_elsewhere()]
    return tuple(sorted(rows, key=lambda row: CATEGORIES.index(row.category)))


def _from_settings() -> Iterator[Variable]:
    for group, _, field, env in marked():
        secret = field.annotation is SecretStr
        yield Variable(
            name=env.name,
            category=group.category,
            services=env.services,
            secret=secret,
            description=description(field),
            default="" if secret else as_text(field.default),
        )


def _from_elsewhere() -> Iterator[Variable]:
    for source, secret in ((GENERATED, True), (DERIVED, False), (GIVEN, False)):
        for category, rows in source.items():
            for row in rows:
                yield Variable(
                    name=row.name,
                    category=category,
                    services=row.services,
                    secret=secret or getattr(row, "secret", False),
                    description=row.description,
                )


def marked() -> Iterator[tuple[type[Variables], tuple[str, str], FieldInfo, Env]]:
    """Every mark: group, where the setting is in the application's, the setting, and the mark."""
    for name, member in ApplicationSettings.model_fields.items():
        group: Any = member.annotation
        for key, field in group.model_fields.items():
            for env in field.metadata:
                if isinstance(env, Env):
                    yield group, (name, key), field, env


def key_of(group: str, field: str) -> str:
    """The key of one of the application's settings in the configuration."""
    wanted = ("application", group, field)
    return next(key for key, (path, _) in all_fields() if path == wanted)


def as_text(value: Any) -> str:
    """A value as a process finds it in its environment."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(value) if isinstance(value, tuple) else str(value)
