"""What a container can write to, and what it sees of its host's files."""

from collections.abc import Iterator
from typing import Any

from pack.judging import guarded
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub

from ..shared.replacing import replaced_at
from .view import Container, Reader, Setting, Workload
from .workloads import TYPES, Options, each_container, each_workload, workload


def _read_only_root(container: Container, options: Options) -> Iterator[Verdict]:
    read_only = container.read_only_root()
    if read_only and not read_only.value:
        yield f"{read_only}, want true"


def _read_only(subject: Subject) -> dict[str, Any]:
    return replaced_at(subject.props, workload(subject).read_only_root_paths, True)


READ_ONLY_ROOT = Rule(
    id="container-read-only-root",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_container(_read_only_root),
    remedy=_read_only,
    finding="A container's root file system can be written to.",
    why="Who breaks in can leave programs there, or change those of the image.",
    fix="set readonlyRootFilesystem to true (Kubernetes: securityContext.readOnlyRootFilesystem; "
    "Docker: readOnly), with a tmpfs or a volume for what must be written.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
    controls=security_hub("ECS.5"),
)


def _writable_paths(container: Container, options: Options) -> Iterator[Verdict]:
    read_only = container.read_only_root()
    writable = container.writable_paths()
    if not (read_only and read_only.value and writable):
        return
    if not writable.value:
        yield "a read-only root and no writable path, want a tmpfs or a volume at least at /tmp"
    if "" in [each.strip().rstrip("/") for each in writable.value]:
        yield f"{writable}, want none that covers /"


WRITABLE_PATHS = Rule(
    id="container-writable-paths",
    severity=Severity.LOW,
    types=TYPES,
    check=each_container(_writable_paths),
    # Some programs write nothing at all, and their owners know it.
    level=Level.ADVISORY,
    finding="A container with a read-only root says nowhere where it writes.",
    why="Most programs need /tmp and fail late, on the first upload, when it is missing.",
    fix="add linuxParameters.tmpfs with containerPath /tmp and mountOptions uid=1001 (Kubernetes: an "
    "emptyDir; Docker: tmpfs), or a volume.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html",
)

SOCKETS = (
    "/run/docker.sock",
    "/run/podman/podman.sock",
    "/run/containerd/containerd.sock",
    "/run/crio/crio.sock",
)
"""Sockets of container runtimes. /var/run is a link to /run."""


def _docker_socket(workload: Workload, options: Options) -> Iterator[Verdict]:
    for read in workload.host_paths():
        yield from guarded(_socket(read))


def _socket(read: Reader[Setting[str]]) -> Iterator[Verdict]:
    path = read()
    if _holds_a_socket(path.value):
        yield f"{path}, which gives the runtime's socket to a container; want no such mount"


def _holds_a_socket(path: str) -> bool:
    """Whether a path is a socket, or a directory that has one in it."""
    real = path.strip().rstrip("/")
    if real.startswith("/var/run"):
        real = real.removeprefix("/var")
    return bool(path.strip()) and any(f"{socket}/".startswith(f"{real}/") for socket in SOCKETS)


DOCKER_SOCKET = Rule(
    id="container-docker-socket",
    severity=Severity.CRITICAL,
    types=TYPES,
    check=each_workload(_docker_socket),
    finding="A container has the socket of its own runtime.",
    why="Who has the socket starts a privileged container and is root on the host.",
    fix="remove the volume; read metrics from the task metadata endpoint or from the cloud's own monitoring.",
    source="https://docs.docker.com/engine/security/#docker-daemon-attack-surface",
)


def _host_paths(workload: Workload, options: Options) -> Iterator[Verdict]:
    for read in workload.host_paths():
        yield from guarded(_host_path(read))


def _host_path(read: Reader[Setting[str]]) -> Iterator[Verdict]:
    path = read()
    if path.value.strip() and not _holds_a_socket(path.value):
        yield f"{path}, want a volume that is not of the host"


HOST_PATHS = Rule(
    id="container-host-paths",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_workload(_host_paths),
    finding="A container sees files of its host.",
    why="A mounted directory reaches past the container: to other containers' data, to the host's secrets.",
    fix="use a tmpfs for scratch files; EFS, a persistent volume claim or S3 for what must stay.",
    source="https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
)

RULES = (READ_ONLY_ROOT, WRITABLE_PATHS, DOCKER_SOCKET, HOST_PATHS)
