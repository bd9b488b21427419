"""Image repositories: a tag is written once, every push is scanned, the last releases are kept."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import ecr

from components import checks
from components.cloud import Cloud


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

    def __post_init__(self) -> None:
        checks.in_range("ImagesArgs.keep", self.keep, 2, 1000)


class Images(pulumi.ComponentResource):
    """One ECR repository for each image the stack runs."""

    repository_urls: dict[str, pulumi.Output[str]]
    """Where to push each image, without a tag."""

    def __init__(self, name: str, args: ImagesArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Images", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        self.repository_urls = {
            repository: _repository(f"{name}-{repository}", repository, args, child)
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
) -> pulumi.Output[str]:
    created = ecr.Repository(
        label,
        name=args.cloud.name("ecr-repository", repository),
        image_tag_mutability="IMMUTABLE",
        image_scanning_configuration=ecr.RepositoryImageScanningConfigurationArgs(scan_on_push=True),
        force_delete=not args.protect,
        opts=opts,
    )
    ecr.LifecyclePolicy(label, repository=created.name, policy=lifecycle(args.keep), opts=opts)
    return created.repository_url
