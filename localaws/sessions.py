"""Which provider settings belong to which connection."""

import threading
from collections import OrderedDict
from typing import Any

from localaws.package import Package
from localaws.values import Props

KEPT = 4096
"""Connections remembered; an engine needs its own only while it runs, so old ones may go."""


class Sessions:
    """The session that a package made of each connection's settings."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._made: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, peer: str, args: Props) -> None:
        """A connection was configured.

        Raises:
            LocalAwsError: a setting is wrong.
        """
        made = self._package.configure(args)
        with self._lock:
            self._made[peer] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)

    def of(self, peer: str) -> Any:
        """The session of a connection."""
        with self._lock:
            return self._made[peer]
