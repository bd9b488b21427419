"""Runs `python -m rehearsal` as `make` does, on a project of its own with an embedded AWS of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from localaws import process
from localaws.endpoint import Endpoint
from rehearsal import recorded
from rehearsal.folders import Folders
from tests.up import inventory
from tests.up.project import PRELUDE, REGION, client

ROOT = Path(__file__).parents[2]
ACCOUNT = "123456789012"


@dataclass
class Driver:
    """The rehearsals of one project."""

    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    """Environment variables that the caller has, on top of this process's."""

    def write(self, program: str, *, stack: str = "local", settings: str = "config: {}\n") -> None:
        """The program, after the prelude, and a stack's settings."""
        (self.folder / "Pulumi.yaml").write_text(
            f"name: tiny\nruntime:\n  name: python\n  options:\n    virtualenv: {sys.prefix}\n"
        )
        (self.folder / "__main__.py").write_text(PRELUDE.format(region=REGION, account=ACCOUNT) + program)
        self.folders.settings(stack).write_text(settings)

    @property
    def folders(self) -> Folders:
        """Where everything is."""
        return Folders(self.folder)

    def command(self, *arguments: str) -> list[str]:
        """The command line of a verb."""
        return [sys.executable, "-m", "rehearsal", *arguments, "--project", str(self.folder)]

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Starts a verb; standard error is in stdout, as a person sees it."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=ROOT,
            env=os.environ | self.extra,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Runs a verb; answers its exit code and output."""
        with self.start(*arguments) as running:
            output = running.communicate(timeout=240)[0]
        assert "Traceback" not in output, output
        return running.returncode, output

    def passes(self, *arguments: str) -> str:
        """Runs a verb that must pass; answers its output."""
        code, output = self.run(*arguments)
        assert code == 0, output
        return output

    def fails(self, *arguments: str) -> str:
        """Runs a verb that must fail; answers its output."""
        code, output = self.run(*arguments)
        assert code == 1, output
        return output

    @property
    def endpoint(self) -> Endpoint:
        """Where the project's embedded AWS is."""
        running = process.status(self.folders.localaws)
        assert running is not None
        return running

    def held(self) -> inventory.Inventory:
        """What the embedded AWS has."""
        return inventory.held(self.client)

    def client(self, service: str, account: str = ACCOUNT, region: str = REGION) -> Any:
        """boto3's client of a service."""
        return client(self.endpoint.aws, account, service, region)

    def recorded(self, stack: str = "local") -> inventory.Inventory:
        """What the engine recorded of a stack."""
        return inventory.recorded(list(recorded.read(self.folders, stack).resources))

    def processes(self) -> Iterator[psutil.Process]:
        """All running processes that this project's rehearsals have started."""
        for found in psutil.process_iter(["cmdline"]):
            if str(self.folder) in " ".join(found.info["cmdline"] or ()) and found.pid != os.getpid():
                yield found


def engine_of(running: "subprocess.Popen[str]") -> psutil.Process | None:
    """The engine that a started verb runs now."""
    try:
        children = psutil.Process(running.pid).children()
    except psutil.NoSuchProcess:
        return None
    return next((child for child in children if child.name() == "pulumi"), None)
