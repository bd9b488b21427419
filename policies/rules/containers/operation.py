"""What keeps a container running, and what it leaves behind when it does not."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from pack.options import Texts
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub, well_architected

from ..shared.replacing import replaced_at
from .view import Container
from .workloads import TYPES, Options, each_container, workload


def _health_check(container: Container, options: Options) -> Iterator[Verdict]:
    if any(fnmatchcase(container.name, pattern) for pattern in options["oneOff"]):
        return
    check = container.health_check()
    if check and check.value in ([], ["NONE"]):
        yield f"{check}, want a command or a probe"


HEALTH_CHECK = Rule(
    id="container-health-check",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=each_container(_health_check),
    finding="Nobody asks a container whether it works.",
    why="A container that hangs keeps its place and its traffic for ever.",
    fix="set healthCheck.command in the container definition (Kubernetes: livenessProbe or readinessProbe; "
    "Docker: healthcheck.tests); a HEALTHCHECK line in the image does not count. Name in oneOff what ends by "
    "itself.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
    controls=well_architected("REL11-BP01"),
    options={
        "oneOff": Texts(
            ("*-migrate", "*-migration", "*-migrations", "migrate", "migration", "migrations"),
            "Patterns of the names of containers that end by themselves: an ECS task definition cannot tell.",
        )
    },
)


def _logs(container: Container, options: Options) -> Iterator[Verdict]:
    driver = container.log_driver()
    if not driver:
        return
    if driver.value in (None, "none"):
        yield f"{driver}, want a driver such as awslogs"
    if driver.value == "json-file" and (size := container.log_size()) and not size.value:
        yield f"{size}, want a size such as 10m"


LOGS = Rule(
    id="container-logs",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_container(_logs),
    finding="A container's output is lost, or fills the disk of its host.",
    why="After a crash nobody can tell what happened.",
    fix="set logConfiguration with logDriver awslogs and its options (Docker: logDriver and logOpts; a "
    "service: taskSpec.logDriver); json-file needs max-size.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9",
    controls=security_hub("ECS.9"),
)


def _init_process(container: Container, options: Options) -> Iterator[Verdict]:
    init = container.init_process()
    if init and not init.value:
        yield f"{init}, want true"


def _with_init(subject: Subject) -> dict[str, Any]:
    return replaced_at(subject.props, workload(subject).init_process_paths, True)


INIT_PROCESS = Rule(
    id="container-init-process",
    severity=Severity.LOW,
    types=TYPES,
    check=each_container(_init_process),
    remedy=_with_init,
    # Some images bring an init of their own, which must be the first process: s6, systemd.
    level=Level.ADVISORY,
    finding="A container has no init process.",
    why="A program that is not made to be the first process ignores SIGTERM and leaves zombies.",
    fix="set linuxParameters.initProcessEnabled to true (Docker: init).",
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html",
)

RULES = (HEALTH_CHECK, LOGS, INIT_PROCESS)
