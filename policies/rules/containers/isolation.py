"""What a workload shares with its host."""

from collections.abc import Callable, Iterator

from pack.judging import guarded
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from .view import Setting, Workload
from .workloads import TASK_DEFINITION, TYPES, Options, each_workload


def _shares(read: Callable[[Workload], Setting[bool] | None]) -> Callable[[Subject], Iterator[Verdict]]:
    """Whether a workload has one of the host's namespaces."""

    def check(workload: Workload, options: Options) -> Iterator[Verdict]:
        shared = read(workload)
        if shared and shared.value:
            yield f"{shared.name}, want none of the host's"

    return each_workload(check)


HOST_NETWORK = Rule(
    id="container-host-network",
    severity=Severity.HIGH,
    types=TYPES,
    check=_shares(lambda workload: workload.host_network()),
    finding="Containers share the network of their host.",
    why="They reach the host's services and credentials, and no security group holds them apart.",
    fix='set networkMode to "awsvpc" (Docker: a network of its own; Kubernetes: hostNetwork to false).',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-17",
    controls=security_hub("ECS.17"),
)

HOST_PID = Rule(
    id="container-host-pid",
    severity=Severity.HIGH,
    types=TYPES,
    check=_shares(lambda workload: workload.host_processes()),
    finding="Containers see the processes of their host.",
    why="They can read other processes' environment and memory, and signal them.",
    fix="remove pidMode (Kubernetes: set hostPID to false).",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
    controls=security_hub("ECS.3"),
)

HOST_IPC = Rule(
    id="container-host-ipc",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_shares(lambda workload: workload.host_ipc()),
    finding="Containers share the memory segments of their host.",
    why="They can read and change what other processes keep in shared memory.",
    fix="remove ipcMode (Kubernetes: set hostIPC to false).",
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
)


def _awsvpc(subject: Subject) -> Iterator[Verdict]:
    hosts = subject.props.texts("requiresCompatibilities")
    # Hosts outside AWS do not support it; on instances that AWS manages it is the default.
    if "EXTERNAL" in hosts:
        return
    mode = subject.props.text("networkMode", "awsvpc" if hosts == ["MANAGED_INSTANCES"] else "bridge")
    if mode in ("bridge", "default"):
        yield f'networkMode is "{mode}", want "awsvpc"'


AWSVPC = Rule(
    id="container-awsvpc",
    severity=Severity.MEDIUM,
    types=frozenset({TASK_DEFINITION}),
    check=_awsvpc,
    # Bridge puts more tasks on an instance than it has interfaces, and some choose that.
    level=Level.ADVISORY,
    finding="A task has no network interface of its own.",
    why="All tasks of an instance share one security group, so any of them reaches what one of them needs.",
    fix='set networkMode to "awsvpc", and a security group in the networkConfiguration of the service.',
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
)


def _efs(subject: Subject) -> Iterator[Verdict]:
    for volume in subject.props.groups("volumes"):
        yield from guarded(_efs_volume(volume))


def _efs_volume(volume: Props) -> Iterator[Verdict]:
    if "efsVolumeConfiguration" not in volume:
        return
    encryption = volume.group("efsVolumeConfiguration").text("transitEncryption", "DISABLED")
    if encryption != "ENABLED":
        yield f'volume {volume.known("name")} has transitEncryption "{encryption}", want "ENABLED"'


EFS = Rule(
    id="container-efs-encrypted",
    severity=Severity.MEDIUM,
    types=frozenset({TASK_DEFINITION}),
    check=_efs,
    finding="Files of a task cross the network in plain text.",
    why="Whoever listens between the task and EFS reads them, and IAM cannot guard the mount.",
    fix='set volumes[].efsVolumeConfiguration.transitEncryption to "ENABLED".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-18",
    controls=security_hub("ECS.18"),
)

RULES = (HOST_NETWORK, HOST_PID, HOST_IPC, AWSVPC, EFS)
