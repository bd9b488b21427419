"""Starts, finds and stops an embedded AWS that runs in the background; only ever ends one proven its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import grpc
import psutil
from filelock import FileLock

from localaws.endpoint import ENDPOINT_FILE, Endpoint, Options, announced
from localaws.errors import LocalAwsError

LOG = "log"
FORMER_LOG = "log.former"
"""The log of the life before: it has the cause when that one died."""

_PATIENCE = 60.0
"""Seconds until a start counts as failed; 4 are usual on 2 cores."""
_GRACE = 10.0
"""Seconds from the request to end until a process is killed."""
_PROBE = 2.0
"""Seconds one health check may take."""
_POLL = 0.05
_TAIL = 5
"""Lines of the log that an error shows."""


def start(options: Options, environment: Mapping[str, str] | None = None) -> Endpoint:
    """The healthy embedded AWS of a folder: the running one, or a new one in the background.

    `environment` is all that a new process sees of the caller's; by default everything.

    Raises:
        LocalAwsError: the port is taken, or the process died or did not answer within 60 s.
    """
    options.folder.mkdir(parents=True, exist_ok=True)
    with FileLock(options.folder / "lock"):
        running = status(options.folder)
        if running and healthy(running):
            return running
        _end(running)
        (options.folder / ENDPOINT_FILE).unlink(missing_ok=True)
        if options.port:
            _require_free(options.port)
        return _await_health(options, _spawn(options, os.environ if environment is None else environment))


def status(folder: Path) -> Endpoint | None:
    """The embedded AWS of a folder that runs now; a stale file or a reused pid is none."""
    endpoint = announced(folder)
    return endpoint if endpoint and _process(endpoint) else None


def healthy(endpoint: Endpoint) -> bool:
    """Whether every port of an endpoint answers."""
    return _answers_http(endpoint.aws) and all(map(_answers_grpc, endpoint.providers.values()))


def stop(folder: Path) -> bool:
    """Ends the embedded AWS of a folder and all it remembers; false when none runs."""
    if not folder.is_dir():
        return False
    with FileLock(folder / "lock"):
        running = status(folder)
        _end(running)
        (folder / ENDPOINT_FILE).unlink(missing_ok=True)
        return running is not None


def _process(endpoint: Endpoint) -> psutil.Process | None:
    try:
        process = psutil.Process(endpoint.pid)
        same = abs(process.create_time() - endpoint.created) < 1.0
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.NoSuchProcess:
        return None


def _end(endpoint: Endpoint | None) -> None:
    process = _process(endpoint) if endpoint else None
    if process is None:
        return
    try:
        process.terminate()
        process.wait(_GRACE)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(_GRACE)
    except psutil.NoSuchProcess:
        return


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as the server binds: not held by TIME_WAIT
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise LocalAwsError(
                f"port {port} cannot be used: {_holder(port) or error.strerror}. "
                "Ask for another one with AWS_PORT, or for any free one with AWS_PORT=0."
            ) from None


def _holder(port: int) -> str | None:
    """Who listens at a port, as far as this user may see it."""
    try:
        connections = psutil.net_connections("tcp")
    except psutil.AccessDenied:  # macOS shows other processes' connections to root only
        return None
    for connection in connections:
        if connection.laddr and connection.laddr.port == port and connection.status == psutil.CONN_LISTEN:
            if connection.pid is None:
                return "a process of another user listens there"
            return f"{psutil.Process(connection.pid).name()} (pid {connection.pid}) listens there"
    return None


def _spawn(options: Options, environment: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    log = options.folder / LOG
    if log.exists():
        log.replace(options.folder / FORMER_LOG)
    command = [sys.executable, "-m", "localaws", "serve", str(options.folder.resolve())]
    command += ["--root", str(options.root.resolve()), "--port", str(options.port)]
    command += ["--latency-scale", str(options.latency_scale)]
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            cwd=Path(__file__).parents[1],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # a Ctrl-C in the terminal is not for it
        )


def _await_health(options: Options, process: "subprocess.Popen[bytes]") -> Endpoint:
    deadline = time.monotonic() + _PATIENCE
    try:
        while process.poll() is None and time.monotonic() < deadline:
            endpoint = announced(options.folder)
            if endpoint and endpoint.pid == process.pid and healthy(endpoint):
                process.returncode = 0  # it is meant to outlive this object, which would warn of that
                return endpoint
            time.sleep(_POLL)
    except BaseException:
        process.kill()
        process.wait()
        raise
    died = process.poll() is not None
    process.kill()
    process.wait()
    how = f"ended with code {process.returncode}" if died else f"did not answer within {_PATIENCE:.0f} s"
    raise LocalAwsError(f"the embedded AWS {how} while starting.{_log_end(options.folder / LOG)}")


def _log_end(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-_TAIL:]
    return f" The end of its log, {log}, is:\n" + "\n".join(f"  {line}" for line in lines) if lines else ""


def _answers_http(url: str) -> bool:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=_PROBE)  # unlike urllib, it heeds no proxy
    try:
        connection.request("GET", "/moto-api/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _answers_grpc(port: int) -> bool:
    with grpc.insecure_channel(f"127.0.0.1:{port}", options=[("grpc.enable_http_proxy", 0)]) as channel:
        try:
            grpc.channel_ready_future(channel).result(_PROBE)
        except grpc.FutureTimeoutError:
            return False
        return True
