"""The page and the schema about the pack are what the catalogue says."""

import json
import re
from pathlib import Path

import jsonschema
import page
import pytest
import yaml
from pack import exemptions
from pack.configuration import chosen
from pack.problems import PackProblems
from rules.catalogue import RULES, SUBJECTS

from tests.policies.judged import TODAY

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current() -> None:
    assert (DOCS / "policies.md").read_text() == page.render(SUBJECTS), "type `make docs`"


def test_the_schema_is_current() -> None:
    written = json.loads((DOCS / "policies.schema.json").read_text())
    assert written == page.config_schema(RULES), "type `make docs`"


@pytest.mark.parametrize(
    ("entries", "allowed"),
    [
        ({}, True),
        ({"not-judged": "mandatory"}, True),
        ({"not-judged": {"enforcementLevel": "disabled", "reason": "No preview here."}}, True),
        ({"not-judged": "remediate"}, False),
        ({"not-judged": {"days": 3}}, False),
        ({"no-such-rule": "advisory"}, False),
        ({"not-judged": 3}, False),
    ],
    ids=json.dumps,
)
def test_schema_and_pack_agree(entries: dict[str, object], allowed: bool) -> None:
    valid = jsonschema.Draft202012Validator(page.config_schema(RULES)).is_valid(entries)
    try:
        chosen(entries, RULES)
        taken = True
    except PackProblems:
        taken = False
    assert (valid, taken) == (allowed, allowed)


def _example(language: str) -> str:
    """The page's only example in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", page.INTRODUCTION.read_text(), re.DOTALL)
    return str(found)


def test_the_example_of_a_configuration_is_taken() -> None:
    chosen(json.loads(_example("json")), RULES)


def test_the_example_of_an_exemption_is_taken() -> None:
    (exemption,) = exemptions.read(yaml.safe_load(_example("yaml")), RULES, TODAY)
    assert not exemption.expired(TODAY)
