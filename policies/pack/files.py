"""The pack's own files: PulumiPolicy.yaml, config.yaml and exemptions.yaml, beside __main__.py."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from . import configuration, exemptions
from .problems import PackProblems
from .referee import Referee
from .rule import AnyRule


def referee(folder: Path, rules: Sequence[AnyRule], today: datetime.date) -> Referee:
    """What judges a run by the files of a pack.

    Raises:
        PackProblems: What is wrong with a file.
    """
    return Referee(
        rules,
        configuration.read(_parsed(folder / "config.yaml") or {}, rules),
        exemptions.read(_parsed(folder / "exemptions.yaml"), rules, today),
        today,
    )


def version(folder: Path) -> str:
    """The version in PulumiPolicy.yaml."""
    return str(_parsed(folder / "PulumiPolicy.yaml")["version"])


def _parsed(path: Path) -> Any:
    """A file's content; None where there is no file."""
    if not path.exists():
        return None
    try:
        return yaml.load(path.read_text(), _LOADER)
    except yaml.YAMLError as error:
        raise PackProblems(path.name, [f"it is not YAML: {error}"]) from error


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
