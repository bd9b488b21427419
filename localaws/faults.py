"""Faults on demand, for tests: throttling, errors before or after the effect, and death of the process.

The plan is a JSON file that may change while the process runs: a list of rules, each used `times` times.
Without the file nothing ever fails on purpose.
"""

import json
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from localaws.errors import CloudError, LocalAwsError, Throttled

Effect = Literal["throttle", "error-before", "error-after", "die-before", "die-after"]
EFFECTS: tuple[Effect, ...] = ("throttle", "error-before", "error-after", "die-before", "die-after")


@dataclass
class Rule:
    """What happens to calls of one operation."""

    op: str
    """Operation as AWS spells it, such as `CreateSubnet`; `*` is any."""
    effect: Effect
    times: int = 1
    """How many calls it hits."""
    skip: int = 0
    """How many calls it lets pass before."""

    def hits(self, op: str, effects: tuple[Effect, ...]) -> bool:
        """Whether this call is hit now; counts it."""
        if self.op not in ("*", op) or self.effect not in effects or self.times <= 0:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True


class Faults:
    """The plan in a file, read again whenever the file changes."""

    def __init__(self, plan: Path) -> None:
        self._plan = plan
        self._stamp = 0
        self._rules: list[Rule] = []
        self._lock = threading.Lock()

    def before(self, service: str, op: str) -> None:
        """Called before a request is sent; may raise instead of letting it go."""
        effect = self._hit(op, ("throttle", "error-before", "die-before"))
        if effect == "throttle":
            raise Throttled("ThrottlingException", f"{service} {op}: Rate exceeded (on purpose)")
        if effect == "die-before":
            os._exit(70)
        if effect:
            raise CloudError(
                "InternalFailure", f"{service} {op} failed before it had any effect (on purpose)"
            )

    def after(self, service: str, op: str) -> None:
        """Called when AWS has carried a request out; may raise as if the answer was lost."""
        effect = self._hit(op, ("error-after", "die-after"))
        if effect == "die-after":
            os._exit(70)
        if effect:
            raise CloudError("InternalFailure", f"{service} {op} failed after its effect (on purpose)")

    def _hit(self, op: str, effects: tuple[Effect, ...]) -> Effect | None:
        with self._lock:
            self._reload()
            return next((rule.effect for rule in self._rules if rule.hits(op, effects)), None)

    def _reload(self) -> None:
        stamp = self._plan.stat().st_mtime_ns if self._plan.exists() else 0
        if stamp != self._stamp:
            self._rules = load(self._plan) if stamp else []
            self._stamp = stamp


def load(plan: Path) -> list[Rule]:
    """The rules of a plan.

    Raises:
        LocalAwsError: the plan is malformed.
    """
    try:
        rules = [Rule(**entry) for entry in json.loads(plan.read_text())]
    except (ValueError, TypeError) as error:
        raise LocalAwsError(
            f"{plan.name} must be a JSON list of rules (op, effect, times, skip): {error}"
        ) from None
    for rule in rules:
        if rule.effect not in EFFECTS:
            raise LocalAwsError(f"effect must be one of {', '.join(EFFECTS)} (got {rule.effect!r})")
    return rules
