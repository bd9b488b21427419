"""Requests of many threads reach moto one by one."""

import threading
from collections.abc import Iterator
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from localaws import moto_turns


def test_no_two_requests_are_on_at_once() -> None:
    """The body counts too: moto makes it while it is read."""
    on = 0
    most = 0

    def call(self: object, environ: object, start_response: object) -> Iterator[bytes]:
        nonlocal on, most
        on += 1
        most = max(most, on)
        threading.Event().wait(0.01)
        yield b"x"
        on -= 1

    mended: Any = moto_turns._in_turn(call)
    threads = [threading.Thread(target=mended, args=(None, {}, None)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_moto_takes_turns_here() -> None:
    moto_turns.apply()
    assert hasattr(DomainDispatcherApplication.__call__, "__wrapped__")


def test_a_request_may_ask_again() -> None:
    def call(self: object, environ: object, start_response: object) -> list[bytes]:
        return [b"again"] if environ else list(mended(None, {"again": True}, None))

    mended: Any = moto_turns._in_turn(call)
    assert mended(None, {}, None) == [b"again"]
