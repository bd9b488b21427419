"""The Dockerfiles, read: what a build makes, who runs it, and what a linter says."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from components.container import USER, Container, definition
from localaws.build_context import BuildContext
from tests.apps.conftest import APPS
from tests.apps.dockerfile import instructions

HADOLINT = Path(sys.executable).with_name("hadolint")
both = pytest.mark.parametrize("name", ["backend", "web"])


def lint(dockerfile: Path) -> list[str]:
    """Codes of what the linter finds, of every level."""
    answer = subprocess.run([HADOLINT, "--format", "json", dockerfile], capture_output=True, text=True)
    return [finding["code"] for finding in json.loads(answer.stdout)]


@both
def test_the_linter_finds_nothing(name: str) -> None:
    assert lint(APPS / name / "Dockerfile") == []


def test_the_linter_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "Dockerfile"
    wrong.write_text("FROM node\nRUN apk add wget\n")
    assert {"DL3006", "DL3018"} <= set(lint(wrong))


@pytest.mark.parametrize(
    ("name", "stages"), [("backend", ["builder", "production"]), ("web", ["deps", "builder", "runner"])]
)
def test_stages(name: str, stages: list[str]) -> None:
    found = [each.text for each in instructions(APPS / name / "Dockerfile") if each.name == "FROM"]
    assert found == [f"${{NODE}} AS {stage}" for stage in stages]


def test_both_images_start_from_the_same_bytes_of_node_20() -> None:
    (backend,), (web,) = (
        [each.text for each in instructions(APPS / name / "Dockerfile") if each.name == "ARG"]
        for name in ("backend", "web")
    )
    assert re.fullmatch(r"NODE=node:20\.\d+\.\d+-alpine\d\.\d+@sha256:[0-9a-f]{64}", backend)
    assert web == backend


@pytest.mark.parametrize(("name", "user"), [("backend", "nestjs"), ("web", "nextjs")])
def test_it_runs_as_the_user_that_the_task_definition_names(name: str, user: str) -> None:
    texts = {each.name: each.text for each in instructions(APPS / name / "Dockerfile")}
    assert texts["USER"] == f"{USER}:{USER}"
    last_run = [each.text for each in instructions(APPS / name / "Dockerfile") if "adduser" in each.text]
    assert len(last_run) == 1
    assert f"addgroup -g {USER} {user} && adduser -D -H -u {USER} -G {user} {user}" in last_run[0]
    assert "dumb-init" in last_run[0]
    assert json.loads(texts["ENTRYPOINT"]) == ["dumb-init", "--"]


@pytest.mark.parametrize(("name", "path"), [("backend", "/health"), ("web", "/healthz")])
def test_the_image_s_health_check_is_the_task_definition_s(name: str, path: str) -> None:
    text = {each.name: each.text for each in instructions(APPS / name / "Dockerfile")}["HEALTHCHECK"]
    options, _, command = text.partition(" CMD ")
    check = definition(
        Container(
            name=name,
            image="image",
            cpu=256,
            memory=256,
            log_group="/logs",
            region="us-east-1",
            port=3000,
            health_path=path,
        )
    )["healthCheck"]
    assert ["CMD", *json.loads(command)] == check["command"]
    assert dict(re.findall(r"--([a-z-]+)=(\d+)", options)) == {
        "interval": str(check["interval"]),
        "timeout": str(check["timeout"]),
        "start-period": str(check["startPeriod"]),
        "retries": str(check["retries"]),
    }


@both
def test_a_build_gets_sources_and_nothing_else(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    for path in ("package.json", "package-lock.json", "build.js", "src/main.js"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    for path in (".env", ".env.production", "node_modules/x/y.js", "test/a.js", "src/a.test.js", "README.md"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    for path in (".dockerignore", "Dockerfile"):
        (folder / path).write_bytes((APPS / name / path).read_bytes())
    sent = set(BuildContext(folder, folder / "Dockerfile").files()) - {"Dockerfile"}
    assert sent == {"package.json", "package-lock.json", "build.js", "src/main.js"}


def test_a_build_of_the_whole_repository_gets_the_applications_alone() -> None:
    root = APPS.parent
    ignored = (root / ".dockerignore").read_text().splitlines()
    assert [line for line in ignored if line and not line.startswith("#")][:2] == ["*", "!apps"]


@both
def test_the_lock_file_names_no_registry(name: str) -> None:
    lock = json.loads((APPS / name / "package-lock.json").read_text())
    package = json.loads((APPS / name / "package.json").read_text())
    assert (lock["name"], lock["version"]) == (package["name"], package["version"])
    assert "http" not in json.dumps(lock)
