"""Who a container is."""

from collections.abc import Iterator

from pack.judging import guarded
from pack.rule import Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

TASK_DEFINITIONS = frozenset({"aws:ecs/taskDefinition:TaskDefinition"})
_ROOT_NAMES = {"", "root", "0"}


def _non_root(subject: Subject) -> Iterator[Verdict]:
    for container in subject.props.documents("containerDefinitions"):
        yield from guarded(_user(container))


def _user(container: Props) -> Iterator[Verdict]:
    user = container.text("user")
    if user.split(":", 1)[0].strip() in _ROOT_NAMES:
        name = container.text("name")
        yield f"container {name} has user {user!r}, want a user other than root, such as 1001:1001"


NON_ROOT = Rule(
    id="container-non-root",
    severity=Severity.HIGH,
    types=TASK_DEFINITIONS,
    check=_non_root,
    finding="A container runs as root.",
    why="Who breaks out of a root container is root on the host.",
    fix='set "user": "1001:1001" in the container definition; a USER line in the image does not count.',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
    controls=security_hub("ECS.20"),
)

RULES = (NON_ROOT,)
