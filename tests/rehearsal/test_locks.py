"""Whose turn it is on a stack."""

import json
import os
import socket
import subprocess
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rehearsal import locks
from rehearsal.errors import RehearsalError
from rehearsal.folders import Folders

Lock = Callable[..., Path]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "Pulumi.yaml").write_text("name: tiny\nruntime: python\n")
    made = Folders(tmp_path)
    made.prepare()
    return made


@pytest.fixture
def engine_lock(folders: Folders) -> Lock:
    """Writes a lock as an engine does."""

    def write(pid: int, host: str = socket.gethostname(), made: datetime | None = None) -> Path:
        path = folders.state / ".pulumi" / "locks" / "organization" / "tiny" / "local" / "some-id.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        stamp = (made or datetime.now(UTC)).isoformat()
        path.write_text(json.dumps({"pid": pid, "username": "ana", "hostname": host, "timestamp": stamp}))
        return path

    return write


def test_without_locks_nothing_is_stale(folders: Folders) -> None:
    assert not locks.free_of_engines(folders, "local", print)


def test_a_lock_of_a_dead_engine_is_stale(folders: Folders, engine_lock: Lock) -> None:
    with subprocess.Popen(["true"]) as dead:
        pass
    engine_lock(dead.pid)
    assert locks.free_of_engines(folders, "local", print)


def test_a_lock_older_than_its_process_is_stale(folders: Folders, engine_lock: Lock) -> None:
    engine_lock(os.getpid(), made=datetime.now(UTC) - timedelta(days=365))
    assert locks.free_of_engines(folders, "local", print)


def test_a_half_written_lock_is_stale(folders: Folders, engine_lock: Lock) -> None:
    engine_lock(os.getpid()).write_text('{"pid": ')
    assert locks.free_of_engines(folders, "local", print)


def test_a_running_engine_is_waited_for_and_named(folders: Folders, engine_lock: Lock) -> None:
    lock = engine_lock(os.getpid())
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        lock.unlink()

    assert not locks.free_of_engines(folders, "local", say)
    assert len(lines) == 1
    assert f"pid {os.getpid()}" in lines[0]
    assert f"kill -INT {os.getpid()}" in lines[0]


def test_a_lock_of_another_machine_is_left_to_people(folders: Folders, engine_lock: Lock) -> None:
    path = engine_lock(1, host="elsewhere")
    with pytest.raises(RehearsalError, match=f"elsewhere.*delete {path}"):
        locks.free_of_engines(folders, "local", print)


def test_a_second_run_waits_for_the_first(folders: Folders) -> None:
    events: list[str] = []
    waiting = threading.Event()

    def second() -> None:
        with locks.only_run(folders, "local", lambda line: waiting.set()):
            events.append("second")

    thread = threading.Thread(target=second)
    with locks.only_run(folders, "local", print):
        assert not locks.busy(folders, except_for="local")
        assert locks.busy(folders, except_for="other")
        thread.start()
        assert waiting.wait(10)
        events.append("first")
    thread.join(10)
    assert events == ["first", "second"]
    assert not locks.busy(folders, except_for="other")
