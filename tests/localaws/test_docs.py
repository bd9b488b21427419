"""The page on the embedded AWS says all that the specs say, and is the one committed."""

from dataclasses import replace

import pytest

from localaws import docs
from localaws.functions import FUNCTIONS
from localaws.registry import SPECS
from localaws.services import ec2


def test_the_committed_page_is_current() -> None:
    assert docs.PAGE.read_text() == docs.render(), "docs/local-aws.md is old: `make docs` writes it anew"


def test_every_type_function_and_reason_is_there() -> None:
    page = docs.render()
    rows = {line.split("|")[1].strip(" `") for line in page.splitlines() if line.startswith("| `")}
    functions = {token.split(":")[1].partition("/")[0] + "." + token.split(":")[2] for token in FUNCTIONS}
    wanted = {token.split(":")[2] for token in SPECS} | {name.removeprefix("index.") for name in functions}
    assert wanted - rows == set()
    reasons = {
        f"`{prop}`: {reason}"
        for spec in SPECS.values()
        for prop, reason in {**spec.ignored, **spec.unread}.items()
    }
    assert {reason for reason in reasons if reason not in page} == set()


def test_a_recorded_type_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = replace(ec2.VPC, recorded="moto has no VPCs | at all", ignored={"b": "none here", "a": "nor here"})
    monkeypatch.setattr(docs, "SPECS", {spec.token: spec})
    page = docs.render()
    assert "1 types: 0 emulated, 1 recorded." in page
    assert "| `Vpc` | recorded: moto has no VPCs \\| at all | `a`: nor here<br>`b`: none here |  |" in page


def test_every_function_says_what_it_answers() -> None:
    silent = [token for token, function in FUNCTIONS.items() if not function.__doc__]
    assert silent == []
