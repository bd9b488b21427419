"""Pulumi values to AWS request values and back, guided by AWS's published shapes (botocore)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

from localaws.paths import get, parse, put
from localaws.values import Unknown

Aliases = Mapping[str, str]


class Misfit(Exception):
    """A property does not fit the AWS shape it should go to. Message: the property, and what is allowed."""


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
        if (step.index is not None or step.key is not None or step.each) and isinstance(shape, ListShape):
            shape = shape.member
    return shape


def encode(value: Any, shape: Shape, aliases: Aliases | None = None, where: str = "") -> Any:
    """A Pulumi value as the AWS shape wants it. Unknowns pass through.

    Raises:
        Misfit: a key has no member in the shape, or a JSON text is malformed.
    """
    aliases = aliases or {}
    if isinstance(value, Unknown):
        return value
    if isinstance(value, str) and isinstance(shape, StructureShape | ListShape) and value[:1] in ("{", "["):
        value = _from_json(value, where)
    if isinstance(shape, ListShape):
        return _encode_list(value, shape, aliases, where)
    if isinstance(shape, StructureShape):
        return _encode_structure(value, shape, aliases, where)
    if isinstance(shape, MapShape) and isinstance(value, dict):
        return {str(key): encode(item, shape.value, aliases, where) for key, item in value.items()}
    return _encode_scalar(value, shape)


def _from_json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Misfit(f"{where} must be well-formed JSON: {error}") from None


def _encode_list(value: Any, shape: ListShape, aliases: Aliases, where: str) -> list[Any]:
    pair = _pair_members(shape)
    if isinstance(value, dict) and pair and not _is_pair(value):
        return [{pair[0]: key, pair[1]: item} for key, item in value.items()]
    items = value if isinstance(value, list) else [value]
    if pair:
        items = [{pair[0]: item} if isinstance(item, str) else item for item in items]
    return [encode(item, shape.member, aliases, where) for item in items]


def _pair_members(shape: ListShape) -> tuple[str, str] | None:
    """`("Key", "Value")` of a list of pairs, as AWS spells tags (KMS: `TagKey`) and dimensions (`Name`); None
    for any other list."""
    if not isinstance(shape.member, StructureShape):
        return None
    members = {_plain(name).removeprefix("tag"): str(name) for name in shape.member.members}
    label = next((label for label in _LABELS if {label, "value"} <= members.keys()), None)
    return (members[label], members["value"]) if label else None


_LABELS = ("key", "name")
"""What AWS calls the first of a pair."""


def _is_pair(value: dict[str, Any]) -> bool:
    """Whether it is one pair, and not a map."""
    keys = set(map(_plain, value))
    return "value" in keys and not keys.isdisjoint(_LABELS)


def _encode_structure(value: Any, shape: StructureShape, aliases: Aliases, where: str) -> Any:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        return value
    out: dict[str, Any] = {}
    for key, item in value.items():
        inner = f"{where}.{key}" if where else key
        path = aliases.get(inner) or member_of(shape, key)
        found = shape_at(shape, path) if path else None
        if path is None or found is None:
            raise Misfit(f"{inner} is not known to AWS; allowed here: {', '.join(sorted(shape.members))}")
        if item is not None:
            put(out, path, encode(item, found, aliases, inner))
    return out


_ON_OFF = {frozenset({"ENABLED", "DISABLED"}), frozenset({"enabled", "disabled"})}


_NUMBER = re.compile(r"-?\d+(\.\d+)?")


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
    if isinstance(value, str) and shape.type_name in ("double", "float") and _NUMBER.fullmatch(value):
        return float(value)
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
    in_json = isinstance(like, str) and like[:1] in ("{", "[")
    if isinstance(value, dict | list) and (in_json or (isinstance(like, str) and isinstance(value, dict))):
        guide = json.loads(like) if in_json else None
        return json.dumps(_decode(value, guide, aliases, where, ordered), sort_keys=True)
    if isinstance(like, dict):
        return _decode_dict(value, like, aliases, where, ordered)
    if isinstance(like, list):
        items = value if isinstance(value, list) else [] if value is None else [value]
        guides = _guides(items, like)
        return [
            _decode(item, guide, aliases, where, ordered) for item, guide in zip(items, guides, strict=True)
        ]
    if isinstance(value, list) and like is not None and len(value) < 2:
        value = value[0] if value else None
    return _decode_scalar(value, like)


def _guides(items: list[Any], like: list[Any]) -> list[Any]:
    """For each AWS element the program's element to read it by: the same place, else the last one."""
    return [like[min(at, len(like) - 1)] if like else None for at in range(len(items))]


def _decode_dict(value: Any, like: dict[str, Any], aliases: Aliases, where: str, ordered: bool) -> Any:
    pairs = None
    if isinstance(value, list):
        pairs = None if _is_pair(like) else _as_pairs(value)
        value = pairs if pairs is not None else (value[0] if value else {})
    if not isinstance(value, dict):
        return value
    # The keys of pairs are the program's own words; only members have other spellings.
    members = {_plain(name): name for name in value if pairs is None}
    out = {}
    for key, guide in like.items():
        inner = f"{where}.{key}" if where else key
        found = (
            get(value, aliases[inner]) if inner in aliases else value.get(key, value.get(_find(members, key)))
        )
        if found is not None:
            out[key] = _decode(found, guide, aliases, inner, ordered)
    return out


def _as_pairs(items: list[Any]) -> dict[str, Any] | None:
    if items and all(isinstance(item, dict) and len(item) == 2 and _is_pair(item) for item in items):
        return {next(v for k, v in item.items() if _plain(k) in _LABELS): _value_of(item) for item in items}
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
        return like if _NUMBER.fullmatch(like) and float(like) == value else str(value)
    if isinstance(like, int) and isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(like, str) and isinstance(value, str) and (_is_arn(like, value) or _is_arn(value, like)):
        return like
    return value


def _is_arn(arn: str, name: str) -> bool:
    """Whether an ARN is that of a name or id: AWS takes either for most references, and answers one."""
    return arn.startswith("arn:") and arn.endswith((f"/{name}", f":{name}"))


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
