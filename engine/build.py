"""The last source: a build from the published Go module, which only needs Go and a module proxy."""

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

from semver import Version

from engine.cache import SOURCES
from engine.model import EXECUTOR, HOST, PATIENCE, VERSION, EngineError, Report, Unavailable

COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
SDK = "github.com/pulumi/pulumi/sdk/v3"

_STAMP = f"-s -w -X {SDK}/go/common/version.Version=v{VERSION}"
"""Linker flags: no symbols (115 MB instead of 160), and the version the engine reports and compares."""

_ENVIRONMENT = {"CGO_ENABLED": "0", "GOFLAGS": "-mod=readonly", "GOWORK": "off"}
"""Needs no C compiler, builds exactly what go.sum says, and heeds no workspace around the clone."""

_TAIL = 6
"""Lines of Go's own messages that an error shows."""


def build_from_source(target: Path, log: Path, report: Report) -> None:
    """Fills the folder with the CLI, the language host and its executor; Go's messages go to the log.

    Raises Unavailable when Go is missing or too old, or when the build fails, and EngineError when the disk
    is full.
    """
    go = find_go()
    report(
        f"Building Pulumi {VERSION} from its Go module: about 5 minutes on 2 cores, once per machine. "
        f"Go's messages are in {log}."
    )
    _compile(go, target, log, report)
    shutil.copyfile(_sdk_folder(go) / "python" / "cmd" / EXECUTOR, target / EXECUTOR)
    (target / EXECUTOR).chmod(0o755)


def find_go() -> str:
    """The Go to build with. Raises Unavailable when there is none that is new enough."""
    go = shutil.which("go")
    if go is None:
        raise Unavailable("Go is not installed")
    needed = go_needed()
    # From 1.21 on Go fetches a newer toolchain itself where it may; then this answers with the newer version.
    answer = _ask(go, "env", "-json", "GOVERSION")
    found = json.loads(answer)["GOVERSION"].removeprefix("go").split()[0] if answer else "too old to tell"
    if not answer or _parse(found) < _parse(needed):
        raise Unavailable(f"{go} is {found}, and Go {needed} or newer is needed")
    return go


def go_needed() -> str:
    """The oldest Go that go.mod allows."""
    match = re.search(r"^go (\S+)$", (SOURCES / "go.mod").read_text(), re.MULTILINE)
    if match is None:
        raise ValueError("engine/cli/go.mod has no go line")
    return match[1]


def _parse(version: str) -> Version:
    """Go's releases are 1.25.11; a release candidate is 1.26rc1 and comes before 1.26.0."""
    match = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?(rc\d+|beta\d+)?", version)
    if match is None:
        return Version(0)
    return Version(int(match[1]), int(match[2]), int(match[3] or 0), match[4])


def _ask(go: str, *arguments: str) -> str:
    """What a short Go command prints; nothing when it fails."""
    result = subprocess.run(
        [go, *arguments], cwd=SOURCES, env=os.environ | _ENVIRONMENT, capture_output=True, text=True
    )
    return result.stdout if result.returncode == 0 else ""


def _sdk_folder(go: str) -> Path:
    folder = _ask(go, "list", "-m", "-f", "{{.Dir}}", SDK).strip()
    if not folder:
        raise Unavailable(f"the module {SDK} is not in Go's module cache")
    return Path(folder)


def _compile(go: str, target: Path, log: Path, report: Report) -> None:
    command = [
        go,
        "build",
        "-v",
        "-buildvcs=false",
        "-ldflags",
        _STAMP,
        "-o",
        f"{target}/",
        COMMAND,
        f"./{HOST}",
    ]
    started = time.monotonic()
    with log.open("wb") as messages:
        process = subprocess.Popen(
            command,
            cwd=SOURCES,
            env=os.environ | _ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=messages,
            stderr=messages,
        )
        try:
            while process.poll() is None:
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    report(_progress(log, time.monotonic() - started))
        finally:
            process.kill()
            process.wait()
    if process.returncode == 0:
        return
    if "no space left on device" in log.read_text(errors="replace"):
        raise EngineError(
            "The disk is full: `go build` could not go on. Free some space where `go env GOCACHE GOMODCACHE` "
            f"points to, then try again. Go's messages are in {log}."
        )
    raise Unavailable(f"`go build` failed; the end of {log} is:\n{_tail(log)}")


def _progress(log: Path, seconds: float) -> str:
    lines = log.read_text(errors="replace").splitlines()
    packages = sum(not line.startswith("go: ") for line in lines)
    return f"Building Pulumi {VERSION}: {seconds:.0f} s, {packages} packages compiled so far."


def _tail(log: Path) -> str:
    return "\n".join(f"      {line}" for line in log.read_text(errors="replace").splitlines()[-_TAIL:])
