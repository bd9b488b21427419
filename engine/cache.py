"""The user's cache of engines: complete folders only, made by one process at a time."""

import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from engine.model import FILES, PATIENCE, VERSION, Engine, Origin, Report, Unavailable
from engine.probe import version_of

SOURCES = Path(__file__).parent / "cli"
"""The Go module: what to build, and the language host."""

_ORIGIN = "origin"
"""The file in an engine's folder that holds its origin."""


def folder() -> Path:
    """Where the engine of this version and these sources is kept. A change of either is another folder."""
    return user_cache_path("alicerce") / "engine" / _key()


def _key() -> str:
    digest = hashlib.sha256()
    for path in sorted(_sources()):
        digest.update(f"{path.relative_to(SOURCES)}\0".encode() + path.read_bytes() + b"\0")
    return "-".join([VERSION, platform.system(), platform.machine(), digest.hexdigest()[:16]]).lower()


def _sources() -> Iterator[Path]:
    yield SOURCES / "go.mod"
    yield SOURCES / "go.sum"
    yield from (path for path in SOURCES.rglob("*.go") if not path.name.endswith("_test.go"))


def find(place: Path) -> Engine | None:
    """The engine in the folder, or None when there is none or something has been removed from it."""
    try:
        origin = (place / _ORIGIN).read_text()
    except OSError:
        return None
    for known in get_args(Origin):
        if known == origin and all(os.access(place / name, os.X_OK) for name in FILES):
            return Engine(place / "pulumi", VERSION, known)
    return None


def add(place: Path, origin: Origin, make: Callable[[Path], None]) -> Engine:
    """Lets `make` fill a new folder, proves that the engine in it runs, and only then puts it in place.

    Call it with the lock held. A folder that was left half made, or has become incomplete, is removed.
    Raises Unavailable when `make` does, or when what it made does not run.
    """
    _remove_leftovers(place)
    making = Path(tempfile.mkdtemp(prefix=f"{place.name}.", dir=place.parent))
    try:
        make(making)
        made = version_of(making / "pulumi")
        if str(made) != VERSION:
            raise Unavailable(f"it is version {made}, not {VERSION}")
        (making / _ORIGIN).write_text(origin)
        making.chmod(
            0o755
        )  # mkdtemp keeps others out; programs run by another user share nothing secret here
        making.rename(place)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Engine(place / "pulumi", VERSION, origin)


def _remove_leftovers(place: Path) -> None:
    for old in place.parent.glob(f"{place.name}*"):
        if old.is_dir():
            shutil.rmtree(old)


@contextmanager
def locked(place: Path, report: Report) -> Iterator[None]:
    """Holds the folder for this process. Whoever has to wait is told so, again and again."""
    lock = FileLock(place.with_name(f"{place.name}.lock"))
    waited = 0.0
    while True:
        try:
            lock.acquire(timeout=PATIENCE if waited else 0)
            break
        except Timeout:
            report(
                f"Waiting for another process that is supplying the Pulumi engine ({waited:.0f} s so far)."
            )
            waited += PATIENCE
    try:
        yield
    finally:
        lock.release()
