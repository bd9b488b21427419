"""Cases on what a workload shares with its host, and on its role."""

from tests.policies.cases import AnyCase, Case, Declared, StackCase
from tests.policies.containers import CRON_JOB, POD, STRING, TASK, docker, ecs, kubernetes, swarm

NETWORK = "container-host-network"
PID = "container-host-pid"
IPC = "container-host-ipc"
AWSVPC = "container-awsvpc"
ROLE = "container-own-role"


def _roles(**refers: tuple[str, ...]) -> tuple[Declared, ...]:
    roles = (Declared(type="aws:iam/role:Role", name=name) for name in ("app", "start"))
    props = dict.fromkeys(refers, STRING)
    return (*roles, Declared(type=TASK, name="task", props=props, refers=refers))


CASES: tuple[AnyCase, ...] = (
    Case(
        rule=NETWORK,
        type=TASK,
        props={"networkMode": "host"},
        says='networkMode "host", want none of the host\'s',
    ),
    Case(
        rule=NETWORK,
        type=TASK,
        props={"networkMode": ["host"]},
        says="networkMode is an array, want a string",
    ),
    Case(rule=NETWORK, type=TASK, props={"networkMode": STRING}, unknown="networkMode"),
    Case(rule=NETWORK, type=TASK, props={"networkMode": "awsvpc", "containerDefinitions": STRING}),
    Case(rule=NETWORK, type=TASK, props={}),
    docker(NETWORK, {"networkMode": "host"}, 'networkMode "host"'),
    docker(NETWORK, {"networkMode": "bridge"}),
    swarm(
        NETWORK,
        {},
        'networksAdvanceds "host"',
        task={"networksAdvanceds": [{"name": "web"}, {"name": "host"}]},
    ),
    swarm(NETWORK, {}, task={"networksAdvanceds": [{"name": "web"}]}),
    kubernetes(NETWORK, {}, "hostNetwork true, want none", pod={"hostNetwork": True}),
    kubernetes(NETWORK, {}, "hostNetwork true, want none", pod={"hostNetwork": True}, kind=CRON_JOB),
    kubernetes(NETWORK, {}, kind=POD),
    Case(rule=PID, type=TASK, props={"pidMode": "host"}, says='pidMode "host", want none of the host\'s'),
    Case(rule=PID, type=TASK, props={"pidMode": "task"}),
    Case(rule=PID, type=TASK, props={}),
    docker(PID, {"pidMode": "host"}, 'pidMode "host"'),
    docker(PID, {"pidMode": "container:web"}),
    swarm(PID, {}),
    kubernetes(PID, {}, "hostPID true", pod={"hostPID": True}, kind="kubernetes:apps/v1:DaemonSet"),
    kubernetes(PID, {}, pod={"hostPID": False}),
    Case(rule=IPC, type=TASK, props={"ipcMode": "host"}, says='ipcMode "host", want none of the host\'s'),
    Case(rule=IPC, type=TASK, props={"ipcMode": "none"}),
    docker(IPC, {"ipcMode": "host"}, 'ipcMode "host"'),
    docker(IPC, {"ipcMode": "private"}),
    swarm(IPC, {}),
    kubernetes(IPC, {}, "hostIPC true", pod={"hostIPC": True}, kind="kubernetes:apps/v1:StatefulSet"),
    kubernetes(IPC, {}),
    ecs(AWSVPC, {}, says='networkMode is "bridge", want "awsvpc"'),
    ecs(AWSVPC, {}, says='networkMode is "bridge", want "awsvpc"', task={"networkMode": "bridge"}),
    ecs(AWSVPC, {}, says='networkMode is "bridge"', task={"requiresCompatibilities": ["EC2"]}),
    ecs(AWSVPC, {}, task={"networkMode": "awsvpc"}),
    ecs(AWSVPC, {}, task={"networkMode": "none"}),
    ecs(AWSVPC, {}, task={"networkMode": "bridge", "requiresCompatibilities": ["EXTERNAL"]}),
    ecs(AWSVPC, {}, task={"requiresCompatibilities": ["MANAGED_INSTANCES"]}),
    StackCase(
        rule=ROLE,
        resources=_roles(taskRoleArn=("start",), executionRoleArn=("start",)),
        says="taskRoleArn is the role of executionRoleArn too",
        at="task",
    ),
    StackCase(
        rule=ROLE,
        resources=(
            Declared(
                type=TASK,
                name="task",
                props=dict.fromkeys(("taskRoleArn", "executionRoleArn"), "arn:aws:iam::1"),
            ),
        ),
        says="taskRoleArn is the role of executionRoleArn too",
        at="task",
    ),
    StackCase(rule=ROLE, resources=_roles(taskRoleArn=("app",), executionRoleArn=("start",))),
    StackCase(rule=ROLE, resources=_roles(executionRoleArn=("start",))),
    StackCase(rule=ROLE, resources=_roles()),
)
