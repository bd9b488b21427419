"""What a rule lets its users choose, with the JSON schema that the engine checks it by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Option(Protocol):
    """A value that a configuration may set."""

    @property
    def default(self) -> Any:
        """What holds when nobody sets it."""

    @property
    def about(self) -> str:
        """What it is, with its unit and the source of the default."""

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its values."""

    def allows(self, value: Any) -> str:
        """Empty for an allowed value; otherwise what is allowed."""


@dataclass(frozen=True)
class Number:
    """A number between two bounds, both allowed."""

    default: int
    low: int
    high: int
    about: str

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its values."""
        bounds = {"minimum": self.low, "maximum": self.high, "default": self.default}
        return {"type": "number", "description": self.about} | bounds

    def allows(self, value: Any) -> str:
        """Empty for an allowed value; otherwise what is allowed."""
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if number and self.low <= value <= self.high else f"a number from {self.low} to {self.high}"


@dataclass(frozen=True)
class Texts:
    """A list of strings."""

    default: Sequence[str]
    about: str

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its values."""
        items = {"type": "array", "items": {"type": "string", "minLength": 1}}
        return items | {"description": self.about, "default": list(self.default)}

    def allows(self, value: Any) -> str:
        """Empty for an allowed value; otherwise what is allowed."""
        listed = isinstance(value, list | tuple) and all(isinstance(each, str) and each for each in value)
        return "" if listed else "a list of strings"


@dataclass(frozen=True)
class Numbers:
    """A list of whole numbers between two bounds, both allowed."""

    default: Sequence[int]
    low: int
    high: int
    about: str

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its values."""
        items = {"type": "integer", "minimum": self.low, "maximum": self.high}
        return {"type": "array", "items": items, "description": self.about, "default": list(self.default)}

    def allows(self, value: Any) -> str:
        """Empty for an allowed value; otherwise what is allowed."""
        single = Number(self.low, self.low, self.high, "")
        listed = isinstance(value, list | tuple) and not any(
            single.allows(each) or each % 1 for each in value
        )
        return "" if listed else f"a list of whole numbers from {self.low} to {self.high}"


@dataclass(frozen=True)
class Text:
    """A string."""

    default: str
    about: str

    def schema(self) -> dict[str, Any]:
        """The JSON schema of its values."""
        return {"type": "string", "description": self.about, "default": self.default}

    def allows(self, value: Any) -> str:
        """Empty for an allowed value; otherwise what is allowed."""
        return "" if isinstance(value, str) else "a string"


Options = Mapping[str, Option]
