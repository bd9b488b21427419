"""`policy`: the policy pack over a recorded state. No program runs, and nothing is deployed."""

import os
from pathlib import Path

from rehearsal import environment, recorded
from rehearsal.errors import EngineFailed, RehearsalError
from rehearsal.folders import Folders
from rehearsal.locks import Say
from rehearsal.pulumi import Pulumi
from rehearsal.stage import POLICIES, find_engine


def analyze(folders: Folders, source: list[str], say: Say) -> None:
    """Judges what `source` names: the engine's options for a state file or a stack.

    Raises:
        EngineFailed: A mandatory rule is breached; the engine has said which.
        RehearsalError: There is no policy pack, or no engine.
    """
    pack = folders.project / POLICIES
    if not (pack / "PulumiPolicy.yaml").exists():
        raise RehearsalError(f"there is no policy pack: {pack} holds no PulumiPolicy.yaml.")
    engine = find_engine(say)
    # No resource is touched, so no provider is attached.
    child = environment.of_engine(os.environ, folders, attach="")
    command = ["policy", "analyze", *source, "--policy-pack", POLICIES]
    ended = Pulumi(engine.binary, child).show(folders.project, *command)
    if ended.code != 0:
        raise EngineFailed(ended.code)
    say("The policy pack has judged every recorded resource, and the stack as a whole: no mandatory breach.")


def of_file(path: Path) -> list[str]:
    """The options for a state that `pulumi stack export` wrote.

    Raises:
        RehearsalError: There is no such file.
    """
    if not path.is_file():
        raise RehearsalError(f"{path} is no file. `pulumi stack export --file {path}` writes one.")
    return ["--file", str(path.resolve())]


def of_stack(folders: Folders, stack: str) -> list[str]:
    """The options for a stack that was rehearsed.

    Raises:
        RehearsalError: It was not.
    """
    if recorded.read(folders, stack).made == 0:
        raise RehearsalError(
            f"stack {stack} is not rehearsed: there is nothing to judge. Type `make up STACK={stack}` first, "
            "or `make policy STATE=file` for a state that `pulumi stack export` wrote."
        )
    return ["--stack", stack]
