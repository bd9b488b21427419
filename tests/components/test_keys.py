"""The keys: what each is for, and who may use it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.keys import Keys, KeysArgs
from components.topic_policies import topic_arn
from tests.recorder import Recorder, record

KEY = "aws:kms/key:Key"
PURPOSES = ("backups", "data", "logs", "secrets")


@pytest.fixture
def args(cloud: Cloud) -> KeysArgs:
    return KeysArgs(cloud=cloud, deletion_window_days=30, protect=True)


def build(args: KeysArgs) -> Recorder:
    return record(lambda: Keys("keys", args))


def statements(recorder: Recorder, purpose: str) -> dict[str, dict[str, Any]]:
    policy = json.loads(recorder.one(KEY, f"keys-{purpose}").inputs["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_one_key_for_each_purpose_that_rotates(args: KeysArgs) -> None:
    keys = build(args).all(KEY)
    assert [key.name for key in keys] == [f"keys-{purpose}" for purpose in PURPOSES]
    for key in keys:
        assert key.inputs["enableKeyRotation"] is True
        assert key.inputs["deletionWindowInDays"] == 30
        assert key.protect


def test_an_alias_leads_to_each(args: KeysArgs) -> None:
    aliases = build(args).all("aws:kms/alias:Alias")
    assert [alias.inputs["name"] for alias in aliases] == [
        f"alias/alicerce-test-keys-{purpose}" for purpose in PURPOSES
    ]
    assert [alias.inputs["targetKeyId"] for alias in aliases] == [
        f"keys-{purpose}-id" for purpose in PURPOSES
    ]


def test_keys_that_may_go(args: KeysArgs) -> None:
    assert not any(key.protect for key in build(replace(args, protect=False)).all(KEY))


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_account_decides_and_nobody_is_everybody(args: KeysArgs, purpose: str) -> None:
    found = statements(build(args), purpose)
    root = {"AWS": "arn:aws:iam::123456789012:root"}
    assert found.pop("AccountDecides")["Principal"] == root
    for statement in found.values():
        assert set(statement["Principal"]) == {"Service"}
        assert "kms:*" not in statement["Action"]
        assert statement["Condition"]


def test_services_that_use_a_key_by_themselves(args: KeysArgs) -> None:
    recorder = build(args)
    users = {purpose: set(statements(recorder, purpose)) - {"AccountDecides"} for purpose in PURPOSES}
    assert users == {
        "data": set(),
        "secrets": set(),
        "backups": set(),
        "logs": {"LogGroups", "AlarmMessages", "Trail"},
    }


def test_logs_are_encrypted_for_this_account_only(args: KeysArgs) -> None:
    statement = statements(build(args), "logs")["LogGroups"]
    assert statement["Principal"] == {"Service": ["logs.us-east-1.amazonaws.com"]}
    assert statement["Condition"] == {
        "ArnLike": {"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:123456789012:log-group:*"}
    }


def test_alarm_messages_are_encrypted_for_the_topic_only(args: KeysArgs) -> None:
    statement = statements(build(args), "logs")["AlarmMessages"]
    assert statement["Action"] == ["kms:Decrypt", "kms:GenerateDataKey*"]
    assert statement["Condition"] == {
        "StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": topic_arn(args.cloud)}
    }


def test_the_trail_encrypts_and_cannot_read(args: KeysArgs) -> None:
    statement = statements(build(args), "logs")["Trail"]
    assert statement["Action"] == ["kms:GenerateDataKey*", "kms:DescribeKey"]
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceArn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/alicerce-test"}
    }


def test_what_it_publishes(args: KeysArgs) -> None:
    recorder = build(args)
    arn = "arn:aws:mock:us-east-1:123456789012:key/keys"
    assert recorder.published("Keys") == {f"{purpose}_arn": f"{arn}-{purpose}" for purpose in PURPOSES}
    assert not list(recorder.orphans())


def test_the_window_has_bounds(args: KeysArgs) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, deletion_window_days=6)
    assert str(caught.value) == "KeysArgs.deletion_window_days must be 7 to 30 (got 6)."
