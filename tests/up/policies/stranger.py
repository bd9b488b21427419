"""Somebody else's project: pulumi_aws, Docker, Kubernetes, and a copy of the policy pack."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rehearsal import environment
from rehearsal.pulumi import Pulumi
from tests.up.policies.packs import copy_of_pack
from tests.up.project import Project


@dataclass
class Stranger(Project):
    """A project in a folder of its own; its stack is a production one, since nobody says otherwise."""

    stack: str = "shop"
    echo: str = ""
    """Port of what stands for the providers of Docker and Kubernetes."""

    def __post_init__(self) -> None:
        copy_of_pack(self.folder)

    @property
    def pulumi(self) -> Pulumi:
        """The engine's command line in the project's environment."""
        attached = f"{self.endpoint.attach},docker:{self.echo},kubernetes:{self.echo}"
        return Pulumi(self.engine.binary, environment.of_engine(os.environ, self.folders, attached))

    @property
    def pack(self) -> Path:
        """The copy."""
        return self.folder / "policies"

    def passes_preview(self, *options: str) -> str:
        """A preview in front of the pack, which must pass; answers its output."""
        code, output = self._preview(*options)
        assert code == 0, output
        return output

    def fails_preview(self, *options: str) -> str:
        """A preview in front of the pack, which must fail; answers its output."""
        code, output = self._preview(*options)
        assert code != 0, output
        return output

    def _preview(self, *options: str) -> tuple[int, str]:
        ended = self.run("preview", "--policy-pack", "policies", *options)
        output = ended.stdout + ended.stderr
        assert "Traceback" not in output, output
        return ended.returncode, output

    def write_config(self, **document: Any) -> None:
        """The pack's config.yaml."""
        (self.pack / "config.yaml").write_text(yaml.safe_dump(document))

    def write_exemptions(self, *entries: Mapping[str, Any]) -> None:
        """The pack's exemptions.yaml."""
        (self.pack / "exemptions.yaml").write_text(yaml.safe_dump([dict(each) for each in entries]))
