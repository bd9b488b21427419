"""Which provider settings belong to which connection."""

import threading
from collections import OrderedDict
from typing import Any

from localaws.package import Package
from localaws.values import Props

KEPT = 4096
"""Connections remembered; an engine needs one for each provider while it runs, so old ones may go."""


class Sessions:
    """Settings by connection, and the session each package made of them."""

    def __init__(self) -> None:
        self._args: OrderedDict[str, Props] = OrderedDict()
        self._made: dict[tuple[str, int], Any] = {}
        self._lock = threading.Lock()

    def open(self, peer: str, args: Props) -> None:
        """A connection was configured."""
        with self._lock:
            self._args[peer] = args
            self._made = {key: made for key, made in self._made.items() if key[0] != peer}
            while len(self._args) > KEPT:
                old, _ = self._args.popitem(last=False)
                self._made = {key: made for key, made in self._made.items() if key[0] != old}

    def of(self, peer: str, package: Package) -> Any:
        """The session of a connection in a package; made at first use."""
        with self._lock:
            key = (peer, id(package))
            if key not in self._made:
                self._made[key] = package.configure(self._args.get(peer, {}))
            return self._made[key]
