"""What containers are set to and what the platforms' documentation says of it, without a look at any rule.

A fragment is a part of a container's or a workload's description; beside it stands whether it is a breach of
a rule: True, False, or None where it cannot be judged before `up`. Fragments of different rules go together.

Sources: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
https://kubernetes.io/docs/concepts/security/pod-security-standards/
https://docs.docker.com/reference/cli/docker/container/run/
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pack.marks import UNKNOWNS

MARK = min(UNKNOWNS)
DIGEST = "sha256:" + "0123456789abcdef" * 4

Settings = Sequence[tuple[Any, bool | None]]
Fragments = Sequence[tuple[Mapping[str, Any], bool | None]]


def _at(path: str, *settings: tuple[Any, bool | None], absent: bool) -> Fragments:
    """One property with several values, and what holds where it is absent."""
    return [({}, absent), *((_nested(path.split("."), value), breach) for value, breach in settings)]


def _nested(path: Sequence[str], value: Any) -> dict[str, Any]:
    return {path[0]: _nested(path[1:], value) if path[1:] else value}


IMAGES = (
    ("nginx", True),
    ("nginx:latest", True),
    ("nginx:LATEST", True),
    ("team/app:main", True),
    ("registry.example.com:5000/app", True),
    ("registry.example.com:5000/app:latest", True),
    ("app@sha256:abc", True),
    ("", True),
    ("nginx:1.27.2", False),
    ("registry.example.com:5000/app:2.1", False),
    ("123456789012.dkr.ecr.us-east-1.amazonaws.com/app:sha-1a2b3c4", False),
    (f"app@{DIGEST}", False),
    (f"app:latest@{DIGEST}", False),
    (MARK, None),
)
USERS = (
    *(("1001", False), ("1001:1001", False), ("app", False), ("app:root", False), ("nobody:nogroup", False)),
    *(("0", True), ("0:0", True), ("root", True), ("root:app", True), ("0:1001", True), ("", True)),
    *(("000", True), (MARK, None)),
)
YES_IS_WRONG = ((True, True), (False, False), (None, False), (MARK, None))
YES_IS_RIGHT = ((True, False), (False, True), (None, True), (MARK, None))
DROPPED: Settings = (
    *((["ALL"], False), (["NET_RAW", "ALL"], False), ([], True), (["NET_RAW"], True)),
    *((MARK, None), (["NET_RAW", MARK], None)),
)
ADDED: Settings = (
    *(([], False), (["NET_BIND_SERVICE"], False), (["SYS_ADMIN"], True), (["ALL"], True), (MARK, None)),
    (["NET_BIND_SERVICE", "SYS_PTRACE"], True),
)

ECS: Mapping[str, Fragments] = {
    "container-non-root": _at("user", *USERS, absent=True),
    "container-read-only-root": _at("readonlyRootFilesystem", *YES_IS_RIGHT, absent=True),
    "container-unprivileged": _at("privileged", *YES_IS_WRONG, absent=False),
    "container-image-pinned": _at("image", *IMAGES, absent=True),
    "container-capabilities-dropped": _at("linuxParameters.capabilities.drop", *DROPPED, absent=True),
    "container-capabilities-added": _at("linuxParameters.capabilities.add", *ADDED, absent=False),
    "container-no-new-privileges": _at(
        "dockerSecurityOptions",
        *((["no-new-privileges"], False), (["label:type:app"], True), ([], True), (MARK, None)),
        absent=True,
    ),
    # With two containers and more, the task's memory is no limit of one of them.
    "container-memory-limit": _at(
        "memory", (256, False), ("256", False), (None, True), (MARK, None), absent=True
    ),
}
"""Of container definitions on hosts of one's own."""

