"""A process of an image: as user 1001, with nothing it may write to but /tmp, and a clean environment."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.apps.dockerfile import Stage

USER = 1001


@dataclass
class Running:
    """A server that listens, and what it says."""

    process: subprocess.Popen[str]
    port: int

    def ask(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one answer. The path goes out as it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.putrequest(method, path)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def end(self) -> tuple[int, list[dict[str, Any]]]:
        """SIGTERM, as ECS sends it; the exit code and the log lines."""
        self.process.send_signal(signal.SIGTERM)
        return self.ended()

    def ended(self) -> tuple[int, list[dict[str, Any]]]:
        """The exit code and the log lines of a process that is about to end."""
        output, errors = self.process.communicate(timeout=30)
        assert errors == ""
        return self.process.returncode, [json.loads(line) for line in output.splitlines()]


def start(stage: Stage, env: Mapping[str, str], command: list[str] | None = None) -> subprocess.Popen[str]:
    """Starts what the image starts, or another command of it."""
    as_root = os.geteuid() == 0
    return subprocess.Popen(
        command or stage.command,
        cwd=stage.folder,
        # Docker sets HOME to the user's home, which does not exist.
        env={"PATH": os.environ["PATH"], "HOME": "/home/nobody", **stage.env, **env},
        user=USER if as_root else None,
        group=USER if as_root else None,
        extra_groups=[] if as_root else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(stage: Stage, env: Mapping[str, str]) -> Iterator[Running]:
    """The image's server, once it accepts connections on a port of 127.0.0.1."""
    port = _free_port()
    process = start(stage, {**env, "PORT": str(port)})
    try:
        _wait(process, port)
        yield Running(process, port)
    finally:
        process.kill()
        process.communicate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[str], port: int) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    process.kill()
    raise AssertionError(f"the server did not start: {process.communicate()}")


def files(root: Path) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*") if each.is_file()}
