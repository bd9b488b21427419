"""Every resource that keeps data is backed up by some plan of the stack.

How a selection chooses: https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from pack.rule import Severity, StackRule, Verdict, security_hub, well_architected
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.each import each_resource
from .backups import GUIDE
from .database_durability import is_source
from .types import (
    BACKUP_SELECTION,
    CLUSTER,
    DOCUMENTS,
    FILE_SYSTEM,
    FILE_SYSTEM_BACKUP,
    GRAPH,
    INSTANCE,
    TABLE,
    VOLUME,
)


@dataclass(frozen=True)
class Kind:
    """How AWS names the resources of a type in their ARNs."""

    service: str
    prefix: str
    name: str
    """Property that holds the last part, where it is known before `up`."""

    def arn(self, props: Props, like: str) -> str:
        """A resource's ARN; what is not known of it before `up` is as in the ARN that it is compared with."""
        _, partition, _, region, account, _ = like.split(":", 5) if like.count(":") >= 5 else [""] * 6
        made = f"arn:{partition}:{self.service}:{region}:{account}:{self.prefix}{props.known(self.name)}"
        return props.known("arn") or made


KINDS: Mapping[str, Kind] = {
    INSTANCE: Kind("rds", "db:", "identifier"),
    CLUSTER: Kind("rds", "cluster:", "clusterIdentifier"),
    DOCUMENTS: Kind("rds", "cluster:", "clusterIdentifier"),
    GRAPH: Kind("rds", "cluster:", "clusterIdentifier"),
    TABLE: Kind("dynamodb", "table/", "name"),
    FILE_SYSTEM: Kind("elasticfilesystem", "file-system/", "id"),
    VOLUME: Kind("ec2", "volume/", "id"),
}
"""Types that AWS Backup knows and that a stack owns.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

Compare = Callable[[str, str], bool]
CONDITIONS: Mapping[str, Compare] = {
    "stringEquals": lambda found, wanted: found == wanted,
    "stringLikes": fnmatchcase,
    "stringNotEquals": lambda found, wanted: found != wanted,
    "stringNotLikes": lambda found, wanted: not fnmatchcase(found, wanted),
}


def _coverage(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    yield from each_resource(stack, KINDS, _covered)


def _covered(stack: Stack, resource: Resource) -> Iterator[Verdict]:
    if not is_source(resource) or _backs_itself_up(stack, resource):
        return
    if not any(_selects(stack, each, resource) for each in stack.all(BACKUP_SELECTION)):
        yield "no backup selection of the stack chooses it"


def _backs_itself_up(stack: Stack, resource: Resource) -> bool:
    """A file system may be in the plan that AWS makes for all of them."""
    policies = stack.users(resource, {FILE_SYSTEM_BACKUP}, "fileSystemId")
    return any(each.props.group("backupPolicy").text("status") == "ENABLED" for each in policies)


def _selects(stack: Stack, selection: Resource, resource: Resource) -> bool:
    """By name, if it names any; then by any of its tags; then by all of its conditions."""
    props = selection.props
    if not any(props.filled(way) for way in ("resources", "selectionTags", "conditions")):
        return False
    if props.filled("resources") and not _names(stack, selection, "resources", resource):
        return False
    if _names(stack, selection, "notResources", resource):
        return False
    tags = props.groups("selectionTags")
    tagged = any(_tag(stack, resource, each) == each.text("value") for each in tags)
    return (tagged or not tags) and _meets(stack, resource, props.groups("conditions"))


def _names(stack: Stack, selection: Resource, name: str, resource: Resource) -> bool:
    """Whether a list of ARNs and patterns has a resource."""
    if resource in stack.linked(selection, name, {resource.type}):
        return True
    # Those that are not known yet are of the resources that the list is made from.
    explained = bool(selection.links.get(name))
    patterns = selection.props.known_texts(name) if explained else selection.props.texts(name)
    kind = KINDS[resource.type]
    return any(fnmatchcase(kind.arn(resource.props, each), each) for each in patterns)


def _meets(stack: Stack, resource: Resource, conditions: list[Props]) -> bool:
    return all(
        compare(_tag(stack, resource, parameter), parameter.text("value"))
        for condition in conditions
        for operator, compare in CONDITIONS.items()
        for parameter in condition.groups(operator)
    )


def _tag(stack: Stack, resource: Resource, parameter: Props) -> str:
    """The value of the tag that a condition speaks of: the resource's own, or the provider's for all."""
    key = parameter.text("key").removeprefix("aws:ResourceTag/")
    providers = [each.props for each in stack.all("pulumi:providers:aws") if "defaultTags" in each.props]
    defaults = [each.document("defaultTags").group("tags") for each in providers]
    sources = [resource.props.group("tags"), resource.props.group("tagsAll"), *defaults]
    return next((each.text(key) for each in sources if key in each), "")


COVERAGE = StackRule(
    id="backup-coverage",
    severity=Severity.HIGH,
    check=_coverage,
    finding="No backup plan has a resource that keeps data.",
    why="Automated backups go with the resource and with its account; a vault outlives both.",
    fix="put its ARN, or a tag of it, into an aws.backup.Selection of the stack.",
    source=f"{GUIDE}/assigning-resources.html",
    controls=security_hub("RDS.26", "DynamoDB.4", "EFS.2", "EC2.28")
    + well_architected("REL09-BP01", "REL09-BP03"),
    production=True,
)

RULES = (COVERAGE,)
