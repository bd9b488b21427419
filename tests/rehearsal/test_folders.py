"""Where things are, and what happens when they are not."""

import stat
from pathlib import Path

import pytest

from rehearsal.errors import RehearsalError
from rehearsal.folders import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "Pulumi.yaml").write_text("name: tiny\nruntime: python\n")
    return Folders(tmp_path)


def test_the_passphrase_is_random_and_the_users_alone(folders: Folders) -> None:
    folders.prepare()
    first = folders.passphrase.read_text()
    assert len(first) >= 43  # 32 bytes in base 64
    assert stat.S_IMODE(folders.passphrase.stat().st_mode) == 0o600
    folders.prepare()
    assert folders.passphrase.read_text() == first
    folders.passphrase.unlink()
    folders.prepare()
    assert folders.passphrase.read_text() != first


def test_a_lost_passphrase_is_not_replaced_where_something_needs_it(folders: Folders) -> None:
    folders.prepare()
    folders.passphrase.unlink()
    folders.settings_copy("local").write_text("config: {}")
    with pytest.raises(RehearsalError, match=r"passphrase is gone.*make clean"):
        folders.prepare()


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RehearsalError, match=r"has no Pulumi\.yaml"):
        Folders(tmp_path).prepare()
    assert list(tmp_path.iterdir()) == []


def test_stacks_are_found_by_their_settings(folders: Folders) -> None:
    for stack in ("prod", "local"):
        folders.settings(stack).write_text("")
    assert folders.stack_names() == ["local", "prod"]
