"""What Pulumi itself must refuse to delete."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, well_architected

from ..shared.demands import only
from .database_durability import is_source
from .types import (
    DATABASES,
    FILE_SYSTEM,
    MEMORY_DATABASE,
    REPLICATION_GROUP,
    TABLE,
    VAULT,
    VOLUME,
)

STATEFUL = DATABASES | {REPLICATION_GROUP, MEMORY_DATABASE, TABLE, FILE_SYSTEM, VOLUME, VAULT}
"""What loses data when it is deleted. A bucket is not among them: AWS deletes none that holds an object."""


def _protected(subject: Subject) -> Iterator[Verdict]:
    if not subject.protect:
        yield "protect is false, want true"


PROTECTED = Rule(
    id="stateful-protected",
    severity=Severity.HIGH,
    types=STATEFUL,
    check=only(is_source, _protected),
    finding="Pulumi may delete a resource that keeps data.",
    why="A renamed resource, or a property that replaces it, deletes the data in the next `up`.",
    fix="give it ResourceOptions(protect=True); `pulumi state unprotect` is the way out.",
    source="https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    controls=well_architected("REL09-BP01"),
    production=True,
)

RULES = (PROTECTED,)
