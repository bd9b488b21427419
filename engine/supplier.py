"""Tries the sources in order, and explains itself when none can help."""

import errno
import shutil
from pathlib import Path

from engine import build, cache, release
from engine.installed import find_on_path
from engine.model import MINIMUM, VERSION, Engine, EngineError, Report, Unavailable

BUILD_SPACE = 3_500_000_000
"""Bytes of disk a first build needs: 1.3 GB of modules, 1.6 GB of build cache and 0.14 GB of result were
measured with Go 1.26.8 on Linux, every cache empty."""

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def supply(report: Report) -> Engine:
    """Finds an engine or provides one. `report` gets a line whenever something is decided or takes long.

    Raises EngineError, with a message for people, when no source can help or the disk is full.
    """
    reasons = {"pulumi on PATH": "there is none"}
    try:
        if engine := find_on_path():
            return engine
    except Unavailable as error:
        reasons["pulumi on PATH"] = str(error)
        report(f"Not using the pulumi on PATH: {error}.")
    place = cache.folder()
    if engine := cache.find(place):
        return engine
    try:
        return _provide(place, reasons, report)
    except OSError as error:
        raise EngineError(_disk_message(error, place)) from error


def _provide(place: Path, reasons: dict[str, str], report: Report) -> Engine:
    place.parent.mkdir(parents=True, exist_ok=True)
    with cache.locked(place, report):
        if engine := cache.find(place):  # made by the process this one has waited for
            return engine
        try:
            return _install(place, report)
        except Unavailable as error:
            reasons["official release"] = str(error)
            report(f"Not using the official release: {error}.")
        try:
            return _build(place, report)
        except Unavailable as error:
            reasons["build from the Go module"] = str(error)
    raise EngineError(_message(reasons))


def _install(place: Path, report: Report) -> Engine:
    _require_space(place, release.SPACE)
    engine = cache.add(place, "installed", lambda target: release.unpack_release(target, report))
    report(f"Installed Pulumi {VERSION} in {place}.")
    return engine


def _build(place: Path, report: Report) -> Engine:
    build.find_go()
    _require_space(place, BUILD_SPACE)
    log = place.with_name("build.log")
    engine = cache.add(place, "built", lambda target: build.build_from_source(target, log, report))
    report(f"Built Pulumi {VERSION} in {place}.")
    return engine


def _require_space(place: Path, needed: int) -> None:
    free = shutil.disk_usage(place.parent).free
    if free < needed:
        raise EngineError(
            f"The disk of {place.parent} has {free / 1e9:.1f} GB free; to supply the Pulumi engine takes "
            f"{needed / 1e9:.1f} GB. Free some space, then try again."
        )


def _disk_message(error: OSError, place: Path) -> str:
    where = error.filename or place.parent
    if error.errno in _NO_SPACE:
        return f"The disk is full: {where} could not be written. Free some space, then try again."
    return (
        f"The engine's cache cannot be used: {where}: {error.strerror}. "
        "Put that right, or set XDG_CACHE_HOME to a folder that can be written, then try again."
    )


def _message(reasons: dict[str, str]) -> str:
    tried = "\n".join(f"  - {source}: {reason}" for source, reason in reasons.items())
    return (
        f"The Pulumi engine could not be supplied.\n{tried}\n"
        "Do one of these, then try again:\n"
        f"  1. install Pulumi {MINIMUM} or newer: https://www.pulumi.com/docs/install/\n"
        f"  2. let this machine reach {release.SITE}\n"
        f"  3. install Go {build.go_needed()} or newer (https://go.dev/dl/) "
        "and let this machine reach a Go module proxy (GOPROXY)"
    )
