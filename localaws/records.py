"""Resources that moto has no API for: validated, and remembered here."""

import threading
from collections.abc import Mapping
from typing import Any


class Records:
    """Recorded resources of all accounts, as long as the process lives (moto's memory lives as long)."""

    def __init__(self) -> None:
        self._items: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._lock = threading.Lock()

    def put(self, account: str, token: str, ident: str, request: Mapping[str, Any]) -> None:
        """Remembers a resource's request."""
        with self._lock:
            self._items[account, token, ident] = dict(request)

    def get(self, account: str, token: str, ident: str) -> dict[str, Any] | None:
        """The remembered request, or None."""
        with self._lock:
            return self._items.get((account, token, ident))

    def drop(self, account: str, token: str, ident: str) -> None:
        """Forgets a resource; one that is not there is fine."""
        with self._lock:
            self._items.pop((account, token, ident), None)
