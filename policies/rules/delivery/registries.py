"""Image repositories: what is in them is looked at, stays what it was, and stays there to go back to."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.demands import flag
from .types import LIFECYCLE_POLICIES, REGISTRY_SCANS, REPOSITORIES, Options, every

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html"


def _scanned(stack: Stack, repository: Resource, options: Options) -> Iterator[Verdict]:
    if repository.props.group("imageScanningConfiguration").flag("scanOnPush"):
        return
    registry = stack.all(*REGISTRY_SCANS)
    if not any(_scans(rule, repository) for each in registry for rule in each.props.groups("rules")):
        yield "imageScanningConfiguration.scanOnPush is false and no rule of the registry scans it, want true"


def _scans(rule: Props, repository: Resource) -> bool:
    """Whether a rule of the registry scans the repository; a filter without * is part of a name."""
    filters = [each.text("filter") for each in rule.groups("repositoryFilters")]
    patterns = [each if "*" in each else f"*{each}*" for each in filters]
    return rule.text("scanFrequency") in ("SCAN_ON_PUSH", "CONTINUOUS_SCAN") and any(
        pattern.strip("*") == "" or fnmatchcase(repository.props.text("name"), pattern)
        for pattern in patterns
    )


def _immutable(subject: Subject) -> Iterator[Verdict]:
    value = subject.props.text("imageTagMutability", "MUTABLE")
    if value not in ("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"):
        yield f"imageTagMutability is {value}, want IMMUTABLE"
    for each in subject.props.groups("imageTagMutabilityExclusionFilters"):
        if value == "IMMUTABLE_WITH_EXCLUSION" and not each.text("filter").strip("*"):
            yield f"{each.at('filter')} excludes every tag, want the few that are written again"


def _kept_small(stack: Stack, repository: Resource, options: Options) -> Iterator[Verdict]:
    if not stack.users(repository, LIFECYCLE_POLICIES, "repository"):
        yield "no aws:ecr/lifecyclePolicy is for it, want one"


def _own_key(subject: Subject) -> Iterator[Verdict]:
    configured = subject.props.groups("encryptionConfigurations")
    kinds = [each.text("encryptionType", "AES256") for each in configured if "kmsKey" in each] or ["AES256"]
    if not kinds[0].startswith("KMS"):
        yield f"encryptionConfigurations asks for {kinds[0]}, want KMS with a kmsKey"


SCANNED = StackRule(
    id="repository-scan",
    severity=Severity.HIGH,
    check=every(REPOSITORIES, _scanned),
    finding="Nobody looks for known flaws in the images.",
    why="A library with a published hole runs in production until an attacker tells.",
    fix="set imageScanningConfiguration.scanOnPush to true, or add a rule to "
    "aws:ecr/registryScanningConfiguration that covers the repository.",
    source=f"{CONTROLS}#ecr-1",
    controls=security_hub("ECR.1"),
)

IMMUTABLE = Rule(
    id="repository-immutable-tags",
    severity=Severity.MEDIUM,
    types=REPOSITORIES,
    check=_immutable,
    finding="A tag may become another image.",
    why="What was tested is not what runs, and going back to a release brings something else.",
    fix="set imageTagMutability to IMMUTABLE; for a tag such as that of a build cache, to "
    "IMMUTABLE_WITH_EXCLUSION with a filter for it.",
    source=f"{CONTROLS}#ecr-2",
    controls=security_hub("ECR.2"),
)

LIFECYCLE = StackRule(
    id="repository-lifecycle",
    severity=Severity.MEDIUM,
    check=every(REPOSITORIES, _kept_small),
    finding="A repository keeps every image for ever.",
    why="Storage is paid for, and old images with known flaws stay ready to run.",
    fix="add an aws:ecr/lifecyclePolicy for it that keeps the last releases.",
    source=f"{CONTROLS}#ecr-3",
    controls=security_hub("ECR.3"),
)

FORCED = Rule(
    id="repository-force-delete",
    severity=Severity.HIGH,
    production=True,
    types=REPOSITORIES,
    check=flag("forceDelete", False),
    finding="A repository can be deleted with the images in it.",
    why="One destroy takes every release away: nothing can start, and there is nothing to go back to.",
    fix="set forceDelete to false.",
    source="https://www.pulumi.com/registry/packages/aws/api-docs/ecr/repository/",
)

# Advisory: ECR encrypts with a key of its own; another one is one more thing that keeps tasks from starting.
OWN_KEY = Rule(
    id="repository-own-key",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    types=REPOSITORIES,
    check=_own_key,
    finding="Images are encrypted with a key that AWS owns.",
    why="Nobody can see who used the key, nor take it away.",
    fix='set encryptionConfigurations to [{"encryptionType": "KMS", "kmsKey": ARN of a key}]; it replaces '
    "the repository.",
    source="https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
)

RULES = (SCANNED, IMMUTABLE, LIFECYCLE, FORCED, OWN_KEY)
