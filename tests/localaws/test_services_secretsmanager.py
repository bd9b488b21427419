"""Secrets live a whole life against moto."""

import base64
import json
from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
KEY = "aws:kms/key:Key"


@pytest.fixture
def secret(bench: Workbench) -> str:
    """A secret without a value."""
    return bench.make(SECRET, name="shop/test/database")[0]


def _policy(account: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


@pytest.mark.parametrize(
    "change",
    [
        {"description": "new"},
        {"description": None},
        {"policy": _policy("200000000001")},
        {"tags": {"team": "data"}},
        {"recoveryWindowInDays": 0},
        {"replicas": [{"region": "eu-west-1"}]},
    ],
    ids=lambda value: "-".join(value),
)
def test_secret(bench: Workbench, change: Props) -> None:
    bench.live(SECRET, change, name="shop/test/database", description="old", recoveryWindowInDays=7)


def test_secret_with_a_key_of_its_own(bench: Workbench) -> None:
    one, other = (bench.make(KEY)[1]["arn"] for _ in range(2))
    bench.live(SECRET, {"kmsKeyId": other}, kmsKeyId=one)


def test_secret_moves_its_replicas(bench: Workbench) -> None:
    there = {"region": "eu-west-1", "kmsKeyId": "alias/shop"}
    bench.live(SECRET, {"replicas": [there]}, replicas=[{"region": "us-west-2"}], name="shop/replicated")


def test_secret_loses_its_policy(bench: Workbench) -> None:
    bench.live(SECRET, {"policy": None}, policy=_policy("200000000001"))


def test_a_name_is_taken_until_the_recovery_is_over(bench: Workbench) -> None:
    kind = bench.package.resource(SECRET, bench.session)
    inputs = bench.check(SECRET, name="shop/twice", recoveryWindowInDays=7)
    ident, state = kind.create(inputs)
    kind.delete(ident, inputs, state)
    with pytest.raises(CloudError, match="a secret with this name is already scheduled for deletion"):
        kind.create(inputs)


def test_a_deletion_without_recovery_frees_the_name(bench: Workbench) -> None:
    kind = bench.package.resource(SECRET, bench.session)
    inputs = bench.check(SECRET, name="shop/twice", recoveryWindowInDays=0)
    for _ in range(2):
        ident, state = kind.create(inputs)
        kind.delete(ident, inputs, state)


def test_import_of_a_secret(bench: Workbench, secret: str) -> None:
    found = bench.package.resource(SECRET, bench.session).read(secret, {}, {})
    assert found is not None
    assert found[1]["name"] == "shop/test/database"


def _value(bench: Workbench, secret: str) -> Any:
    return bench.call("secretsmanager", "GetSecretValue", SecretId=secret)


def test_a_version_reads_back(bench: Workbench, secret: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    inputs = bench.check(VERSION, secretId=secret, secretString='{"user":"app","password":"first"}')
    ident, state = kind.create(inputs)
    assert ident == f"{secret}|{state['versionId']}"
    assert (state["arn"], state["secretArn"]) == (secret, secret)
    found = kind.read(ident, inputs, state)
    assert found is not None
    assert kind.diff(found[1], found[0], inputs).changed == ()


def test_the_value_of_a_version_is_a_secret_of_the_state(bench: Workbench) -> None:
    assert bench.package.resource(VERSION, bench.session).secret == {
        "secretString",
        "secretStringWo",
        "secretBinary",
    }


def test_another_value_is_another_version(bench: Workbench, secret: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    old, new = ({"secretId": secret, "secretString": text} for text in ("first", "second"))
    ident, state = kind.create(old)
    assert kind.diff(old, state, new).replaces == ("secretString",)
    kind.create(new)
    kind.delete(ident, old, state)
    assert _value(bench, secret)["SecretString"] == "second"
    stages = bench.call("secretsmanager", "DescribeSecret", SecretId=secret)["VersionIdsToStages"]
    assert stages[state["versionId"]] == []


def test_a_write_only_value_counts_with_its_version(bench: Workbench, secret: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    old = bench.check(VERSION, secretId=secret, secretStringWo="first", secretStringWoVersion=1)
    _, state = kind.create(old)
    assert _value(bench, secret)["SecretString"] == "first"
    assert kind.diff(old, state, {**old, "secretStringWo": "second"}).changed == ()
    again = {**old, "secretStringWo": "second", "secretStringWoVersion": 2}
    assert kind.diff(old, state, again).replaces == ("secretStringWoVersion",)


def test_a_binary_value_is_base64_in_programs(bench: Workbench, secret: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    inputs = bench.check(VERSION, secretId=secret, secretBinary=base64.b64encode(b"\x00\xff").decode())
    ident, state = kind.create(inputs)
    assert _value(bench, secret)["SecretBinary"] == b"\x00\xff"
    found = kind.read(ident, inputs, state)
    assert found is not None
    assert found[1] == inputs


def test_labels_move_between_versions(bench: Workbench, secret: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    first = bench.check(VERSION, secretId=secret, secretString="first", versionStages=["AWSCURRENT", "blue"])
    ident, state = kind.create(first)
    second = bench.check(VERSION, secretId=secret, secretString="second")
    kind.create(second)
    stages = bench.call("secretsmanager", "DescribeSecret", SecretId=secret)["VersionIdsToStages"]
    assert sorted(stages[state["versionId"]]) == ["AWSPREVIOUS", "blue"]
    moved = {**first, "versionStages": ["AWSCURRENT", "green"]}
    kind.update(ident, first, state, moved)
    stages = bench.call("secretsmanager", "DescribeSecret", SecretId=secret)["VersionIdsToStages"]
    assert sorted(stages[state["versionId"]]) == ["AWSCURRENT", "green"]
    assert _value(bench, secret)["SecretString"] == "first"


def test_a_version_goes_with_its_secret(bench: Workbench, secret: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    inputs = bench.check(VERSION, secretId=secret, secretString="first")
    ident, state = kind.create(inputs)
    bench.call("secretsmanager", "DeleteSecret", SecretId=secret)
    assert kind.read(ident, inputs, state) is None
    kind.delete(ident, inputs, state)


def test_import_of_a_version(bench: Workbench, secret: str) -> None:
    ident, _ = bench.make(VERSION, secretId=secret, secretString="first")
    found = bench.package.resource(VERSION, bench.session).read(ident, {}, {})
    assert found is not None
    assert found[1] == {"secretId": secret, "secretString": "first", "versionStages": ["AWSCURRENT"]}


@pytest.mark.parametrize(
    ("inputs", "complaint"),
    [
        ({}, "one of secretString, secretStringWo and secretBinary is required"),
        ({"secretBinary": "%%%"}, "secretBinary must be base64"),
    ],
)
def test_a_version_has_a_value(bench: Workbench, inputs: Props, complaint: str) -> None:
    kind = bench.package.resource(VERSION, bench.session)
    _, failures = kind.check({}, {"secretId": "shop", **inputs}, Naming("thing"))
    assert failures == [complaint]


def test_an_unknown_value_waits_for_up(bench: Workbench) -> None:
    assert bench.check(VERSION, secretId=UNKNOWN, secretBinary=UNKNOWN)


def test_policy(bench: Workbench, secret: str) -> None:
    change = {"policy": _policy("200000000002")}
    bench.live(POLICY, change, secretArn=secret, policy=_policy("200000000001"), blockPublicPolicy=True)


def test_import_of_a_policy(bench: Workbench, secret: str) -> None:
    bench.make(POLICY, secretArn=secret, policy=_policy("200000000001"))
    found = bench.package.resource(POLICY, bench.session).read(secret, {}, {})
    assert found is not None
    assert found[1] == {"secretArn": secret, "policy": _policy("200000000001")}


def test_rotation(bench: Workbench, secret: str) -> None:
    bench.live(
        ROTATION,
        {"rotationRules": {"automaticallyAfterDays": 7}},
        secretId=secret,
        rotationLambdaArn="arn:aws:lambda:us-east-1:200000000001:function:rotate",
        rotationRules={"automaticallyAfterDays": 30},
    )
