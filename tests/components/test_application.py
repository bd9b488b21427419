"""The application's environment: secrets made, kept in one place, and never seen in plain."""

import json
from functools import cache
from typing import Any

import pulumi
import pytest
from google.protobuf.json_format import MessageToDict

from components.application import Application, ApplicationArgs, value_from
from components.checks import ArgumentError
from components.cloud import Cloud
from tests.recorder import Recorder, plain, record

VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
KEY = "arn:aws:kms:us-east-1:123456789012:key/secrets"
GIVEN = "third-party-0123456789"
ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/backend"
SECRET_MARK = "4dabf18193072939515e22adb298388d"
"""Key of a secret in Pulumi's wire format.
Source: https://github.com/pulumi/pulumi/blob/master/sdk/python/lib/pulumi/runtime/rpc.py"""


def args(cloud: Cloud, **changes: Any) -> ApplicationArgs:
    """Two services; the second has one secret, which both share."""
    sound: dict[str, Any] = {
        "environment": {"backend": {"LOG_LEVEL": "info"}, "frontend": {"TZ": "UTC"}, "idle": {}},
        "generated": {
            "JWT_SECRET": {"kind": "text", "length": 64, "version": 1, "services": ("backend",)},
            "ENCRYPTION_KEY": {"kind": "bytes", "length": 32, "version": 3, "services": ("backend",)},
            "SHARED_KEY": {"kind": "text", "length": 48, "version": 1, "services": ("backend", "frontend")},
        },
        "given": {"backend": {"SMTP_PASSWORD": GIVEN}},
    }
    return ApplicationArgs(cloud=cloud, secrets_key_arn=KEY, **(sound | changes))


@cache
def build(cloud: Cloud, recovery: bool = True, preview: bool = False) -> Recorder:
    return record(lambda: Application("application", args(cloud, recovery=recovery)), preview=preview)


def test_generated_secrets_and_their_versions(cloud: Cloud) -> None:
    passwords = build(cloud).all("random:index/randomPassword:RandomPassword")
    assert {each.name: each.inputs for each in passwords} == {
        "application-jwt-secret": {"length": 64, "special": False, "keepers": {"version": "1"}},
        "application-shared-key": {"length": 48, "special": False, "keepers": {"version": "1"}},
    }
    (key,) = build(cloud).all("random:index/randomBytes:RandomBytes")
    assert (key.name, key.inputs) == (
        "application-encryption-key",
        {"length": 32, "keepers": {"version": "3"}},
    )


@pytest.mark.parametrize(("recovery", "days"), [(True, 30), (False, 0)])
def test_one_secret_a_service(cloud: Cloud, recovery: bool, days: int) -> None:
    secrets = build(cloud, recovery).all("aws:secretsmanager/secret:Secret")
    assert {each.name: each.inputs for each in secrets} == {
        f"application-{service}": {
            "name": f"alicerce/test/{service}",
            "kmsKeyId": KEY,
            "recoveryWindowInDays": days,
        }
        for service in ("backend", "frontend")
    }


def test_where_a_task_finds_them_is_known_at_preview(cloud: Cloud) -> None:
    published = build(cloud, preview=True).published("Application")
    assert published["environment"] == {
        "backend": {"LOG_LEVEL": "info"},
        "frontend": {"TZ": "UTC"},
        "idle": {},
    }
    assert published["secrets"] == {
        "backend": {
            "ENCRYPTION_KEY": f"{ARN}:ENCRYPTION_KEY::",
            "JWT_SECRET": f"{ARN}:JWT_SECRET::",
            "SHARED_KEY": f"{ARN}:SHARED_KEY::",
            "SMTP_PASSWORD": f"{ARN}:SMTP_PASSWORD::",
        },
        "frontend": {"SHARED_KEY": value_from(cloud, "frontend", "SHARED_KEY")},
        "idle": {},
    }
    assert published["secret_arn_patterns"] == {
        "backend": [f"{ARN}-??????"],
        "frontend": ["arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/frontend-??????"],
        "idle": [],
    }


def test_a_service_waits_for_the_value_of_its_secret(cloud: Cloud) -> None:
    ready: dict[str, list[pulumi.Resource]] = {}
    recorder = record(lambda: ready.update(Application("application", args(cloud)).ready))
    assert {service: [each.pulumi_resource_name for each in found] for service, found in ready.items()} == {
        "backend": ["application-backend"],
        "frontend": ["application-frontend"],
        "idle": [],
    }
    assert recorder.one(VERSION, "application-backend").dependencies == {
        "aws:secretsmanager/secret:Secret::application-backend",
        "random:index/randomPassword:RandomPassword::application-jwt-secret",
        "random:index/randomPassword:RandomPassword::application-shared-key",
        "random:index/randomBytes:RandomBytes::application-encryption-key",
    }


def test_a_secret_holds_the_keys_that_a_task_asks_for(cloud: Cloud) -> None:
    recorder = build(cloud)
    for service in ("backend", "frontend"):
        sealed = recorder.one(VERSION, f"application-{service}").inputs["secretString"]
        assert SECRET_MARK in sealed
        content = json.loads(sealed["value"])
        assert content.keys() == recorder.published("Application")["secrets"][service].keys()
        assert all(content.values())


def messages(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every message that registers a resource or its outputs."""
    seen: list[Any] = []
    for name in ("RegisterResource", "RegisterResourceOutputs"):
        original = getattr(Recorder, name)

        def note(self: Recorder, request: Any, original: Any = original) -> Any:
            seen.append(request)
            return original(self, request)

        monkeypatch.setattr(Recorder, name, note)
    record(lambda: Application("application", args(cloud)))
    return seen


def test_no_secret_is_ever_in_plain(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = messages(cloud, monkeypatch)
    whole = [json.dumps(MessageToDict(message)) for message in seen]
    assert sum(GIVEN in text for text in whole) == 1  # it did go where it belongs
    assert [text for text in map(plain, seen) if GIVEN in text or "made-up" in text] == []
    assert GIVEN not in repr(args(cloud))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"generated": {"A": {"kind": "text", "length": 31, "version": 1, "services": ()}}},
            "ApplicationArgs.generated[A].length must be 32 to 1024 (got 31).",
        ),
        (
            {"generated": {"A": {"kind": "bytes", "length": 8, "version": 1, "services": ()}}},
            "ApplicationArgs.generated[A].length must be 16 to 1024 (got 8).",
        ),
        (
            {"generated": {"A": {"kind": "words", "length": 64, "version": 1, "services": ()}}},
            "ApplicationArgs.generated[A].kind must be one of text, bytes (got words).",
        ),
        (
            {"environment": {"backend": {"AWS_SECRET_ACCESS_KEY": "x"}}},
            "ApplicationArgs.environment[backend] has AWS_SECRET_ACCESS_KEY: give the task's role rights "
            "instead.",
        ),
        (
            {"environment": {"backend": {"JWT_SECRET": "x", "SMTP_PASSWORD": "y"}}},
            "ApplicationArgs has JWT_SECRET, SMTP_PASSWORD of backend more than once.",
        ),
        (
            {"given": {"backend": {"JWT_SECRET": "x" * 64}}},
            "ApplicationArgs has JWT_SECRET of backend more than once.",
        ),
    ],
)
def test_what_it_refuses(cloud: Cloud, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        args(cloud, **changes)
    assert str(caught.value) == message


def test_every_resource_has_a_component_above_it(cloud: Cloud) -> None:
    assert list(build(cloud).orphans()) == []
