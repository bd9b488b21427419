"""What is wrong with a configuration, in sentences for people."""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    keys: frozenset[str]
    """Keys of the configuration it is about."""
    sentence: str
    """What is wrong: the key, the value, what is allowed."""
    command: str
    """What to type."""

    def __str__(self) -> str:
        return f"{self.sentence}\n    {self.command}"


class SettingsError(pulumi.RunError):
    """The configuration is wrong. The engine shows the text alone, without a traceback."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = "1 setting needs" if len(problems) == 1 else f"{len(problems)} settings need"
        super().__init__("\n".join([f"{count} a change:", *(f"  {problem}" for problem in problems)]))


def shown(value: object) -> str:
    """A value as one would type it."""
    return value if isinstance(value, str) and value else json.dumps(value)


def set_command(key: str, value: object) -> str:
    """The command that gives a key a value; the items of a list are set one by one."""
    if isinstance(value, tuple | list):
        return " && ".join(
            f"pulumi config set --path {shlex.quote(f'{key}[{index}]')} {shlex.quote(str(item))}"
            for index, item in enumerate(value)
        )
    return f"pulumi config set {key} {shlex.quote(shown(value))}"


def secret_command(key: str) -> str:
    """The command that gives a key a secret value; it asks for the value, so that no shell remembers it."""
    return f"pulumi config set --secret {key}"


def problem(keys: tuple[str, ...], sentence: str, value: object) -> Problem:
    """A problem that changing the first key would solve."""
    return Problem(frozenset(keys), sentence, set_command(keys[0], value))
