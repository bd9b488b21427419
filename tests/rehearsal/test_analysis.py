"""What `make policy` judges: a file, or a stack that was rehearsed."""

import json
from pathlib import Path

import pytest

from rehearsal import analysis
from rehearsal.errors import RehearsalError
from rehearsal.folders import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A project that nobody has rehearsed."""
    (tmp_path / "Pulumi.yaml").write_text("name: tiny\n")
    folders = Folders(tmp_path)
    folders.prepare()
    return folders


def test_a_state_file_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine runs in the project's folder, which need not be the caller's."""
    (tmp_path / "state.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert analysis.of_file(Path("state.json")) == ["--file", str(tmp_path / "state.json")]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(
        RehearsalError, match=r"state\.json is no file\. `pulumi stack export --file .* writes one"
    ):
        analysis.of_file(tmp_path / "state.json")


def test_a_stack_that_was_never_rehearsed(folders: Folders) -> None:
    with pytest.raises(RehearsalError, match="Type `make up STACK=prod` first, or `make policy STATE=file`"):
        analysis.of_stack(folders, "prod")


def test_a_rehearsed_stack(folders: Folders) -> None:
    path = folders.state / ".pulumi" / "stacks" / "tiny" / "prod.json"
    path.parent.mkdir(parents=True)
    resource = {"type": "aws:ec2/vpc:Vpc", "urn": "urn:pulumi:prod::tiny::aws:ec2/vpc:Vpc::a", "custom": True}
    path.write_text(json.dumps({"checkpoint": {"latest": {"resources": [resource]}}}))
    assert analysis.of_stack(folders, "prod") == ["--stack", "prod"]


def test_a_project_without_a_pack(folders: Folders) -> None:
    with pytest.raises(
        RehearsalError, match=r"there is no policy pack: .*/policies holds no PulumiPolicy\.yaml"
    ):
        analysis.analyze(folders, ["--stack", "prod"], pytest.fail)
