"""One run at a time on a stack: a lock of our own, and the engine's, which may be stale."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock, Timeout

from rehearsal import recorded
from rehearsal.errors import RehearsalError
from rehearsal.folders import Folders

_POLL = 0.5
"""Seconds between two looks at a lock somebody else holds."""

Say = Callable[[str], None]


@contextmanager
def only_run(folders: Folders, stack: str, say: Say) -> Iterator[None]:
    """Holds a stack for this run; waits for another run, and says so."""
    lock = _lock(folders, stack)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"Another run works on stack {stack}; this one starts when it has ended. Ctrl-C gives up.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


@contextmanager
def only_starter(folders: Folders) -> Iterator[None]:
    """Held to start or stop the embedded AWS, so that nobody stops what another run has just found."""
    with FileLock(folders.base / "gate.lock"):
        yield


def busy(folders: Folders, except_for: str) -> bool:
    """Whether a run works on another stack now."""
    for path in folders.stacks.glob("*.lock"):
        if path.stem == except_for:
            continue
        try:
            with FileLock(path, timeout=0):
                pass
        except Timeout:
            return True
    return False


def free_of_engines(folders: Folders, stack: str, say: Say) -> bool:
    """Waits until no engine works on the stack; answers whether a dead one left its lock.

    Raises:
        RehearsalError: the lock was made on another machine, so nobody here can tell.
    """
    told = False
    while True:
        alive = [lock for lock in map(_content, recorded.locks(folders, stack)) if lock and _alive(lock)]
        if not alive:
            return bool(recorded.locks(folders, stack))
        if not told:
            pid, since = alive[0]["pid"], alive[0]["timestamp"]
            say(
                f"An engine (pid {pid}, since {since}) works on stack {stack}; this run starts when it has "
                f"ended. To end it in order, type `kill -INT {pid}`."
            )
            told = True
        time.sleep(_POLL)


def _lock(folders: Folders, stack: str) -> FileLock:
    return FileLock(folders.stacks / f"{stack}.lock")


def _content(path: Path) -> dict[str, Any] | None:
    """What a lock file says; None when it went away or was never completely written."""
    try:
        content = json.loads(path.read_text())
        pid, host = content["pid"], content["hostname"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if host != socket.gethostname():
        raise RehearsalError(
            f"the stack is locked by an engine with pid {pid} on another machine, {host}. "
            f"When that one has ended, delete {path}, then try again."
        )
    return dict(content)


def _alive(lock: dict[str, Any]) -> bool:
    """Whether the engine that made a lock runs; a process younger than the lock only has its pid."""
    try:
        process = psutil.Process(lock["pid"])
        made = datetime.fromisoformat(lock["timestamp"]).timestamp()
        return process.create_time() <= made + 1.0 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