ECS_TASK: Mapping[str, Fragments] = {
    "container-host-network": _at(
        "networkMode", ("host", True), ("awsvpc", False), ("bridge", False), (MARK, None), absent=False
    ),
    "container-host-pid": _at("pidMode", ("host", True), ("task", False), (MARK, None), absent=False),
    "container-host-ipc": _at(
        "ipcMode", ("host", True), ("task", False), ("none", False), (MARK, None), absent=False
    ),
}
ECS_CPU: Fragments = _at("cpu", ("256", False), ("1 vCPU", False), (None, True), (MARK, None), absent=True)
"""Of the task: a container's own is a share on Linux."""

_SECURITY = "securityContext"
KUBERNETES: Mapping[str, Fragments] = {
    "container-read-only-root": _at(f"{_SECURITY}.readOnlyRootFilesystem", *YES_IS_RIGHT, absent=True),
    "container-unprivileged": _at(f"{_SECURITY}.privileged", *YES_IS_WRONG, absent=False),
    "container-no-new-privileges": _at(
        f"{_SECURITY}.allowPrivilegeEscalation", (True, True), (False, False), (MARK, None), absent=True
    ),
    "container-image-pinned": _at("image", *IMAGES, absent=True),
    "container-capabilities-dropped": _at(f"{_SECURITY}.capabilities.drop", *DROPPED, absent=True),
    "container-capabilities-added": _at(f"{_SECURITY}.capabilities.add", *ADDED, absent=False),
    "container-memory-limit": _at(
        "resources.limits.memory", ("512Mi", False), (2**29, False), (None, True), (MARK, None), absent=True
    ),
    "container-cpu-limit": _at(
        "resources.limits.cpu", ("500m", False), ("2", False), (1, False), (MARK, None), absent=True
    ),
}
KUBERNETES_POD: Mapping[str, Fragments] = {
    "container-host-network": _at("hostNetwork", *YES_IS_WRONG, absent=False),
    "container-host-pid": _at("hostPID", *YES_IS_WRONG, absent=False),
    "container-host-ipc": _at("hostIPC", *YES_IS_WRONG, absent=False),
}

DOCKER: Mapping[str, Fragments] = {
    "container-non-root": _at("user", *USERS, absent=True),
    "container-read-only-root": _at("readOnly", *YES_IS_RIGHT, absent=True),
    "container-unprivileged": _at("privileged", *YES_IS_WRONG, absent=False),
    "container-image-pinned": _at("image", *IMAGES, absent=True),
    "container-capabilities-dropped": _at("capabilities.drops", *DROPPED, absent=True),
    "container-capabilities-added": _at("capabilities.adds", *ADDED, absent=False),
    "container-no-new-privileges": _at(
        "securityOpts",
        *((["no-new-privileges"], False), (["no-new-privileges:true"], False), ([], True), (MARK, None)),
        absent=True,
    ),
    "container-memory-limit": _at("memory", (512, False), (None, True), (MARK, None), absent=True),
    "container-cpu-limit": _at("cpus", ("0.5", False), ("2", False), (MARK, None), absent=True),
    "container-host-network": _at(
        "networkMode", ("host", True), ("bridge", False), (MARK, None), absent=False
    ),
    "container-host-pid": _at("pidMode", ("host", True), (MARK, None), absent=False),
    "container-host-ipc": _at("ipcMode", ("host", True), ("private", False), (MARK, None), absent=False),
}


def runs_as_root(container: Mapping[str, Any], pod: Mapping[str, Any]) -> bool:
    """Whether Kubernetes would start a container of a pod as root, by their security contexts.

    The container's fields win one by one. An image without a user runs as root, unless runAsNonRoot keeps it
    from starting.
    """
    both = {**pod, **container}
    return both["runAsUser"] == 0 if "runAsUser" in both else not both.get("runAsNonRoot", False)


def merged(*fragments: Mapping[str, Any]) -> dict[str, Any]:
    """Several fragments as one description."""
    found: dict[str, Any] = {}
    for fragment in fragments:
        for name, value in fragment.items():
            inner = found.get(name)
            both = isinstance(inner, dict) and isinstance(value, Mapping)
            found[name] = merged(inner, value) if both and inner else value
    return found
