"""Creates nobody heard of: found again when the engine died between a create and writing its state.

AWS's client tokens make a repeated create idempotent; here every create is, until the engine proves, by
naming the new id in any later call, that it knows of the resource.
"""

import threading
from dataclasses import dataclass, field

from localaws.values import Props


@dataclass(frozen=True)
class Made:
    """What a create began with and ended with: what a deletion needs."""

    inputs: Props
    outputs: Props


@dataclass
class Ledger:
    """Ids made for a URN that the engine has not named since."""

    _unheard: dict[str, dict[str, Made]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def made(self, urn: str, ident: str, made: Made) -> None:
        """A create for this URN gave this id."""
        with self._lock:
            self._unheard.setdefault(urn, {})[ident] = made

    def heard(self, urn: str, ident: str) -> None:
        """The engine named the id, so it is in its state; or it is gone."""
        with self._lock:
            self._unheard.get(urn, {}).pop(ident, None)

    def orphans(self, urn: str) -> dict[str, Made]:
        """Id -> what earlier creates for the URN left; each stays on the ledger until it is heard of."""
        with self._lock:
            return dict(self._unheard.get(urn, {}))
