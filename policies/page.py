"""`python -m page DOCS`, in the folder of the pack, writes what the pack says of itself.

The page for people goes to DOCS/policies.md, the JSON schema of a configuration to DOCS/policies.schema.json.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pack.configuration import LEVEL, REASON
from pack.rule import AnyRule, Level, PackRule, Rule
from pack.wire import REASON_SCHEMA
from rules.catalogue import RULES, SUBJECTS

INTRODUCTION = Path(__file__).with_name("page.md")


def render(subjects: Mapping[str, Sequence[AnyRule]]) -> str:
    """The page, from its introduction and the catalogue."""
    count = sum(len(rules) for rules in subjects.values())
    introduction = INTRODUCTION.read_text().replace("{count}", str(count))
    return "\n".join([introduction, *(_subject(title, rules) for title, rules in subjects.items())])


def _subject(title: str, rules: Sequence[AnyRule]) -> str:
    lines = [
        f"## {title}",
        "",
        "| rule | level | what it finds | how to mend it |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *map(_row, rules), "", *_options(rules)])


def _row(rule: AnyRule) -> str:
    cells = [f"`{rule.id}`{_references(rule)}", _level(rule), f"{rule.finding} {rule.why}", rule.fix]
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _references(rule: AnyRule) -> str:
    names = "; ".join(
        f"{framework} {', '.join(each.reference for each in controls)}"
        for framework, controls in groupby(rule.controls, lambda each: each.framework)
    )
    return f"<br>[{names or 'source'}]({rule.source})"


def _level(rule: AnyRule) -> str:
    marks = [rule.level.value, rule.severity.value]
    if rule.production:
        marks.append("production only")
    if isinstance(rule, Rule) and rule.remedy:
        marks.append("has a remedy")
    if not isinstance(rule, Rule | PackRule):
        marks.append("whole stack")
    return ", ".join(marks)


def _options(rules: Iterable[AnyRule]) -> Iterable[str]:
    rows = [
        f"| `{rule.id}` | `{name}` | `{json.dumps(option.schema()['default'])}` | {option.about} |"
        for rule in rules
        for name, option in rule.options.items()
    ]
    return ["| rule | option | default | meaning |", "| --- | --- | --- | --- |", *rows, ""] if rows else []


def config_schema(rules: Sequence[AnyRule]) -> dict[str, Any]:
    """JSON schema of what `--policy-pack-config` takes, and of `rules` in config.yaml."""
    levels = [level.value for level in Level]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Levels and options of the policy pack",
        "type": "object",
        "additionalProperties": False,
        "properties": {rule.id: _entry(rule) for rule in rules},
        "$defs": {
            "level": {"enum": [level for level in levels if level != Level.REMEDIATE]},
            "levelWithRemedy": {"enum": levels},
            REASON: REASON_SCHEMA,
        },
    }


def _entry(rule: AnyRule) -> dict[str, Any]:
    remedied = isinstance(rule, Rule) and rule.remedy is not None
    level = {"$ref": f"#/$defs/{'levelWithRemedy' if remedied else 'level'}"}
    options = {name: option.schema() for name, option in rule.options.items()}
    properties = {LEVEL: level, REASON: {"$ref": "#/$defs/reason"}, **options}
    detailed = {"type": "object", "additionalProperties": False, "properties": properties}
    return {"description": rule.finding, "default": rule.level.value, "oneOf": [level, detailed]}


if __name__ == "__main__":
    docs = Path(sys.argv[1])
    (docs / "policies.md").write_text(render(SUBJECTS))
    (docs / "policies.schema.json").write_text(json.dumps(config_schema(RULES), indent=2) + "\n")
