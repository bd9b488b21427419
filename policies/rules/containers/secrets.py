"""Secrets in plain text. No rule here ever prints a value."""

import re
from collections.abc import Iterator, Sequence

from pack.judging import guarded
from pack.options import Number, Texts
from pack.rule import Rule, Severity, Verdict, security_hub

from .credentials import ON_PURPOSE, is_literal, is_random, known_kind, matches
from .secret_names import PUBLIC_NAMES, SECRET_NAMES
from .view import Container, Reader
from .workloads import TYPES, Options, each_container

FORBIDDEN = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA")
"""Names that ECS.8 forbids, whatever their value."""


def _plain_secrets(container: Container, options: Options) -> Iterator[Verdict]:
    for variable in container.environment():
        yield from guarded(_variable(variable, options))
    # A word that is not known stops the next one too, and is named once.
    yield from dict.fromkeys(_words(container.arguments(), options))


def _variable(read: Reader[tuple[str, str]], options: Options) -> Iterator[Verdict]:
    name, value = read()
    if why := _suspicion(name, value, options):
        yield f"{name} in plain environment, {why}; want it from a secret store"


def _suspicion(name: str, value: str, options: Options) -> str:
    """Why a variable is taken for a secret; empty when it is not."""
    if name in FORBIDDEN:
        return "which ECS.8 forbids"
    if not is_literal(value):
        return ""
    kind, public = known_kind(value), matches(name, options["publicNames"])
    if kind and not (public and kind in ON_PURPOSE):
        return f"whose value looks like {kind}"
    if public:
        return ""
    if matches(name, options["secretNames"]):
        return "whose name is that of a secret"
    random = is_random(value, options["length"], options["entropy"] / 10, options["hexEntropy"] / 10)
    return "whose value looks random" if random else ""


def _words(words: Sequence[Reader[str]], options: Options) -> Iterator[Verdict]:
    for at, (before, word) in enumerate(zip((None, *words), words, strict=False), 1):
        yield from guarded(_word(at, before, word, options))


def _word(at: int, before: Reader[str] | None, read: Reader[str], options: Options) -> Iterator[Verdict]:
    """A word of a command line: --password=x, PASSWORD=x in a script, or x behind --password."""
    word = read()
    where = f"in word {at} of its command line; want it from a secret store"
    if kind := known_kind(word):
        yield f"what looks like {kind} {where}"
    for name, value in _ASSIGNED.findall(word):
        if is_literal(value) and _is_secret(name, options):
            yield f"a value of {name} {where}"
    flag = before() if before else ""
    if _FLAG.fullmatch(flag) and is_literal(word) and _is_secret(flag, options):
        yield f"a value of {flag} {where}"


def _is_secret(name: str, options: Options) -> bool:
    plain = name.lstrip("-")
    return matches(plain, options["secretNames"]) and not matches(plain, options["publicNames"])


_FLAG = re.compile(r"--?[A-Za-z][\w-]*")
_ASSIGNED = re.compile(r"""(?<![\w.-])(-*[A-Za-z_][\w.-]*)=["']?([^\s"';]+)""")


_SCANNER = "the default is that of https://github.com/Yelp/detect-secrets"

PLAIN_SECRETS = Rule(
    id="container-plain-secrets",
    severity=Severity.CRITICAL,
    types=TYPES,
    check=each_container(_plain_secrets),
    finding="A secret is in the plain environment of a container.",
    why="Everybody who may describe the workload reads it, and so do logs, crash reports and the state file.",
    fix="move it to secrets with a valueFrom (Kubernetes: valueFrom.secretKeyRef; Docker: a secret file); if "
    "it is none, add its name to publicNames.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
    controls=security_hub("ECS.8"),
    options={
        "secretNames": Texts(SECRET_NAMES, "Patterns of names, in capitals, that secrets have."),
        "publicNames": Texts(
            PUBLIC_NAMES, "Patterns of names, in capitals, that hold no secret, or only say where one is."
        ),
        "length": Number(20, 8, 1000, "Letters from which on a value's randomness is measured."),
        "entropy": Number(45, 0, 80, f"Tenths of a bit for each letter that count as random; {_SCANNER}."),
        "hexEntropy": Number(30, 0, 80, f"The same for hexadecimal digits; {_SCANNER}."),
    },
)


RULES = (PLAIN_SECRETS,)
