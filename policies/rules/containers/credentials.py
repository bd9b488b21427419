"""What a secret looks like. Nothing here ever returns a value: only why it looks like one."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from fnmatch import translate
from functools import cache

KNOWN: Mapping[str, str] = {
    "an AWS access key": r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])",
    "a private key": r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})",
    "a GitLab token": r"\bglpat-[\w-]{20}",
    "a Slack token": r"\bxox[abeprs]-[A-Za-z0-9-]{10}|hooks\.slack\.com/services/T\w+/B\w+/\w+",
    "a Stripe key": r"\b(?:(?:sk|rk)_(?:live|test)|whsec)_[A-Za-z0-9]{16}",
    "a Google key": r"\bAIza[\w-]{35}|\bGOCSPX-[\w-]{20}",
    "a SendGrid key": r"\bSG\.[\w-]{16,}\.[\w-]{16}",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}",
    "a PyPI token": r"\bpypi-[\w-]{32}",
    "a key of an AI service": r"(?<![\w-])sk-(?:proj-|ant-)?[\w-]{20}",
    "a key of Azure storage": r"\bAccountKey=[A-Za-z0-9+/]{40}",
    "a JSON web token": r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8}",
    "a URL with a password": r"(?<![\w+.-])[A-Za-z][A-Za-z0-9+.-]*://[^\s/:@?#]*:(?![$<{*%])[^\s/@]+@",
    "a password in a connection string": r"(?i:(?:^|[;\s])(?:password|pwd)\s*=\s*(?![$<{*%])[^;\s]+)",
}
"""Shapes of well-known secrets, as their makers publish them and secret scanners look for them.

Source: https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
"""

_ANY_KNOWN = re.compile("|".join(f"(?:{pattern})" for pattern in KNOWN.values()))
ON_PURPOSE = ("a Google key", "a JSON web token")
"""What browsers are given on purpose too: keys of maps, keys of anonymous users."""
_REFERENCE = re.compile(
    r"arn:aws|\$[{(A-Z_]|\{\{|/run/secrets/|(?:vault|ssm|secretsmanager|awssm|op|ref\+\w+):"
)
"""How values begin that say where a secret is: ARNs, variables, templates, files, secret stores."""
_WORD = re.compile(r"[A-Za-z0-9+/_=-]+")
_HEXADECIMAL = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_SWITCHES = {"", "true", "false", "yes", "no", "on", "off", "0", "1", "none", "null", "required", "optional"}


def known_kind(text: str) -> str:
    """Which well-known secret a text holds; empty for none."""
    if not _ANY_KNOWN.search(text):
        return ""
    return next(kind for kind, pattern in KNOWN.items() if re.search(pattern, text))


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether a name fits one of some patterns; apiKey, api-key and API_KEY are the same."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-.]", "_", name).upper()
    return bool(_any_of(tuple(patterns)).match(plain))


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """There are many patterns and many names: one expression is ten times as fast as one for each."""
    return re.compile("|".join(translate(pattern) for pattern in patterns) or "(?!)")


def is_literal(value: str) -> bool:
    """Whether a value can be a secret itself: neither a switch nor a word on where the secret is."""
    return value.strip().lower() not in _SWITCHES and not _REFERENCE.match(value.strip())


def is_random(value: str, longer: int, bits: float, hexadecimal_bits: float) -> bool:
    """Whether a single long word looks as if it were made by chance."""
    if len(value) < longer or not _WORD.fullmatch(value) or value.isdecimal():
        return False
    return entropy(value) >= (hexadecimal_bits if _HEXADECIMAL.fullmatch(value) else bits)


def entropy(text: str) -> float:
    """Shannon's entropy of the letters of a text, in bits for each."""
    shares = [count / len(text) for count in Counter(text).values()]
    return -sum(share * math.log2(share) for share in shares)
