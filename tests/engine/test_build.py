"""The build from the Go module, with a Go that only pretends."""

import json
from pathlib import Path

import pytest

from engine import build, cache
from engine.model import FILES, VERSION, EngineError, Unavailable
from tests.engine.conftest import executable

FAKE_GO = """
import json, pathlib, sys, time
settings = json.loads(pathlib.Path(__file__).with_name("go.json").read_text())
match sys.argv[1]:
    case "env":
        if settings.get("refuses"):
            raise SystemExit("go: go.mod requires go >= 1.25.11 (running go 1.24.1; GOTOOLCHAIN=local)")
        print(json.dumps({"GOVERSION": settings["version"]}))
    case "list":
        print(settings["sdk"])
    case "build":
        print("go: downloading something", "runtime", "net/http", sep="\\n", file=sys.stderr, flush=True)
        time.sleep(settings.get("seconds", 0))
        if message := settings.get("fails"):
            raise SystemExit(message)
        folder = pathlib.Path(sys.argv[sys.argv.index("-o") + 1])
        (folder / "pulumi").write_text(" ".join(sys.argv[1:]))
        (folder / "pulumi-language-python").touch()
"""


def fake_go(on_path: Path, **settings: object) -> Path:
    sdk = on_path.parent / "sdk"
    executor = sdk / "python" / "cmd" / "pulumi-language-python-exec"
    executor.parent.mkdir(parents=True)
    executor.write_text("executor")
    (on_path / "go.json").write_text(json.dumps({"version": "go1.26.8", "sdk": str(sdk)} | settings))
    return executable(on_path / "go", FAKE_GO)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "build.log"


def test_every_file_is_made(on_path: Path, target: Path, log: Path, lines: list[str]) -> None:
    fake_go(on_path)
    build.build_from_source(target, log, lines.append)
    assert sorted(path.name for path in target.iterdir()) == sorted(FILES)
    assert (target / "pulumi-language-python-exec").stat().st_mode & 0o777 == 0o755
    assert lines == [
        f"Building Pulumi {VERSION} from its Go module: about 5 minutes on 2 cores, once per machine. "
        f"Go's messages are in {log}."
    ]


def test_the_version_is_stamped(on_path: Path, target: Path, log: Path, lines: list[str]) -> None:
    fake_go(on_path)
    build.build_from_source(target, log, lines.append)
    stamp = f"-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v{VERSION}"
    assert stamp in (target / "pulumi").read_text()


def test_a_long_build_shows_life(
    on_path: Path, target: Path, log: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "PATIENCE", 0.3)
    fake_go(on_path, seconds=1)
    build.build_from_source(target, log, lines.append)
    assert f"Building Pulumi {VERSION}: 1 s, 2 packages compiled so far." in lines


def test_a_failed_build_shows_what_go_said(on_path: Path, target: Path, log: Path, lines: list[str]) -> None:
    fake_go(on_path, fails="go: proxy.example: no such host")
    with pytest.raises(Unavailable) as raised:
        build.build_from_source(target, log, lines.append)
    assert str(raised.value) == (
        f"`go build` failed; the end of {log} is:\n"
        "      go: downloading something\n      runtime\n      net/http\n"
        "      go: proxy.example: no such host"
    )


def test_the_disk_fills_up(on_path: Path, target: Path, log: Path, lines: list[str]) -> None:
    fake_go(on_path, fails="compile: writing output: write $WORK/b9/_pkg_.a: no space left on device")
    with pytest.raises(EngineError) as raised:
        build.build_from_source(target, log, lines.append)
    assert not isinstance(raised.value, Unavailable)
    assert str(raised.value) == (
        "The disk is full: `go build` could not go on. Free some space where `go env GOCACHE GOMODCACHE` "
        f"points to, then try again. Go's messages are in {log}."
    )


def test_go_is_missing(on_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"^Go is not installed$"):
        build.find_go()


@pytest.mark.parametrize("version", ["go1.18", "go1.25.10", "go1.25rc1"])
def test_go_is_too_old(on_path: Path, version: str) -> None:
    go = fake_go(on_path, version=version)
    with pytest.raises(Unavailable) as raised:
        build.find_go()
    assert str(raised.value) == f"{go} is {version[2:]}, and Go {build.go_needed()} or newer is needed"


def test_go_refuses_the_module(on_path: Path) -> None:
    go = fake_go(on_path, refuses=True)
    with pytest.raises(Unavailable) as raised:
        build.find_go()
    assert str(raised.value) == f"{go} is too old to tell, and Go {build.go_needed()} or newer is needed"


@pytest.mark.parametrize("version", ["go1.25.11", "go1.26rc1", "go1.26.8 X:nocoverageredesign", "go1.30"])
def test_go_is_new_enough(on_path: Path, version: str) -> None:
    go = fake_go(on_path, version=version)
    assert build.find_go() == str(go)


def test_the_module_is_the_version_that_is_announced() -> None:
    required = (cache.SOURCES / "go.mod").read_text()
    assert f"github.com/pulumi/pulumi/pkg/v3 v{VERSION}" in required
    assert f"github.com/pulumi/pulumi/sdk/v3 v{VERSION}" in required
