"""Configurations for proofs over the whole program, and what they all look for in a recording."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi.runtime import rpc

from localaws.values import UNKNOWN
from tests.application_config import EVERYTHING, SECRETS
from tests.recorder import PREFIX, Recorder, Registration

STACKS = ("prod", "staging", "local")

EVERY_OPTION = (
    EVERYTHING
    | SECRETS
    | {
        "region": "eu-west-1",
        "alertsSlackWorkspace": "T0123456789",
        "alertsSlackChannel": "C0123456789",
        "imagesBuild": "true",
        "databaseProxy": "true",
        "databaseReadReplicas": "1",
        "databaseSecret": "managed",
        "cacheEngine": "valkey",
        "loadBalancerInternal": "false",
        "wafAnonymousIps": "true",
        "backendEnableExec": "true",
        "frontendEnableExec": "true",
        "backendSchedules": '["morning cron(0 7 ? * MON-FRI *) 6 10"]',
        "auditAccessAnalyzer": "true",
        "allowUnsafe": '["backendEnableExec", "frontendEnableExec"]',
    }
)
"""Whatever production leaves out, switched on, and another choice where there are two."""


@dataclass(frozen=True)
class Policy:
    """A policy document of a recording."""

    where: str
    """Type and name of the resource it is written in."""
    text: str

    @property
    def statements(self) -> list[dict[str, Any]]:
        """What it says."""
        found: list[dict[str, Any]] = json.loads(self.text)["Statement"]
        return found


POLICIES = {
    "aws:backup/vaultPolicy:VaultPolicy": "policy",
    "aws:iam/role:Role": "assumeRolePolicy",
    "aws:iam/rolePolicy:RolePolicy": "policy",
    "aws:kms/key:Key": "policy",
    "aws:s3/bucketPolicy:BucketPolicy": "policy",
    "aws:sns/topicPolicy:TopicPolicy": "policy",
}
"""Where a policy document is written: property by type."""


def policies(recorder: Recorder, *types: str) -> Iterator[Policy]:
    """Every policy document in resources of these types; of all types, without any."""
    for type_ in types or POLICIES:
        for each in recorder.all(type_):
            yield Policy(short(each), each.inputs[POLICIES[type_]])


def resources(recorder: Recorder) -> list[Registration]:
    """All but the components and the provider."""
    return [each for each in recorder.registrations if not each.type.startswith((PREFIX, "pulumi:"))]


def short(each: Registration) -> str:
    """A resource for people, as Role backend-task."""
    return f"{each.type.rpartition(':')[2]} {each.name}"


def listed(value: Any) -> list[Any]:
    """One value or several, as policy documents may have them."""
    return value if isinstance(value, list) else [value]


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value, with the way there."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, path)


def arrived(value: Any) -> Any:
    """Inputs as they arrive at a provider: whole numbers, secrets in the clear, marks for what is unknown."""
    if isinstance(value, pulumi.output.Unknown):
        return UNKNOWN
    if isinstance(value, dict):
        if rpc.is_rpc_secret(value):
            return arrived(rpc.unwrap_rpc_secret(value))
        return {key: arrived(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [arrived(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
