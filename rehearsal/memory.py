"""Which life of the embedded AWS a stack was last seen in: it remembers only while it runs."""

import json

from rehearsal.folders import Folders


def remember(folders: Folders, stack: str, life: str) -> None:
    """From now on what the stack records exists in this life."""
    path = folders.stacks / f"{stack}.json"
    half = path.with_suffix(".half")
    half.write_text(json.dumps({"life": life}) + "\n")
    half.replace(path)


def forget(folders: Folders, stack: str) -> None:
    """The stack is gone."""
    (folders.stacks / f"{stack}.json").unlink(missing_ok=True)


def lost(folders: Folders, stack: str, life: str) -> bool:
    """Whether the stack was last seen in another life than this one."""
    try:
        return bool(json.loads((folders.stacks / f"{stack}.json").read_text())["life"] != life)
    except (OSError, ValueError, KeyError):
        return True
