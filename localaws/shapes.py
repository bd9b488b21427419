"""Pulumi values to AWS request values and back, guided by AWS's published shapes (botocore)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

from localaws.paths import parse
from localaws.values import Unknown

Aliases = Mapping[str, str]


class NoPlace(Exception):
    """A property has no member in the AWS shape it should go to. Message: property and what is allowed."""


@cache
def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def member_of(shape: StructureShape, key: str) -> str | None:
    """The member a Pulumi key means: same letters, or singular for plural and the other way round."""
    members = {_plain(name): str(name) for name in shape.members}
    wanted = _plain(key)
    for candidate in (wanted, wanted + "s", wanted.removesuffix("s"), wanted.removesuffix("ies") + "y"):
        if candidate in members:
            return members[candidate]
    return None


def shape_at(shape: Shape | None, path: str) -> Shape | None:
    """The shape at a path inside a request or response shape; None where the path leaves the model."""
    for step in parse(path):
        if not isinstance(shape, StructureShape) or step.member not in shape.members:
            return None
        shape = shape.members[step.member]
        if (step.index is not None or step.key is not None) and isinstance(shape, ListShape):
            shape = shape.member
    return shape


def encode(value: Any, shape: Shape, aliases: Aliases | None = None, where: str = "") -> Any:
    """A Pulumi value as the AWS shape wants it. Unknowns pass through.

    Raises:
        NoPlace: a key has no member in the shape.
    """
    aliases = aliases or {}
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str) and isinstance(shape, StructureShape | ListShape) and value[:1] in "{[":
        value = json.loads(value)
    if isinstance(shape, ListShape):
        return _encode_list(value, shape, aliases, where)
    if isinstance(shape, StructureShape):
        return _encode_structure(value, shape, aliases, where)
    if isinstance(shape, MapShape) and isinstance(value, dict):
        return {str(key): encode(item, shape.value, aliases, where) for key, item in value.items()}
    return _encode_scalar(value, shape)


def _encode_list(value: Any, shape: ListShape, aliases: Aliases, where: str) -> list[Any]:
    pair = _pair_members(shape)
    if isinstance(value, dict) and pair and not {"key", "value"} <= set(map(_plain, value)):
        return [{pair[0]: key, pair[1]: item} for key, item in value.items()]
    items = value if isinstance(value, list) else [value]
    if pair:
        items = [{pair[0]: item} if isinstance(item, str) else item for item in items]
    return [encode(item, shape.member, aliases, where) for item in items]


def _pair_members(shape: ListShape) -> tuple[str, str] | None:
    """`("Key", "Value")` of a list of pairs, as AWS spells tags; None for any other list."""
    if not isinstance(shape.member, StructureShape):
        return None
    members = {_plain(name): str(name) for name in shape.member.members}
    return (members["key"], members["value"]) if {"key", "value"} <= set(members) else None


def _encode_structure(value: Any, shape: StructureShape, aliases: Aliases, where: str) -> Any:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        return value
    out = {}
    for key, item in value.items():
        inner = f"{where}.{key}" if where else key
        member = aliases.get(inner) or member_of(shape, key)
        if member is None:
            raise NoPlace(f"{inner} is not known to AWS; allowed here: {', '.join(sorted(shape.members))}")
        if item is not None:
            out[member] = encode(item, shape.members[member], aliases, inner)
    return out


_ON_OFF = {frozenset({"ENABLED", "DISABLED"}), frozenset({"enabled", "disabled"})}


def _encode_scalar(value: Any, shape: Shape) -> Any:
    if isinstance(value, bool) and shape.type_name == "string":
        enum = frozenset(getattr(shape, "enum", ()))
        if enum in _ON_OFF:
            return next(word for word in enum if word.lower() == ("enabled" if value else "disabled"))
        return str(value).lower()
    if isinstance(value, str) and shape.type_name == "boolean" and value in ("true", "false"):
        return value == "true"
    if isinstance(value, str) and shape.type_name in ("integer", "long") and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and shape.type_name == "string":
        return str(value)
    return value


def decode(
    value: Any, like: Any, aliases: Aliases | None = None, where: str = "", *, ordered: bool = False
) -> Any:
    """An AWS value in the shape of `like`, the program's value for the same property.

    Where both mean the same, `like` itself comes back, so that order, JSON spacing and `"true"` for true
    never look like drift. Only the keys that `like` has are read: AWS fills in defaults the program left out.
    """
    aliases = aliases or {}
    found = _decode(value, like, aliases, where, ordered)
    return like if same(found, like, ordered=ordered) else found


def _decode(value: Any, like: Any, aliases: Aliases, where: str, ordered: bool) -> Any:
    if isinstance(like, str) and isinstance(value, dict | list):
        guide = json.loads(like) if like[:1] in ("{", "[") else None
        return json.dumps(_decode(value, guide, aliases, where, ordered), sort_keys=True)
    if isinstance(like, dict):
        return _decode_dict(value, like, aliases, where, ordered)
    if isinstance(like, list):
        items = value if isinstance(value, list) else [] if value is None else [value]
        guides = _guides(items, like)
        return [
            _decode(item, guide, aliases, where, ordered) for item, guide in zip(items, guides, strict=True)
        ]
    if isinstance(value, list) and not isinstance(like, list) and like is not None:
        value = value[0] if value else None
    return _decode_scalar(value, like)


def _guides(items: list[Any], like: list[Any]) -> list[Any]:
    """For each AWS element the program's element to read it by: the same place, else the last one."""
    return [like[min(at, len(like) - 1)] if like else None for at in range(len(items))]


