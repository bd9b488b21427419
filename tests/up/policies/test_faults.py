"""Faults that are planted in the project's source stop the preview of production, each by its own name."""

from collections.abc import Iterator

import pytest

from engine import Engine
from localaws import process
from tests.up.copied import copied
from tests.up.policies.faults import FAULTS, Fault, plant
from tests.up.policies.output import Told, told

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[str]:
    """A first preview of production with every fault in it: none may hide another."""
    driver = copied(tmp_path_factory.mktemp("faults"))
    plant(driver, FAULTS)
    code, output = driver.run("preview", "--stack", "prod")
    assert code != 0
    yield output
    process.stop(driver.folders.localaws)


@pytest.fixture(scope="module")
def entries(output: str) -> list[Told]:
    """What the pack says of it."""
    return told(output)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.rule)
def test_a_planted_fault_stops_the_preview(fault: Fault, entries: list[Told]) -> None:
    found = [each for each in entries if (each.rule, each.resource) == (fault.rule, fault.resource)]
    assert [each.level for each in found] == ["mandatory"] * len(found)
    assert any(fault.says in each.text for each in found), found


def test_every_container_rule_judges_the_first_preview(entries: list[Told]) -> None:
    unjudged = {each.rule for each in entries if "not judged in preview: " in each.text}
    assert "policy-no-escalation" in unjudged, "the ARN of a key is known to `up` only"
    assert [rule for rule in unjudged if rule.startswith("container-")] == []
