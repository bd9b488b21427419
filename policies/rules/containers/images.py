"""Which image a container runs."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from pack.options import Texts
from pack.rule import Rule, Severity, Verdict, well_architected

from .view import Container
from .workloads import TYPES, Options, each_container

_BRANCHES = ("main", "master", "trunk", "head", "develop", "development", "dev")
_CHANNELS = ("latest", "*-latest", "latest-*", "edge", "nightly", "canary", "next", "stable", "lts")
MOVING = (*_BRANCHES, *_CHANNELS, "current", "prod", "production", "staging", "test")
_IMAGE_ID = re.compile(r"sha256:[0-9a-f]{64}")


def _pinned(container: Container, options: Options) -> Iterator[Verdict]:
    image = container.image()
    repository, _, digest = image.value.strip().partition("@")
    if _IMAGE_ID.fullmatch(digest or repository):
        return
    tag = _tag(repository)
    if digest:
        yield f"{image}, want a digest of sha256: and 64 hexadecimal digits"
    elif not tag:
        yield f"{image}, want a version behind its name"
    elif any(fnmatchcase(tag.lower(), pattern) for pattern in options["movingTags"]):
        yield f"{image}, want a version that never moves in place of {tag}"


def _tag(reference: str) -> str:
    """What stands behind the last colon; a colon before a slash is that of a registry's port."""
    return reference.rpartition("/")[2].partition(":")[2]


PINNED = Rule(
    id="container-image-pinned",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_container(_pinned),
    finding="A container's image can change behind its name.",
    why="Two starts run two programs: a scale-out brings untested code, and a rollback brings nothing back.",
    fix="name an immutable version, as app:1.4.2 in a repository with immutable tags, or a digest, as "
    "app@sha256:...",
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
    controls=well_architected("REL08-BP04"),
    options={
        "movingTags": Texts(
            MOVING, "Patterns of tags, in lower case, that are moved to newer images by custom."
        )
    },
)


def _registry(container: Container, options: Options) -> Iterator[Verdict]:
    allowed = options["registries"]
    if not allowed:
        return
    image = container.image()
    if not any(_within(image.value.strip(), each) for each in allowed):
        yield f"{image}, want one from {' or '.join(allowed)}"


def _within(image: str, prefix: str) -> bool:
    """A prefix ends where a part of the name ends: example.com does not allow example.com.attacker.net."""
    rest = image.removeprefix(prefix)
    return image.startswith(prefix) and (prefix.endswith("/") or rest[:1] in ("", "/", ":", "@"))


REGISTRY = Rule(
    id="container-image-registry",
    severity=Severity.HIGH,
    types=TYPES,
    check=each_container(_registry),
    finding="A container's image comes from a registry that is not allowed.",
    why="Nobody scans what comes from elsewhere, and it can be taken away or replaced by its owner.",
    fix="copy the image to an allowed registry, as through a pull-through cache, and name it there.",
    source="https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
    options={
        "registries": Texts(
            (), "Registries, or registries and repositories, that images may come from; empty allows any."
        )
    },
)

RULES = (PINNED, REGISTRY)
