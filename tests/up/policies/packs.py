"""Copies of the policy pack."""

import shutil
import sys
from pathlib import Path

from tests.programs import ROOT


def copy_of_pack(folder: Path) -> Path:
    """The pack alone, copied into a folder that has an environment of its own."""
    copy = folder / "policies"
    shutil.copytree(ROOT / "policies", copy, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / ".venv").symlink_to(sys.prefix)
    return copy
