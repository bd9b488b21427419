"""A stack's settings as a rehearsal may use them: the plain ones as committed, secrets replaced.

The committed file may be encrypted with a key of a cloud account, which a rehearsal cannot and must not use.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rehearsal.errors import RehearsalError
from rehearsal.folders import Folders

_KEPT = "encryptionsalt"
"""The one value of the former copy that matters: it belongs to the rehearsal's own passphrase."""


@dataclass(frozen=True)
class Copied:
    """The settings of a rehearsal."""

    document: dict[str, Any]
    replaced: tuple[str, ...]
    """Keys whose secret value was replaced by a made-up one."""


def copied(committed: dict[str, Any], former: dict[str, Any]) -> Copied:
    """The committed settings without what needs their key, with the former copy's salt.

    A made-up secret of the former copy is kept, so that a second `up` changes nothing.
    """
    replaced: list[str] = []
    former_config = former.get("config") or {}
    config = {
        key: _plain(value, former_config.get(key), key, replaced)
        for key, value in (committed.get("config") or {}).items()
    }
    document = {"config": config} | {key: former[key] for key in (_KEPT,) if key in former}
    return Copied(document, tuple(replaced))


def _plain(value: Any, former: Any, path: str, replaced: list[str]) -> Any:
    if isinstance(value, dict):
        if set(value) == {"secure"}:
            replaced.append(path)
            return former if isinstance(former, str) else f"made-up-{secrets.token_hex(16)}"
        old = former if isinstance(former, dict) else {}
        return {key: _plain(item, old.get(key), f"{path}.{key}", replaced) for key, item in value.items()}
    if isinstance(value, list):
        olds = former if isinstance(former, list) else []
        olds += [None] * (len(value) - len(olds))
        pairs = enumerate(zip(value, olds, strict=False))
        return [_plain(item, old, f"{path}[{index}]", replaced) for index, (item, old) in pairs]
    return value


def refresh_copy(folders: Folders, stack: str) -> tuple[str, ...]:
    """Writes the rehearsal's copy of a stack's settings and of Pulumi.yaml; answers the replaced secrets.

    Raises:
        RehearsalError: there is no such stack, or its settings are no YAML mapping.
    """
    if not folders.settings(stack).is_file():
        known = ", ".join(folders.stack_names()) or "none yet"
        raise RehearsalError(
            f"there is no stack {stack}: {folders.settings(stack).name} does not exist. "
            f"Stacks with settings: {known}. Choose one with STACK=NAME."
        )
    former = folders.settings_copy(stack)
    result = copied(_mapping(folders.settings(stack)), _mapping(former) if former.exists() else {})
    _write(former, yaml.safe_dump(result.document, sort_keys=False, allow_unicode=True))
    _write(folders.config / "Pulumi.yaml", (folders.project / "Pulumi.yaml").read_text())
    return result.replaced


def _mapping(path: Path) -> dict[str, Any]:
    try:
        document = yaml.safe_load(path.read_text()) or {}
    except yaml.YAMLError as error:
        raise RehearsalError(f"{path.name} is no valid YAML: {' '.join(str(error).split())}") from None
    if not isinstance(document, dict):
        raise RehearsalError(f"{path.name} must hold a mapping, such as `config:` (got {document!r})")
    return document


def _write(path: Path, text: str) -> None:
    half = path.with_suffix(".half")
    half.write_text(text)
    half.replace(path)
