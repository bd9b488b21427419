"""The `random` package: passwords, ids, strings, bytes and pet names, from the system's entropy.

Inputs, defaults and outputs as the official provider's: pulumi_random 4.21.4. Every input forces replacement,
so a value stays the same until an input, such as a keeper, changes.
"""

import base64
import secrets
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import bcrypt

from localaws.difference import Difference
from localaws.errors import LocalAwsError
from localaws.naming import Naming
from localaws.pets import ADJECTIVES, ADVERBS, ANIMALS
from localaws.shapes import same
from localaws.values import UNKNOWN, Props, Unknown

SPECIAL = "!@#$%&*()-_=+[]{}<>:?"
"""Special characters of passwords and strings unless `overrideSpecial` names others (provider's default)."""
BCRYPT_LONGEST = 72
"""bcrypt looks at no more bytes than these."""

Made = tuple[str, Props]
"""Id and computed outputs."""


@dataclass(frozen=True)
class RandomType:
    """One type: how a value is made, what its inputs must fulfil."""

    make: Callable[[Props], Made]
    outputs: tuple[str, ...]
    size: str
    """The input that says how long the value is."""
    default_size: int | None = None
    secret: frozenset[str] = frozenset()

    def check(self, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        inputs = {**({} if self.default_size is None else {self.size: self.default_size}), **news}
        return inputs, list(_problems(self.size, inputs))

    def diff(self, old_inputs: Props, state: Props, news: Props) -> Difference:
        changed = tuple(
            key for key in sorted({*old_inputs, *news}) if not same(old_inputs.get(key), news.get(key))
        )
        return Difference(changed, changed)

    def preview(self, inputs: Props, state: Props | None = None) -> Props:
        return {**dict.fromkeys(self.outputs, UNKNOWN), **inputs}

    def create(self, inputs: Props) -> tuple[str, Props]:
        ident, outputs = self.make(inputs)
        return ident, {**inputs, **outputs}

    def read(self, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        # Nothing outside the state knows a random value: what the state says is so.
        if not state:
            raise LocalAwsError("a random value cannot be imported here: only a state knows it")
        return state, inputs

    def update(self, ident: str, old_inputs: Props, state: Props, news: Props) -> Props:
        raise LocalAwsError("a random value is never updated: every change makes a new one")

    def delete(self, ident: str, inputs: Props, state: Props) -> None:
        return None


def _problems(size: str, inputs: Props) -> Iterator[str]:
    length = inputs.get(size)
    if isinstance(length, Unknown):
        return
    if not isinstance(length, int) or isinstance(length, bool) or length < 1:
        yield f"{size} must be a whole number of at least 1 (got {length!r})"
        return
    needed = sum(number for key in _MINIMA if isinstance(number := inputs.get(key, 0), int))
    if needed > length:
        yield f"{' + '.join(_MINIMA)} must be at most {size}, {length} (got {needed})"
    if not _classes(inputs):
        yield "at least one of lower, upper, numeric and special must be true (got none)"


_MINIMA = ("minLower", "minUpper", "minNumeric", "minSpecial")


def _classes(inputs: Props) -> list[tuple[str, int]]:
    """The character classes in use, each with how many of it there must be at least."""
    numeric = inputs.get("numeric", inputs.get("number", True))
    special = inputs.get("overrideSpecial") or SPECIAL
    classes = [
        (inputs.get("lower", True), string.ascii_lowercase, "minLower"),
        (inputs.get("upper", True), string.ascii_uppercase, "minUpper"),
        (numeric, string.digits, "minNumeric"),
        (inputs.get("special", True), special, "minSpecial"),
    ]
    return [(characters, inputs.get(least) or 0) for used, characters, least in classes if used]


def characters(inputs: Props) -> str:
    """A random string of `length` characters that holds the least of each class, in random order."""
    classes = _classes(inputs)
    chosen = [secrets.choice(alphabet) for alphabet, least in classes for _ in range(least)]
    alphabet = "".join(characters for characters, _ in classes)
    chosen += [secrets.choice(alphabet) for _ in range(inputs["length"] - len(chosen))]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)


def _password(inputs: Props) -> Made:
    result = characters(inputs)
    hashed = bcrypt.hashpw(result.encode()[:BCRYPT_LONGEST], bcrypt.gensalt(10)).decode()
    return "none", {"result": result, "bcryptHash": hashed}


def _string(inputs: Props) -> Made:
    result = characters(inputs)
    return result, {"result": result}


def _id(inputs: Props) -> Made:
    raw, prefix = secrets.token_bytes(inputs["byteLength"]), inputs.get("prefix", "")
    url = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    return url, {
        "b64Url": prefix + url,
        "b64Std": prefix + base64.b64encode(raw).decode(),
        "hex": prefix + raw.hex(),
        "dec": prefix + str(int.from_bytes(raw, "big")),
    }


def _bytes(inputs: Props) -> Made:
    raw = secrets.token_bytes(inputs["length"])
    text = base64.b64encode(raw).decode()
    return text, {"base64": text, "hex": raw.hex()}


def _pet(inputs: Props) -> Made:
    adverbs = [secrets.choice(ADVERBS) for _ in range(inputs["length"] - 2)]
    adjective = [secrets.choice(ADJECTIVES)] if inputs["length"] > 1 else []
    words = [*adverbs, *adjective, secrets.choice(ANIMALS)]
    prefix = [inputs["prefix"]] if inputs.get("prefix") else []
    return inputs.get("separator", "-").join([*prefix, *words]), {}


TYPES: dict[str, RandomType] = {
    "random:index/randomPassword:RandomPassword": RandomType(
        _password, ("result", "bcryptHash"), "length", secret=frozenset({"result", "bcryptHash"})
    ),
    "random:index/randomString:RandomString": RandomType(_string, ("result",), "length"),
    "random:index/randomId:RandomId": RandomType(_id, ("b64Url", "b64Std", "hex", "dec"), "byteLength"),
    "random:index/randomBytes:RandomBytes": RandomType(
        _bytes, ("base64", "hex"), "length", secret=frozenset({"base64", "hex"})
    ),
    "random:index/randomPet:RandomPet": RandomType(_pet, (), "length", default_size=2),
}


class RandomPackage:
    """The `random` package; it has no settings and no functions."""

    def configure(self, args: Props) -> Any:
        return None

    def resource(self, token: str, session: Any) -> RandomType:
        if token not in TYPES:
            raise LocalAwsError(
                f"{token} is not a type of the random package here; there are {', '.join(TYPES)}"
            )
        return TYPES[token]

    def invoke(self, token: str, args: Props, session: Any) -> Props:
        raise LocalAwsError(f"the random package has no functions (got {token})")
