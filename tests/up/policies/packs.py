"""Copies of the policy pack."""

import shutil
import sys
from pathlib import Path

from tests.programs import ROOT

OURS = ("config.yaml", "exemptions.yaml")
"""What this project asks of the pack: a project that takes the pack writes its own, or none."""


def copy_of_pack(folder: Path) -> None:
    """The pack alone, copied into a folder that has an environment of its own."""
    ignored = shutil.ignore_patterns("__pycache__", *OURS)
    shutil.copytree(ROOT / "policies", folder / "policies", ignore=ignored)
    (folder / ".venv").symlink_to(sys.prefix)
