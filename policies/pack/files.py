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
        configuration.read(_parsed(folder / "config.yaml"), rules),
        exemptions.read(_parsed(folder / "exemptions.yaml"), rules, today),
        today,
    )


def version(folder: Path) -> str:
    """The version in PulumiPolicy.yaml.

    Raises:
        PackProblems: It has none.
    """
    project = _parsed(folder / "PulumiPolicy.yaml")
    found = project.get("version") if isinstance(project, dict) else None
    if found is None:
        raise PackProblems("PulumiPolicy.yaml", ["version is missing, such as 0.1.0"])
    return str(found)


def _parsed(path: Path) -> Any:
    """A file's content; None where there is no file."""
    if not path.exists():
        return None
    try:
        return yaml.load(path.read_bytes(), _LOADER)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that no month has
        raise PackProblems(path.name, [f"it is not YAML: {error}"]) from error


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
