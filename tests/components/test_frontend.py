"""The frontend: its numbers, its cache, and its place behind the backend."""

import json
from dataclasses import replace
from typing import Any

import pytest

from components.backend import BackendArgs
from components.checks import ArgumentError
from components.cloud import Cloud
from components.frontend import FrontendArgs, FrontendService
from tests.components.placed import PLACEMENT
from tests.recorder import Recorder, record


@pytest.fixture
def args(cloud: Cloud) -> FrontendArgs:
    return FrontendArgs(
        cloud=cloud,
        placement=PLACEMENT,
        namespace_id="namespace",
        topic_arn="topic",
        version="1.0.0",
        backend_url="http://backend.alicerce-test.internal:3000",
    )


def build(args: FrontendArgs) -> Recorder:
    return record(lambda: FrontendService("frontend", args))


def test_the_numbers_of_the_delivery_document(args: FrontendArgs) -> None:
    """4 replicas, up to 15, of 1 vCPU and 1 GB, on port 3000."""
    recorder = build(args)
    task = recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs
    assert (task["cpu"], task["memory"]) == ("1024", "1024")
    target = recorder.one("aws:appautoscaling/target:Target").inputs
    assert (target["minCapacity"], target["maxCapacity"]) == (4, 15)
    (container,) = json.loads(task["containerDefinitions"])
    assert container["portMappings"][0]["containerPort"] == 3000
    assert container["user"] == "1001:1001"
    assert container["readonlyRootFilesystem"] is True


def test_it_answers_what_nobody_else_does(args: FrontendArgs, cloud: Cloud) -> None:
    inputs = build(args).one("aws:lb/listenerRule:ListenerRule").inputs
    assert inputs["conditions"] == [{"pathPattern": {"values": ["/*"]}}]
    backend = BackendArgs(cloud=cloud, placement=PLACEMENT, namespace_id="n", topic_arn="t", version="1.0.0")
    assert inputs["priority"] == 50000 > backend.priority


def test_its_health_is_not_the_backend_s_to_tell(args: FrontendArgs) -> None:
    check = build(args).one("aws:lb/targetGroup:TargetGroup").inputs["healthCheck"]
    assert check["path"] == "/healthz"


def test_the_variables_of_a_next_js_server(args: FrontendArgs) -> None:
    recorder = build(replace(args, environment={"NEXT_PUBLIC_NAME": "Alicerce", "PORT": "1"}))
    (container,) = json.loads(
        recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"]
    )
    assert {each["name"]: each["value"] for each in container["environment"]} == {
        "BACKEND_URL": "http://backend.alicerce-test.internal:3000",
        "HOSTNAME": "0.0.0.0",
        "NEXT_PUBLIC_NAME": "Alicerce",
        "NODE_ENV": "production",
        "PORT": "3000",  # what it listens on is not for others to say
        "VERSION": "1.0.0",
    }


def test_its_cache_is_the_process_s_to_write(args: FrontendArgs) -> None:
    recorder = build(replace(args, cache_size=256))
    (container,) = json.loads(
        recorder.one("aws:ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"]
    )
    mounts = {mount["containerPath"]: mount for mount in container["linuxParameters"]["tmpfs"]}
    assert mounts.keys() == {"/tmp", "/app/.next/cache"}
    assert mounts["/app/.next/cache"]["size"] == 256
    assert "uid=1001" in mounts["/app/.next/cache"]["mountOptions"]


def test_what_it_publishes(args: FrontendArgs) -> None:
    published = build(args).published("FrontendService")
    assert published.keys() == {
        "image",
        "internal_url",
        "alarm_names",
        "log_group",
        "security_group_id",
        "service",
        "target_group_arn",
        "target_group_arn_suffix",
        "task_definition_arn",
        "execution_role_arn",
        "task_role_arn",
    }
    assert published["alarm_names"] == ["alicerce-test-frontend-errors", "alicerce-test-frontend-latency"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cache_size": 8}, "FrontendArgs.cache_size must be 16 to 16384 (got 8)."),
        (
            {"cache_size": 600},
            "FrontendArgs.cache_size (600) must not be above half of its memory (512).",
        ),
        ({"port": 80}, "WebServiceArgs.port must be 1024 to 65535 (got 80)."),
    ],
)
def test_wrong_arguments(args: FrontendArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message
