"""Cases on what a container may do."""

from tests.policies.cases import AnyCase, Case
from tests.policies.containers import (
    CRON_JOB,
    JOB,
    POD,
    STRING,
    TASK,
    WINDOWS,
    docker,
    ecs,
    kubernetes,
    swarm,
)

NON_ROOT = "container-non-root"
UNPRIVILEGED = "container-unprivileged"
NEW_PRIVILEGES = "container-no-new-privileges"
DROPPED = "container-capabilities-dropped"
ADDED = "container-capabilities-added"

FARGATE = {"requiresCompatibilities": ["FARGATE"]}
SECURITY = "securityContext"

ROOT = (
    *("", "root", "0", "00", "+0", "-0", "0:0", "root:root", "0:1001", ":1001", " ", " root", "root "),
    *("-1", "2147483648", "4294967296", "9" * 400),
)
OTHERS = ("1", "1001", "1001:1001", "1001:0", "node", "node:node", "0x0", "rooted", "2147483647")

CASES: tuple[AnyCase, ...] = (
    *(ecs(NON_ROOT, {"user": user}, says=f'container app has user "{user}", want') for user in ROOT),
    *(docker(NON_ROOT, {"user": user}, f'container app has user "{user}", want') for user in ROOT),
    *(ecs(NON_ROOT, {"user": user}) for user in OTHERS),
    *(docker(NON_ROOT, {"user": user}) for user in OTHERS),
    ecs(NON_ROOT, {}, says='container app has user "", want'),
    ecs(NON_ROOT, {"user": None}, says='container app has user "", want'),
    ecs(NON_ROOT, {"user": 0}, says="containerDefinitions[0].user is a number, want a string"),
    ecs(NON_ROOT, {"user": "1001"}, {"user": "0"}, says='container app2 has user "0", want'),
    ecs(
        NON_ROOT,
        {"user": STRING},
        {"user": "0"},
        says="container app2 has",
        unknown="containerDefinitions[0].user",
    ),
    ecs(NON_ROOT, {"user": "1001"}, {"user": STRING}, unknown="containerDefinitions[1].user"),
    ecs(NON_ROOT, {"name": STRING, "user": "0"}, says="container containerDefinitions[0] has user"),
    ecs(NON_ROOT, {"image": STRING, "user": "0"}, says='container app has user "0", want'),
    ecs(NON_ROOT, {"user": "0"}, task=WINDOWS),
    ecs(NON_ROOT, {"user": "ContainerUser"}, task=WINDOWS),
    ecs(NON_ROOT, {}, task=WINDOWS, says='container app has user "", want'),
    ecs(NON_ROOT, {"user": "containeradministrator"}, task=WINDOWS, says="container app has user"),
    ecs(NON_ROOT, {"user": "HOST\\Administrator"}, task=WINDOWS, says="container app has user"),
    Case(rule=NON_ROOT, type=TASK, props={"containerDefinitions": "[]"}),
    Case(rule=NON_ROOT, type=TASK, props={}, says="containerDefinitions is null, want JSON"),
    Case(
        rule=NON_ROOT,
        type=TASK,
        props={"containerDefinitions": "[1]"},
        says="containerDefinitions[0] is a number",
    ),
    Case(rule=NON_ROOT, type=TASK, props={"containerDefinitions": STRING}, unknown="containerDefinitions"),
    docker(NON_ROOT, {}, 'container app has user "", want'),
    swarm(NON_ROOT, {}, 'container app has user "", want'),
    swarm(NON_ROOT, {"user": "1001"}),
    kubernetes(NON_ROOT, {}, f"container app has {SECURITY}.runAsNonRoot unset, want"),
    kubernetes(NON_ROOT, {SECURITY: {}}, f"container app has {SECURITY}.runAsNonRoot unset", kind=POD),
    kubernetes(
        NON_ROOT, {SECURITY: {"runAsNonRoot": False}}, f"container app has {SECURITY}.runAsNonRoot false"
    ),
    kubernetes(
        NON_ROOT, {SECURITY: {"runAsUser": 0}}, f"container app has {SECURITY}.runAsUser 0, want", kind=JOB
    ),
    kubernetes(NON_ROOT, {SECURITY: {"runAsUser": "0"}}, f"container app has {SECURITY}.runAsUser 0, want"),
    kubernetes(
        NON_ROOT,
        {SECURITY: {"runAsUser": 0, "runAsNonRoot": True}},
        f"container app has {SECURITY}.runAsUser",
    ),
    kubernetes(
        NON_ROOT, {SECURITY: {"runAsUser": 2**32}}, f"container app has {SECURITY}.runAsUser 4294967296"
    ),
    kubernetes(
        NON_ROOT,
        {SECURITY: {"runAsUser": 0}},
        "container app has",
        pod={SECURITY: {"runAsUser": 1001}},
        kind=CRON_JOB,
    ),
    kubernetes(
        NON_ROOT,
        {SECURITY: {"runAsNonRoot": False}},
        "container app has",
        pod={SECURITY: {"runAsNonRoot": True}},
    ),
    kubernetes(
        NON_ROOT,
        {SECURITY: {"runAsUser": 1001}},
        "init container setup has securityContext.runAsNonRoot unset",
        pod={"initContainers": [{"name": "setup"}]},
    ),
    kubernetes(
        NON_ROOT,
        {SECURITY: {"runAsUser": 1001}},
        "ephemeral container shell has securityContext.runAsUser 0",
        pod={"ephemeralContainers": [{"name": "shell", SECURITY: {"runAsUser": 0}}]},
    ),
    kubernetes(NON_ROOT, {SECURITY: {"runAsUser": 1001}}, kind=POD),
    kubernetes(NON_ROOT, {SECURITY: {"runAsUser": 1001, "runAsNonRoot": False}}),
    kubernetes(NON_ROOT, {}, pod={SECURITY: {"runAsNonRoot": True}}, kind=CRON_JOB),
    kubernetes(NON_ROOT, {SECURITY: {"runAsUser": 1001}}, pod={SECURITY: {"runAsUser": 0}}),
    kubernetes(NON_ROOT, {}, "container app has", pod={"os": {"name": "windows"}}),
    kubernetes(
        NON_ROOT,
        {},
        pod={"os": {"name": "windows"}, SECURITY: {"windowsOptions": {"runAsUserName": "ContainerUser"}}},
    ),
    ecs(UNPRIVILEGED, {"privileged": True}, says="container app has privileged true, want false"),
    ecs(UNPRIVILEGED, {}, {"privileged": True}, says="container app2 has privileged true, want false"),
    ecs(
        UNPRIVILEGED,
        {"privileged": "yes"},
        says="containerDefinitions[0].privileged is a string, want a boolean",
    ),
    ecs(UNPRIVILEGED, {"privileged": False}),
    ecs(UNPRIVILEGED, {}),
    docker(UNPRIVILEGED, {"privileged": True}, "container app has privileged true, want false"),
    docker(UNPRIVILEGED, {}),
    swarm(UNPRIVILEGED, {}),
    kubernetes(
        UNPRIVILEGED, {SECURITY: {"privileged": True}}, f"container app has {SECURITY}.privileged true"
    ),
    kubernetes(
        UNPRIVILEGED,
        {},
        "init container sysctl has",
        pod={"initContainers": [{"name": "sysctl", SECURITY: {"privileged": True}}]},
    ),
    kubernetes(UNPRIVILEGED, {}),
    ecs(NEW_PRIVILEGES, {}, says="container app has no dockerSecurityOptions no-new-privileges, want it"),
    ecs(NEW_PRIVILEGES, {"dockerSecurityOptions": []}, says="container app has no"),
    ecs(NEW_PRIVILEGES, {"dockerSecurityOptions": ["no-new-privileges:false"]}, says="container app has no"),
    ecs(NEW_PRIVILEGES, {"dockerSecurityOptions": ["label:disable"]}, says="container app has no"),
    ecs(NEW_PRIVILEGES, {}, says="container app has no", task={"requiresCompatibilities": ["EC2"]}),
    ecs(NEW_PRIVILEGES, {"dockerSecurityOptions": ["no-new-privileges"]}),
    ecs(NEW_PRIVILEGES, {"dockerSecurityOptions": ["label:disable", "no-new-privileges:true"]}),
    ecs(NEW_PRIVILEGES, {}, task=FARGATE),
    ecs(NEW_PRIVILEGES, {}, task={"requiresCompatibilities": ["EC2", "FARGATE"]}),
    ecs(NEW_PRIVILEGES, {}, task={"requiresCompatibilities": ["MANAGED_INSTANCES"]}),
    ecs(NEW_PRIVILEGES, {}, task=WINDOWS),
    docker(NEW_PRIVILEGES, {}, "container app has no securityOpts no-new-privileges, want it"),
    docker(NEW_PRIVILEGES, {"securityOpts": ["no-new-privileges=true"]}),
    swarm(NEW_PRIVILEGES, {}),
    kubernetes(
        NEW_PRIVILEGES, {}, f"container app has no {SECURITY}.allowPrivilegeEscalation false, want it"
    ),
    kubernetes(NEW_PRIVILEGES, {SECURITY: {"allowPrivilegeEscalation": True}}, "container app has no"),
    kubernetes(NEW_PRIVILEGES, {SECURITY: {"allowPrivilegeEscalation": False}}),
    ecs(DROPPED, {}, says="container app has linuxParameters.capabilities.drop [], want [ALL]"),
    ecs(
        DROPPED,
        {"linuxParameters": {"capabilities": {"drop": ["NET_RAW", "MKNOD"]}}},
        says="container app has linuxParameters.capabilities.drop [NET_RAW, MKNOD], want [ALL]",
    ),
    ecs(DROPPED, {"linuxParameters": {"capabilities": {"add": ["ALL"]}}}, says="container app has"),
    ecs(DROPPED, {"linuxParameters": {"capabilities": {"drop": ["ALL"]}}}),
    ecs(DROPPED, {"linuxParameters": {"capabilities": {"drop": ["ALL"]}}}, task=FARGATE),
    ecs(DROPPED, {}, task=WINDOWS),
    docker(DROPPED, {}, "container app has capabilities.drops [], want [ALL]"),
    docker(DROPPED, {"capabilities": {"drops": ["CAP_ALL"]}}),
    docker(DROPPED, {"capabilities": {"drops": ["all"]}}),
    swarm(DROPPED, {}, "container app has capDrops [], want [ALL]"),
    swarm(DROPPED, {"capDrops": ["ALL"]}),
    kubernetes(DROPPED, {}, f"container app has {SECURITY}.capabilities.drop [], want [ALL]"),
    kubernetes(DROPPED, {SECURITY: {"capabilities": {"drop": ["ALL"]}}}),
    ecs(
        ADDED,
        {"linuxParameters": {"capabilities": {"add": ["SYS_ADMIN"]}}},
        says="container app has linuxParameters.capabilities.add SYS_ADMIN, want none but NET_BIND_SERVICE",
    ),
    ecs(
        ADDED,
        {"linuxParameters": {"capabilities": {"add": ["NET_BIND_SERVICE", "ALL"]}}},
        says="container app has",
    ),
    ecs(
        ADDED,
        {"linuxParameters": {"capabilities": {"add": ["NET_BIND_SERVICE"]}}},
        says="container app has linuxParameters.capabilities.add NET_BIND_SERVICE, want none",
        options={"allowed": []},
    ),
    ecs(ADDED, {"linuxParameters": {"capabilities": {"add": ["CAP_NET_BIND_SERVICE"]}}}),
    ecs(
        ADDED,
        {"linuxParameters": {"capabilities": {"add": ["SYS_PTRACE"]}}},
        options={"allowed": ["CAP_SYS_PTRACE"]},
    ),
    ecs(ADDED, {}),
    ecs(ADDED, {}, task=WINDOWS),
    docker(ADDED, {"capabilities": {"adds": ["net_admin"]}}, "container app has capabilities.adds NET_ADMIN"),
    docker(ADDED, {"capabilities": {"adds": []}}),
    swarm(ADDED, {"capAdds": ["CAP_SYS_PTRACE"]}, "container app has capAdds SYS_PTRACE"),
    kubernetes(
        ADDED,
        {SECURITY: {"capabilities": {"add": ["SYS_MODULE"]}}},
        f"container app has {SECURITY}.capabilities.add",
    ),
    kubernetes(ADDED, {SECURITY: {"capabilities": {"add": ["NET_BIND_SERVICE"]}}}),
)
