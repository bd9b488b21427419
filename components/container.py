"""The definition of a hardened container, as plain data known before anything is created."""

import json
from collections.abc import Mapping, Sequence
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
    cpu: int
    """CPU units; 1024 are one vCPU."""
    memory: int
    """MiB; the process is killed above it. The files in its scratch places count."""
    log_group: str
    region: str
    port: int | None = None
    """TCP port it listens on; a container without one does a job and ends."""
    health_path: str = "/"
    """Path that answers 200 when the process can serve on its port."""
    command: Sequence[str] = ()
    """What it runs; nothing means what the image says."""
    stop_timeout: int = 30
    """Seconds between SIGTERM and SIGKILL, at most 120.
    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"""
    on_fargate: bool = False
    """Whether AWS owns the host. Fargate refuses Docker's security options."""
    enable_exec: bool = False
    """Leave ECS Exec the places it must write to."""
    scratch: Mapping[str, int] = field(default_factory=lambda: {"/tmp": 64})
    """Paths the process may write to, in memory, and their sizes in MiB."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Plain values only: secrets are never here."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Variables whose values ECS reads from Secrets Manager when a task starts, and where each is."""


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
        "environment": _variables(container.environment, "value"),
        "stopTimeout": container.stop_timeout,
        "logConfiguration": _logging(container),
        # AWS answers no empty lists of these, and the provider would see a change in each run.
        **({"secrets": _variables(container.secrets, "valueFrom")} if container.secrets else {}),
        **({"command": list(container.command)} if container.command else {}),
        **({} if container.port is None else _serving(container)),
        **_hardening(container),
    }


def _variables(variables: Mapping[str, str], member: str) -> list[dict[str, str]]:
    return [{"name": name, member: value} for name, value in sorted(variables.items())]


def _serving(container: Container) -> dict[str, Any]:
    return {
        "portMappings": [{"name": container.name, "containerPort": container.port, "protocol": "tcp"}],
        "healthCheck": _health_check(container),
    }


def _hardening(container: Container) -> dict[str, Any]:
    """No root, no writable image, no new privileges, no capabilities."""
    scratch = [_scratch(path, size, f"uid={USER}") for path, size in container.scratch.items()]
    return {
        "user": f"{USER}:{USER}",
        "privileged": False,
        "readonlyRootFilesystem": True,
        **({} if container.on_fargate else {"dockerSecurityOptions": ["no-new-privileges"]}),
        "linuxParameters": {
            "initProcessEnabled": True,
            "capabilities": {"drop": ["ALL"]},
            "tmpfs": scratch + [_scratch(path, 16) for path in EXEC_PATHS if container.enable_exec],
        },
        # Processes are bounded a task, by the agent (components/host.py): an nproc limit would count those of
        # the same user in every other container of the host.
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
