"""The cache: what names a folder, and that only complete engines are ever in it."""

import shutil
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from engine import cache
from engine.model import FILES, VERSION, Engine, Origin, Unavailable
from tests.engine.conftest import executable, fake_pulumi

HOST_SOURCE = "pulumi-language-python/main.go"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "engines").mkdir()
    return tmp_path / "engines" / "one"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Go module that a test may change."""
    copied = tmp_path / "cli"
    shutil.copytree(cache.SOURCES, copied)
    monkeypatch.setattr(cache, "SOURCES", copied)
    return copied


def make(target: Path) -> None:
    fake_pulumi(target, VERSION)
    executable(target / "pulumi-language-python-exec", "")


def make_broken(target: Path) -> None:
    (target / "pulumi").touch()


def make_old(target: Path) -> None:
    fake_pulumi(target, "3.1.0")


def test_the_folder_is_the_users_and_names_the_version(cache_home: Path) -> None:
    assert cache.folder().parent == cache_home / "alicerce" / "engine"
    assert cache.folder().name.startswith(f"{VERSION}-")


@pytest.mark.parametrize("changed", ["go.mod", "go.sum", HOST_SOURCE])
def test_a_changed_source_is_another_folder(sources: Path, changed: str) -> None:
    before = cache.folder()
    with (sources / changed).open("a") as file:
        file.write("// changed\n")
    assert cache.folder() != before


def test_a_moved_source_is_another_folder(sources: Path) -> None:
    before = cache.folder()
    (sources / HOST_SOURCE).rename(sources / "main.go")
    assert cache.folder() != before


def test_a_second_clone_shares_the_folder(
    sources: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = cache.folder()
    (sources / "pulumi-language-python" / "new_test.go").write_text("package main\n")
    clone = tmp_path / "clone"
    shutil.copytree(sources, clone)
    monkeypatch.setattr(cache, "SOURCES", clone)
    assert cache.folder() == before


@pytest.mark.parametrize("origin", ["built", "installed"])
def test_what_was_added_is_found(place: Path, origin: Origin) -> None:
    added = cache.add(place, origin, make)
    assert added == Engine(place / "pulumi", VERSION, origin)
    assert cache.find(place) == added


@pytest.mark.parametrize("missing", [*FILES, "origin"])
def test_an_incomplete_folder_is_not_found_and_is_made_anew(place: Path, missing: str) -> None:
    cache.add(place, "built", make)
    (place / missing).unlink()
    assert cache.find(place) is None
    cache.add(place, "built", make)
    assert cache.find(place) is not None


def test_nothing_is_left_of_a_failure(place: Path) -> None:
    def fail(target: Path) -> None:
        make(target)
        raise Unavailable("the connection broke")

    with pytest.raises(Unavailable, match=r"^the connection broke$"):
        cache.add(place, "built", fail)
    assert list(place.parent.iterdir()) == []


def test_what_does_not_run_is_not_put_in_place(place: Path) -> None:
    with pytest.raises(Unavailable) as raised:
        cache.add(place, "installed", make_broken)
    assert str(raised.value).endswith("/pulumi cannot be run (Permission denied)")
    assert cache.find(place) is None


def test_another_version_is_not_put_in_place(place: Path) -> None:
    with pytest.raises(Unavailable, match=f"^it is version 3.1.0, not {VERSION}$"):
        cache.add(place, "installed", make_old)
    assert cache.find(place) is None


def test_leftovers_of_a_killed_process_are_removed(place: Path) -> None:
    make(place.with_name("one.abandoned"))
    other = place.with_name("two")
    make(other)
    cache.add(place, "built", make)
    assert sorted(path.name for path in place.parent.iterdir()) == ["one", "two"]


def test_the_second_process_waits_and_says_so(
    place: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.05)
    first = FileLock(place.with_name("one.lock"), thread_local=False)
    first.acquire()
    releaser = threading.Timer(0.3, first.release)
    releaser.start()
    with cache.locked(place, lines.append):
        assert not first.is_locked
    releaser.join()
    assert len(lines) > 2
    assert lines[0] == "Waiting for another process that is supplying the Pulumi engine (0 s so far)."
