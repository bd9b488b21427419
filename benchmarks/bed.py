"""A place to measure in: the real engine, an embedded AWS and state of their own, gone afterwards."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from localaws import process
from localaws.endpoint import Endpoint, Options
from rehearsal import environment
from rehearsal.folders import Folders
from rehearsal.pulumi import Pulumi
from rehearsal.settings_copy import refresh_copy
from rehearsal.stage import find_engine

REPOSITORY = Path(__file__).parents[1]
QUIET = ("--yes", "--skip-preview")

_PROJECT = """\
name: bench
runtime:
  name: python
  options: {{toolchain: pip, virtualenv: {venv}}}
"""


@dataclass(frozen=True)
class Program:
    """A stack of a project, ready to be run."""

    pulumi: Pulumi
    folder: Path
    settings: Path
    stack: str

    def run(self, *arguments: str) -> float:
        """Seconds that an operation takes.

        Raises:
            SystemExit: it failed; shows what the engine said.
        """
        options = ["--stack", self.stack, "--config-file", str(self.settings)]
        start = time.perf_counter()
        self._ask(self.folder, *arguments, *options)
        return time.perf_counter() - start

    def init(self) -> "Program":
        """Makes the stack; that writes to settings, so it happens beside the copy of them."""
        self._ask(self.settings.parent, "stack", "init", "--stack", self.stack)
        return self

    def changed(self, variables: Mapping[str, str]) -> "Program":
        """The same, with more variables in the engine's environment."""
        engine = replace(self.pulumi, environment={**self.pulumi.environment, **variables})
        return replace(self, pulumi=engine)

    def resources(self) -> int:
        """How many resources the engine has made."""
        state = json.loads(self._ask(self.folder, "stack", "export", "--stack", self.stack))
        return len(state["deployment"]["resources"])

    def _ask(self, folder: Path, *arguments: str) -> str:
        result = self.pulumi.ask(folder, *arguments)
        if result.returncode != 0:
            raise SystemExit(f"pulumi {' '.join(arguments)} failed:\n{result.stdout}{result.stderr}")
        return result.stdout

    def best(self, rounds: int, *arguments: str) -> float:
        """The fastest of several runs, in seconds."""
        return min(self.run(*arguments) for _ in range(rounds))


@dataclass(frozen=True)
class Bed:
    """One embedded AWS with an engine attached."""

    folders: Folders
    endpoint: Endpoint
    pulumi: Pulumi

    def program(self, source: str, name: str = "small") -> Program:
        """A program of its own, as a new stack."""
        folder = self.folders.project / name
        folder.mkdir()
        (folder / "Pulumi.yaml").write_text(_PROJECT.format(venv=REPOSITORY / ".venv"))
        (folder / "__main__.py").write_text(source)
        return Program(self.pulumi, folder, folder / f"Pulumi.{name}.yaml", name).init()

    def ours(self, stack: str = "prod") -> Program:
        """This repository's program, with the settings of one of its stacks."""
        source = Folders(REPOSITORY).settings(stack)
        (self.folders.project / source.name).write_text(source.read_text())
        refresh_copy(self.folders, stack)
        return Program(self.pulumi, REPOSITORY, self.folders.settings_copy(stack), stack).init()


@contextmanager
def bed(latency_scale: float = 0.0) -> Iterator[Bed]:
    """An engine and an embedded AWS for as long as the block runs.

    `latency_scale` is the share of AWS's own times that everything takes (localaws/latency.py).
    """
    engine = find_engine(lambda line: print(line, flush=True))
    with TemporaryDirectory(prefix="bench-") as base:
        project = Path(base)
        (project / "Pulumi.yaml").write_text((REPOSITORY / "Pulumi.yaml").read_text())
        folders = Folders(project)
        folders.prepare()
        clean = environment.harmless(os.environ)
        endpoint = process.start(Options(folders.localaws, REPOSITORY, latency_scale=latency_scale), clean)
        try:
            child = environment.of_engine(os.environ, folders, endpoint.attach)
            yield Bed(folders, endpoint, Pulumi(engine.binary, child))
        finally:
            process.stop(folders.localaws)


def python(code: str) -> float:
    """Seconds that the program's Python takes for a piece of code, start included."""
    start = time.perf_counter()
    interpreter = REPOSITORY / ".venv" / "bin" / "python"
    subprocess.run([interpreter, "-W", "ignore", "-c", code], check=True, cwd=REPOSITORY)
    return time.perf_counter() - start
