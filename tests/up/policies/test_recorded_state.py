"""`make policy`: the pack over what a rehearsal recorded, and over what `pulumi stack export` wrote."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Engine
from localaws import process
from rehearsal import recorded
from tests.up.driver import Driver
from tests.up.policies.packs import copy_of_pack

pytestmark = pytest.mark.engine

PROGRAM = 'aws.cloudwatch.LogGroup("web", name="/shop/web", tags={tags}, opts=opts)\n'
TAGS = {"Project": "shop", "Stack": "shop", "ManagedBy": "pulumi"}
BREACH = "retentionInDays is missing"


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Driver]:
    """A stack that went up while nobody judged it; the pack came later."""
    driver = Driver(tmp_path_factory.mktemp("recorded"))
    driver.write(PROGRAM.format(tags=TAGS))
    driver.passes("up")
    copy_of_pack(driver.folder)
    yield driver
    process.stop(driver.folders.localaws)


def _exported(driver: Driver, folder: Path) -> Path:
    """The stack as a file."""
    resources = recorded.read(driver.folders, "local").resources
    path = folder / "state.json"
    path.write_text(json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": resources}}))
    return path


def test_what_is_recorded_of_a_stack(driver: Driver) -> None:
    code, output = driver.run("policy")
    assert code != 0
    assert BREACH in output


def test_a_file(driver: Driver, tmp_path: Path) -> None:
    path = _exported(driver, tmp_path)
    code, output = driver.run("policy", "--state", str(path))
    assert code != 0
    assert BREACH in output
    path.write_text(
        path.read_text().replace('"name": "/shop/web"', '"name": "/shop/web", "retentionInDays": 30')
    )
    assert "no mandatory breach" in driver.passes("policy", "--state", str(path))
