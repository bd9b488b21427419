"""Cases on files, of a container and of its host."""

from tests.policies.cases import AnyCase, Case
from tests.policies.containers import (
    CRON_JOB,
    POD,
    STRING,
    TASK,
    WINDOWS,
    around,
    docker,
    ecs,
    kubernetes,
    swarm,
)

READ_ONLY = "container-read-only-root"
WRITABLE = "container-writable-paths"
SOCKET = "container-docker-socket"
HOST = "container-host-paths"
EFS = "container-efs-encrypted"

SECURITY = "securityContext"
READ = {SECURITY: {"readOnlyRootFilesystem": True}}
NOWHERE = "container app has a read-only root and no writable path, want a tmpfs or a volume at least at /tmp"
SOCKETS = (
    *("/var/run/docker.sock", "/run/docker.sock", "/var/run/docker.sock/", "/run/containerd/containerd.sock"),
    *("/run/podman/podman.sock", "/run/crio/crio.sock", "/var/run", "/run", "/run/containerd", "/"),
)
PATHS = (
    "/etc",
    "/var",
    "/var/lib/docker",
    "/var/runner",
    "/runner",
    "/run/docker.sock.d",
    "/proc",
    "/tmp",
    "data",
)


def _volumes(*volumes: object) -> dict[str, object]:
    return {"volumes": list(volumes)}


def _on_node(path: object) -> dict[str, object]:
    return {"name": "node", "hostPath": {"path": path}}


