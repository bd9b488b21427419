"""The outputs contract: what is published, and the page and schema that say so."""

import json
import re
import runpy
from collections.abc import Callable
from typing import Any

import jsonschema
import pulumi
import pytest
from pulumi.runtime.mocks import MockResourceArgs

from components.contract import PROMISES, publish, schema
from components.contract_page import DOCS, render, render_schema
from tests import recorder
from tests.programs import ROOT
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


def test_the_consumer_reads_what_is_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder._Cloud, "new_resource", _referred(VALUES))
    pulumi.runtime.set_all_config({"alicerce:foundation": "organization/alicerce/prod"})
    try:
        found = record(_consumer)
    finally:
        pulumi.runtime.set_all_config({})
    assert found.exports == {"url": VALUES["url"]}
    assert found.one("aws:cloudwatch/logGroup:LogGroup").inputs["name"] == "x/consumer"


def _consumer() -> None:
    runpy.run_path(str(ROOT / "examples" / "consumer" / "__main__.py"))


def _referred(outputs: dict[str, Any]) -> Callable[..., tuple[str, dict[str, Any]]]:
    """An engine whose stack reference has these outputs."""

    def new_resource(self: object, args: MockResourceArgs) -> tuple[str, dict[str, Any]]:
        inputs = args.inputs | ({"outputs": outputs} if args.typ.endswith("StackReference") else {})
        return f"{args.name}-id", inputs

    return new_resource


def _plain(value: Any) -> Any:
    """The value of an export; a recording has outputs for what AWS decides."""
    if isinstance(value, pulumi.Output):
        found: list[Any] = []
        value.apply(found.append)
        return found[0] if found else "unresolved"
    return value
