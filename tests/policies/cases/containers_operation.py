"""Cases on what keeps a container running, and on its logs."""

from tests.policies.cases import AnyCase
from tests.policies.containers import CRON_JOB, JOB, POD, STRING, WINDOWS, docker, ecs, kubernetes, swarm

HEALTH = "container-health-check"
LOGS = "container-logs"
INIT = "container-init-process"

PROBE = {"httpGet": {"path": "/health", "port": 3000}}
UNASKED = "container app has livenessProbe or readinessProbe [], want a command or a probe"

CASES: tuple[AnyCase, ...] = (
    ecs(HEALTH, {}, says="container app has healthCheck.command [], want a command or a probe"),
    ecs(HEALTH, {"healthCheck": {}}, says="container app has healthCheck.command []"),
    ecs(HEALTH, {"healthCheck": {"command": []}}, says="container app has healthCheck.command []"),
    ecs(HEALTH, {"healthCheck": {"command": ["NONE"]}}, says="container app has healthCheck.command [NONE]"),
    ecs(HEALTH, {"healthCheck": {"command": ["CMD", "true"]}}, {}, says="container app2 has healthCheck"),
    ecs(
        HEALTH,
        {"healthCheck": {"command": 1}},
        says="containerDefinitions[0].healthCheck.command is a number",
    ),
    ecs(HEALTH, {"name": "worker"}, says="container worker has healthCheck.command []"),
    ecs(
        HEALTH,
        {
            "name": "proxy",
            "dependsOn": [{"containerName": "app", "condition": "HEALTHY"}],
            "essential": False,
        },
        {"name": "app"},
        says="container app has healthCheck.command []",
    ),
    ecs(HEALTH, {"healthCheck": {"command": ["CMD-SHELL", "wget -q -O- localhost:3000/health"]}}),
    ecs(HEALTH, {"essential": False}),
    ecs(HEALTH, {"name": "backend-migrate"}),
    ecs(HEALTH, {"name": "report"}, options={"oneOff": ["report"]}),
    ecs(
        HEALTH,
        {
            "dependsOn": [{"containerName": "setup", "condition": "SUCCESS"}],
            "healthCheck": {"command": ["CMD", "true"]},
        },
        {"name": "setup"},
    ),
    ecs(
        HEALTH,
        {"healthCheck": {"command": [STRING]}},
        unknown="containerDefinitions[0].healthCheck.command[0]",
    ),
    docker(HEALTH, {}, "container app has healthcheck.tests [], want"),
    docker(HEALTH, {"healthcheck": {"tests": ["NONE"]}}, "container app has healthcheck.tests [NONE]"),
    docker(HEALTH, {"healthcheck": {"tests": ["CMD", "true"]}}),
    docker(HEALTH, {"mustRun": False}),
    docker(HEALTH, {"name": "migrate"}),
    swarm(HEALTH, {}, "container app has healthcheck.tests []"),
    swarm(HEALTH, {}, "container app has healthcheck", task={"restartPolicy": {"condition": "any"}}),
    swarm(HEALTH, {"healthcheck": {"tests": ["CMD", "true"]}}),
    swarm(HEALTH, {}, task={"restartPolicy": {"condition": "on-failure"}}),
    swarm(HEALTH, {}, options={"oneOff": ["app"]}),
    kubernetes(HEALTH, {}, UNASKED),
    kubernetes(HEALTH, {"startupProbe": PROBE}, UNASKED),
    kubernetes(HEALTH, {"livenessProbe": {}}, UNASKED, kind=POD),
    kubernetes(
        HEALTH,
        {"livenessProbe": PROBE},
        "init container proxy has livenessProbe or readinessProbe []",
        pod={"initContainers": [{"name": "proxy", "restartPolicy": "Always"}]},
    ),
    kubernetes(HEALTH, {"readinessProbe": PROBE}, pod={"initContainers": [{"name": "setup"}]}),
    kubernetes(HEALTH, {"livenessProbe": PROBE}, pod={"ephemeralContainers": [{"name": "shell"}]}),
    kubernetes(HEALTH, {}, kind=JOB),
    kubernetes(HEALTH, {}, kind=CRON_JOB),
    kubernetes(HEALTH, {}, kind=POD, pod={"restartPolicy": "Never"}),
    ecs(LOGS, {}, says="container app has logConfiguration.logDriver unset, want a driver such as awslogs"),
    ecs(LOGS, {"logConfiguration": None}, says="container app has logConfiguration.logDriver unset"),
    ecs(LOGS, {"logConfiguration": {"logDriver": "awslogs"}}, {}, says="container app2 has logConfiguration"),
    ecs(
        LOGS,
        {"logConfiguration": {"logDriver": "json-file"}},
        says="container app has logConfiguration.options.max-size unset, want a size such as 10m",
    ),
    ecs(LOGS, {"logConfiguration": {"logDriver": "awslogs"}}),
    ecs(LOGS, {"logConfiguration": {"logDriver": "awsfirelens", "options": STRING}}),
    ecs(LOGS, {"logConfiguration": {"logDriver": "json-file", "options": {"max-size": "10m"}}}),
    docker(LOGS, {}, "container app has logDriver unset, want"),
    docker(LOGS, {"logDriver": "none"}, 'container app has logDriver "none", want'),
    docker(LOGS, {"logDriver": "json-file"}, "container app has logOpts.max-size unset"),
    docker(LOGS, {"logDriver": "local"}),
    docker(LOGS, {"logDriver": "json-file", "logOpts": {"max-size": "10m"}}),
    swarm(LOGS, {}, "container app has logDriver.name unset"),
    swarm(LOGS, {}, task={"logDriver": {"name": "journald"}}),
    kubernetes(LOGS, {}),
    ecs(INIT, {}, says="container app has linuxParameters.initProcessEnabled false, want true"),
    ecs(
        INIT,
        {"linuxParameters": {"initProcessEnabled": True}},
        {"linuxParameters": {"initProcessEnabled": False}},
        says="container app2 has linuxParameters.initProcessEnabled false",
    ),
    ecs(
        INIT,
        {"linuxParameters": []},
        says="containerDefinitions[0].linuxParameters is an array, want an object",
    ),
    ecs(INIT, {"linuxParameters": {"initProcessEnabled": True}}),
    ecs(INIT, {}, task=WINDOWS),
    docker(INIT, {}, "container app has init false, want true"),
    docker(INIT, {"init": True}),
    swarm(INIT, {"init": False}, "container app has init false, want true"),
    swarm(INIT, {"init": True}),
    kubernetes(INIT, {}),
)
