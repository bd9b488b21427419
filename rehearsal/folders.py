"""Where a rehearsal keeps things: all of it in the project's `.rehearsal/`, none of it in git."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from rehearsal.errors import RehearsalError

_PASSPHRASE_BYTES = 32


@dataclass(frozen=True)
class Folders:
    """The places of one project's rehearsals."""

    project: Path
    """Where Pulumi.yaml is."""

    @property
    def home(self) -> Path:
        """PULUMI_HOME: the engine's own files, apart from the user's."""
        return self.base / "home"

    @property
    def state(self) -> Path:
        """The back end: what the engine knows of every rehearsed stack."""
        return self.base / "state"

    @property
    def config(self) -> Path:
        """Copies of Pulumi.yaml and of the stacks' settings, which the engine may write to."""
        return self.base / "config"

    @property
    def stacks(self) -> Path:
        """A lock for each stack, and which life of the embedded AWS it was last seen in."""
        return self.base / "stacks"

    @property
    def localaws(self) -> Path:
        """Endpoint file, log and fault plan of the embedded AWS."""
        return self.base / "localaws"

    @property
    def passphrase(self) -> Path:
        """What encrypts the rehearsals' secrets."""
        return self.base / "passphrase"

    @property
    def base(self) -> Path:
        """The folder that holds them all."""
        return self.project / ".rehearsal"

    def settings(self, stack: str) -> Path:
        """The committed settings of a stack."""
        return self.project / f"Pulumi.{stack}.yaml"

    def settings_copy(self, stack: str) -> Path:
        """The copy of a stack's settings that the engine works with."""
        return self.config / f"Pulumi.{stack}.yaml"

    def stack_names(self) -> list[str]:
        """The stacks the project has settings for."""
        found = self.project.glob("Pulumi.*.yaml")
        return sorted(path.name.removeprefix("Pulumi.").removesuffix(".yaml") for path in found)

    def prepare(self) -> None:
        """Makes what is missing.

        Raises:
            RehearsalError: there is no project here, or its passphrase is gone while state needs it.
        """
        if not (self.project / "Pulumi.yaml").is_file():
            raise RehearsalError(f"{self.project} has no Pulumi.yaml. Run this in the project's folder.")
        for folder in (self.home, self.state, self.config, self.stacks, self.localaws):
            folder.mkdir(parents=True, exist_ok=True)
        if not self.passphrase.exists():
            self._write_passphrase()

    def _write_passphrase(self) -> None:
        if any(self.config.glob("Pulumi.*.yaml")):
            raise RehearsalError(
                f"{self.passphrase} is gone, and the recorded stacks' secrets cannot be read without it. "
                "Put it back, or type `make clean` to forget every rehearsal and start afresh."
            )
        half = self.passphrase.with_suffix(".half")
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(_PASSPHRASE_BYTES))
        half.replace(self.passphrase)
