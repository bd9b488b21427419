"""What the package hands out, and the versions it goes by."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

VERSION = "3.259.0"
"""The Pulumi version that is downloaded or built: the newest the Go module proxy had on 2026-11-24,
https://pkg.go.dev/github.com/pulumi/pulumi/pkg/v3?tab=versions. `engine/cli/go.mod` requires the same."""

MINIMUM = VERSION
"""The oldest `pulumi` on PATH that is used: the one the tests run on. Older ones may do."""

HOST = "pulumi-language-python"
"""The language host. The engine takes the one beside its own binary as bundled."""

EXECUTOR = "pulumi-language-python-exec"
"""The script with which the language host starts a program; it must be beside the host."""

FILES = ("pulumi", HOST, EXECUTOR)
"""Everything a supplied engine consists of, in one folder."""

PATIENCE = 15.0
"""Seconds between two signs of life of something that takes long."""

Origin = Literal["path", "installed", "built"]
"""Where an engine came from: found on PATH, unpacked from the official release, or built from source."""

Report = Callable[[str], None]
"""Receives one line of progress, for people."""


@dataclass(frozen=True)
class Engine:
    """A Pulumi engine that runs."""

    binary: Path
    """The `pulumi` executable; its language host is in the same folder once symbolic links are resolved."""
    version: str
    """Without the leading `v`."""
    origin: Origin


class EngineError(Exception):
    """No engine could be supplied. The message is for people and says what to do.

    EngineError
    └── Unavailable  one source cannot help; the next one is asked
    """


class Unavailable(EngineError):
    """A source cannot supply an engine. The message is the reason, as the end of a sentence."""
