"""What the engine has recorded of a stack, read from its back end. Never written to.

Layout: pulumi pkg/backend/diy (stacks/PROJECT/STACK.json, history/PROJECT/STACK/, locks/organization/...).
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rehearsal.folders import Folders


@dataclass(frozen=True)
class Recorded:
    """A stack's checkpoint, as far as a rehearsal needs it."""

    resources: tuple[dict[str, Any], ...] = ()
    """As the engine wrote them; the stack itself and providers among them."""
    pending: tuple[str, ...] = ()
    """URNs whose operation was cut off."""
    updated: str = ""
    """ISO 8601; empty before the first operation."""

    @property
    def made(self) -> int:
        """How many things exist at AWS or a provider, as far as the engine knows."""
        return sum(bool(item.get("custom")) and not _is_provider(item) for item in self.resources)

    @property
    def protected(self) -> tuple[str, ...]:
        """The names of those that refuse to be deleted."""
        found = [item for item in self.resources if item.get("protect")]
        return tuple(str(item["urn"]).rpartition("::")[2] for item in found)


def _is_provider(item: dict[str, Any]) -> bool:
    return str(item["type"]).startswith("pulumi:providers:")


def project_name(folders: Folders) -> str:
    """The project's name, which the back end files stacks under."""
    return str(yaml.safe_load((folders.project / "Pulumi.yaml").read_text())["name"])


def recorded_stacks(folders: Folders) -> list[str]:
    """The stacks that were ever rehearsed and not taken down, whether or not they hold anything."""
    return sorted(path.stem for path in _stacks(folders).glob("*.json"))


def exists(folders: Folders, stack: str) -> bool:
    """Whether the back end knows the stack."""
    return (_stacks(folders) / f"{stack}.json").exists()


def read(folders: Folders, stack: str) -> Recorded:
    """The stack's checkpoint; an empty one when it has none yet."""
    path = _stacks(folders) / f"{stack}.json"
    if not path.exists():
        return Recorded()
    latest = json.loads(path.read_text())["checkpoint"].get("latest") or {}
    return Recorded(
        resources=tuple(latest.get("resources") or ()),
        pending=tuple(item["resource"]["urn"] for item in latest.get("pending_operations") or ()),
        updated=str(latest.get("manifest", {}).get("time", "")),
    )


def last_changes(folders: Folders, stack: str) -> dict[str, int]:
    """What the last finished operation did, such as {"same": 40, "create": 2}."""
    entries = sorted(_history(folders, stack).glob("*.history.json"))
    if not entries:
        return {}
    return dict(json.loads(entries[-1].read_text()).get("resourceChanges") or {})


def locks(folders: Folders, stack: str) -> list[Path]:
    """Lock files of engines that work on the stack, or died while they did."""
    folder = _bookkeeping(folders) / "locks" / "organization" / project_name(folders) / stack
    return sorted(folder.glob("*.json"))


def _bookkeeping(folders: Folders) -> Path:
    return folders.state / ".pulumi"


def _stacks(folders: Folders) -> Path:
    return _bookkeeping(folders) / "stacks" / project_name(folders)


def _history(folders: Folders, stack: str) -> Path:
    return _bookkeeping(folders) / "history" / project_name(folders) / stack
