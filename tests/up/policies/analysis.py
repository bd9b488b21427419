"""`pulumi policy analyze` over a state, by a copy of the pack that nothing of this project is beside."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine import Engine
from rehearsal import environment
from rehearsal.folders import Folders
from rehearsal.pulumi import Pulumi
from tests.up.policies.packs import copy_of_pack
from tests.up.policies.state import State


@dataclass(frozen=True)
class Found:
    """A breach as the engine reports it."""

    rule: str
    urn: str
    level: str
    message: str


@dataclass(frozen=True)
class Analysis:
    """The pack in a folder of its own, with none of this project's configuration."""

    folder: Path
    engine: Engine

    def __post_init__(self) -> None:
        copy_of_pack(self.folder)

    def of(self, state: State, options: Mapping[str, Any] | None = None) -> list[Found]:
        """What the pack reports of a state, with some rules' options set."""
        (self.folder / "state.json").write_text(json.dumps(state))
        (self.folder / "options.json").write_text(json.dumps(options or {}))
        command = ("policy", "analyze", "--file", "state.json", "--policy-pack", "policies", "--json")
        ended = self._pulumi.ask(self.folder, *command, "--policy-pack-config", "options.json")
        # Whatever else is wrong would be said here: a pack that failed has judged nothing.
        assert ended.stderr in ("", "error: one or more mandatory policy violations were found\n")
        return found_in([json.loads(line) for line in ended.stdout.splitlines()])

    @property
    def _pulumi(self) -> Pulumi:
        folders = Folders(self.folder)
        return Pulumi(self.engine.binary, environment.of_engine(os.environ, folders, attach=""))


def found_in(events: Sequence[Mapping[str, Any]]) -> list[Found]:
    """The breaches among the engine's events."""
    told = [event["policyEvent"] for event in events if "policyEvent" in event]
    return [
        Found(each["policyName"], each.get("resourceUrn", ""), each["enforcementLevel"], each["message"])
        for each in told
    ]
