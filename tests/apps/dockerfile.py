"""A Dockerfile carried out without Docker, as far as the applications' go.

Files are copied and npm is run as the Dockerfile says, from stage to stage. What belongs to Alpine (apk,
users) is left out. A word that is not known here is an error, so that nothing is left out unseen.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from localaws.build_context import BuildContext

CARRIED_OUT = {"npm", "mkdir"}
LEFT_OUT = {"apk", "addgroup", "adduser", "chown"}


@dataclass(frozen=True)
class Instruction:
    """One instruction, continued lines joined."""

    name: str
    text: str


@dataclass
class Stage:
    """What a stage holds and says, so far."""

    root: Path
    workdir: str = "/"
    env: dict[str, str] = field(default_factory=dict)
    user: str = "root"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: str = ""

    @property
    def folder(self) -> Path:
        """Where the stage's process starts."""
        return self.at(".")

    def at(self, path: str) -> Path:
        """A path of the stage on this machine."""
        return self.root / os.path.normpath(os.path.join(self.workdir, path)).lstrip("/")


def instructions(dockerfile: Path) -> Iterator[Instruction]:
    """The instructions, in order."""
    lines = [line for line in dockerfile.read_text().splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, text = line.strip().partition(" ")
        if name:
            yield Instruction(name, " ".join(text.split()))


def build(app: Path, work: Path) -> Stage:
    """The last stage of the Dockerfile in a folder, built below `work`."""
    context = work / "context"
    for name in BuildContext(app, app / "Dockerfile").files():
        (context / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(app / name, context / name)
    stages: dict[str, Stage] = {}
    for each in instructions(app / "Dockerfile"):
        if each.name == "FROM":
            name = each.text.rpartition(" AS ")[2]
            stages[name] = Stage(work / name)
            stages[name].root.mkdir()
        elif each.name != "ARG":
            _carry_out(each, list(stages.values())[-1], context, stages)
    return list(stages.values())[-1]


def _carry_out(each: Instruction, stage: Stage, context: Path, stages: dict[str, Stage]) -> None:
    match each.name:
        case "WORKDIR":
            stage.workdir = each.text
            stage.folder.mkdir(parents=True, exist_ok=True)
        case "ENV":
            stage.env |= dict(pair.split("=", 1) for pair in each.text.split())
        case "COPY":
            _copy(each.text.split(), stage, context, stages)
        case "RUN":
            _run(each.text, stage)
        case "USER":
            stage.user = each.text
        case "ENTRYPOINT":
            stage.entrypoint = json.loads(each.text)
        case "CMD":
            stage.command = json.loads(each.text)
        case "HEALTHCHECK":
            stage.health = each.text
        case "EXPOSE":
            assert each.text == stage.env["PORT"]
        case _:
            raise AssertionError(f"{each.name} is not known here")


def _copy(words: list[str], stage: Stage, context: Path, stages: dict[str, Stage]) -> None:
    source = Stage(context)
    if words[0].startswith("--from="):
        source = stages[words.pop(0).removeprefix("--from=")]
    *names, target = words
    for name in names:
        place, goal = source.at(name), stage.at(target)
        if place.is_dir():
            shutil.copytree(place, goal, dirs_exist_ok=True)
        else:
            shutil.copy2(place, goal / place.name if target.endswith("/") else goal)


def _run(text: str, stage: Stage) -> None:
    for command in text.split(" && "):
        word = command.split()[0]
        assert word in CARRIED_OUT | LEFT_OUT, f"{word} is not known here"
        if word in CARRIED_OUT:
            home = stage.root / "home"
            env = {"PATH": os.environ["PATH"], "HOME": str(home), **stage.env}
            subprocess.run(command.split(), cwd=stage.folder, env=env, check=True, capture_output=True)
            shutil.rmtree(home, ignore_errors=True)
