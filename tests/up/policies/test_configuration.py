"""What a project asks of its copy of the pack, right and wrong, as a preview shows it."""

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.up.policies.output import Told, told
from tests.up.policies.stranger import Stranger

pytestmark = pytest.mark.engine

OWN_RULE = Path(__file__).with_name("own_rule.py")
PROGRAM = """
import pulumi
pulumi.CustomResource("docker:index/container:Container", "app", {{"cpuShares": {shares}}})
"""
BREACH = "cpuShares is 2048, want at most 1024."
TODAY = datetime.date.today()
EXEMPTION = {
    "rule": "container-modest",
    "resource": "docker:index/container:Container::app",
    "reason": "it makes films",
    "expires": TODAY,
}


@pytest.fixture
def project(stranger: Stranger) -> Stranger:
    """A project with a greedy container, whose pack has one rule."""
    shutil.copy(OWN_RULE, stranger.pack / "rules" / "catalogue.py")
    stranger.write_config()
    stranger.write_exemptions()
    stranger.configure()
    write(stranger, "2048")
    return stranger


def write(project: Stranger, shares: str) -> None:
    """The program, with a container's weight."""
    (project.folder / "__main__.py").write_text(PROGRAM.format(shares=shares))


def run_config(project: Stranger, **rules: Any) -> tuple[str, str]:
    """The options that set some rules for one run."""
    path = project.folder / "run.json"
    path.write_text(json.dumps({rule.replace("_", "-"): value for rule, value in rules.items()}))
    return "--policy-pack-config", str(path)


def only(output: str) -> Told:
    """The one thing that the pack says of the container."""
    (found,) = [each for each in told(output) if each.resource == "docker:index:Container: app"]
    return found


def test_a_rule_of_ones_own(project: Stranger) -> None:
    found = only(project.fails_preview())
    assert (found.level, found.rule) == ("mandatory", "container-modest")
    assert f"A container is greedy.\n{BREACH}\nWhy: Its neighbours starve" in found.text


def test_an_advisory_rule_is_shown_and_stops_nothing(project: Stranger) -> None:
    project.write_config(rules={"container-modest": {"enforcementLevel": "advisory", "reason": "films"}})
    found = only(project.passes_preview())
    assert found.level == "advisory"
    assert BREACH in found.text


def test_a_disabled_rule_says_nothing(project: Stranger) -> None:
    output = project.passes_preview(*run_config(project, container_modest="disabled"))
    assert told(output) == []


def test_an_option(project: Stranger) -> None:
    assert told(project.passes_preview(*run_config(project, container_modest={"largest": 2048}))) == []
    project.write_config(rules={"container-modest": {"largest": 512}})
    assert "cpuShares is 2048, want at most 512" in only(project.fails_preview()).text


def test_a_remedy_changes_the_resource(project: Stranger) -> None:
    project.write_config(rules={"container-modest": "remediate"})
    project.passes("up", "--yes", "--skip-preview", "--policy-pack", "policies")
    (made,) = [each for each in project.resources() if each["custom"] and "inputs" in each]
    assert made["inputs"] == {"cpuShares": 1024}


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ({"container_tiny": "advisory"}, "container-tiny"),
        ({"container_modest": {"largest": 1}}, "largest"),
        ({"container_modest": {"biggest": 512}}, "biggest"),
        ({"container_modest": "sometimes"}, "sometimes"),
        ({"not_judged": "remediate"}, "not-judged"),
    ],
)
def test_a_wrong_configuration_of_a_run_is_refused(
    project: Stranger, rules: dict[str, Any], says: str
) -> None:
    output = project.fails_preview(*run_config(project, **rules))
    assert says in output
    assert told(output) == []


def test_a_wrong_config_file_is_refused_all_at_once(project: Stranger) -> None:
    project.write_config(
        rules={"container-tiny": "advisory", "container-modest": {"largest": 1}}, strict=True
    )
    output = project.fails_preview()
    assert "config.yaml cannot be used:" in output
    assert "container-modest: largest must be a number from 2 to 262144, got 1" in output
    assert "container-tiny: there is no such rule" in output
    assert "unknown key strict" in output


def test_a_wrong_exemptions_file_is_refused(project: Stranger) -> None:
    project.write_exemptions(EXEMPTION | {"rule": "container-tiny"}, {"reason": ""})
    output = project.fails_preview()
    assert "exemptions.yaml cannot be used:" in output
    assert "entry 1: there is no rule container-tiny" in output
    assert "entry 2: rule is missing" in output


def test_an_exempted_breach_is_shown_with_its_reason(project: Stranger) -> None:
    project.write_exemptions(EXEMPTION)
    found = only(project.passes_preview())
    assert found.level == "advisory"
    assert f"{BREACH} Exempt until {TODAY}: it makes films" in found.text


def test_an_expired_exemption_exempts_nothing(project: Stranger) -> None:
    yesterday = TODAY - datetime.timedelta(days=1)
    project.write_exemptions(EXEMPTION | {"expires": yesterday})
    output = project.fails_preview()
    assert only(output).level == "mandatory"
    assert f"::app from container-modest expired on {yesterday}." in output


def test_an_exemption_that_nothing_needs_must_go(project: Stranger) -> None:
    project.write_exemptions(EXEMPTION)
    write(project, "512")
    (stale,) = told(project.fails_preview())
    assert (stale.level, stale.rule) == ("mandatory", "exemptions")
    assert "::app from container-modest exempts nothing: the rule finds no breach." in stale.text


def test_what_is_not_known_yet_is_said_and_stops_nothing(project: Stranger) -> None:
    write(project, "pulumi.UNKNOWN")
    output = project.passes_preview()
    assert "not judged in preview: cpuShares is known to `up` only." in only(output).text
    counted = "1 not judged in this preview, by number of rules: docker:index/container:Container::app (1)."
    assert counted in output


def test_strict_mode_stops_what_is_not_known_yet(project: Stranger) -> None:
    write(project, "pulumi.UNKNOWN")
    found = only(project.fails_preview(*run_config(project, not_judged="mandatory")))
    assert found.level == "mandatory"
    assert "not judged in preview: cpuShares is known to `up` only." in found.text


def test_a_rule_that_fails_stops_the_preview(project: Stranger) -> None:
    catalogue = project.pack / "rules" / "catalogue.py"
    catalogue.write_text(catalogue.read_text().replace('subject.options["largest"]\n', "1 / 0\n"))
    project.write_config(rules={"container-modest": {"enforcementLevel": "advisory", "reason": "films"}})
    found = only(project.fails_preview())
    assert found.level == "mandatory"
    assert "the rule itself failed with ZeroDivisionError and judged nothing." in found.text
