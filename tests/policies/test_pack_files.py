"""The pack's own files: missing ones, broken ones, and what is refused before anything is judged."""

import datetime
from pathlib import Path

import pytest
from pack import files
from pack.problems import PackProblems
from pack.rule import Level
from pack.run_rules import RUN_RULES

from tests.policies import samples

RULES = (*samples.RULES, *RUN_RULES)
TODAY = datetime.date(2026, 11, 24)


def problems(folder: Path) -> list[str]:
    """What is wrong with a folder's files."""
    with pytest.raises(PackProblems) as refused:
        files.referee(folder, RULES, TODAY)
    return list(refused.value.problems)


def test_a_folder_without_files_leaves_the_rules_as_they_are(tmp_path: Path) -> None:
    referee = files.referee(tmp_path, RULES, TODAY)
    assert referee.configuration.level(samples.ENCRYPTED) == Level.MANDATORY
    assert referee.exemptions == ()


@pytest.mark.parametrize("name", ["config.yaml", "exemptions.yaml"])
def test_a_file_may_be_empty(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("# nothing yet\n")
    assert files.referee(tmp_path, RULES, TODAY).exemptions == ()


def test_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("rules: {thing-kept: {days: 90}}\nrelaxed: [local]\n")
    (tmp_path / "exemptions.yaml").write_text(
        "- rule: thing-kept\n  resource: test:index:Thing::tür\n  reason: Für alle.\n  expires: 2026-12-24\n",
        encoding="utf-8",
    )
    referee = files.referee(tmp_path, RULES, TODAY)
    assert referee.configuration.options(samples.KEPT) == {"days": 90}
    assert referee.configuration.relaxed == ("local",)
    (exemption,) = referee.exemptions
    assert (exemption.reason, exemption.expires) == ("Für alle.", datetime.date(2026, 12, 24))


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        (b"rules: [", "it is not YAML: while parsing"),
        (b"rules: {a: b}}", "it is not YAML: "),
        (b"a: \xff\xfe", "it is not YAML: "),
        (b"- {expires: 2026-02-30}", "it is not YAML: day is out of range for month"),
        (b"!!python/object/apply:os.getcwd []", "it is not YAML: could not determine a constructor"),
        (b"a: 1\n---\nb: 2", "it is not YAML: expected a single document"),
    ],
)
@pytest.mark.parametrize("name", ["config.yaml", "exemptions.yaml"])
def test_what_is_not_yaml_is_refused(tmp_path: Path, name: str, content: bytes, begins: str) -> None:
    (tmp_path / name).write_bytes(content)
    (problem,) = problems(tmp_path)
    assert problem.startswith(begins)


def test_files_of_another_shape_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("[]")
    assert problems(tmp_path) == ["it must hold the keys relaxed and rules"]
    (tmp_path / "config.yaml").unlink()
    (tmp_path / "exemptions.yaml").write_text("{}")
    assert problems(tmp_path) == ["it must be a list of exemptions"]


def test_the_version_is_the_projects(tmp_path: Path) -> None:
    (tmp_path / "PulumiPolicy.yaml").write_text("version: 1.2.3\n")
    assert files.version(tmp_path) == "1.2.3"


@pytest.mark.parametrize("content", [None, "", "runtime: python", "version:", "1.2.3"])
def test_a_pack_has_a_version(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "PulumiPolicy.yaml").write_text(content)
    with pytest.raises(PackProblems, match=r"version is missing, such as 0\.1\.0"):
        files.version(tmp_path)
