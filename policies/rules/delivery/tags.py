"""Tags that tell whose a resource is, and what it costs whom."""

from collections.abc import Iterator, Sequence, Set
from typing import Any

from pack.options import Texts
from pack.rule import NotApplicable, Rule, Severity, StackRule, Subject, Verdict, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.each import found_at
from .types import HOST_GROUPS, SERVICES, Options

TAGGING = "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html"
PROVIDER = "pulumi:providers:aws"


def _required(stack: Stack, options: Options) -> Iterator[tuple[str, Verdict]]:
    if not options["tags"]:
        yield "", NotApplicable("no tags are required: the option tags is empty")
        return
    defaults = _defaults(stack)
    for resource in filter(_taggable, stack.resources):
        yield from found_at(resource, _missing(resource.props, defaults, options["tags"]))


def _taggable(resource: Resource) -> bool:
    """Whether it can have tags: the provider writes tagsAll into all that can, a program tags into some.

    The tags of a group of hosts are of another kind: they are for the hosts that it starts.
    """
    of_aws = resource.type.startswith("aws:") and resource.type not in HOST_GROUPS
    return of_aws and ("tagsAll" in resource.props or "tags" in resource.props)


def _missing(props: Props, defaults: Set[str], wanted: Sequence[str]) -> Iterator[Verdict]:
    own = {*props.group("tags"), *props.group("tagsAll")}
    given = own if "tagsAll" in props else own | defaults
    if missing := [tag for tag in wanted if tag not in given]:
        yield f"tags have no {' and no '.join(missing)}"


def _defaults(stack: Stack) -> Set[str]:
    """Tags that a provider gives all its resources, where the engine has not asked it yet."""
    providers = [each for each in stack.all(PROVIDER) if "defaultTags" in each.props]
    return {tag for each in providers for tag in each.props.document("defaultTags").group("tags")}


def _propagated(subject: Subject) -> Iterator[Verdict]:
    value = subject.props.text("propagateTags", "NONE")
    if value not in ("SERVICE", "TASK_DEFINITION"):
        yield f"propagateTags is {value}, want SERVICE or TASK_DEFINITION"
    if not subject.props.flag("enableEcsManagedTags"):
        yield "enableEcsManagedTags is false, want true"


def _propagate(subject: Subject) -> dict[str, Any]:
    given = subject.props.known("propagateTags")
    source = given if given in ("SERVICE", "TASK_DEFINITION") else "SERVICE"
    return {"propagateTags": source, "enableEcsManagedTags": True}


REQUIRED = StackRule(
    id="tags-required",
    severity=Severity.LOW,
    check=_required,
    finding="A resource does not say whose it is.",
    why="Nobody dares to delete it, and its costs belong to nobody.",
    fix="set defaultTags of the aws provider, or the tags of the resource.",
    source=TAGGING,
    controls=well_architected("COST03-BP02"),
    options={
        "tags": Texts(
            (), "Names of the tags that every resource carries, such as Project; none are required yet."
        )
    },
)

PROPAGATED = Rule(
    id="service-propagates-tags",
    severity=Severity.LOW,
    types=SERVICES,
    check=_propagated,
    remedy=_propagate,
    finding="The tasks of a service carry no tags.",
    why="What they cost cannot be told from what the other services cost.",
    fix="set propagateTags to SERVICE and enableEcsManagedTags to true.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html",
)

RULES = (REQUIRED, PROPAGATED)
