"""One engine and one embedded AWS for all tests here; never the user's own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Engine, supply
from localaws import process
from localaws.endpoint import Endpoint, Options
from tests.up.driver import Driver
from tests.up.project import Project


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine that a user of this machine gets."""
    return supply(lambda line: print(line, file=sys.stderr))


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """An embedded AWS for all tests of this process."""
    folder = tmp_path_factory.mktemp("localaws")
    yield process.start(Options(folder, folder))
    process.stop(folder)


@pytest.fixture
def project(tmp_path: Path, engine: Engine, endpoint: Endpoint) -> Project:
    """An empty project in an account of its own."""
    return Project(tmp_path, engine, endpoint)


@pytest.fixture
def driver(tmp_path: Path, engine: Engine) -> Iterator[Driver]:
    """An empty project, whose embedded AWS ends with the test."""
    made = Driver(tmp_path)
    yield made
    process.stop(made.folders.localaws)
