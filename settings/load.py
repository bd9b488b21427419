"""From the flat keys of a stack's configuration to Settings, or to everything that is wrong with them."""

import difflib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

import pulumi
from pydantic import SecretStr, ValidationError
from pydantic.fields import FieldInfo

from settings.keys import Place, all_fields
from settings.model import Settings
from settings.problems import Problem, SettingsError, secret_command, set_command, shown
from settings.rules import RULES


def load() -> Settings:
    """The settings of the stack that is running.

    Raises:
        SettingsError: something is wrong; the text lists all of it.
    """
    prefix = f"{pulumi.get_project()}:"
    config = pulumi.runtime.config.get_config_env() | pulumi.runtime.config.CONFIG.get()
    own = {key.removeprefix(prefix): value for key, value in config.items() if key.startswith(prefix)}
    secret = {key for key in own if pulumi.runtime.config.is_config_secret(prefix + key)}
    return parse(own, secret)


def parse(config: Mapping[str, str], secret: Collection[str] = ()) -> Settings:
    """Settings from configuration as Pulumi hands it over: every value a text, lists as JSON.

    Keys of other namespaces belong to Pulumi and to providers, and are not in it. The values of the secret
    keys are never shown.

    Raises:
        SettingsError: something is wrong; the text lists all of it.
    """
    fields = dict(all_fields())
    values = {key: _decode(fields[key][1], text) for key, text in config.items() if key in fields}
    problems = [
        *_unknown(config, fields),
        *_wrong(values, fields, secret),
        *_in_plain_text(config, fields, secret),
    ]
    bad = frozenset[str]().union(*(problem.keys for problem in problems))
    # Rules run on sound values in place of what is wrong, so that one run names everything.
    stand_ins = {key: _stand_in(fields[key][1]) for key in bad & fields.keys()}
    settings = Settings.model_validate(_nest(values | stand_ins, fields))
    problems += [found for rule in RULES for found in rule(settings) if not found.keys & bad]
    if problems:
        raise SettingsError(problems)
    return settings


def allowed(field: FieldInfo) -> str:
    """What a setting may be, in words."""
    if field.annotation is bool:
        return "true or false"
    if get_origin(field.annotation) is Literal:
        return f"one of {', '.join(map(str, get_args(field.annotation)))}"
    return next((kind.allowed for kind in field.metadata if hasattr(kind, "allowed")), "a text")


def example(field: FieldInfo) -> Any:
    """A value that is accepted, to show: the example of its kind, else the default. Secrets have none."""
    if field.annotation is SecretStr:
        return None
    return next((kind.example for kind in field.metadata if hasattr(kind, "example")), field.default)


def _stand_in(field: FieldInfo) -> Any:
    return example(field) if field.is_required() else field.default


def _decode(field: FieldInfo, text: str) -> Any:
    """The value a text stands for; where it stands for none the text itself, which validation refuses."""
    kinds = get_args(field.annotation) if get_origin(field.annotation) is Literal else (field.annotation,)
    if kinds[0] in (str, SecretStr) or isinstance(kinds[0], str):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return tuple(value) if isinstance(value, list) else value


def _nest(values: Mapping[str, Any], fields: Mapping[str, Place]) -> dict[str, Any]:
    """Flat values as the nested shape of Settings."""
    nested: dict[str, Any] = {}
    for key, (path, _) in fields.items():
        group = nested
        for name in path[:-1]:
            group = group.setdefault(name, {})
        if key in values:
            group[path[-1]] = values[key]
    return nested


def _unknown(config: Mapping[str, str], fields: Mapping[str, object]) -> Iterator[Problem]:
    for key in sorted(config.keys() - fields.keys()):
        near = difflib.get_close_matches(key, fields, n=1)
        meant = f"; did you mean {near[0]}?" if near else "."
        yield Problem(frozenset({key}), f"{key} is not a setting{meant}", f"pulumi config rm {key}")


def _wrong(
    values: Mapping[str, Any], fields: Mapping[str, Place], secret: Collection[str]
) -> Iterator[Problem]:
    """One problem for each setting that is missing or out of bounds by itself."""
    try:
        Settings.model_validate(_nest(values, fields))
    except ValidationError as error:
        found = [tuple(map(str, detail["loc"])) for detail in error.errors(include_url=False)]
        for key, (path, field) in fields.items():
            if any(place[: len(path)] == path for place in found):
                hidden = key in secret or field.annotation is SecretStr
                state = _state(key, values, hidden)
                yield Problem(
                    frozenset({key}),
                    f"{key} {state}; allowed: {allowed(field)}.",
                    secret_command(key)
                    if field.annotation is SecretStr
                    else set_command(key, example(field)),
                )


def _in_plain_text(
    config: Mapping[str, str], fields: Mapping[str, Place], secret: Collection[str]
) -> Iterator[Problem]:
    """Secrets that stand in the stack's file for everyone to read."""
    for key, text in config.items():
        if key in fields and fields[key][1].annotation is SecretStr and text and key not in secret:
            yield Problem(
                frozenset({key}),
                f"{key} is a secret in plain text: whoever reads the stack's file knows it. Encrypt it; "
                "if it was ever committed, have its service issue a new one.",
                secret_command(key),
            )


def _state(key: str, values: Mapping[str, Any], hidden: bool) -> str:
    if key not in values:
        return "is not set"
    return "is a secret" if hidden else f"is {shown(values[key])}"
