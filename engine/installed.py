"""The first source: a `pulumi` that the user has installed."""

import shutil
from pathlib import Path

from semver import Version

from engine.model import HOST, MINIMUM, Engine, Unavailable
from engine.probe import version_of


def find_on_path() -> Engine | None:
    """The `pulumi` that a shell would start, if there is one. Raises Unavailable when it cannot be used."""
    found = shutil.which("pulumi")
    if found is None:
        return None
    binary = Path(found)
    # The engine looks for its host where the binary really is, not where a link to it is.
    if shutil.which(HOST, path=str(binary.resolve().parent)) is None:
        raise Unavailable(f"{binary} has no {HOST} beside it")
    version = version_of(binary)
    if version < Version.parse(MINIMUM):
        raise Unavailable(f"{binary} is version {version}, older than {MINIMUM}")
    return Engine(binary, str(version), "path")
