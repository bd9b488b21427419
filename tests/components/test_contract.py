"""The outputs contract: what is published, and the page and schema that say so."""

import json
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pulumi
import pytest

from components.contract import PROMISES, publish, schema
from components.contract_page import DOCS, render, render_schema
from tests.components.conftest import ROOT
from tests.recorder import Recorder, record

SAMPLES: dict[str, Any] = {"text": "x", "number": 7, "texts": ["x"]}
VALUES = {promise.name: SAMPLES[promise.kind] for promise in PROMISES}


def test_what_is_promised_is_exported_in_order() -> None:
    exports = record(lambda: publish(VALUES)).exports
    assert list(exports) == [promise.name for promise in PROMISES]


@pytest.mark.parametrize("change", [{"extra": "x"}, {"url": None}])
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    values = {key: value for key, value in (VALUES | change).items() if value is not None}
    with pytest.raises(pulumi.RunError, match=f"components/contract.py: {next(iter(change))}"):
        publish(values)


def test_names_are_words_a_shell_can_take() -> None:
    names = [promise.name for promise in PROMISES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)


def test_no_promise_is_a_secret_value() -> None:
    telling = [promise for promise in PROMISES if re.search("password|token|key", promise.name)]
    assert telling == []
    assert all("Name of" in each.meaning for each in PROMISES if "secret" in each.name)


@pytest.mark.parametrize("stack", ["prod", "staging", "local"])
def test_the_program_keeps_the_contract(program: Callable[..., Recorder], stack: str) -> None:
    exports = program(stack).exports
    values = {name: _plain(value) for name, value in exports.items()}
    jsonschema.validate(values, schema())


def test_the_schema_can_refuse() -> None:
    jsonschema.validate(VALUES | {"contract_version": 1}, schema())
    for wrong in (VALUES, VALUES | {"contract_version": 1, "url": 3}, {"contract_version": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema())


def test_page_and_schema_are_current() -> None:
    assert (DOCS / "outputs.md").read_text() == render(), "docs/outputs.md is not current: make docs"
    assert (DOCS / "outputs.schema.json").read_text() == render_schema(), "not current: make docs"
    assert json.loads(render_schema()) == schema()


def test_the_consumer_reads_what_is_promised() -> None:
    source = (ROOT / "examples" / "consumer" / "__main__.py").read_text()
    read = set(re.findall(r'require_output\("(\w+)"\)', source))
    assert read
    assert read <= {promise.name for promise in PROMISES}


def _plain(value: Any) -> Any:
    """The value of an export; a recording has outputs for what AWS decides."""
    if isinstance(value, pulumi.Output):
        found: list[Any] = []
        value.apply(found.append)
        return found[0] if found else "unresolved"
    return value
