"""Every type of resource that runs containers, and how rules go over them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from pack.judging import guarded
from pack.rule import NotJudged, Subject, Verdict
from pack.values import Props

from .docker_container import Single
from .docker_service import Service
from .ecs import Task
from .kubernetes import Pod
from .view import Container, Workload

Options = Mapping[str, Any]

TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition"

_TEMPLATE = ("spec", "template", "spec")
_KINDS: Mapping[str, Callable[[Props], Workload]] = {
    TASK_DEFINITION: Task,
    "docker:index/container:Container": Single,
    "docker:index/service:Service": Service,
    "kubernetes:core/v1:Pod": partial(Pod, ("spec",), False),
    "kubernetes:core/v1:ReplicationController": partial(Pod, _TEMPLATE, False),
    "kubernetes:apps/v1:ReplicaSet": partial(Pod, _TEMPLATE, False),
    "kubernetes:apps/v1:Deployment": partial(Pod, _TEMPLATE, False),
    "kubernetes:apps/v1:StatefulSet": partial(Pod, _TEMPLATE, False),
    "kubernetes:apps/v1:DaemonSet": partial(Pod, _TEMPLATE, False),
    "kubernetes:batch/v1:Job": partial(Pod, _TEMPLATE, True),
    "kubernetes:batch/v1:CronJob": partial(Pod, ("spec", "jobTemplate", *_TEMPLATE), True),
}

TYPES = frozenset(_KINDS)
"""What the rules about containers judge."""


def workload(subject: Subject) -> Workload:
    """A resource as the rules about containers read it."""
    return _KINDS[subject.type](subject.props)


def each_workload(
    check: Callable[[Workload, Options], Iterator[Verdict]],
) -> Callable[[Subject], Iterator[Verdict]]:
    """Judges a workload as a whole."""
    return lambda subject: check(workload(subject), subject.options)


def each_container(
    check: Callable[[Container, Options], Iterator[Verdict]],
) -> Callable[[Subject], Iterator[Verdict]]:
    """Judges every container by itself; what is said of one begins with its name."""

    def judge(subject: Subject) -> Iterator[Verdict]:
        for container in workload(subject).containers():
            yield from guarded(_named(container, check(container, subject.options)))

    return judge


def _named(container: Container, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        yield verdict if isinstance(verdict, NotJudged) else f"{container.label} has {verdict}"
