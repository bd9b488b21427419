"""What a container may do: its user, its rights on the host, its Linux capabilities."""

from collections.abc import Iterable, Iterator

from pack.options import Texts
from pack.rule import Rule, Severity, Verdict, security_hub

from .view import Container
from .workloads import TYPES, Options, each_container

RESTRICTED = "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"


def _non_root(container: Container, options: Options) -> Iterator[Verdict]:
    if user := container.root_user():
        yield f"{user}, want a user that is neither root nor an administrator, such as 1001:1001"


NON_ROOT = Rule(
    id="container-non-root",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_container(_non_root),
    finding="A container runs as root.",
    why="Who breaks out of a root container is root on the host.",
    fix='set user to "1001:1001" (Kubernetes: securityContext.runAsUser to 1001, or runAsNonRoot to true; '
    "Windows: ContainerUser); a USER line in the image does not count.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
    controls=security_hub("ECS.20", "ECS.21"),
)


def _unprivileged(container: Container, options: Options) -> Iterator[Verdict]:
    privileged = container.privileged()
    if privileged and privileged.value:
        yield f"{privileged}, want false"


UNPRIVILEGED = Rule(
    id="container-unprivileged",
    severity=Severity.CRITICAL,
    types=TYPES,
    check=each_container(_unprivileged),
    finding="A container is privileged.",
    why="A privileged container has every device and every right of root on its host.",
    fix="set privileged to false; add the one capability that the program needs.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
    controls=security_hub("ECS.4"),
)


def _no_new_privileges(container: Container, options: Options) -> Iterator[Verdict]:
    kept = container.no_new_privileges()
    if kept and not kept.value:
        yield f"no {kept.name}, want it"


NO_NEW_PRIVILEGES = Rule(
    id="container-no-new-privileges",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=each_container(_no_new_privileges),
    finding="A container's processes can gain rights that its user does not have.",
    why="One setuid program in the image turns any user into root.",
    fix='set dockerSecurityOptions (Docker: securityOpts) to ["no-new-privileges"]; Kubernetes: '
    "securityContext.allowPrivilegeEscalation to false. Fargate cannot.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
)


def _dropped(container: Container, options: Options) -> Iterator[Verdict]:
    dropped = container.dropped()
    if dropped and "ALL" not in _capabilities(dropped.value):
        yield f"{dropped}, want [ALL]"


CAPABILITIES_DROPPED = Rule(
    id="container-capabilities-dropped",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=each_container(_dropped),
    finding="A container keeps Linux capabilities that it was not given on purpose.",
    why="The default set holds NET_RAW, MKNOD and SETUID, which attackers use and programs hardly ever.",
    fix='set linuxParameters.capabilities.drop to ["ALL"] (Kubernetes: securityContext.capabilities.drop; '
    "Docker: capabilities.drops or capDrops) and add what the program needs.",
    source=RESTRICTED,
)


def _added(container: Container, options: Options) -> Iterator[Verdict]:
    added = container.added()
    if not added:
        return
    allowed = options["allowed"]
    for each in sorted(_capabilities(added.value) - _capabilities(allowed)):
        yield f"{added.name} {each}, want none{' but ' if allowed else ''}{', '.join(allowed)}"


CAPABILITIES_ADDED = Rule(
    id="container-capabilities-added",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_container(_added),
    finding="A container has a dangerous Linux capability.",
    why="SYS_ADMIN, SYS_PTRACE, NET_ADMIN and their like each open a way out of the container.",
    fix="remove it from the capabilities that are added, or allow it in this rule's options.",
    source=RESTRICTED,
    options={
        "allowed": Texts(
            ("NET_BIND_SERVICE",),
            f"Capabilities that may be added; the default is that of {RESTRICTED}.",
        )
    },
)


def _capabilities(names: Iterable[str]) -> frozenset[str]:
    """Runtimes take them in any case, with CAP_ and without."""
    return frozenset(each.upper().removeprefix("CAP_") for each in names)


RULES = (NON_ROOT, UNPRIVILEGED, NO_NEW_PRIVILEGES, CAPABILITIES_DROPPED, CAPABILITIES_ADDED)
