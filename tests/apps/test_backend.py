"""The backend's image, built as its Dockerfile says and run as its task definition says."""

import json
import socket
import subprocess
import time

import pytest

from settings.generated import GENERATED
from tests.apps.dockerfile import Stage
from tests.apps.process import Running, files, serving, start

pytestmark = pytest.mark.server

ENV = {
    "HOST": "127.0.0.1",
    "VERSION": "1.4.0",
    "JWT_SECRET": "x" * 64,
    "ENCRYPTION_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
}


def refusal(stage: Stage, **changes: str) -> tuple[int, str]:
    """How a process ends that is told something wrong: its exit code and its last words."""
    process = start(stage, ENV | changes)
    output, errors = process.communicate(timeout=30)
    assert errors == ""
    (line,) = map(json.loads, output.splitlines())
    assert line["level"] == "fatal"
    return process.returncode, line["message"]


def test_the_image_holds_the_program_and_no_sources(backend: Stage) -> None:
    names = set(files(backend.folder))
    assert {"package.json", "dist/main.js", "dist/migrate.js"} <= names
    assert [name for name in names if name.startswith(("src/", "build.js", "test"))] == []


@pytest.mark.parametrize("path", ["/health", "/api/health", "/health?from=elb"])
def test_health(backend: Stage, path: str) -> None:
    with serving(backend, ENV) as server:
        status, headers, body = server.ask(path)
    assert (status, json.loads(body)["status"]) == (200, "ok")
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"] == "application/json; charset=utf-8"


def test_it_says_what_it_is(backend: Stage) -> None:
    with serving(backend, ENV) as server:
        assert json.loads(server.ask("/api/version")[2])["version"] == "1.4.0"
        assert server.ask("/api/nothing")[0] == 404
        status, headers, _ = server.ask("/health", "DELETE")
        assert (status, headers["allow"]) == (405, "GET, HEAD")
        assert server.ask("/health", "HEAD")[2] == b""


def test_connections_outlive_the_load_balancer_s(backend: Stage) -> None:
    with serving(backend, ENV) as server:
        assert server.ask("/health")[1]["keep-alive"] == "timeout=65"
    with serving(backend, ENV | {"KEEP_ALIVE_TIMEOUT_SECONDS": "125"}) as server:
        assert server.ask("/health")[1]["keep-alive"] == "timeout=125"


def test_it_ends_when_told_and_has_written_nothing(backend: Stage) -> None:
    before = files(backend.root)
    with serving(backend, ENV) as server:
        server.ask("/health")
        began = time.monotonic()
        code, lines = server.end()
    assert (code, time.monotonic() - began < 5) == (0, True)
    assert [line["message"] for line in lines] == ["listening", "stopping", "stopped"]
    assert {line["service"] for line in lines} == {"backend"}
    assert files(backend.root) == before


def begun(server: Running) -> socket.socket:
    """A connection that has sent half of a request."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n")
    return connection


def test_a_request_in_flight_gets_its_answer(backend: Stage) -> None:
    with serving(backend, ENV) as server, begun(server) as connection:
        time.sleep(0.2)
        server.process.terminate()
        time.sleep(0.5)
        assert server.process.poll() is None
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=10)
        connection.sendall(b"\r\n")
        answer = connection.makefile("rb").read()
        code, _ = server.ended()
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"connection: close" in answer.lower()
    assert code == 0


def test_a_request_that_never_ends_does_not_hold_the_process(backend: Stage) -> None:
    with serving(backend, ENV | {"SHUTDOWN_TIMEOUT_SECONDS": "1"}) as server, begun(server):
        time.sleep(0.2)
        code, lines = server.end()
    assert (code, lines[-1]["level"]) == (1, "error")


def test_it_refuses_an_environment_that_is_wrong_and_names_all_of_it(backend: Stage) -> None:
    code, message = refusal(
        backend, JWT_SECRET="short", ENCRYPTION_KEY="", PORT="0", KEEP_ALIVE_TIMEOUT_SECONDS="long"
    )
    assert (code, message) == (
        1,
        "JWT_SECRET must have 64 characters or more (has 5). "
        "ENCRYPTION_KEY must be 32 bytes in Base64 (has 0). "
        "PORT must be 1 to 65535 (is 0). "
        "KEEP_ALIVE_TIMEOUT_SECONDS must be 1 to 4000 (is long).",
    )


def test_it_asks_for_no_more_than_is_generated() -> None:
    made = {row.name: row for rows in GENERATED.values() for row in rows}
    assert (made["JWT_SECRET"].kind, made["JWT_SECRET"].length) == ("text", 64)
    assert (made["ENCRYPTION_KEY"].kind, made["ENCRYPTION_KEY"].length) == ("bytes", 32)


def test_the_migration_can_run_any_number_of_times(backend: Stage) -> None:
    before = files(backend.root)
    for _ in range(2):
        process: subprocess.Popen[str] = start(backend, ENV, ["npm", "run", "migrate"])
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert json.loads(output.splitlines()[-1])["message"].startswith("no migrations")
    assert files(backend.root) == before
