"""Property values between Pulumi's wire format and plain Python: unknowns, secrets, whole numbers."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from google.protobuf.struct_pb2 import Struct, Value

Props = dict[str, Any]
"""Property name -> plain value (str, int, float, bool, None, list, dict), UNKNOWN or Secret."""

# The engine's markers, fixed by its protocol.
# Source: pulumi sdk/go/common/resource/plugin/rpc.go and sdk/go/common/resource/sig/sig.go
UNKNOWN_MARK: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SIGNATURE_KEY: Final = "4dabf18193072939515e22adb298388d"
SECRET_SIGNATURE: Final = "1b47061264138c4ac30d75fd1eb44270"


class Unknown:
    """The type of UNKNOWN: a value that only exists once `up` has run."""

    def __repr__(self) -> str:
        return "<known after up>"


UNKNOWN: Final = Unknown()


class Secret:
    """A value the state must hold encrypted. Its repr never shows it."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<secret>"


def from_struct(struct: Struct) -> Props:
    """Plain properties of a protobuf struct: secrets opened, whole floats as int, nulls dropped."""
    return {key: _from_value(item) for key, item in struct.fields.items() if not item.HasField("null_value")}


def _from_value(value: Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        signature = value.struct_value.fields.get(SIGNATURE_KEY)
        if signature is not None and signature.string_value == SECRET_SIGNATURE:
            return _from_value(value.struct_value.fields["value"])
        return from_struct(value.struct_value)
    if kind == "list_value":
        return [_from_value(item) for item in value.list_value.values]
    if kind == "number_value":
        return int(value.number_value) if value.number_value.is_integer() else value.number_value
    if kind == "string_value":
        return UNKNOWN if value.string_value == UNKNOWN_MARK else value.string_value
    return value.bool_value if kind == "bool_value" else None


@dataclass(frozen=True)
class Hidden:
    """What of a struct is secret: top-level properties, and every secret text, to keep out of messages."""

    props: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def mask(self, message: str) -> str:
        """The message with every secret text replaced, also as Python or JSON quote it."""
        spellings = {way(text) for text in self.texts for way in (str, _in_python, _in_json)}
        found = "|".join(re.escape(text) for text in sorted(spellings, key=len, reverse=True))
        return re.sub(found, "<secret>", message) if found else message

    def wrap(self, props: Mapping[str, Any]) -> Props:
        """The properties, those that are secret marked so."""
        return {key: Secret(value) if key in self.props else value for key, value in props.items()}


def _in_python(text: str) -> str:
    return repr(text)[1:-1]


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def hidden(struct: Struct) -> Hidden:
    """What of a struct the engine marked as secret."""
    found = {key: set(_secret_texts(value, False)) for key, value in struct.fields.items()}
    marked = {key for key, value in struct.fields.items() if _has_secret(value)}
    return Hidden(frozenset(marked), frozenset(text for texts in found.values() for text in texts))


def _is_secret(value: Value) -> bool:
    return (
        value.struct_value.fields[SIGNATURE_KEY].string_value == SECRET_SIGNATURE
        if (value.WhichOneof("kind") == "struct_value" and SIGNATURE_KEY in value.struct_value.fields)
        else False
    )


def _children(value: Value) -> Iterable[Value]:
    if value.WhichOneof("kind") == "struct_value":
        return value.struct_value.fields.values()
    return value.list_value.values if value.WhichOneof("kind") == "list_value" else ()


def _has_secret(value: Value) -> bool:
    return _is_secret(value) or any(_has_secret(child) for child in _children(value))


def _secret_texts(value: Value, inside: bool) -> Iterator[str]:
    inside = inside or _is_secret(value)
    if inside and value.string_value not in ("", SECRET_SIGNATURE, UNKNOWN_MARK):
        yield value.string_value
    for child in _children(value):
        yield from _secret_texts(child, inside)


def to_struct(props: Mapping[str, Any]) -> Struct:
    """The protobuf struct of plain properties; None is left out."""
    struct = Struct()
    struct.update({key: _to_wire(value) for key, value in props.items() if value is not None})
    return struct


def _to_wire(value: Any) -> Any:
    if isinstance(value, Unknown):
        return UNKNOWN_MARK
    if isinstance(value, Secret):
        return {SIGNATURE_KEY: SECRET_SIGNATURE, "value": _to_wire(value.value)}
    if isinstance(value, Mapping):
        return {key: _to_wire(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [_to_wire(item) for item in value]
    return value


def has_unknown(value: Any) -> bool:
    """Whether an UNKNOWN is anywhere inside."""
    if isinstance(value, Mapping):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(has_unknown(item) for item in value)
    return isinstance(value, Unknown)
