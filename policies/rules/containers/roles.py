"""Which role a task's programs have."""

from collections.abc import Iterator

from pack.rule import Severity, StackRule, Verdict
from pack.stack import Resource, Stack

from ..shared.each import found_at
from .workloads import TASK_DEFINITION, Options

ROLES = ("aws:iam/role:Role",)


def _own_role(stack: Stack, options: Options) -> Iterator[tuple[str, Verdict]]:
    for task in stack.all(TASK_DEFINITION):
        yield from found_at(task, _same_role(stack, task))


def _same_role(stack: Stack, task: Resource) -> Iterator[Verdict]:
    names = ("taskRoleArn", "executionRoleArn")
    own, execution = ({role.urn for role in stack.linked(task, name, ROLES)} for name in names)
    texts = [task.props.known(name) for name in names]
    if own & execution or (texts[0] and texts[0] == texts[1]):
        yield "taskRoleArn is the role of executionRoleArn too, want a role of its own"


OWN_ROLE = StackRule(
    id="container-own-role",
    severity=Severity.HIGH,
    check=_own_role,
    finding="The programs of a task have the role that ECS starts them with.",
    why="That role reads every secret of the task and pulls every image: a program needs neither.",
    fix="give the task a role of its own in taskRoleArn, with what its program calls.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html",
)

RULES = (OWN_ROLE,)
