"""What is read from the engine's back end."""

import json
from pathlib import Path
from typing import Any

import pytest

from rehearsal import memory, recorded
from rehearsal.folders import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "Pulumi.yaml").write_text("name: tiny\nruntime: python\n")
    made = Folders(tmp_path)
    made.prepare()
    return made


def checkpoint(folders: Folders, stack: str, latest: dict[str, Any] | None) -> None:
    path = folders.state / ".pulumi" / "stacks" / "tiny" / f"{stack}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"version": 3, "checkpoint": {"latest": latest}}))


def test_a_stack_nobody_made_is_empty(folders: Folders) -> None:
    assert recorded.read(folders, "local") == recorded.Recorded()
    assert not recorded.exists(folders, "local")
    assert recorded.recorded_stacks(folders) == []


def test_a_new_stack_is_empty(folders: Folders) -> None:
    checkpoint(folders, "local", None)
    assert recorded.read(folders, "local").made == 0
    assert recorded.exists(folders, "local")


def test_resources_are_counted_without_stack_component_and_provider(folders: Folders) -> None:
    resources: list[dict[str, Any]] = [
        {"type": "pulumi:pulumi:Stack"},
        {"type": "pulumi:providers:aws", "custom": True, "id": "1"},
        {"type": "web:components:Network"},
        {"type": "aws:ec2/vpc:Vpc", "custom": True, "id": "vpc-1"},
        {"type": "aws:s3/bucket:Bucket", "urn": "u::logs", "custom": True, "id": "b", "protect": True},
    ]
    pending = [{"resource": {"urn": "urn:cut"}, "type": "creating"}]
    manifest = {"time": "2026-11-24T15:00:00Z"}
    latest = {"manifest": manifest, "resources": resources, "pending_operations": pending}
    checkpoint(folders, "local", latest)
    found = recorded.read(folders, "local")
    assert (found.made, found.protected, found.pending) == (2, ("logs",), ("urn:cut",))
    assert found.updated == "2026-11-24T15:00:00Z"


def test_the_last_changes_are_the_newest_entry(folders: Folders) -> None:
    assert recorded.last_changes(folders, "local") == {}
    history = folders.state / ".pulumi" / "history" / "tiny" / "local"
    history.mkdir(parents=True)
    for stamp, changes in (("1700000000000000001", {"create": 2}), ("1700000000000000002", {"same": 2})):
        (history / f"local-{stamp}.history.json").write_text(json.dumps({"resourceChanges": changes}))
    assert recorded.last_changes(folders, "local") == {"same": 2}


def test_a_life_is_remembered_until_the_stack_goes(folders: Folders) -> None:
    assert memory.lost(folders, "local", "first")
    memory.remember(folders, "local", "first")
    assert not memory.lost(folders, "local", "first")
    assert memory.lost(folders, "local", "second")
    memory.forget(folders, "local")
    assert memory.lost(folders, "local", "first")
