"""Image repositories: a tag is written once, every push is scanned, the last releases are kept.

ECR encrypts images with keys of its own; a key of the stack would gain nothing, and be one more thing that
can keep tasks from starting. Scanning is the basic one: the enhanced one is set for the whole account.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
from pulumi_aws import ecr

from components import checks
from components.cloud import Cloud

CACHE = "cache"
"""Tag of the layer cache of builds, the only one that is written again."""


@dataclass(frozen=True, kw_only=True)
class ImagesArgs:
    """What the repositories need.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    repositories: Sequence[str]
    """One repository for each of these, for example backend."""
    keep: int
    """Releases kept in each repository, 2 to 1000: the running one and one to go back to at the least."""
    protect: bool
    """Refuse to delete repositories that hold images."""
    build: bool = False
    """Build the images and push them; else CI does."""
    platforms: Sequence[str] = ("linux/arm64",)
    """Platforms to build for."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Tag to build for each repository."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """Folder with the Dockerfile of each repository; apps/NAME for one that is not named."""

    def __post_init__(self) -> None:
        checks.in_range("ImagesArgs.keep", self.keep, 2, 1000)
        for platform in self.platforms:
            checks.one_of("ImagesArgs.platforms", platform, ("linux/arm64", "linux/amd64"))
        missing = [each for each in self.repositories if each not in self.versions]
        if self.build and missing:
            raise checks.ArgumentError(f"ImagesArgs.versions must have a version of {', '.join(missing)}.")


class Images(pulumi.ComponentResource):
    """One ECR repository for each image the stack runs."""

    repository_urls: dict[str, pulumi.Output[str]]
    """Where to push each image, without a tag."""
    built: dict[str, list[pulumi.Resource]]
    """What must be there before a task starts: the image of each repository, if it is built here."""

    def __init__(self, name: str, args: ImagesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Images", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        made = {
            repository: _repository(f"{name}-{repository}", repository, args, child)
            for repository in args.repositories
        }

        self.repository_urls = {repository: each.repository_url for repository, each in made.items()}
        self.built = {
            repository: [_image(f"{name}-{repository}", repository, args, made[repository], child)]
            if args.build
            else []
            for repository in args.repositories
        }
        self.register_outputs({"repository_urls": self.repository_urls})


def reference(cloud: Cloud, repository: str, version: str) -> str:
    """The image of one release. Built from settings alone, so that a preview knows what will run."""
    registry = f"{cloud.account_id}.dkr.ecr.{cloud.region}.amazonaws.com"
    return f"{registry}/{cloud.name('ecr-repository', repository)}:{version}"


def repository_arn(cloud: Cloud, repository: str) -> str:
    """ARN of a repository, known at preview."""
    return cloud.arn("ecr", f"repository/{cloud.name('ecr-repository', repository)}")


def lifecycle(keep: int) -> str:
    """Keep the last releases whatever their age; drop layers without a tag after a day.

    Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
    """
    untagged = {
        "rulePriority": 1,
        "description": "Untagged images go after a day",
        "selection": {
            "tagStatus": "untagged",
            "countType": "sinceImagePushed",
            "countUnit": "days",
            "countNumber": 1,
        },
        "action": {"type": "expire"},
    }
    releases = {
        "rulePriority": 2,
        "description": f"The last {keep} releases stay",
        "selection": {
            "tagStatus": "tagged",
            "tagPatternList": ["*"],
            "countType": "imageCountMoreThan",
            "countNumber": keep,
        },
        "action": {"type": "expire"},
    }
    return json.dumps({"rules": [untagged, releases]}, sort_keys=True)


def _repository(
    label: str, repository: str, args: ImagesArgs, opts: pulumi.ResourceOptions
) -> ecr.Repository:
    """A repository in which no tag is ever written again, but that of the build cache where there is one."""
    cache = ecr.RepositoryImageTagMutabilityExclusionFilterArgs(filter=CACHE, filter_type="WILDCARD")
    created = ecr.Repository(
        label,
        name=args.cloud.name("ecr-repository", repository),
        image_tag_mutability="IMMUTABLE_WITH_EXCLUSION" if args.build else "IMMUTABLE",
        image_tag_mutability_exclusion_filters=[cache] if args.build else None,
        image_scanning_configuration=ecr.RepositoryImageScanningConfigurationArgs(scan_on_push=True),
        force_delete=not args.protect,
        opts=opts,
    )
    kept = args.keep + (1 if args.build else 0)  # the cache has a tag too
    ecr.LifecyclePolicy(label, repository=created.name, policy=lifecycle(kept), opts=opts)
    return created


def _image(
    label: str,
    repository: str,
    args: ImagesArgs,
    pushed_to: ecr.Repository,
    opts: pulumi.ResourceOptions,
) -> pulumi.Resource:
    """The image of the release, built from the folder of its repository."""
    from components.image_build import build  # a tenth of a second that only builds are worth

    version = args.versions[repository]
    own = pulumi.ResourceOptions(depends_on=[pushed_to])
    return build(
        label,
        folder=args.folders.get(repository, f"apps/{repository}"),
        image=reference(args.cloud, repository, version),
        cache=reference(args.cloud, repository, CACHE),
        platforms=args.platforms,
        version=version,
        opts=pulumi.ResourceOptions.merge(opts, own),
    )
