"""The kinds of values a setting can have.

Each kind carries its bounds, the same bounds in words, and an example that is always accepted: together they
make the message that a wrong value gets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, GroupedMetadata, Le
from pydantic import AfterValidator, SecretStr, StringConstraints


@dataclass(frozen=True)
class Within(GroupedMetadata):
    """A whole number, both bounds included."""

    low: int
    high: int
    unit: str
    example: int

    @property
    def allowed(self) -> str:
        """The bounds in words."""
        return f"{self.low} to {self.high} {self.unit}"

    def __iter__(self) -> Iterator[object]:
        yield Ge(self.low)
        yield Le(self.high)


@dataclass(frozen=True)
class Text(GroupedMetadata):
    """A text that matches the whole pattern."""

    pattern: str
    allowed: str
    """The pattern in words."""
    example: str

    def __iter__(self) -> Iterator[object]:
        yield StringConstraints(pattern=rf"\A(?:{self.pattern})\z")


@dataclass(frozen=True)
class SecretText(GroupedMetadata):
    """A secret, or nothing. It is never shown, so there is no example of it either."""

    pattern: str
    allowed: str
    """The pattern in words."""

    def __iter__(self) -> Iterator[object]:
        yield AfterValidator(self._check)

    def _check(self, value: SecretStr) -> SecretStr:
        text = value.get_secret_value()
        if text and not re.fullmatch(self.pattern, text, re.DOTALL):
            raise ValueError(f"allowed: {self.allowed}")
        return value


@dataclass(frozen=True)
class ListOf:
    """A list; the kind of its items says what they may be."""

    allowed: str
    example: tuple[str, ...]


_ZONE = r"[a-z]{2}-[a-z]+-\d[a-h]"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"

Region = Annotated[str, Text(r"[a-z]{2}-[a-z]+-\d", "a region such as us-east-1", "us-east-1")]
AccountId = Annotated[str, Text(r"\d{12}", "12 digits", "111122223333")]
Cidr = Annotated[str, Text(r"[\d.]{7,15}/\d{2}", "an IPv4 network, /16 to /21", "10.0.0.0/16")]
Zones = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=rf"\A{_ZONE}\z")], ...],
    ListOf("zones of the region with a letter a to h", ("us-east-1a", "us-east-1b")),
]
Domain = Annotated[str, Text(rf"(?:{_LABEL}\.)+[a-z]{{2,63}}", "a domain name in lower case", "example.com")]
ZoneId = Annotated[str, Text(r"|Z[A-Z0-9]{1,31}", "a Route 53 zone id, or nothing", "Z0123456789ABCDEFGHIJ")]
Version = Annotated[
    str, Text(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,127}", "an image tag, at most 128 characters", "1.4.0")
]
UrlPath = Annotated[str, Text(r"/[!-~]*", "a path that starts with /", "/health")]
_HOST = rf"(?:{_LABEL}\.)*{_LABEL}"
_ADDRESS = rf"[A-Za-z0-9._%+-]+@(?:{_LABEL}\.)+[a-z]{{2,63}}"
_ORIGIN = rf"https?://{_HOST}(?::\d{{1,5}})?"

Host = Annotated[str, Text(rf"|{_HOST}", "a host name in lower case, or nothing", "smtp.example.com")]
Url = Annotated[
    str, Text(r"|https://\S+", "an address that starts with https://, or nothing", "https://example.com")
]
Email = Annotated[str, Text(rf"|{_ADDRESS}", "an e-mail address, or nothing", "team@example.com")]
Bucket = Annotated[
    str, Text(r"|[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of an S3 bucket, or nothing", "example-files")
]
Locale = Annotated[str, Text(r"[a-z]{2,3}(?:-[A-Z]{2})?", "a language such as pt-BR", "pt-BR")]
Origins = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=rf"\A{_ORIGIN}\z")], ...],
    ListOf("origins such as https://example.com, without a path", ("https://example.com",)),
]
Locales = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"\A[a-z]{2,3}(?:-[A-Z]{2})?\z")], ...],
    ListOf("languages such as pt-BR", ("pt-BR", "en")),
]
MimeTypes = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"\A[a-z]+/[a-z0-9.+-]+\z")], ...],
    ListOf("kinds of files such as image/png", ("image/png", "image/jpeg")),
]