def _decode_dict(value: Any, like: dict[str, Any], aliases: Aliases, where: str, ordered: bool) -> Any:
    if isinstance(value, list):
        pairs = _as_pairs(value)
        value = pairs if pairs is not None else (value[0] if value else {})
    if not isinstance(value, dict):
        return value
    members = {_plain(name): name for name in value}
    out = {}
    for key, guide in like.items():
        inner = f"{where}.{key}" if where else key
        name = _find(members, aliases.get(inner) or key)
        if name is not None and value[name] is not None:
            out[key] = _decode(value[name], guide, aliases, inner, ordered)
    return out


def _as_pairs(items: list[Any]) -> dict[str, Any] | None:
    if items and all(
        isinstance(item, dict) and {_plain(key) for key in item} == {"key", "value"} for item in items
    ):
        return {next(v for k, v in item.items() if _plain(k) == "key"): _value_of(item) for item in items}
    return None


def _value_of(item: dict[str, Any]) -> Any:
    return next(v for k, v in item.items() if _plain(k) == "value")


def _find(members: dict[str, str], key: str) -> str | None:
    wanted = _plain(key)
    for candidate in (wanted, wanted + "s", wanted.removesuffix("s"), wanted.removesuffix("ies") + "y"):
        if candidate in members:
            return members[candidate]
    return None


def _decode_scalar(value: Any, like: Any) -> Any:
    if isinstance(like, bool) and isinstance(value, str):
        return value.lower() in ("true", "enabled")
    if isinstance(like, str) and isinstance(value, bool):
        return str(value).lower()
    if isinstance(like, str) and isinstance(value, int | float):
        return str(value)
    if isinstance(like, int) and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    return value


def same(one: Any, other: Any, *, ordered: bool = False) -> bool:
    """Whether two values mean the same: lists as sets unless `ordered`, JSON text by what it says."""
    return bool(_canonical(one, ordered) == _canonical(other, ordered))


def _canonical(value: Any, ordered: bool) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(item, ordered) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        items = [_canonical(item, ordered) for item in value]
        return (
            items
            if ordered
            else sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=repr))
        )
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return _canonical(json.loads(value), ordered)
        except ValueError:
            return value
    return value
