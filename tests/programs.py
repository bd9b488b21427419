"""Recordings of the whole program, with the configuration of a stack."""

import gc
import json
import runpy
from functools import cache
from pathlib import Path

import pulumi
import yaml
from pydantic import SecretStr

from settings.keys import all_fields
from tests.recorder import Recorder, record

ROOT = Path(__file__).parents[1]
SECRET_KEYS = [f"alicerce:{key}" for key, (_, field) in all_fields() if field.annotation is SecretStr]
"""What Pulumi keeps encrypted in a stack's configuration."""


@cache
def recorded(stack: str, preview: bool = False, named: str = "", **changes: str) -> Recorder:
    """The program with the configuration of a stack, which may go by another name, and some keys changed."""
    changed = {f"alicerce:{key}": value for key, value in changes.items()}
    pulumi.runtime.set_all_config(_config(stack) | changed, SECRET_KEYS)
    try:
        return record(lambda: _run(ROOT / "__main__.py"), stack=named or stack, preview=preview)
    finally:
        pulumi.runtime.set_all_config({}, [])


def _run(main: Path) -> None:
    try:
        runpy.run_path(str(main), run_name="__main__")
    finally:
        gc.enable()  # the program has switched it off for its own, short life


def _config(stack: str) -> dict[str, str]:
    """Configuration as the engine passes it on: the project's defaults under the stack's own values."""
    project = yaml.safe_load((ROOT / "Pulumi.yaml").read_text())["config"]
    own = yaml.safe_load((ROOT / f"Pulumi.{stack}.yaml").read_text())["config"]
    values = {
        f"alicerce:{key}": entry["default"] for key, entry in project.items() if "default" in entry
    } | own
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
