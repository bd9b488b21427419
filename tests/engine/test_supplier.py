"""The order of the sources, and what a person reads when none of them helps."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

import engine
from engine import EngineError, build, cache, release, supplier
from engine.model import FILES, MINIMUM, VERSION, Engine, Report, Unavailable
from tests.engine.conftest import executable, fake_pulumi
from tests.engine.test_build import fake_go

Make = Callable[[Path], None]


def complete(target: Path) -> None:
    fake_pulumi(target, VERSION)
    executable(target / "pulumi-language-python-exec", "")


@pytest.fixture
def sources(
    on_path: Path, cache_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Make | str, Make | str], None]:
    """Says what the release and the build do: fill the folder, or give a reason why not."""

    def act(source: Make | str, target: Path) -> None:
        if isinstance(source, str):
            raise Unavailable(source)
        source(target)

    def define(released: Make | str, built: Make | str) -> None:
        def unpack_release(target: Path, report: Report) -> None:
            act(released, target)

        def build_from_source(target: Path, log: Path, report: Report) -> None:
            act(built, target)

        monkeypatch.setattr(release, "unpack_release", unpack_release)
        monkeypatch.setattr(build, "build_from_source", build_from_source)
        monkeypatch.setattr(build, "find_go", lambda: "go")

    return define


Sources = Callable[[Make | str, Make | str], None]


def test_the_public_names() -> None:
    assert engine.__all__ == ["MINIMUM", "VERSION", "Engine", "EngineError", "Report", "supply"]


def test_the_one_on_path_comes_first(on_path: Path, sources: Sources, lines: list[str]) -> None:
    sources(complete, complete)
    binary = fake_pulumi(on_path, MINIMUM)
    assert supplier.supply(lines.append) == Engine(binary, MINIMUM, "path")
    assert lines == []


def test_the_release_comes_before_the_build(sources: Sources, lines: list[str]) -> None:
    sources(complete, "never asked")
    place = cache.folder()
    assert supplier.supply(lines.append) == Engine(place / "pulumi", VERSION, "installed")
    assert lines == [f"Installed Pulumi {VERSION} in {place}."]


def test_the_build_comes_last(sources: Sources, lines: list[str]) -> None:
    sources("no network", complete)
    place = cache.folder()
    assert supplier.supply(lines.append) == Engine(place / "pulumi", VERSION, "built")
    assert lines == ["Not using the official release: no network.", f"Built Pulumi {VERSION} in {place}."]


def test_what_was_supplied_once_is_used_again(sources: Sources, lines: list[str]) -> None:
    sources("no network", complete)
    first = supplier.supply(lines.append)
    sources("never asked", "never asked")
    lines.clear()
    assert supplier.supply(lines.append) == first
    assert lines == []


def test_an_unusable_one_on_path_is_named(on_path: Path, sources: Sources, lines: list[str]) -> None:
    sources(complete, complete)
    fake_pulumi(on_path, "3.1.0")
    assert supplier.supply(lines.append).origin == "installed"
    assert lines[0] == (
        f"Not using the pulumi on PATH: {on_path}/pulumi is version 3.1.0, older than {MINIMUM}."
    )


def test_an_incomplete_engine_in_the_cache_is_made_anew(sources: Sources, lines: list[str]) -> None:
    sources(complete, complete)
    supplier.supply(lines.append)
    (cache.folder() / FILES[1]).unlink()
    supplier.supply(lines.append)
    assert (cache.folder() / FILES[1]).exists()


def test_what_another_process_made_meanwhile_is_used(
    sources: Sources, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources("never asked", "never asked")
    locked = cache.locked

    def others_first(place: Path, report: Report) -> object:
        cache.add(place, "built", complete)
        return locked(place, report)

    monkeypatch.setattr(cache, "locked", others_first)
    assert supplier.supply(lines.append).origin == "built"


def test_no_source_helps(sources: Sources, lines: list[str]) -> None:
    sources("no network", "Go is not installed")
    with pytest.raises(EngineError) as raised:
        supplier.supply(lines.append)
    assert str(raised.value) == (
        "The Pulumi engine could not be supplied.\n"
        "  - pulumi on PATH: there is none\n"
        "  - official release: no network\n"
        "  - build from the Go module: Go is not installed\n"
        "Do one of these, then try again:\n"
        f"  1. install Pulumi {MINIMUM} or newer: https://www.pulumi.com/docs/install/\n"
        "  2. let this machine reach https://get.pulumi.com/releases/sdk\n"
        "  3. install Go 1.25.11 or newer (https://go.dev/dl/) "
        "and let this machine reach a Go module proxy (GOPROXY)"
    )


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_the_disk_is_full(sources: Sources, lines: list[str], code: int) -> None:
    def fill(target: Path) -> None:
        raise OSError(code, os.strerror(code), str(target / "pulumi"))

    sources(fill, fill)
    with pytest.raises(EngineError) as raised:
        supplier.supply(lines.append)
    said = str(raised.value)
    assert said.startswith(f"The disk is full: {cache.folder()}.")
    assert said.endswith("/pulumi could not be written. Free some space, then try again.")
    assert not list(cache.folder().parent.glob("*/"))


def test_the_disk_has_too_little_space(
    sources: Sources, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources("no network", complete)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2_000_000_000))
    with pytest.raises(EngineError) as raised:
        supplier.supply(lines.append)
    assert str(raised.value) == (
        f"The disk of {cache.folder().parent} has 2.0 GB free; to supply the Pulumi engine takes 3.5 GB. "
        "Free some space, then try again."
    )


def test_the_cache_cannot_be_written(cache_home: Path, sources: Sources, lines: list[str]) -> None:
    sources(complete, complete)
    cache_home.write_text("a file where a folder belongs")
    with pytest.raises(EngineError) as raised:
        supplier.supply(lines.append)
    assert str(raised.value) == (
        f"The engine's cache cannot be used: {cache_home}/alicerce/engine: Not a directory. "
        "Put that right, or set XDG_CACHE_HOME to a folder that can be written, then try again."
    )


def start(folder: Path, home: Path) -> subprocess.Popen[str]:
    """`python -m engine` on a machine without a network."""
    return subprocess.Popen(
        [sys.executable, "-m", "engine"],
        cwd=Path(engine.__file__).parents[1],
        env={"PATH": str(folder), "XDG_CACHE_HOME": str(home), "HTTPS_PROXY": "http://127.0.0.1:1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def command(folder: Path, home: Path) -> tuple[int, str, str]:
    with start(folder, home) as process:
        stdout, stderr = process.communicate(timeout=30)
    return process.returncode, stdout, stderr


def test_the_command_prints_the_path_and_nothing_else(on_path: Path, tmp_path: Path) -> None:
    binary = fake_pulumi(on_path, MINIMUM)
    assert command(on_path, tmp_path) == (0, f"{binary}\n", "")


def test_the_command_fails_with_a_message_for_people(on_path: Path, tmp_path: Path) -> None:
    unusable = tmp_path / "unusable"
    unusable.touch()
    code, stdout, stderr = command(on_path, unusable)
    assert (code, stdout) == (1, "")
    assert stderr == (
        f"The engine's cache cannot be used: {unusable}/alicerce/engine: Not a directory. "
        "Put that right, or set XDG_CACHE_HOME to a folder that can be written, then try again.\n"
    )


def test_an_interrupt_leaves_nothing_half_made(on_path: Path, tmp_path: Path) -> None:
    fake_go(on_path, seconds=600)
    with start(on_path, tmp_path / "home") as process:
        assert process.stderr is not None
        assert any(line.startswith("Building Pulumi") for line in process.stderr)
        while not (children := psutil.Process(process.pid).children()):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=10)
    assert (process.returncode, stdout, stderr) == (130, "", "Interrupted; nothing was left half made.\n")
    assert not list((tmp_path / "home" / "alicerce" / "engine").glob("*/"))
    # They were told to end; on a busy machine that takes a moment.
    assert psutil.wait_procs(children, timeout=10)[1] == []
