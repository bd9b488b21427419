"""Cases on memory and processor time."""

from tests.policies.cases import AnyCase, Case
from tests.policies.containers import POD, STRING, TASK, WINDOWS, docker, ecs, kubernetes, swarm

MEMORY = "container-memory-limit"
CPU = "container-cpu-limit"
RESERVATIONS = "container-reservations"
TASK_SIZE = "container-task-size"


def _limits(**limits: object) -> dict[str, object]:
    return {"resources": {"limits": limits}}


def _both(name: str, request: object, limit: object) -> dict[str, object]:
    return {"resources": {"requests": {name: request}, "limits": {name: limit}}}


CASES: tuple[AnyCase, ...] = (
    ecs(MEMORY, {}, says="container app has memory of the task unset, want a limit"),
    ecs(MEMORY, {"memory": 0}, says="container app has memory of the task unset"),
    ecs(MEMORY, {"memoryReservation": 512}, says="container app has memory of the task unset"),
    ecs(
        MEMORY,
        {"memory": 512},
        {"name": "agent"},
        task={"memory": "1024"},
        says="container agent has memory unset, want a limit",
    ),
    ecs(MEMORY, {"memory": "much"}, says="containerDefinitions[0].memory is a string, want a number"),
    ecs(MEMORY, {"memory": 512}),
    ecs(MEMORY, {"memory": 512}, {"memory": 128}),
    ecs(MEMORY, {}, task={"memory": "1024"}),
    ecs(MEMORY, {}, task={"memory": "2 GB"}),
    ecs(MEMORY, {}, task={"memory": STRING}, unknown="memory"),
    docker(MEMORY, {}, "container app has memory unset, want a limit"),
    docker(MEMORY, {"memory": 0}, "container app has memory unset"),
    docker(MEMORY, {"memory": 512}),
    swarm(MEMORY, {}, "container app has resources.limits.memoryBytes unset"),
    swarm(MEMORY, {}, task=_limits(memoryBytes=536870912)),
    kubernetes(MEMORY, {}, "container app has resources.limits.memory unset"),
    kubernetes(MEMORY, _limits(cpu="1"), "container app has resources.limits.memory unset", kind=POD),
    kubernetes(
        MEMORY, _limits(memory="lots"), "spec.template.spec.containers[0].resources.limits.memory is a string"
    ),
    kubernetes(
        MEMORY,
        _limits(memory="1Gi"),
        "init container setup has resources.limits.memory unset",
        pod={"initContainers": [{"name": "setup"}]},
    ),
    kubernetes(MEMORY, _limits(memory="512Mi")),
    kubernetes(MEMORY, _limits(memory=536870912), pod={"ephemeralContainers": [{"name": "shell"}]}),
    kubernetes(MEMORY, {}, pod=_limits(memory="1Gi")),
    ecs(CPU, {}, says="container app has cpu of the task unset, want a limit"),
    ecs(CPU, {"cpu": 512}, says="container app has cpu of the task unset"),
    ecs(CPU, {}, says="container app has cpu of the task unset", task=WINDOWS),
    ecs(CPU, {}, task={"cpu": "512"}),
    ecs(CPU, {}, task={"cpu": ".5 vCPU"}),
    ecs(CPU, {"cpu": 1024}, task=WINDOWS),
    docker(CPU, {"cpuShares": 512}, "container app has cpus or cpuQuota unset, want a limit"),
    docker(CPU, {"cpus": "0"}, "container app has cpus or cpuQuota unset"),
    docker(CPU, {"cpus": "0.5"}),
    docker(CPU, {"cpuQuota": 50000}),
    swarm(CPU, {}, "container app has resources.limits.nanoCpus unset"),
    swarm(CPU, {}, task=_limits(nanoCpus=500000000)),
    kubernetes(CPU, _limits(memory="1Gi"), "container app has resources.limits.cpu unset"),
    kubernetes(CPU, _limits(cpu="500m")),
    kubernetes(CPU, _limits(cpu=1)),
    kubernetes(CPU, _limits(cpu="500m"), pod={"ephemeralContainers": [{"name": "shell"}]}),
    ecs(
        RESERVATIONS,
        {"memory": 512, "memoryReservation": 1024},
        says="container app has memoryReservation 1024, want no more than its memory 512",
    ),
    ecs(
        RESERVATIONS,
        {"cpu": 1024},
        task={"cpu": "0.5 vCPU"},
        says="container app has cpu 1024, want no more than its cpu of the task 512",
    ),
    ecs(RESERVATIONS, {"memory": 512, "memoryReservation": 512}),
    ecs(RESERVATIONS, {"memoryReservation": 512}),
    ecs(RESERVATIONS, {}),
    docker(
        RESERVATIONS,
        {"memory": 128, "memoryReservation": 256},
        "container app has memoryReservation 256, want",
    ),
    docker(RESERVATIONS, {"memory": 256, "memoryReservation": 128}),
    swarm(
        RESERVATIONS,
        {},
        "container app has resources.reservation.memoryBytes 2, want no more than its",
        task={"resources": {"reservation": {"memoryBytes": 2}, "limits": {"memoryBytes": 1}}},
    ),
    swarm(RESERVATIONS, {}, task={"resources": {"reservation": {"nanoCpus": 1}, "limits": {"nanoCpus": 1}}}),
    kubernetes(
        RESERVATIONS,
        _both("memory", "1Gi", "512Mi"),
        "container app has resources.requests.memory 1073741824, want no more than its",
    ),
    kubernetes(RESERVATIONS, _both("cpu", "1", "500m"), "container app has resources.requests.cpu 1, want"),
    kubernetes(RESERVATIONS, _both("memory", "512Mi", "1Gi")),
    kubernetes(RESERVATIONS, _both("memory", "1G", "1Gi")),
    ecs(
        TASK_SIZE,
        {"memory": 1024},
        {"memory": 2048, "memoryReservation": 512},
        task={"memory": "1 GB"},
        says="containers reserve 1536 MiB, want no more than the task's 1024",
    ),
    ecs(
        TASK_SIZE,
        {"cpu": 256},
        {"cpu": 512},
        task={"cpu": 512},
        says="containers reserve 768 CPU units, want no more than the task's 512",
    ),
    ecs(
        TASK_SIZE,
        {"memory": 512, "cpu": 256},
        {"memory": 512, "cpu": 256},
        task={"memory": "1024", "cpu": "512"},
    ),
    ecs(TASK_SIZE, {"memory": 4096, "cpu": 4096}),
    ecs(TASK_SIZE, {}, task={"memory": "1024", "cpu": "512"}),
    Case(rule=TASK_SIZE, type=TASK, props={"containerDefinitions": "[]", "cpu": STRING}, unknown="cpu"),
)
