"""A web service to look at."""

import json
from dataclasses import replace
from typing import Any

import pytest

from components.cloud import Cloud
from components.service import WebService
from components.service_args import WebServiceArgs
from tests.components.placed import PLACEMENT
from tests.recorder import Recorder, record

SECRETS = {
    "JWT_SECRET": "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/api:JWT_SECRET::"
}


PATTERN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:alicerce/test/api-??????"


@pytest.fixture
def args(cloud: Cloud) -> WebServiceArgs:
    return WebServiceArgs(
        cloud=cloud,
        placement=PLACEMENT,
        namespace_id="namespace",
        topic_arn="topic",
        version="1.0.0",
        port=3000,
        health_path="/health",
        paths=("/api/*",),
        priority=7,
        cpu=2048,
        memory=4096,
        min_tasks=3,
        max_tasks=10,
        scale_requests=30_000,
    )


@pytest.fixture
def secretive(args: WebServiceArgs) -> WebServiceArgs:
    return replace(args, secrets=SECRETS, secret_arn_patterns=(PATTERN,), secrets_key_arn="key")


class Api(WebService):
    """A kind of service."""


def build(args: WebServiceArgs, preview: bool = False) -> Recorder:
    return record(lambda: Api("api", args), preview=preview)


def container(recorder: Recorder) -> dict[str, Any]:
    inputs = recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs
    (found,) = json.loads(inputs["containerDefinitions"])
    assert isinstance(found, dict)
    return found
