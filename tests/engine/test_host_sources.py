"""The language host's own tests and checks, run by Go."""

import os
import shutil
import subprocess

import pytest

from engine.cache import SOURCES

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(shutil.which("go") is None, reason="needs Go; an official Pulumi CLI runs without it"),
]


def go(*arguments: str) -> str:
    """What a Go command prints in the module of the language host."""
    result = subprocess.run(
        ["go", *arguments],
        cwd=SOURCES,
        env=os.environ | {"CGO_ENABLED": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def test_the_hosts_tests_pass() -> None:
    assert "ok" in go("test", "./...")


def test_the_host_is_vetted_and_formatted() -> None:
    go("vet", "./...")
    assert go("fmt", "-n", "./...") != ""
    formatted = subprocess.run(["gofmt", "-l", SOURCES], capture_output=True, text=True, check=True)
    assert formatted.stdout == ""
