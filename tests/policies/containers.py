"""Short ways to write cases about one container, on each platform."""

import json
from collections.abc import Mapping
from typing import Any

from tests.policies.cases import Case

TASK = "aws:ecs/taskDefinition:TaskDefinition"
CONTAINER = "docker:index/container:Container"
SERVICE = "docker:index/service:Service"
POD = "kubernetes:core/v1:Pod"
DEPLOYMENT = "kubernetes:apps/v1:Deployment"
JOB = "kubernetes:batch/v1:Job"
CRON_JOB = "kubernetes:batch/v1:CronJob"

WINDOWS = {"runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}}
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""A string that only `up` will know."""

Values = Mapping[str, Any]


def ecs(rule: str, *containers: Values, says: str = "", task: Values | None = None, **more: Any) -> Case:
    """A task with containers app, app2, app3 and so on, unless they have names."""
    named = [{"name": f"app{at if at > 1 else ''}", **each} for at, each in enumerate(containers, 1)]
    props = {"containerDefinitions": json.dumps(named), **(task or {})}
    return Case(rule=rule, type=TASK, props=props, says=says, **more)


def docker(rule: str, props: Values, says: str = "", **more: Any) -> Case:
    """A container named app on a Docker host."""
    return Case(rule=rule, type=CONTAINER, props={"name": "app", **props}, says=says, **more)


def swarm(rule: str, spec: Values, says: str = "", task: Values | None = None, **more: Any) -> Case:
    """A service named app on a Docker swarm."""
    props = {"name": "app", "taskSpec": {"containerSpec": dict(spec), **(task or {})}}
    return Case(rule=rule, type=SERVICE, props=props, says=says, **more)


def kubernetes(
    rule: str,
    container: Values,
    says: str = "",
    pod: Values | None = None,
    kind: str = DEPLOYMENT,
    **more: Any,
) -> Case:
    """A workload of Kubernetes with one container named app."""
    spec = {"containers": [{"name": "app", **container}], **(pod or {})}
    return Case(rule=rule, type=kind, props=around(kind, spec), says=says, **more)


def around(kind: str, spec: Values) -> dict[str, Any]:
    """The properties of a kind of Kubernetes around the spec of its pods."""
    template = {"spec": {"template": {"spec": dict(spec)}}}
    if kind == POD:
        return {"spec": dict(spec)}
    return {"spec": {"jobTemplate": template}} if kind == CRON_JOB else template
