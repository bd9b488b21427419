"""Asks a `pulumi` binary for its version: the proof that it runs on this machine."""

import os
import subprocess
from pathlib import Path

from semver import Version

from engine.model import Unavailable

_TIMEOUT = 60.0
"""Seconds. A first start reads 115 MB from disk; 20 s were never reached on a slow machine."""


def version_of(binary: Path) -> Version:
    """Raises Unavailable when the binary does not run or does not print a version."""
    try:
        result = subprocess.run(
            [binary, "version"],
            env=os.environ | {"PULUMI_SKIP_UPDATE_CHECK": "true"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_TIMEOUT,
        )
    except OSError as error:
        raise Unavailable(f"{binary} cannot be run ({error.strerror})") from error
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{binary} did not print its version within {_TIMEOUT:.0f} s") from error
    try:
        return Version.parse(result.stdout.strip().removeprefix("v"))
    except ValueError as error:
        said = (result.stdout + result.stderr).strip().partition("\n")[0] or "nothing"
        raise Unavailable(f"{binary} printed `{said}` where its version belongs") from error
