"""The policy pack judges the first preview of an empty stack, where nothing exists yet."""

from collections.abc import Iterator

import pytest

from engine import Engine
from localaws import process
from tests.up.driver import ROOT, Driver

pytestmark = pytest.mark.engine

PROGRAM = """
import json

container = {container}
aws.ecs.TaskDefinition("app", family="app", container_definitions=json.dumps([container]), opts=opts)
"""
GOOD = {
    "name": "app",
    "image": "app:1.0.0",
    "user": "1001:1001",
    "readonlyRootFilesystem": True,
    "cpu": 256,
    "memory": 512,
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Driver]:
    """A project of its own with this repository's policy pack."""
    driver = Driver(tmp_path_factory.mktemp("judged"))
    for name in ("policies", ".venv"):
        (driver.folder / name).symlink_to(ROOT / name)
    yield driver
    process.stop(driver.folders.localaws)


def test_a_root_container_stops_the_preview(judged: Driver) -> None:
    judged.write(PROGRAM.format(container={"name": "app", "image": "app:1.0.0", "user": "root"}))
    code, output = judged.run("preview")
    assert code != 0
    assert "container app has user 'root', want a user other than root, such as 1001:1001" in output
    assert "container app has readonlyRootFilesystem None, want true" in output
    assert "container app has cpu None, want a number of CPU units above 0" in output


def test_a_hardened_container_passes(judged: Driver) -> None:
    judged.write(PROGRAM.format(container=GOOD))
    judged.passes("preview")
