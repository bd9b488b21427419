"""The keys of a stack's configuration, and where each is in Settings."""

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from settings.group import Group
from settings.model import Settings

Place = tuple[tuple[str, ...], FieldInfo]
"""Where a setting is, as ("network", "zones") or ("region",), and what it may be."""


def all_fields(model: type[Group] = Settings, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Place]]:
    """Every setting by its key in the configuration."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Group):
            yield from all_fields(field.annotation, (*path, name))
        else:
            yield _camel("_".join((*path, name))), ((*path, name), field)


def keyed(settings: Settings) -> dict[str, Any]:
    """Every value by its key in the configuration."""
    return {key: _at(settings, path) for key, (path, _) in all_fields()}


def description(field: FieldInfo) -> str:
    """The first paragraph under a setting, in one line."""
    return " ".join(str(field.description).split("\n\n")[0].split())


def _at(settings: Settings, path: tuple[str, ...]) -> Any:
    value: Any = settings
    for name in path:
        value = getattr(value, name)
    return value


def _camel(snake: str) -> str:
    head, *tail = snake.split("_")
    return head + "".join(word.capitalize() for word in tail)
