"""The committed settings are copied without what only their own key opens."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rehearsal.errors import RehearsalError
from rehearsal.folders import Folders
from rehearsal.settings_copy import copied, refresh_copy


def test_plain_settings_stay_as_they_are() -> None:
    config: dict[str, Any] = {"a:n": 3, "a:list": ["x", {"y": True}], "a:text": "01"}
    assert copied({"config": config}, {}).document == {"config": config}


def test_what_needs_the_key_goes() -> None:
    committed = {
        "secretsprovider": "awskms://alias/x",
        "encryptedkey": "AAA",
        "encryptionsalt": "v1:committed",
        "environment": ["prod"],
        "config": {},
    }
    assert copied(committed, {}).document == {"config": {}}


def test_the_salt_of_the_rehearsal_stays() -> None:
    result = copied({"encryptionsalt": "v1:committed", "config": {}}, {"encryptionsalt": "v1:own"})
    assert result.document == {"config": {}, "encryptionsalt": "v1:own"}


def test_every_secret_is_replaced_and_named() -> None:
    committed = {
        "config": {
            "a:word": {"secure": "v1:x"},
            "a:deep": {"list": [{"secure": "v1:y"}, "plain"], "map": {"inner": {"secure": "v1:z"}}},
        }
    }
    result = copied(committed, {})
    assert result.replaced == ("a:word", "a:deep.list[0]", "a:deep.map.inner")
    assert "secure" not in str(result.document)
    assert result.document["config"]["a:word"].startswith("made-up-")
    assert result.document["config"]["a:deep"]["list"][1] == "plain"


def test_made_up_secrets_are_random_but_stay() -> None:
    committed = {"config": {"a:word": {"secure": "v1:x"}, "a:list": [{"secure": "v1:y"}]}}
    first, other = copied(committed, {}).document, copied(committed, {}).document
    assert first != other
    assert copied(committed, first).document == first


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "Pulumi.yaml").write_text("name: tiny\nruntime: python\n")
    made = Folders(tmp_path)
    made.prepare()
    return made


def test_the_copy_is_apart_from_the_committed_file(folders: Folders) -> None:
    text = "encryptedkey: AAA\nconfig:\n  tiny:word:\n    secure: v1:x\n"
    folders.settings("prod").write_text(text)
    assert refresh_copy(folders, "prod") == ("tiny:word",)
    assert folders.settings("prod").read_text() == text
    assert set(yaml.safe_load(folders.settings_copy("prod").read_text())) == {"config"}
    assert (folders.config / "Pulumi.yaml").read_text().startswith("name: tiny")


def test_an_unknown_stack_names_those_that_exist(folders: Folders) -> None:
    folders.settings("local").write_text("")
    folders.settings("prod").write_text("")
    with pytest.raises(RehearsalError, match=r"Pulumi\.stage\.yaml does not exist.*: local, prod\. .*STACK="):
        refresh_copy(folders, "stage")


@pytest.mark.parametrize(
    ("text", "wrong"), [("a: [", "no valid YAML"), ("[]\nx", "no valid YAML"), ("- a", "mapping")]
)
def test_malformed_settings_are_a_sentence(folders: Folders, text: str, wrong: str) -> None:
    folders.settings("local").write_text(text)
    with pytest.raises(RehearsalError, match=rf"Pulumi\.local\.yaml .*{wrong}"):
        refresh_copy(folders, "local")
