"""Everything a run on a stack needs, in order: folders, lock, engine, embedded AWS, settings, stack."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from engine import Engine, EngineError, supply
from localaws import process
from localaws.endpoint import Endpoint, Options
from localaws.errors import LocalAwsError
from rehearsal import environment, locks, recorded
from rehearsal.advice import advice
from rehearsal.errors import EngineFailed, RehearsalError
from rehearsal.folders import Folders
from rehearsal.locks import Say
from rehearsal.pulumi import Pulumi
from rehearsal.settings_copy import refresh_copy

POLICIES = "policies"


@dataclass(frozen=True)
class Stage:
    """One stack, ready to be worked on by this run alone."""

    folders: Folders
    stack: str
    endpoint: Endpoint
    pulumi: Pulumi
    say: Say

    def run(self, verb: str, *options: str) -> None:
        """Runs one of the engine's operations on the stack.

        Raises:
            EngineFailed: it failed, and has said why.
            Interrupted: it was asked to end.
        """
        settings = str(self.folders.settings_copy(self.stack))
        arguments = [verb, *options, "--stack", self.stack, "--config-file", settings]
        ended = self.pulumi.show(self.folders.project, *arguments)
        if ended.code < 0:
            raise EngineFailed(
                1, f"the engine was killed (signal {-ended.code}); the next run goes on from there."
            )
        if ended.code != 0:
            raise EngineFailed(ended.code, advice(ended.errors, self.folders))

    def manage(self, *arguments: str) -> None:
        """Runs a short command that may write to settings: in the folder of the copies.

        Raises:
            EngineFailed: it failed; the message has its own words.
        """
        result = self.pulumi.ask(self.folders.config, *arguments, "--stack", self.stack)
        if result.returncode != 0:
            words = advice(result.stderr, self.folders) or result.stderr.strip()
            raise EngineFailed(1, words)

    @property
    def policies(self) -> list[str]:
        """The options that make the engine judge an operation by the project's policy pack."""
        pack = self.folders.project / POLICIES
        return ["--policy-pack", POLICIES] if (pack / "PulumiPolicy.yaml").exists() else []


def find_engine(say: Say) -> Engine:
    """The engine to use.

    Raises:
        RehearsalError: none can be had; says what to do.
    """
    try:
        return supply(say)
    except EngineError as error:
        raise RehearsalError(str(error)) from None


@contextmanager
def on_stage(project: Path, stack: str, say: Say, *, passing: bool = False) -> Iterator[Stage]:
    """The stack with everything around it; waits for its turn.

    A passing run (a preview) starts no embedded AWS to stay: where none runs it gets one for itself.
    """
    folders = Folders(project.resolve())
    folders.prepare()
    replaced = refresh_copy(folders, stack)
    if replaced:
        say(f"Secret settings are made up for this rehearsal: {', '.join(replaced)}.")
    engine = find_engine(say)
    with locks.only_run(folders, stack, say), _embedded_aws(folders, say, passing=passing) as endpoint:
        child = environment.of_engine(os.environ, folders, endpoint.attach)
        stage = Stage(folders, stack, endpoint, Pulumi(engine.binary, child), say)
        if locks.free_of_engines(folders, stack, say):
            say(f"An engine that worked on stack {stack} was killed; its lock is removed.")
            stage.manage("cancel", "--yes")
        if not recorded.exists(folders, stack):
            stage.manage("stack", "init")
        yield stage


@contextmanager
def _embedded_aws(folders: Folders, say: Say, *, passing: bool) -> Iterator[Endpoint]:
    options = Options(folders.localaws, folders.project, _port())
    if not passing or process.status(folders.localaws):
        yield _start(folders, options, say)
        return
    with TemporaryDirectory(prefix="preview-", dir=folders.base) as own:
        own_options = replace(options, folder=Path(own))
        try:
            yield _start(folders, own_options, lambda line: None)
        finally:
            process.stop(own_options.folder)


def _start(folders: Folders, options: Options, say: Say) -> Endpoint:
    with locks.only_starter(folders):
        before = process.status(options.folder)
        try:
            endpoint = process.start(options, environment.harmless(os.environ))
        except LocalAwsError as error:
            raise RehearsalError(str(error)) from None
    if before is None or before.life != endpoint.life:
        say(f"The embedded AWS runs at {endpoint.aws} (pid {endpoint.pid}).")
    return endpoint


def _port() -> int:
    """The HTTP port asked for with AWS_PORT; 0 is any free one."""
    given = os.environ.get("AWS_PORT") or "0"
    if not given.isdecimal() or int(given) > 65535:
        raise RehearsalError(f"AWS_PORT must be a port, 0 to 65535; 0 is any free one (got {given!r}).")
    return int(given)
