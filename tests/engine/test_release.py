"""The official release, served by a local site."""

import hashlib
import http.server
import io
import platform
import socket
import tarfile
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from engine import release
from engine.model import FILES, VERSION, Unavailable

CHECKSUMS = f"pulumi-{VERSION}-checksums.txt"


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing: the tests' output is not the place."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that the release site serves."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    monkeypatch.setattr(release, "SITE", f"http://127.0.0.1:{server.server_port}")
    yield folder
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def publish(site: Path, files: tuple[str, ...] = (*FILES, "pulumi-language-go", "../outside")) -> Path:
    archive = site / release.archive_name()
    with tarfile.open(archive, "w:gz") as tar:
        for name in files:
            member = tarfile.TarInfo(f"pulumi/{name}")
            member.size = len(name)
            tar.addfile(member, io.BytesIO(name.encode()))
    list_checksum(site, archive)
    return archive


def list_checksum(site: Path, archive: Path) -> None:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    (site / CHECKSUMS).write_text(f"{'0' * 64}  other.tar.gz\n{digest}  {archive.name}\n")


def refusal(target: Path, lines: list[str]) -> str:
    with pytest.raises(Unavailable) as raised:
        release.unpack_release(target, lines.append)
    return str(raised.value)


def test_the_engines_files_are_taken_out_and_nothing_else(site: Path, target: Path, lines: list[str]) -> None:
    archive = publish(site)
    release.unpack_release(target, lines.append)
    assert sorted(path.name for path in target.iterdir()) == sorted(FILES)
    assert all((target / name).read_text() == name for name in FILES)
    assert all((target / name).stat().st_mode & 0o777 == 0o755 for name in FILES)
    assert lines == [f"Downloading {release.SITE}/{archive.name}."]


def test_a_long_download_shows_life(
    site: Path, target: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = publish(site)
    monkeypatch.setattr(release, "PATIENCE", 0.0)
    release.unpack_release(target, lines.append)
    assert lines[1] == f"Downloading {release.SITE}/{archive.name}: 0 MB so far."


def test_an_archive_that_is_not_as_published_is_refused(site: Path, target: Path, lines: list[str]) -> None:
    archive = publish(site)
    wanted = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.write_bytes(archive.read_bytes() + b"!")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    assert refusal(target, lines) == (
        f"the SHA-256 of {archive.name} is {found}, not {wanted} as published; it was not used"
    )
    assert [path.name for path in target.iterdir()] == [archive.name]


def test_an_archive_without_a_published_checksum_is_refused(
    site: Path, target: Path, lines: list[str]
) -> None:
    archive = publish(site)
    (site / CHECKSUMS).write_text("")
    assert refusal(target, lines) == f"{release.SITE}/{CHECKSUMS} does not list {archive.name}"
    assert lines == []


def test_a_release_that_is_not_there(site: Path, target: Path, lines: list[str]) -> None:
    assert refusal(target, lines) == f"{release.SITE}/{CHECKSUMS} cannot be read (HTTP 404)"


def test_an_archive_without_the_host(site: Path, target: Path, lines: list[str]) -> None:
    archive = publish(site, ("pulumi",))
    assert refusal(target, lines) == (
        f"{archive.name} lacks a file: filename 'pulumi/pulumi-language-python' not found"
    )


def test_an_archive_that_is_cut_short(site: Path, target: Path, lines: list[str]) -> None:
    archive = publish(site)
    archive.write_bytes(archive.read_bytes()[:-30])
    list_checksum(site, archive)
    assert refusal(target, lines).startswith(f"{archive.name} cannot be unpacked (")


def test_a_machine_that_is_cut_off(
    target: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    monkeypatch.setattr(release, "SITE", f"http://127.0.0.1:{unused_port}")
    assert refusal(target, lines) == f"{release.SITE}/{CHECKSUMS} cannot be read (Connection refused)"


def test_a_name_look_up_without_an_end(
    target: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def look_up(*_: object) -> None:
        over.wait(60)
        raise OSError("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(release, "REACH", 0.1)
    started = time.monotonic()
    assert refusal(target, lines) == f"{release.SITE}/{CHECKSUMS} did not answer within 0 s"
    assert time.monotonic() - started < 30
    over.set()


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.mark.parametrize(
    ("system", "machine", "suffix"),
    [
        ("Linux", "x86_64", "linux-x64"),
        ("Linux", "aarch64", "linux-arm64"),
        ("Darwin", "arm64", "darwin-arm64"),
        ("Darwin", "x86_64", "darwin-x64"),
    ],
)
def test_the_archive_is_the_machines(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, suffix: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert release.archive_name() == f"pulumi-v{VERSION}-{suffix}.tar.gz"


def test_a_machine_without_a_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(Unavailable, match=r"^there is none for Linux on riscv64$"):
        release.archive_name()
