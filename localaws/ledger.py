"""Creates nobody heard of: found again when the engine died between a create and writing its state.

AWS's client tokens make a repeated create idempotent; here every create is, until the engine proves, by
naming the new id in any later call, that it knows of the resource.
"""

import threading
from dataclasses import dataclass, field

from localaws.values import Props


@dataclass
class Ledger:
    """Ids made for a URN that the engine has not named since."""

    _unheard: dict[str, dict[str, Props]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def made(self, urn: str, ident: str, inputs: Props) -> None:
        """A create for this URN gave this id."""
        with self._lock:
            self._unheard.setdefault(urn, {})[ident] = inputs

    def heard(self, urn: str, ident: str) -> None:
        """The engine named the id: it is in its state."""
        with self._lock:
            self._unheard.get(urn, {}).pop(ident, None)

    def orphans(self, urn: str) -> dict[str, Props]:
        """Id -> inputs of what earlier creates for the URN left, taken off the ledger."""
        with self._lock:
            return self._unheard.pop(urn, {})
