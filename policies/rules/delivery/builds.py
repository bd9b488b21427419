"""Images that the program builds."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict

from .types import BUILDS, DOCKER_BUILDS


def _versioned(subject: Subject) -> Iterator[Verdict]:
    names = subject.props.texts("imageName" if subject.type in DOCKER_BUILDS else "tags")
    if names and not any(map(_has_version, names)):
        yield f"its only names are {', '.join(names)}, want one with a version"


def _has_version(image: str) -> bool:
    """Whether a name, such as registry:5000/app:1.2, ends in a tag that does not move."""
    _, _, tag = image.rpartition("/")[2].partition(":")
    return tag not in ("", "latest")


VERSIONED = Rule(
    id="build-versioned",
    severity=Severity.MEDIUM,
    types=BUILDS | DOCKER_BUILDS,
    check=_versioned,
    finding="An image is built with no version in its name.",
    why="Nobody can say which build runs, nor go back to the one before.",
    fix="add a tag with the version or the commit.",
    source="https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/application.html",
)

RULES = (VERSIONED,)
