"""How the containers of the production program can be broken."""

from collections.abc import Iterable, Mapping
from typing import Any

from tests.policies.mutations import ABSENT, Mutation, Unbroken

TASK = "aws:ecs/taskDefinition:TaskDefinition"

SIDE_CAR = {"name": "agent", "image": "agent:1.0.0", "essential": True}
"""A second container of which nothing is said."""

_BROKEN: Mapping[str, Mapping[str, Iterable[Any]]] = {
    "container-non-root": {"user": ("0", "root", "", "0:0", ABSENT, 0), "": (SIDE_CAR,)},
    "container-unprivileged": {"privileged": (True,), "": ({**SIDE_CAR, "privileged": True},)},
    "container-no-new-privileges": {
        "dockerSecurityOptions": (ABSENT, [], ["no-new-privileges:false"]),
        "": (SIDE_CAR,),
    },
    "container-capabilities-dropped": {
        "linuxParameters": (ABSENT,),
        "linuxParameters.capabilities": (ABSENT,),
        "linuxParameters.capabilities.drop": (ABSENT, [], ["NET_RAW"]),
        "": (SIDE_CAR,),
    },
    "container-capabilities-added": {"linuxParameters.capabilities.add": (["SYS_ADMIN"], ["ALL"])},
    "container-read-only-root": {"readonlyRootFilesystem": (False, ABSENT), "": (SIDE_CAR,)},
    "container-writable-paths": {
        "linuxParameters": (ABSENT,),
        "linuxParameters.tmpfs": (ABSENT, []),
        "linuxParameters.tmpfs[*].containerPath": ("/",),
        "mountPoints": ([{"sourceVolume": "scratch", "containerPath": "/"}],),
        "": ({**SIDE_CAR, "readonlyRootFilesystem": True},),
    },
    "container-memory-limit": {"": (SIDE_CAR,)},
    "container-reservations": {
        "cpu": (4096,),
        "memoryReservation": (4096,),
        "": ({**SIDE_CAR, "memory": 1, "memoryReservation": 2},),
    },
    "container-task-size": {
        "cpu": (4096,),
        "memory": (4096,),
        "memoryReservation": (4096,),
        "": ({**SIDE_CAR, "memory": 4096},),
    },
    "container-image-pinned": {"image": ("app", "app:latest", "app:main", "host:5000/app", ABSENT)},
    "container-plain-secrets": {
        "environment[+]": (
            {"name": "DATABASE_PASSWORD", "value": "hunter2"},
            {"name": "SEED", "value": "q8Zr3Xv1Lm9Tb5Wn7Kc2Hd4Jf6Gp0Ys"},
        ),
        "environment[*].name": ("AWS_SECRET_ACCESS_KEY",),
        "environment[*].value": ("postgres://app:hunter2@database/app",),
        "command": (["app", "--password=hunter2"],),
        "entryPoint": (["app", "--password", "hunter2"],),
    },
    "container-health-check": {"": (SIDE_CAR,)},
    "container-logs": {
        "logConfiguration": (ABSENT,),
        "logConfiguration.logDriver": (ABSENT, "none", "json-file"),
        "": (SIDE_CAR,),
    },
    "container-init-process": {
        "linuxParameters": (ABSENT,),
        "linuxParameters.initProcessEnabled": (False, ABSENT),
        "": (SIDE_CAR,),
    },
}
"""By rule and by the property of a container; an empty one is one more container."""

_SERVICES = ("backend", "frontend")


def _path(property_: str) -> str:
    return f"containerDefinitions[*].{property_}" if property_ else "containerDefinitions[+]"


MUTATIONS = [
    *(
        Mutation(rule, TASK, _path(property_), value)
        for rule, properties in _BROKEN.items()
        for property_, values in properties.items()
        for value in values
    ),
    *(
        Mutation("container-health-check", TASK, f"containerDefinitions[*].{path}", value, name)
        for path, value in (
            ("healthCheck", ABSENT),
            ("healthCheck.command", ABSENT),
            ("healthCheck.command", ["NONE"]),
        )
        for name in _SERVICES
    ),
    Mutation("container-health-check", TASK, "containerDefinitions[*].name", "app", "backend-migrate"),
    Mutation(
        "container-docker-socket", TASK, "volumes[+]", {"name": "a", "hostPath": "/var/run/docker.sock"}
    ),
    Mutation("container-docker-socket", TASK, "volumes", [{"name": "a", "hostPath": "/"}]),
    Mutation("container-host-paths", TASK, "volumes[+]", {"name": "a", "hostPath": "/etc"}),
    Mutation("container-efs-encrypted", TASK, "volumes[+]", {"name": "a", "efsVolumeConfiguration": {}}),
    Mutation("container-cpu-limit", TASK, "cpu"),
    Mutation("container-cpu-limit", TASK, "cpu", "0"),
    Mutation("container-reservations", TASK, "cpu", "256"),
    Mutation("container-task-size", TASK, "cpu", "256"),
    Mutation("container-task-size", TASK, "memory", "512"),
    Mutation("container-host-network", TASK, "networkMode", "host"),
    Mutation("container-host-pid", TASK, "pidMode", "host"),
    Mutation("container-host-ipc", TASK, "ipcMode", "host"),
    Mutation("container-awsvpc", TASK, "networkMode", "bridge"),
    Mutation("container-awsvpc", TASK, "networkMode"),
]

_WINDOWS = (
    "It says whether Linux or Windows runs the containers; each has demands of its own, and cases hold them."
)
_OF_THE_SYSTEM = (
    "container-non-root",
    "container-no-new-privileges",
    "container-capabilities-dropped",
    "container-read-only-root",
    "container-writable-paths",
    "container-cpu-limit",
    "container-reservations",
    "container-init-process",
)

UNBROKEN = [
    *(Unbroken(rule, TASK, "runtimePlatform", _WINDOWS) for rule in _OF_THE_SYSTEM),
    Unbroken(
        "container-no-new-privileges",
        TASK,
        "requiresCompatibilities",
        "A task that must run on Fargate too cannot ask for it; one that need not is asked already.",
    ),
    Unbroken(
        "container-awsvpc",
        TASK,
        "requiresCompatibilities",
        "It says where the mode is not supported or is the default; with the mode set, it changes nothing.",
    ),
    Unbroken(
        "container-cpu-limit",
        TASK,
        "containerDefinitions",
        "It says which containers there are; on Linux the limit of the task holds for all of them.",
    ),
    Unbroken(
        "container-image-registry",
        TASK,
        "containerDefinitions",
        "Any registry is allowed as long as the project names none in this rule's options.",
    ),
    Unbroken(
        "container-own-role",
        TASK,
        "taskRoleArn",
        "A role that is known by its ARN is none of this first preview's roles; cases have both at once.",
    ),
    Unbroken("container-own-role", TASK, "executionRoleArn", "As taskRoleArn."),
]
