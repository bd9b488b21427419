"""The runbook has a section for every alarm, and its commands are ones that exist."""

import re
import shlex
from dataclasses import replace
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

from components import alarm_plan
from components.cloud import Cloud
from settings.keys import all_fields
from tests.components.watched_stack import DATABASE, WATCHED

TEXT = (Path(__file__).parents[1] / "docs" / "runbook.md").read_text()
SECTIONS = dict(re.findall(r"^## ([a-z0-9-]+)\n(.*?)(?=^##? |\Z)", TEXT, re.M | re.S))
TOLD_BY_EVENTS = {"deployment-failed", "budget"}
"""What comes to the topic without an alarm."""
COMMANDS = [line for line in TEXT.splitlines() if line.startswith("aws ")]
INNER = re.compile(r"\$\((aws .*?)\)(?= |$)")
"""A command within a command."""
MADE_BY_THE_CLI = {("logs", "tail"): {"since", "filter-pattern"}}
"""Commands of the AWS CLI that no service has, and the options used here."""
OF_EVERY_COMMAND = {"query", "output", "region"}


@pytest.fixture
def runbooks() -> set[str]:
    """Sections that the alarms of the largest stack point to."""
    cloud = Cloud(project="alicerce", stack="test", account_id="123456789012", region="us-east-1")
    database = replace(DATABASE, burstable=True, replicas=("replica",))
    plan = alarm_plan.plan(replace(WATCHED, database=database), cloud)
    return {alarm.runbook for found in plan.values() for alarm in found}


def test_every_alarm_has_a_section_and_every_section_an_alarm(runbooks: set[str]) -> None:
    assert set(SECTIONS) == runbooks | TOLD_BY_EVENTS


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_says_what_to_look_at_and_what_to_do(section: str) -> None:
    text = SECTIONS[section]
    meaning = text.strip().split("\n\n")[0]
    assert len(meaning) > 40, meaning
    assert not meaning.startswith("Look:"), "what it means comes first"
    for part in ("Look:", "Do:"):
        assert f"\n{part}" in text


def test_links_lead_somewhere() -> None:
    links = set(re.findall(r"\]\(#([a-z0-9-]+)\)", TEXT))
    assert links
    assert links <= set(SECTIONS)


def _group(key: str) -> str:
    """The lower case letters that a key starts with."""
    return re.split("[^a-z]", key, maxsplit=1)[0]


def test_settings_it_names_exist() -> None:
    keys = {key for key, _ in all_fields()}
    groups = {_group(key) for key in keys}
    named = set(re.findall(r"`([a-z]+[A-Z]\w*)`|config set ([a-z]+[A-Z]\w*)", TEXT))
    settings = {key for pair in named for key in pair if key and _group(key) in groups}
    assert settings
    assert settings <= keys


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_exist(line: str) -> None:
    for command in [INNER.sub("it", line), *INNER.findall(line)]:
        _, service, operation, *rest = shlex.split(re.sub(r"<[^>]+>", "it", command))
        options = {word.removeprefix("--") for word in rest if word.startswith("--")} - OF_EVERY_COMMAND
        known = MADE_BY_THE_CLI.get((service, operation)) or _options(service, operation)
        assert options <= known, f"{command}: {options - known}"


def _options(service: str, operation: str) -> set[str]:
    """The options of an operation, as its published model has them."""
    model = botocore.session.get_session().get_service_model(service)
    names = {xform_name(name, "-"): name for name in model.operation_names}
    shape = model.operation_model(names[operation]).input_shape
    assert shape is not None
    return {xform_name(member, "-") for member in shape.members} | {"max-items", "page-size"}
