"""Fixtures of the engine's tests: a PATH and a cache of their own, fake executables, and real stacks."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine import Engine, supply


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH: empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def cache_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty user's cache."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def executable(path: Path, script: str) -> Path:
    """A Python script that can be run by its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\n{script}\n")
    path.chmod(0o755)
    return path


def fake_pulumi(folder: Path, version: str, *, host: bool = True) -> Path:
    """A `pulumi` that only knows its version, with or without a language host beside it."""
    if host:
        executable(folder / "pulumi-language-python", "")
    return executable(folder / "pulumi", f"print('v{version}')")


@pytest.fixture
def lines() -> list[str]:
    """The progress that was reported: hand `lines.append` over as the report."""
    return []


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine that a user of this machine gets."""
    return supply(lambda line: print(line, file=sys.stderr))


@dataclass
class Project:
    """A Pulumi project in a folder of its own, with a stack and a back end beside it."""

    folder: Path
    pulumi: Path
    environment: dict[str, str]

    def write(self, program: str, **options: str) -> None:
        runtime = "".join(f"\n    {key}: {value}" for key, value in options.items())
        (self.folder / "Pulumi.yaml").write_text(
            f"name: tiny\nruntime:\n  name: python\n  options:{runtime or ' {}'}\n"
        )
        (self.folder / "__main__.py").write_text(program)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Runs a pulumi command to its end; standard error is in stdout, as a person sees it."""
        with self.start(*command) as process:
            output = process.communicate(timeout=60)[0]
        return subprocess.CompletedProcess(command, process.returncode, output)

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.pulumi, *command, "--non-interactive", "--color", "never"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@pytest.fixture
def project(tmp_path: Path, engine: Engine) -> Project:
    folder = tmp_path / "project"
    state = tmp_path / "state"
    folder.mkdir()
    state.mkdir()
    inherited = {name: os.environ[name] for name in os.environ if not name.startswith(("PULUMI_", "PYTHON"))}
    environment = inherited | {
        "PULUMI_BACKEND_URL": state.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": "tests",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
    made = Project(folder, engine.binary, environment)
    made.write("", virtualenv=sys.prefix)
    assert made.run("stack", "init", "dev").returncode == 0
    return made


@pytest.fixture
def started(project: Project) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts pulumi commands that are ended with the test, whatever it did."""
    processes: list[subprocess.Popen[str]] = []

    def start(*command: str) -> subprocess.Popen[str]:
        processes.append(project.start(*command))
        return processes[-1]

    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()
