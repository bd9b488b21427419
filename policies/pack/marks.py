"""What the engine marks: values that only `up` will know, and secrets."""

from collections.abc import Iterator
from typing import Any

UNKNOWNS = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # string
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
"""What the engine sends for a value that only `up` will know.

Source: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
"""

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"
"""How a secret is marked on the wire. Source: .../sdk/go/common/resource/sig/sig.go"""


class Unknown(Exception):
    """A value that a rule needs is known to `up` only."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Malformed(Exception):
    """A value has a shape that its resource type does not have."""

    def __init__(self, path: str, found: Any, wanted: str) -> None:
        # The type, not the value: a property of the wrong shape may hold a secret.
        super().__init__(f"{path} is {_NAMES.get(type(found), 'an object')}, want {wanted}")


_NAMES = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
    type(None): "null",
}


def known(value: Any, path: str) -> Any:
    """A value without the mark of a secret.

    Raises:
        Unknown: It is not known.
    """
    if isinstance(value, dict) and value.get(SIGNATURE) == SECRET:
        value = value.get("value")
    if isinstance(value, str) and value in UNKNOWNS:
        raise Unknown(path)
    return value


def is_known(value: Any) -> bool:
    """Whether a value is known, as a whole."""
    return not isinstance(value, str) or value not in UNKNOWNS


def wholly_known(text: str, path: str) -> str:
    """A string without unknown parts: in JSON there may be one that was put together with such a part.

    Raises:
        Unknown: A part of it is not known.
    """
    if any(mark in text for mark in UNKNOWNS):
        raise Unknown(path)
    return text


def secrets(value: Any, marked: bool) -> Iterator[str]:
    """Every string that is marked as a secret, or part of what is marked."""
    if isinstance(value, str) and marked:
        yield value
    elif isinstance(value, dict):
        marked = marked or value.get(SIGNATURE) == SECRET
        yield from (text for each in value.values() for text in secrets(each, marked))
    elif isinstance(value, list):
        yield from (text for each in value for text in secrets(each, marked))
