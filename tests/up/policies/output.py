"""What a person reads of the policy pack in the engine's output."""

import re
import textwrap
from dataclasses import dataclass

_MARGIN = " " * 10
_ENTRY = re.compile(
    r"^ +- \[(?P<level>\w+)\] \[severity: \w+\] +(?P<rule>\S+) +\((?P<resource>.+)\)\n"
    rf"(?P<text>(?:{_MARGIN}.*\n)+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Told:
    """One entry under Policies."""

    level: str
    rule: str
    resource: str
    """Type and name, as aws:ecs:TaskDefinition: app."""
    text: str
    """All its lines, without the margin."""


def told(output: str) -> list[Told]:
    """Everything that the pack says in a run."""
    return [
        Told(each["level"], each["rule"], each["resource"], textwrap.dedent(each["text"]))
        for each in _ENTRY.finditer(output)
    ]
