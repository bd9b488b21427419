"""What a person reads of the policy pack in the engine's output."""

import re
from dataclasses import dataclass

_BREACH = re.compile(
    r"^ +- \[(?P<level>\w+)\] \[severity: \w+\] +(?P<rule>\S+) +\((?P<resource>.+)\)\n(?P<text>(?: {10}.*\n)+)",
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
        Told(each["level"], each["rule"], each["resource"], re.sub(r"^ {10}", "", each["text"], flags=re.MULTILINE))
        for each in _BREACH.finditer(output)
    ]