CASES: tuple[AnyCase, ...] = (
    ecs(READ_ONLY, {}, says="container app has readonlyRootFilesystem false, want true"),
    ecs(READ_ONLY, {"readonlyRootFilesystem": False}, says="container app has readonlyRootFilesystem false"),
    ecs(
        READ_ONLY,
        {"readonlyRootFilesystem": True},
        {"name": "proxy"},
        says="container proxy has readonlyRootFilesystem false, want true",
    ),
    ecs(
        READ_ONLY,
        {"readonlyRootFilesystem": "maybe"},
        says="containerDefinitions[0].readonlyRootFilesystem is a",
    ),
    ecs(READ_ONLY, {"readonlyRootFilesystem": True}),
    ecs(READ_ONLY, {}, task=WINDOWS),
    ecs(READ_ONLY, {}, task={"runtimePlatform": STRING}, unknown="runtimePlatform"),
    docker(READ_ONLY, {}, "container app has readOnly false, want true"),
    docker(READ_ONLY, {"readOnly": True}),
    swarm(READ_ONLY, {"readOnly": False}, "container app has readOnly false, want true"),
    swarm(READ_ONLY, {"readOnly": True}),
    kubernetes(READ_ONLY, {}, f"container app has {SECURITY}.readOnlyRootFilesystem false, want true"),
    kubernetes(READ_ONLY, {SECURITY: {}}, "container app has", kind=CRON_JOB),
    kubernetes(
        READ_ONLY,
        READ,
        f"init container setup has {SECURITY}.readOnlyRootFilesystem false",
        pod={"initContainers": [{"name": "setup"}]},
    ),
    kubernetes(
        READ_ONLY,
        READ,
        f"ephemeral container shell has {SECURITY}.readOnlyRootFilesystem false",
        pod={"ephemeralContainers": [{"name": "shell"}]},
    ),
    kubernetes(READ_ONLY, READ, kind=POD),
    kubernetes(READ_ONLY, {}, pod={"os": {"name": "windows"}}),
    ecs(WRITABLE, {"readonlyRootFilesystem": True}, says=NOWHERE),
    ecs(
        WRITABLE,
        {"readonlyRootFilesystem": True, "mountPoints": [{"containerPath": "/data", "readOnly": True}]},
        says=NOWHERE,
    ),
    ecs(
        WRITABLE,
        {"readonlyRootFilesystem": True, "linuxParameters": {"tmpfs": [{"containerPath": "/"}]}},
        says="container app has writable paths [/], want none that covers /",
    ),
    ecs(WRITABLE, {}),
    ecs(WRITABLE, {}, task=WINDOWS),
    ecs(
        WRITABLE, {"readonlyRootFilesystem": True, "linuxParameters": {"tmpfs": [{"containerPath": "/tmp"}]}}
    ),
    ecs(WRITABLE, {"readonlyRootFilesystem": True, "mountPoints": [{"containerPath": "/data"}]}),
    docker(WRITABLE, {"readOnly": True}, NOWHERE),
    docker(WRITABLE, {"readOnly": True, "volumes": [{"containerPath": "/a", "readOnly": True}]}, NOWHERE),
    docker(WRITABLE, {"readOnly": True, "tmpfs": {"/tmp": "size=64m"}}),
    docker(WRITABLE, {"readOnly": True, "volumes": [{"containerPath": "/data", "volumeName": "data"}]}),
    docker(WRITABLE, {"readOnly": True, "mounts": [{"type": "tmpfs", "target": "/tmp"}]}),
    swarm(WRITABLE, {"readOnly": True}, NOWHERE),
    swarm(WRITABLE, {"readOnly": True, "mounts": [{"target": "/data", "readOnly": True}]}, NOWHERE),
    swarm(WRITABLE, {"readOnly": True, "mounts": [{"type": "tmpfs", "target": "/tmp"}]}),
    kubernetes(WRITABLE, READ, NOWHERE),
    kubernetes(
        WRITABLE,
        {**READ, "volumeMounts": [{"name": "settings", "mountPath": "/etc/app"}]},
        NOWHERE,
        pod=_volumes({"name": "settings", "configMap": {"name": "settings"}}),
    ),
    kubernetes(
        WRITABLE,
        {**READ, "volumeMounts": [{"name": "scratch", "mountPath": "/tmp"}]},
        pod=_volumes({"name": "scratch", "emptyDir": {}}),
    ),
    kubernetes(WRITABLE, {**READ, "volumeMounts": [{"name": "claimed", "mountPath": "/data"}]}),
    *(
        ecs(SOCKET, {}, says=f'hostPath "{path}", which', task=_volumes({"hostPath": path}))
        for path in SOCKETS
    ),
    *(ecs(SOCKET, {}, task=_volumes({"hostPath": path})) for path in PATHS),
    ecs(SOCKET, {}, says='hostPath "/run"', task=_volumes({"hostPath": "/etc"}, {"hostPath": "/run"})),
    ecs(
        SOCKET,
        {},
        says='hostPath "/run"',
        task=_volumes({"hostPath": STRING}, {"hostPath": "/run"}),
        unknown="volumes[0].hostPath",
    ),
    ecs(SOCKET, {}),
    docker(
        SOCKET, _volumes({"hostPath": "/var/run/docker.sock"}), 'hostPath "/var/run/docker.sock", which gives'
    ),
    docker(
        SOCKET,
        {"mounts": [{"type": "bind", "source": "/run/docker.sock"}]},
        'mount source "/run/docker.sock"',
    ),
    docker(SOCKET, {"mounts": [{"type": "volume", "source": "/run/docker.sock"}]}),
    swarm(SOCKET, {"mounts": [{"type": "bind", "source": "/var/run/docker.sock"}]}, "mount source"),
    swarm(SOCKET, {"mounts": [{"type": "tmpfs", "target": "/run"}]}),
    kubernetes(
        SOCKET,
        {},
        'hostPath.path "/run/containerd/containerd.sock", which',
        pod=_volumes(_on_node(SOCKETS[3])),
    ),
    kubernetes(SOCKET, {}, pod=_volumes(_on_node("/var/log"))),
    *(
        ecs(HOST, {}, says=f'hostPath "{path}", want a volume that', task=_volumes({"hostPath": path}))
        for path in PATHS
    ),
    *(ecs(HOST, {}, task=_volumes({"hostPath": path})) for path in SOCKETS),
    ecs(
        HOST,
        {},
        says='driverOpts.device "/srv", want',
        task=_volumes(
            {"dockerVolumeConfiguration": {"driverOpts": {"type": "none", "o": "bind", "device": "/srv"}}}
        ),
    ),
    ecs(
        HOST,
        {},
        task=_volumes({"dockerVolumeConfiguration": {"driverOpts": {"type": "nfs", "device": ":/srv"}}}),
    ),
    ecs(HOST, {}, task=_volumes({"name": "scratch"}, {"name": "files", "efsVolumeConfiguration": {}})),
    ecs(
        HOST, {}, task=_volumes({"hostPath": ["/etc"]}), says="volumes[0].hostPath is an array, want a string"
    ),
    ecs(HOST, {}, task={"volumes": STRING}, unknown="volumes"),
    docker(
        HOST, _volumes({"volumeName": "a"}, {"hostPath": "/etc", "volumeName": "b"}), 'hostPath "/etc", want'
    ),
    docker(HOST, _volumes({"volumeName": "data", "containerPath": "/data"})),
    swarm(HOST, {"mounts": [{"type": "bind", "source": "/etc"}]}, 'mount source "/etc", want'),
    swarm(HOST, {"mounts": [{"type": "volume", "source": "data"}]}),
    kubernetes(HOST, {}, 'hostPath.path "/etc", want', pod=_volumes({"emptyDir": {}}, _on_node("/etc"))),
    kubernetes(HOST, {}, pod=_volumes({"emptyDir": {}}, {"persistentVolumeClaim": {"claimName": "data"}})),
    Case(
        rule=HOST,
        type="kubernetes:apps/v1:DaemonSet",
        props=around("kubernetes:apps/v1:DaemonSet", _volumes(_on_node(STRING), _on_node("/etc"))),
        says='hostPath.path "/etc"',
        unknown="spec.template.spec.volumes[0].hostPath.path",
    ),
    ecs(
        EFS,
        {},
        says='volume files has transitEncryption "DISABLED", want "ENABLED"',
        task=_volumes({"name": "files", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}),
    ),
    ecs(
        EFS,
        {},
        says='volume b has transitEncryption "DISABLED"',
        task=_volumes(
            {"name": "a", "efsVolumeConfiguration": {"transitEncryption": "ENABLED"}},
            {"name": "b", "efsVolumeConfiguration": {"transitEncryption": "DISABLED"}},
        ),
    ),
    ecs(EFS, {}, task=_volumes({"name": "a", "efsVolumeConfiguration": {"transitEncryption": "ENABLED"}})),
    ecs(EFS, {}, task=_volumes({"name": "scratch"})),
    Case(rule=EFS, type=TASK, props={}),
)
