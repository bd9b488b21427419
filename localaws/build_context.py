"""What a docker build would send: the files of a context after `.dockerignore`, and one hash over them."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docker.utils.build import exclude_paths

IGNORE_FILE = ".dockerignore"


@dataclass(frozen=True)
class BuildContext:
    """A context folder and the Dockerfile that is built in it."""

    folder: Path
    dockerfile: Path

    def problems(self) -> Iterator[str]:
        """A sentence for whatever would make `docker build` stop at once."""
        if not self.folder.is_dir():
            yield f"context.location must be a folder that exists (got {self.folder})"
        elif not self.dockerfile.is_file():
            yield f"dockerfile.location must be a file that exists (got {self.dockerfile})"

    def files(self) -> list[str]:
        """Relative paths of all files that go into the build, sorted."""
        own = self.dockerfile.with_name(self.dockerfile.name + IGNORE_FILE)  # BuildKit: goes before the other
        ignore = own if own.is_file() else self.folder / IGNORE_FILE
        patterns = ignore.read_text().splitlines() if ignore.is_file() else []
        patterns = [line.strip() for line in patterns if line.strip() and not line.startswith("#")]
        names = exclude_paths(str(self.folder), patterns, os.path.relpath(self.dockerfile, self.folder))
        return sorted(name for name in names if (self.folder / name).is_file() and name != IGNORE_FILE)

    def digest(self, *settings: str) -> str:
        """SHA-256, in hex, over names, contents and execute bits of all files, the Dockerfile and settings.

        Times and owners do not count: a fresh clone has the same hash.
        """
        total = hashlib.sha256()
        for name in self.files():
            path = self.folder / name
            executable = os.access(path, os.X_OK)
            total.update(f"{name}\0{executable}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        total.update(hashlib.sha256(self.dockerfile.read_bytes()).digest())
        for setting in settings:
            total.update(f"{setting}\0".encode())
        return total.hexdigest()
