"""The policy pack in folders of its own."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import Engine
from localaws.endpoint import Endpoint
from tests.up.policies.analysis import Analysis
from tests.up.policies.stranger import Stranger

ECHO = Path(__file__).parents[2] / "engine" / "echo_provider.py"


@pytest.fixture(scope="package")
def analysis(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Analysis:
    """Judges states by a copy of the pack."""
    return Analysis(tmp_path_factory.mktemp("analysis"), engine)


@pytest.fixture(scope="package")
def echo() -> Iterator[str]:
    """Port of a provider of anything."""
    with subprocess.Popen([sys.executable, ECHO], stdout=subprocess.PIPE, text=True) as provider:
        assert provider.stdout is not None
        yield provider.stdout.readline().strip()
        provider.terminate()


@pytest.fixture(scope="module")
def stranger(
    tmp_path_factory: pytest.TempPathFactory, engine: Engine, endpoint: Endpoint, echo: str
) -> Stranger:
    """An empty project with a copy of the pack, for the tests of a module."""
    return Stranger(tmp_path_factory.mktemp("stranger"), engine, endpoint, echo=echo)
