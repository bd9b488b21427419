"""The program itself: made, unchanged, changed, lost, taken down; and production looked at from anywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Engine
from localaws import process
from rehearsal import recorded
from tests.up.copied import change, copied
from tests.up.driver import Driver

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Driver]:
    """The project in a folder of its own, all but its rehearsals and settings linked."""
    driver = copied(tmp_path_factory.mktemp("program"))
    yield driver
    process.stop(driver.folders.localaws)


@pytest.fixture(scope="module")
def stack(program: Driver) -> Driver:
    """The program on stack local, up."""
    program.passes("up")
    return program


@pytest.mark.parametrize("name", ["prod", "staging"])
def test_a_hermetic_preview(program: Driver, name: str) -> None:
    output = program.passes("preview", "--stack", name)
    assert "to create" in output
    assert "The policy pack in policies/ judges this run." in output


def test_up_makes_what_the_engine_recorded(stack: Driver) -> None:
    assert recorded.read(stack.folders, "local").made >= 60
    assert stack.held() == stack.recorded()
    assert stack.held().keys() >= {
        "aws:ec2/vpc:Vpc",
        "aws:ecs/cluster:Cluster",
        "aws:lb/loadBalancer:LoadBalancer",
    }


def test_a_second_up_changes_nothing(stack: Driver) -> None:
    assert "Nothing changed" in stack.passes("up")


def test_a_refresh_of_what_nobody_touched_finds_nothing(stack: Driver) -> None:
    stack.passes("refresh")
    assert set(recorded.last_changes(stack.folders, "local")) == {"same"}


def test_a_changed_setting_changes_what_it_should(stack: Driver) -> None:
    change(stack, "local", backendLogRetentionDays=3)
    stack.passes("up")
    changes = recorded.last_changes(stack.folders, "local")
    assert changes.keys() == {"same", "update"}
    assert changes["update"] == 1
    groups = stack.client("logs").describe_log_groups(logGroupNamePrefix="/alicerce/local/backend")[
        "logGroups"
    ]
    assert [group["retentionInDays"] for group in groups] == [3]
    change(stack, "local")
    stack.passes("up")


def test_an_unknown_setting_is_named(stack: Driver) -> None:
    change(stack, "local", backendMemry=1024)
    code, output = stack.run("up")
    change(stack, "local")
    assert code != 0
    assert "backendMemry" in output


def test_down_leaves_nothing(stack: Driver) -> None:
    stack.passes("up", "--stack", "staging")  # keeps the embedded AWS running to look at
    stack.passes("down")
    assert stack.held() == {}
    stack.passes("down", "--stack", "staging")
    assert list(stack.processes()) == []


def test_the_linked_project_is_whole(program: Driver) -> None:
    assert {path.name for path in Path(program.folder).iterdir()} >= {"__main__.py", "components", "policies"}
