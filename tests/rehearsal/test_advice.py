"""Errors of the engine that need a word on what to do."""

from collections import namedtuple
from pathlib import Path

import pytest

from rehearsal.advice import advice
from rehearsal.folders import Folders

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "Pulumi.yaml").write_text("name: tiny\nruntime: python\n")
    made = Folders(tmp_path)
    made.prepare()
    return made


def test_an_error_that_speaks_for_itself_is_left_alone(folders: Folders) -> None:
    assert advice("error: update failed", folders) == ""


def test_a_wrong_passphrase_names_its_file(folders: Folders) -> None:
    assert str(folders.passphrase) in advice("error: getting secrets manager: incorrect passphrase", folders)


def test_a_full_disk_is_told_by_the_engines_words(folders: Folders) -> None:
    words = "error: saving state: write x.json: no space left on device"
    assert f"the disk of {folders.base} is full" in advice(words, folders)


def test_a_full_disk_is_told_without_words(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage(100 << 20, 99 << 20, 1 << 20))
    assert "(1 MiB free)" in advice("error: update failed", folders)
