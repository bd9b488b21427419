"""How much memory and processor time a container can have."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, well_architected
from pack.values import Props

from .ecs import CPU, MEMORY
from .view import Container, spelled
from .workloads import TASK_DEFINITION, TYPES, Options, each_container


def _memory_limit(container: Container, options: Options) -> Iterator[Verdict]:
    limit = container.memory_limit()
    if limit and not (limit.value and limit.value > 0):
        yield f"{limit}, want a limit"


MEMORY_LIMIT = Rule(
    id="container-memory-limit",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=each_container(_memory_limit),
    finding="A container has no memory limit of its own.",
    why="One leak takes the memory of all its neighbours, and the kernel kills whichever it likes.",
    fix="set memory in the container definition, in MiB (Kubernetes: resources.limits.memory; Docker: "
    "memory, in MB; a service: taskSpec.resources.limits.memoryBytes). The only container of a task can "
    "leave it to its task.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-tasksize.html",
    controls=well_architected("REL10-BP03"),
)


def _cpu_limit(container: Container, options: Options) -> Iterator[Verdict]:
    limit = container.cpu_limit()
    if limit and not (limit.value and limit.value > 0):
        yield f"{limit}, want a limit"


CPU_LIMIT = Rule(
    id="container-cpu-limit",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=each_container(_cpu_limit),
    finding="A container has no processor limit.",
    why="One busy loop slows down every neighbour on the host.",
    fix="set cpu of the task, in CPU units (Kubernetes: resources.limits.cpu; Docker: cpus; a service: "
    "taskSpec.resources.limits.nanoCpus); cpu of a container on ECS is a share, not a limit.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-tasksize.html",
    controls=well_architected("REL10-BP03"),
)


def _reservations(container: Container, options: Options) -> Iterator[Verdict]:
    pairs = (
        (container.memory_reservation(), container.memory_limit()),
        (container.cpu_reservation(), container.cpu_limit()),
    )
    for reservation, limit in pairs:
        if reservation and limit and (reservation.value or 0) > (limit.value or float("inf")):
            yield f"{reservation}, want no more than its {limit}"


RESERVATIONS = Rule(
    id="container-reservations",
    severity=Severity.LOW,
    types=TYPES,
    check=each_container(_reservations),
    finding="A container reserves more than it may use.",
    why="The scheduler keeps room that nobody can use, or refuses the container on the day of a failover.",
    fix="set memoryReservation (Kubernetes: resources.requests; a Docker service: resources.reservation) "
    "to at most the limit.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
)


def _task_size(subject: Subject) -> Iterator[Verdict]:
    containers = subject.props.documents("containerDefinitions")
    memory = subject.props.quantity("memory", MEMORY)
    if memory is not None and (kept := sum(_kept_memory(each) for each in containers)) > memory:
        yield f"containers reserve {spelled(kept)} MiB, want no more than the task's {spelled(memory)}"
    cpu = subject.props.quantity("cpu", CPU)
    if cpu is not None and (kept := sum(each.quantity("cpu", CPU) or 0 for each in containers)) > cpu:
        yield f"containers reserve {spelled(kept)} CPU units, want no more than the task's {spelled(cpu)}"


def _kept_memory(container: Props) -> float:
    """ECS keeps the soft limit free, or the hard one where there is no soft one."""
    return container.quantity("memoryReservation", MEMORY) or container.quantity("memory", MEMORY) or 0


TASK_SIZE = Rule(
    id="container-task-size",
    severity=Severity.MEDIUM,
    types=frozenset({TASK_DEFINITION}),
    check=_task_size,
    finding="The containers of a task reserve more than the task has.",
    why="ECS refuses the task definition, in the middle of an `up`.",
    fix="raise memory and cpu of the task, or lower those of its containers.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
)

RULES = (MEMORY_LIMIT, CPU_LIMIT, RESERVATIONS, TASK_SIZE)
