"""The definition of a hardened container, as plain data known before anything is created."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

USER = 1001
"""User and group of the process in the image; never root."""

EXEC_PATHS = ("/var/lib/amazon/ssm", "/var/log/amazon/ssm")
"""Where the agent of ECS Exec, which runs as root, writes.
Source: https://github.com/aws/containers-roadmap/issues/1359"""


@dataclass(frozen=True, kw_only=True)
class Container:
    """One container of a task."""

    name: str
    image: str
    """Registry, repository and tag."""
    port: int
    """TCP port it listens on."""
    cpu: int
    """CPU units; 1024 are one vCPU."""
    memory: int
    """MiB; the process is killed above it. The files in /tmp count."""
    health_path: str
    """Path that answers 200 when the process can serve."""
    log_group: str
    region: str
    stop_timeout: int = 30
    """Seconds between SIGTERM and SIGKILL."""
    enable_exec: bool = False
    """Leave ECS Exec the places it must write to."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Plain values only: secrets are never here."""


def definitions(container: Container) -> str:
    """The JSON of a task with this one container, the same in every run.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
    """
    return json.dumps([definition(container)], sort_keys=True, separators=(",", ":"))


def definition(container: Container) -> dict[str, Any]:
    """The container definition as ECS takes it."""
    return {
        "name": container.name,
        "image": container.image,
        "essential": True,
        "cpu": container.cpu,
        "memory": container.memory,
        "portMappings": [
            {
                "name": container.name,
                "containerPort": container.port,
                "protocol": "tcp",
            }
        ],
        "environment": [
            {"name": key, "value": value} for key, value in sorted(container.environment.items())
        ],
        "stopTimeout": container.stop_timeout,
        "healthCheck": _health_check(container),
        "logConfiguration": _logging(container),
        **_hardening(container.enable_exec),
    }


def _hardening(enable_exec: bool) -> dict[str, Any]:
    """No root, no writable image, no new privileges, no capabilities."""
    scratch = [_scratch("/tmp", 64, f"uid={USER}")]
    return {
        "user": f"{USER}:{USER}",
        "privileged": False,
        "readonlyRootFilesystem": True,
        "dockerSecurityOptions": ["no-new-privileges"],
        "linuxParameters": {
            "initProcessEnabled": True,
            "capabilities": {"drop": ["ALL"]},
            "tmpfs": scratch + [_scratch(path, 16) for path in EXEC_PATHS if enable_exec],
        },
        "ulimits": [{"name": "nofile", "softLimit": 65536, "hardLimit": 65536}],
    }


def _scratch(path: str, size: int, *more: str) -> dict[str, Any]:
    """Writable memory of `size` MiB, from which nothing can be run."""
    return {"containerPath": path, "size": size, "mountOptions": ["rw", "noexec", "nosuid", "nodev", *more]}


def _health_check(container: Container) -> dict[str, Any]:
    """Ask the process itself, with the wget that is in every Alpine image. Units: seconds."""
    return {
        "command": [
            "CMD",
            "wget",
            "-q",
            "-O",
            "/dev/null",
            f"http://127.0.0.1:{container.port}{container.health_path}",
        ],
        "interval": 15,
        "timeout": 5,
        "retries": 3,
        "startPeriod": 30,
    }


def _logging(container: Container) -> dict[str, Any]:
    """To CloudWatch. When it cannot keep up, lines beyond the buffer are lost; the process goes on."""
    return {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": container.log_group,
            "awslogs-region": container.region,
            "awslogs-stream-prefix": container.name,
            "mode": "non-blocking",
            "max-buffer-size": "25m",
        },
    }
