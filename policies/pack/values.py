"""A resource's properties as rules read them.

What is not known before `up` raises Unknown where it is read, never earlier: a rule is stopped by the one
property it needs, not by its neighbours. What has the wrong shape raises Malformed, which is a finding.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from .marks import UNKNOWNS, Malformed, Unknown, is_known, known, secrets, wholly_known
from .scalars import Network, finite, network

_FLAGS = {"true": True, "false": False}
_QUANTITY = re.compile(r"([0-9]*\.?[0-9]+) *([A-Za-z]+)")


class Props:
    """Properties of a resource, or of a part of one; `path` says where they are."""

    def __init__(self, values: Mapping[str, Any], path: str = "") -> None:
        self._values = values
        self.path = path

    def __iter__(self) -> Iterator[str]:
        """Names of the properties that are set, to an unknown value too."""
        return (name for name, value in self._values.items() if value is not None)

    def __contains__(self, name: str) -> bool:
        """Whether a property is set, to an unknown value too."""
        return self._values.get(name) is not None

    def filled(self, name: str) -> bool:
        """Whether a property is set and not empty, to an unknown value too."""
        return name in self and self._values[name] not in ("", [], {})

    def at(self, name: str) -> str:
        """Where a property is, as containerDefinitions[0].user."""
        return f"{self.path}.{name}" if self.path else name

    def over(self, values: Mapping[str, Any]) -> "Props":
        """The same properties with some of them replaced."""
        return self._child({**self._values, **values}, self.path)

    def value(self, name: str) -> Any:
        """The value as it is, or None.

        Raises:
            Unknown: `up` will know it.
        """
        return known(self._values.get(name), self.at(name))

    def text(self, name: str, default: str = "") -> str:
        """A string.

        Raises:
            Unknown: `up` will know it.
            Malformed: It is something else.
        """
        found: str = self._typed(name, str, "a string", default)
        return wholly_known(found, self.at(name))

    def known(self, name: str) -> str:
        """A string as far as it is known, else nothing: to find a resource by, never to judge one."""
        try:
            return self.text(name)
        except (Unknown, Malformed):
            return ""

    def as_json(self) -> str:
        """All that is set, nested JSON too, to look for a name in; what is not known is in it as its mark."""
        return json.dumps(self._values)

    def secrets(self) -> Iterator[str]:
        """Every string that the program marks as a secret, or that is part of what it marks.

        JSON in a string is one of them as a whole: a task definition with one secret in it is a secret, and
        its containers are named all the same.
        """
        return secrets(dict(self._values), marked=False)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean; one in a string counts, as launch templates have it. Raises as `text` does."""
        value = self.value(name)
        flag = _FLAGS.get(value) if isinstance(value, str) else value
        if value is None:
            return default
        if not isinstance(flag, bool):
            raise Malformed(self.at(name), value, "a boolean")
        return flag

    def number(self, name: str, default: float | None = None) -> float | None:
        """A number; digits in a string count, as the AWS provider has them. Raises as `text` does."""
        value = self.value(name)
        if value is None:
            return default
        number = finite(value)
        if number is None:
            raise Malformed(self.at(name), value, "a number")
        return int(number) if number.is_integer() else number

    def quantity(self, name: str, units: Mapping[str, float]) -> float | None:
        """A number, perhaps with one of some units, such as 512Mi or 1 vCPU. Raises as `text` does."""
        value = self.value(name)
        match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
        return float(match[1]) * units[match[2]] if match and match[2] in units else self.number(name)

    def group(self, name: str) -> "Props":
        """An object; an absent one has no properties. Raises as `text` does."""
        return self._child(self._typed(name, dict, "an object", {}), self.at(name))

    def groups(self, name: str) -> "list[Props]":
        """Objects of an array; none when it is absent. Raises as `text` does.

        One object in place of an array counts as an array of one, as IAM has it.
        """
        value = self.value(name)
        listed = [value] if isinstance(value, dict) else self._typed(name, list, "an array", [])
        return [self._element(each, f"{self.at(name)}[{at}]") for at, each in enumerate(listed)]

    def texts(self, name: str) -> list[str]:
        """Strings of an array; none when it is absent. Raises as `text` does.

        One string in place of an array counts as an array of one, as IAM has it.
        """
        value = self.value(name)
        listed = [value] if isinstance(value, str) else self._typed(name, list, "an array", [])
        found = []
        for at, each in enumerate(listed):
            path = f"{self.at(name)}[{at}]"
            text = known(each, path)
            if not isinstance(text, str):
                raise Malformed(path, text, "a string")
            found.append(wholly_known(text, path))
        return found

    def known_texts(self, name: str) -> list[str]:
        """Strings of an array as far as they are known: to find a resource by, never to judge one."""
        value = self._values.get(name)
        listed = value if isinstance(value, list) else [value]
        return [each for each in listed if isinstance(each, str) and not any(m in each for m in UNKNOWNS)]

    def size(self, name: str) -> int:
        """How many elements an array has, unknown ones too; none when it is absent. Raises as `text` does."""
        listed: list[Any] = self._typed(name, list, "an array", [])
        return len(listed)

    def networks(self, name: str) -> Iterator[Network]:
        """Ranges of addresses, one or an array, as 10.0.0.0/16; those that are known come first.

        Raises as `text` does.
        """
        value = self.value(name)
        listed = [value] if isinstance(value, str) else self._typed(name, list, "an array", [])
        places = [(f"{self.at(name)}[{at}]", each) for at, each in enumerate(listed)]
        yield from (network(known(each, path), path) for path, each in places if is_known(each))
        for path, each in places:
            known(each, path)

    def readers(self, name: str) -> "list[Callable[[], str]]":
        """Readers of the strings of an array, one each: an unknown one leaves the others to be read."""
        listed: list[Any] = self._typed(name, list, "an array", [])
        places = [f"{self.at(name)}[{at}]" for at in range(len(listed))]
        singles = self._child(dict(zip(places, listed, strict=True)), "")
        return [partial(singles.text, place) for place in places]

    def document(self, name: str) -> "Props":
        """An object written as JSON in a string, such as an IAM policy. Raises as `text` does."""
        parsed = self._parsed(name)
        if not isinstance(parsed, dict):
            raise Malformed(self.at(name), parsed, "an object as JSON")
        return self._child(parsed, self.at(name))

    def documents(self, name: str) -> "list[Props]":
        """Objects of a JSON array in a string, such as containerDefinitions. Raises as `text` does."""
        parsed = self._parsed(name)
        if not isinstance(parsed, list):
            raise Malformed(self.at(name), parsed, "an array of objects as JSON")
        return [self._element(each, f"{self.at(name)}[{at}]") for at, each in enumerate(parsed)]

    def _parsed(self, name: str) -> Any:
        value = self.value(name)
        if isinstance(value, dict | list):
            return value  # an imported resource has them parsed
        text = self._typed(name, str, "JSON", "")
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            # A number that is not known yet has no quotes around its mark.
            wholly_known(text, self.at(name))
            raise Malformed(self.at(name), value, "JSON") from error

    def _typed(self, name: str, kind: type, wanted: str, default: Any) -> Any:
        value = self.value(name)
        if value is None:
            return default
        if not isinstance(value, kind):
            raise Malformed(self.at(name), value, wanted)
        return value

    def _element(self, value: Any, path: str) -> "Props":
        found = known(value, path)
        if not isinstance(found, dict):
            raise Malformed(path, found, "an object")
        return self._child(found, path)

    def _child(self, values: Mapping[str, Any], path: str) -> "Props":
        return type(self)(values, path)
