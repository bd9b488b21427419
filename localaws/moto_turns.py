"""One request to moto at a time: its tables are not made for several threads.

Two requests at once can meet a table while it grows ("dictionary changed size during iteration"). A request
takes milliseconds and holds Python's own lock for most of them, so turns cost little; waiting times that
are switched on lie outside.
"""

import threading
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from localaws.mending import mend

_TURN = threading.RLock()
"""Held by the thread whose request is on; again, if it asks for another one meanwhile."""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(DomainDispatcherApplication, "__call__", _in_turn)


def _in_turn(call: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    @wraps(call)
    def mended(self: Any, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with _TURN:
            return list(call(self, environ, start_response))

    return mended
