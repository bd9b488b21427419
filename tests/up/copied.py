"""The project itself in a folder of its own, with settings that a test may change."""

from pathlib import Path

import yaml

from tests.up.driver import ROOT, Driver

APART = {".git", ".rehearsal"}
"""What a copy of the project has of its own."""


def copied(folder: Path) -> Driver:
    """All but its rehearsals and settings linked."""
    for path in ROOT.iterdir():
        if path.name.startswith("Pulumi."):
            (folder / path.name).write_text(path.read_text())
        elif path.name not in APART:
            (folder / path.name).symlink_to(path)
    return Driver(folder)


def change(driver: Driver, stack: str, **settings: object) -> None:
    """The stack's settings as the project has them, but for these."""
    path = driver.folders.settings(stack)
    document = yaml.safe_load((ROOT / path.name).read_text())
    document["config"] |= {f"alicerce:{key}": value for key, value in settings.items()}
    path.write_text(yaml.safe_dump(document))
