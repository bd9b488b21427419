"""The pulumi on PATH: which one is used, and what is said of one that is not."""

from pathlib import Path

import pytest

from engine.installed import find_on_path
from engine.model import MINIMUM, Engine, Unavailable
from tests.engine.conftest import executable, fake_pulumi


def test_none_on_path(on_path: Path) -> None:
    assert find_on_path() is None


@pytest.mark.parametrize("version", [MINIMUM, "3.300.1", "4.0.0"])
def test_a_new_enough_one_is_used(on_path: Path, version: str) -> None:
    binary = fake_pulumi(on_path, version)
    assert find_on_path() == Engine(binary, version, "path")


def test_the_host_is_sought_where_a_link_leads(on_path: Path, tmp_path: Path) -> None:
    real = fake_pulumi(tmp_path / "opt" / "pulumi", MINIMUM)
    (on_path / "pulumi").symlink_to(real)
    assert find_on_path() == Engine(on_path / "pulumi", MINIMUM, "path")


def test_a_host_beside_the_link_does_not_count(on_path: Path, tmp_path: Path) -> None:
    real = fake_pulumi(tmp_path / "opt" / "pulumi", MINIMUM, host=False)
    (on_path / "pulumi").symlink_to(real)
    executable(on_path / "pulumi-language-python", "")
    with pytest.raises(Unavailable) as raised:
        find_on_path()
    assert str(raised.value) == f"{on_path}/pulumi has no pulumi-language-python beside it"


@pytest.mark.parametrize("version", ["3.258.9", "3.259.0-alpha.1", "2.99.0"])
def test_an_old_one_is_refused(on_path: Path, version: str) -> None:
    fake_pulumi(on_path, version)
    with pytest.raises(Unavailable) as raised:
        find_on_path()
    assert str(raised.value) == f"{on_path}/pulumi is version {version}, older than {MINIMUM}"


def test_a_broken_one_is_refused(on_path: Path) -> None:
    fake_pulumi(on_path, MINIMUM)
    executable(on_path / "pulumi", "raise SystemExit('segmentation fault')")
    with pytest.raises(Unavailable) as raised:
        find_on_path()
    assert str(raised.value) == f"{on_path}/pulumi printed `segmentation fault` where its version belongs"


def test_one_for_another_machine_is_refused(on_path: Path) -> None:
    fake_pulumi(on_path, MINIMUM)
    (on_path / "pulumi").write_bytes(b"\x7fELF\x00\x00")
    with pytest.raises(Unavailable) as raised:
        find_on_path()
    assert str(raised.value) == f"{on_path}/pulumi cannot be run (Exec format error)"
