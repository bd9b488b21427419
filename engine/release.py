"""The third source: the official release, checked against its published checksum.

Both files are public and side by side: the release workflow copies every `pulumi-*` file of the release, and
so the list of checksums, to get.pulumi.com (job s3-blobs of
https://github.com/pulumi/pulumi/blob/v3.259.0/.github/workflows/release.yml; sign.yml there names the list).
"""

import hashlib
import http.client
import platform
import queue
import shutil
import tarfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from engine.model import FILES, PATIENCE, VERSION, Report, Unavailable

SITE = "https://get.pulumi.com/releases/sdk"

REACH = 5.0
"""Seconds until a machine counts as cut off from the site. It covers the name look-up, which has no limit."""

READ = 60.0
"""Seconds without a byte until a download is given up."""

SPACE = 1_000_000_000
"""Bytes of disk a release needs: an archive of some 150 MB and the three files that are taken out of it."""

_CHUNK = 1 << 20
_SYSTEMS = {"Linux": "linux", "Darwin": "darwin"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def unpack_release(target: Path, report: Report) -> None:
    """Fills the folder with the official binaries.

    Raises Unavailable when the site cannot be reached or the archive is not what its published checksum says.
    """
    name = archive_name()
    wanted = _checksum(name)
    archive = target / name
    _download(f"{SITE}/{name}", archive, report)
    _verify(archive, wanted)
    _unpack(archive, target)
    archive.unlink()


def archive_name() -> str:
    """The archive for this machine, such as `pulumi-v3.259.0-linux-x64.tar.gz`."""
    system, machine = platform.system(), platform.machine()
    try:
        return f"pulumi-v{VERSION}-{_SYSTEMS[system]}-{_MACHINES[machine.lower()]}.tar.gz"
    except KeyError as error:
        raise Unavailable(f"there is none for {system} on {machine}") from error


def _checksum(name: str) -> str:
    """The published SHA-256 of the archive. Asked first: it is small and shows whether the site answers."""
    url = f"{SITE}/pulumi-{VERSION}-checksums.txt"
    for line in _text(url).splitlines():
        digest, _, file = line.partition("  ")
        if file.strip() == name:
            return digest.strip().lower()
    raise Unavailable(f"{url} does not list {name}")


def _text(url: str) -> str:
    answer: queue.Queue[str | Unavailable] = queue.Queue()

    def ask() -> None:
        try:
            answer.put(b"".join(_chunks(url, REACH)).decode("utf-8", "replace"))
        except Unavailable as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        got = answer.get(timeout=REACH)
    except queue.Empty as error:
        raise Unavailable(f"{url} did not answer within {REACH:.0f} s") from error
    if isinstance(got, Unavailable):
        raise got
    return got


def _download(url: str, archive: Path, report: Report) -> None:
    report(f"Downloading {url}.")
    received, told = 0, time.monotonic()
    with archive.open("wb") as file:
        for chunk in _chunks(url, READ):
            file.write(chunk)
            received += len(chunk)
            if time.monotonic() - told >= PATIENCE:
                told = time.monotonic()
                report(f"Downloading {url}: {received / 1e6:.0f} MB so far.")


def _chunks(url: str, timeout: float) -> Iterator[bytes]:
    """What the site sends; every way it can fail is Unavailable, so that other errors are the disk's."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:
            while chunk := response.read(_CHUNK):
                yield chunk
    except (OSError, http.client.HTTPException) as error:
        raise Unavailable(f"{url} cannot be read ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()  # it is the site's answer, and holds the connection
        return f"HTTP {error.code}"
    if isinstance(error, urllib.error.URLError):
        return str(getattr(error.reason, "strerror", None) or error.reason)
    return str(error) or type(error).__name__


def _verify(archive: Path, wanted: str) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != wanted:
        raise Unavailable(
            f"the SHA-256 of {archive.name} is {found}, not {wanted} as published; it was not used"
        )


def _unpack(archive: Path, target: Path) -> None:
    """Takes the engine's files out of the archive, and nothing else: no path in it is followed."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for name in FILES:
                member = tar.extractfile(f"pulumi/{name}")
                if member is None:
                    raise Unavailable(f"pulumi/{name} in {archive.name} is not a file")
                with member, (target / name).open("wb") as file:
                    shutil.copyfileobj(member, file, _CHUNK)
                (target / name).chmod(0o755)
    except KeyError as error:
        raise Unavailable(f"{archive.name} lacks a file: {error.args[0]}") from error
    except (tarfile.TarError, EOFError) as error:
        raise Unavailable(f"{archive.name} cannot be unpacked ({error})") from error
