"""Containers at random: the rules agree with what the platforms' documentation says of each setting."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack.configuration import Configuration
from pack.judging import judge
from pack.rule import Rule, Subject
from pack.values import Props

from tests.policies.judged import BY_ID
from tests.policies.oracle import (
    DOCKER,
    ECS,
    ECS_CPU,
    ECS_TASK,
    KUBERNETES,
    KUBERNETES_POD,
    Fragments,
    merged,
    runs_as_root,
)

NAMES = ("app", "proxy", "logs")
many = settings(max_examples=150)


@dataclass(frozen=True)
class Drawn:
    """A description, and by rule what must be said of it: True, False, or None for not judged."""

    description: Mapping[str, Any]
    expected: Mapping[str, bool | None]


@st.composite
def drawn(draw: st.DrawFn, settings: Mapping[str, Fragments]) -> Drawn:
    """One fragment for each rule, put together."""
    chosen = {rule: draw(st.sampled_from(fragments)) for rule, fragments in settings.items()}
    description = merged(*(fragment for fragment, _ in chosen.values()))
    return Drawn(description, {rule: expected for rule, (_, expected) in chosen.items()})


def said(rule_id: str, type_: str, props: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Breaches, and the paths that are not judged."""
    rule = BY_ID[rule_id]
    assert isinstance(rule, Rule)
    subject = Subject(type_, "subject", Props(props), False, Configuration().options(rule))
    judgements = judge(rule, subject, "urn")
    assert not any(each.failure for each in judgements)
    return [each.breach for each in judgements if each.breach], [
        each.unknown for each in judgements if each.unknown
    ]


def agrees(rule_id: str, type_: str, props: Mapping[str, Any], expected: Mapping[str, bool | None]) -> None:
    """Whether a rule says of each container what is expected of it; "" is the workload as a whole."""
    breaches, unknown = said(rule_id, type_, props)
    wanted = [name for name, breach in expected.items() if breach]
    assert len(breaches) == len(wanted), (rule_id, breaches)
    assert all(any(name in breach for breach in breaches) for name in wanted), (rule_id, breaches)
    assert len(unknown) == list(expected.values()).count(None), (rule_id, unknown)


TASK = "aws:ecs/taskDefinition:TaskDefinition"


@many
@given(
    task=drawn({**ECS_TASK, "container-cpu-limit": ECS_CPU}),
    containers=st.lists(drawn(ECS), min_size=2, max_size=3),
)
def test_tasks_of_ecs(task: Drawn, containers: list[Drawn]) -> None:
    names = NAMES[: len(containers)]
    definitions = [{**each.description, "name": name} for name, each in zip(names, containers, strict=True)]
    props = {**task.description, "memory": "1024", "containerDefinitions": json.dumps(definitions)}
    for rule in ECS:
        found = {name: each.expected[rule] for name, each in zip(names, containers, strict=True)}
        agrees(rule, TASK, props, found)
    for rule in ECS_TASK:
        agrees(rule, TASK, props, {"": task.expected[rule]})
    agrees("container-cpu-limit", TASK, props, dict.fromkeys(names, task.expected["container-cpu-limit"]))


@given(container=drawn(ECS))
def test_a_container_alone_on_fargate_has_the_memory_of_its_task(container: Drawn) -> None:
    """Fargate runs no Docker daemon that could be asked for no-new-privileges."""
    definition = {"name": "app", **container.description}
    task = {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "memory": "512", "cpu": "256"}
    props = {**task, "containerDefinitions": json.dumps([definition])}
    expected = {**container.expected, "container-no-new-privileges": False}
    if expected["container-memory-limit"]:
        expected["container-memory-limit"] = False
    for rule in ECS:
        agrees(rule, TASK, props, {"app": expected[rule]})


KINDS = {
    "kubernetes:core/v1:Pod": ("spec",),
    "kubernetes:apps/v1:Deployment": ("spec", "template", "spec"),
    "kubernetes:apps/v1:StatefulSet": ("spec", "template", "spec"),
    "kubernetes:apps/v1:DaemonSet": ("spec", "template", "spec"),
    "kubernetes:batch/v1:Job": ("spec", "template", "spec"),
    "kubernetes:batch/v1:CronJob": ("spec", "jobTemplate", "spec", "template", "spec"),
}
CONTEXTS = st.fixed_dictionaries(
    {}, optional={"runAsUser": st.sampled_from([0, 1, 1001, 65534]), "runAsNonRoot": st.booleans()}
)


def owned(kind: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """A pod's specification where a kind has it."""
    found = dict(spec)
    for name in reversed(KINDS[kind]):
        found = {name: found}
    return found


@many
@given(
    kind=st.sampled_from(sorted(KINDS)),
    pod=drawn(KUBERNETES_POD),
    containers=st.lists(drawn(KUBERNETES), min_size=1, max_size=3),
    first=st.integers(0, 3),
)
def test_pods_of_kubernetes(kind: str, pod: Drawn, containers: list[Drawn], first: int) -> None:
    names = NAMES[: len(containers)]
    described = [{**each.description, "name": name} for name, each in zip(names, containers, strict=True)]
    spec = {**pod.description, "initContainers": described[:first], "containers": described[first:]}
    for rule in KUBERNETES:
        found = {name: each.expected[rule] for name, each in zip(names, containers, strict=True)}
        agrees(rule, kind, owned(kind, spec), found)
    for rule in KUBERNETES_POD:
        agrees(rule, kind, owned(kind, spec), {"": pod.expected[rule]})


@many
@given(
    kind=st.sampled_from(sorted(KINDS)), pod=CONTEXTS, containers=st.lists(CONTEXTS, min_size=1, max_size=3)
)
def test_users_of_kubernetes(kind: str, pod: dict[str, Any], containers: list[dict[str, Any]]) -> None:
    names = NAMES[: len(containers)]
    described = [
        {"name": name, "securityContext": each} for name, each in zip(names, containers, strict=True)
    ]
    spec = {"securityContext": pod, "containers": described}
    expected = {name: runs_as_root(each, pod) for name, each in zip(names, containers, strict=True)}
    agrees("container-non-root", kind, owned(kind, spec), expected)


@many
@given(container=drawn(DOCKER))
def test_containers_of_docker(container: Drawn) -> None:
    props = {**container.description, "name": "app"}
    for rule, breach in container.expected.items():
        agrees(rule, "docker:index/container:Container", props, {"": breach})


def test_every_platform_is_asked_about_every_rule_it_can_break() -> None:
    users = {"container-non-root", "container-cpu-limit"}
    assert ECS.keys() | ECS_TASK.keys() | users == DOCKER.keys()
    assert KUBERNETES.keys() | KUBERNETES_POD.keys() | users == DOCKER.keys()


@pytest.mark.parametrize("settings", [ECS, ECS_TASK, KUBERNETES, KUBERNETES_POD, DOCKER])
def test_every_setting_can_be_right_wrong_and_unknown(settings: Mapping[str, Fragments]) -> None:
    for rule, fragments in settings.items():
        assert {expected for _, expected in fragments} == {True, False, None}, rule
