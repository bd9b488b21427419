"""`python -m components.contract_page` writes docs/outputs.md and its JSON Schema from the contract."""

import json
from pathlib import Path

from components.contract import SUBJECTS, VERSION, Subject, schema

DOCS = Path(__file__).parents[1] / "docs"

_INTRODUCTION = f"""\
# Outputs

<!-- `make docs` writes this page from components/contract.py. -->

What a stack tells the application's team. This is version {VERSION} of the contract: an output that goes or
changes its meaning raises the version, a new one does not. The same as JSON Schema:
[outputs.schema.json](outputs.schema.json); a test holds what a real `pulumi up` exports against it.

- All names stay as they are from one `up` to the next.
- Secrets are named, never shown: read one with
  `aws secretsmanager get-secret-value --secret-id "$(pulumi stack output backend_secret)"`.
- `pulumi stack output --json` prints them all.
- Another Pulumi program reads them with `StackReference.require_output`; `get_output` answers nothing for a
  name that does not exist, and no error. [examples/consumer](../examples/consumer/__main__.py) does it.
"""


def render() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *(_section(subject) for subject in SUBJECTS)])


def render_schema() -> str:
    """The schema file."""
    return json.dumps(schema(), indent=2) + "\n"


def _section(subject: Subject) -> str:
    rows = "".join(f"| `{each.name}` | {each.kind} | {each.meaning} |\n" for each in subject.promises)
    return f"## {subject.title}\n\n| output | kind | meaning |\n| --- | --- | --- |\n{rows}"


if __name__ == "__main__":
    (DOCS / "outputs.md").write_text(render())
    (DOCS / "outputs.schema.json").write_text(render_schema())
