"""Nothing of the caller's environment that names an account, a host or a secret reaches a child."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.environment import harmless, of_engine
from rehearsal.folders import Folders

DANGEROUS = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_S3",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "NO_PROXY",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_BACKEND_URL",
    "PULUMI_CONFIG_PASSPHRASE",
    "PULUMI_DEBUG_LANGUAGES",
    "PULUMI_OPTION_TARGET",
    "GITHUB_TOKEN",
    "PYTHONPATH",
    "LD_PRELOAD",
    "DOCKER_HOST",
]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_dangerous_variable_does_not_arrive(name: str, folders: Folders) -> None:
    child = of_engine({name: "callers-own", "PATH": "/bin"}, folders, "aws:1")
    assert "callers-own" not in child.values()


@given(st.dictionaries(st.from_regex(r"(AWS|PULUMI)_[A-Z_]{1,20}", fullmatch=True), st.just("callers-own")))
def test_no_variable_of_aws_or_pulumi_arrives(caller: dict[str, str]) -> None:
    assert "callers-own" not in harmless(caller).values()


def test_the_terminal_and_the_user_arrive(folders: Folders) -> None:
    caller = {"PATH": "/bin", "HOME": "/home/ana", "TERM": "xterm", "LC_ALL": "pt_BR.UTF-8", "NO_COLOR": "1"}
    child = of_engine(caller, folders, "aws:1")
    assert caller.items() <= child.items()


def test_the_engine_is_tied_to_the_rehearsal(folders: Folders) -> None:
    child = of_engine({}, folders, "aws:1,random:2")
    assert child["PULUMI_BACKEND_URL"] == f"{folders.state.as_uri()}?metadata=skip"
    assert child["PULUMI_HOME"] == str(folders.home)
    assert child["PULUMI_CONFIG_PASSPHRASE_FILE"] == str(folders.passphrase)
    assert child["PULUMI_DEBUG_PROVIDERS"] == "aws:1,random:2"
    assert child["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] == "true"
    assert child["AWS_EC2_METADATA_DISABLED"] == "true"
    assert child["AWS_CONFIG_FILE"] == child["AWS_SHARED_CREDENTIALS_FILE"] == "/dev/null"
