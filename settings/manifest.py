"""`python -m settings.manifest` writes the settings into Pulumi.yaml, where Pulumi and editors read them."""

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from settings.keys import all_fields, description

PROJECT = Path(__file__).parents[1] / "Pulumi.yaml"

_HEADING = """\
# Every setting, from settings/ (`make docs` writes this part; bounds and sources are there). A setting
# without a default must be given by the stack.
config:
"""
_WIDTH = 104
"""Characters of a line of text; longer ones are folded."""


def render(project: str) -> str:
    """The project file with its settings written anew; they are its last part."""
    above = project[: project.index(_HEADING.splitlines()[0])]
    return above + _HEADING + "".join(_entry(key, field) for key, (_, field) in all_fields())


def yaml_type(field: FieldInfo) -> str:
    """The type of a setting in Pulumi's words."""
    if get_origin(field.annotation) is tuple:
        return "array"
    first = get_args(field.annotation)[0] if get_args(field.annotation) else field.annotation
    kind = first if isinstance(first, type) else type(first)
    return {str: "string", SecretStr: "string", int: "integer", bool: "boolean"}[kind]


def _entry(key: str, field: FieldInfo) -> str:
    return "".join(f"{line}\n" for line in (f"  {key}:", *(f"    {line}" for line in _lines(field))))


def _lines(field: FieldInfo) -> Iterator[str]:
    kind = yaml_type(field)
    yield f"type: {kind}"
    if kind == "array":
        yield from ("items:", "  type: string")
    yield from _described(description(field))
    if not field.is_required():
        yield f"default: {json.dumps(default(field))}"


def default(field: FieldInfo) -> Any:
    """The default in Pulumi's words. That of a secret is empty: Pulumi asks every stack for what has none,
    and cannot encrypt a default."""
    return "" if field.annotation is SecretStr else field.default


def _described(text: str) -> Iterator[str]:
    if len(text) < _WIDTH - len("description: ") and ": " not in text:
        yield f"description: {text}"
    else:
        yield "description: >-"
        yield from textwrap.wrap(text, _WIDTH - 2, initial_indent="  ", subsequent_indent="  ")


if __name__ == "__main__":
    PROJECT.write_text(render(PROJECT.read_text()))
