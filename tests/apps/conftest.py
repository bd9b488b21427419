"""The two images, built once for all tests."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.dockerfile import Stage, build

APPS = Path(__file__).parents[2] / "apps"


def _built(name: str) -> Iterator[Stage]:
    # Not below pytest's own folder: user 1001 may not enter it.
    work = Path(tempfile.mkdtemp(prefix=f"{name}-image-"))
    work.chmod(0o755)
    try:
        stage = build(APPS / name, work)
        _close(stage.root)
        yield stage
    finally:
        for folder in (work, *(each for each in work.rglob("*") if each.is_dir())):
            folder.chmod(0o755)
        shutil.rmtree(work)


def _close(root: Path) -> None:
    """Takes every right to write, so that a process of any user but root finds a read-only image."""
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222 | 0o444)
    assert os.access(root, os.X_OK)


@pytest.fixture(scope="session")
def backend() -> Iterator[Stage]:
    yield from _built("backend")


@pytest.fixture(scope="session")
def web() -> Iterator[Stage]:
    yield from _built("web")
