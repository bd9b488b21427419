"""Log groups are declared where they are written to: what creates one by itself keeps it for ever."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pack.judging import guarded
from pack.rule import Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack
from pack.values import Props

from .groups import LOG_GROUP, LOG_GROUPS
from .writers import BY_ARN, BY_NAME, TASK_DEFINITION


def _undeclared(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    declared = {each.props.known("name") for each in stack.all(LOG_GROUP)}
    for type_, parts in BY_NAME.items():
        for writer in stack.all(type_):
            yield from _at(
                writer, (each for names in parts(writer.props) for each in _missing(names, declared))
            )
    for type_, name in BY_ARN.items():
        for writer in stack.all(type_):
            if not stack.linked(writer, name, LOG_GROUPS):
                yield from _at(writer, _missing(_named(writer.props, name), declared))


def _at(writer: Resource, verdicts: Iterable[Verdict]) -> Iterator[tuple[str, Verdict]]:
    return ((writer.urn, verdict) for verdict in guarded(verdicts))


def _missing(names: Iterable[str], declared: set[str]) -> Iterator[Verdict]:
    return guarded(
        f"{each} is no log group of this stack, want one" for each in names if each not in declared
    )


def _named(writer: Props, name: str) -> Iterator[str]:
    """The log groups among the ARNs of a property."""
    for arn in writer.texts(name):
        if group := arn.partition(":log-group:")[2]:
            yield group.removesuffix(":*")


DECLARED = StackRule(
    id="log-group-declared",
    severity=Severity.MEDIUM,
    check=_undeclared,
    finding="Logs go to a group that the stack does not declare.",
    why="AWS creates it on the first line and keeps it for ever, or the task that needs it does not start.",
    fix="add an aws:cloudwatch/logGroup of that name, with retentionInDays.",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    controls=security_hub("CloudWatch.16"),
)


def _created(subject: Subject) -> Iterator[Verdict]:
    for container in subject.props.documents("containerDefinitions"):
        yield from guarded(_creates(container))


def _creates(container: Props) -> Iterator[Verdict]:
    created = container.group("logConfiguration").group("options").value("awslogs-create-group")
    if str(created).lower() == "true":
        yield f"container {container.text('name')} has awslogs-create-group true, want it removed"


NOT_CREATED = Rule(
    id="log-group-not-by-task",
    severity=Severity.MEDIUM,
    types=frozenset({TASK_DEFINITION}),
    check=_created,
    finding="A container creates its own log group.",
    why="The group has no retention and no key, stays behind, and the role may create any other.",
    fix='remove "awslogs-create-group" and declare an aws:cloudwatch/logGroup.',
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html",
)

RULES = (DECLARED, NOT_CREATED)
