"""What the containers of a stack get: the values of the table of variables."""

from collections.abc import Iterator
from typing import Any

from pydantic import SecretStr

from settings.derived import DERIVED, Stack
from settings.env import BOTH
from settings.generated import GENERATED
from settings.model import Settings
from settings.variables import as_text, marked


def application_plan(settings: Settings, project: str, stack: str, domain: str) -> dict[str, Any]:
    """The arguments of the Application component beside its place and its key.

    `domain` is the private domain in which services, database and cache find each other.
    """
    place = Stack(settings=settings, project=project, name=stack, domain=domain)
    return {
        "environment": {service: environment(place, service) for service in BOTH},
        "given": {service: given(settings, service) for service in BOTH},
        "generated": generated(settings),
        "recovery": settings.application.security.recovery,
    }


def environment(stack: Stack, service: str) -> dict[str, str]:
    """The plain variables of a service that have a value."""
    plain = {name: as_text(value) for name, value in _set(stack.settings, service, secret=False)}
    derived = {
        row.name: row.value(stack, service)
        for rows in DERIVED.values()
        for row in rows
        if service in row.services
    }
    return {name: value for name, value in sorted((plain | derived).items()) if value}


def given(settings: Settings, service: str) -> dict[str, str]:
    """The secrets of third parties that a service gets. In the clear: for Secrets Manager alone."""
    secrets = {name: value.get_secret_value() for name, value in _set(settings, service, secret=True)}
    return {name: value for name, value in sorted(secrets.items()) if value}


def generated(settings: Settings) -> dict[str, dict[str, Any]]:
    """How each generated secret is made, and who gets it."""
    return {
        row.name: {
            "kind": row.kind,
            "length": row.length,
            "version": getattr(settings.application.security, row.version),
            "services": row.services,
        }
        for rows in GENERATED.values()
        for row in rows
    }


def _set(settings: Settings, service: str, *, secret: bool) -> Iterator[tuple[str, Any]]:
    """Variables of a service that are settings, with their values; those of groups that are off left out."""
    for _, (name, key), _, env in marked():
        group = getattr(settings.application, name)
        value = getattr(group, key)
        if service in env.services and group.on and isinstance(value, SecretStr) is secret:
            yield env.name, value
