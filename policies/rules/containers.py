"""Containers of ECS task definitions. Every container of a task counts, side-cars too."""

import json
from collections.abc import Iterator
from typing import Any

from .base import Props, Rule

TASK_DEFINITIONS = frozenset({"aws:ecs/taskDefinition:TaskDefinition"})

_ROOT_NAMES = {"", "root", "0"}


def _containers(props: Props) -> Iterator[tuple[str, dict[str, Any]]]:
    for at, container in enumerate(json.loads(props["containerDefinitions"])):
        yield container.get("name") or f"number {at + 1}", container


def _non_root(props: Props) -> Iterator[str]:
    for name, container in _containers(props):
        user = str(container.get("user") or "")
        if user.split(":", 1)[0].strip() in _ROOT_NAMES:
            yield f"container {name} has user {user!r}, want a user other than root, such as 1001:1001"


def _read_only(props: Props) -> Iterator[str]:
    for name, container in _containers(props):
        if container.get("readonlyRootFilesystem") is not True:
            found = container.get("readonlyRootFilesystem")
            yield f"container {name} has readonlyRootFilesystem {found!r}, want true"


def _limits(props: Props) -> Iterator[str]:
    for name, container in _containers(props):
        for limit, unit in (("cpu", "CPU units"), ("memory", "MiB")):
            value = container.get(limit)
            if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
                yield f"container {name} has {limit} {value!r}, want a number of {unit} above 0"


NON_ROOT = Rule(
    id="container-non-root",
    types=TASK_DEFINITIONS,
    check=_non_root,
    finding="A container runs as root.",
    why="Who breaks out of a root container is root on the host.",
    fix='set "user": "1001:1001" in the container definition; a USER line in the image does not count.',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
)

READ_ONLY = Rule(
    id="container-read-only-root",
    types=TASK_DEFINITIONS,
    check=_read_only,
    finding="A container can write to its root file system.",
    why="Who breaks in can change the program and leave tools behind.",
    fix='set "readonlyRootFilesystem": true, and a tmpfs for each path that must be writable.',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
)

LIMITS = Rule(
    id="container-limits",
    types=TASK_DEFINITIONS,
    check=_limits,
    finding="A container has no limit of CPU or memory.",
    why="One container can starve all others on its host.",
    fix='set "cpu" and "memory" in the container definition.',
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
)

RULES = (NON_ROOT, READ_ONLY, LIMITS)
