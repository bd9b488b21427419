"""Image repositories: immutable, scanned, and never without a release to go back to."""

import json
from functools import cache
from typing import Any

import pulumi
import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.images import Images, ImagesArgs, lifecycle, reference, repository_arn
from tests.programs import ROOT
from tests.recorder import Recorder, record

IMAGE = "docker-build:index:Image"
PROVIDER_DEFAULTS = {"compression": "gzip", "compressionLevel": 0, "forceCompression": False}
"""What pulumi_docker_build 0.0.22 adds to a registry cache."""


@cache
def build(cloud: Cloud, protect: bool = True) -> Recorder:
    args = ImagesArgs(cloud=cloud, repositories=["backend", "web"], keep=30, protect=protect)
    return record(lambda: Images("images", args))


@pytest.mark.parametrize("protect", [True, False])
def test_a_repository(cloud: Cloud, protect: bool) -> None:
    repository = build(cloud, protect).one("aws:ecr/repository:Repository", "images-backend")
    assert repository.inputs == {
        "name": "alicerce/test/backend",
        "imageTagMutability": "IMMUTABLE",
        "imageScanningConfiguration": {"scanOnPush": True},
        "forceDelete": not protect,
    }


def test_each_repository_has_a_lifecycle(cloud: Cloud) -> None:
    policies = build(cloud).all("aws:ecr/lifecyclePolicy:LifecyclePolicy")
    assert [policy.inputs["repository"] for policy in policies] == [
        "alicerce/test/backend",
        "alicerce/test/web",
    ]


def test_a_release_goes_only_when_newer_ones_push_it_out() -> None:
    rules = json.loads(lifecycle(30))["rules"]
    (tagged,) = [rule["selection"] for rule in rules if rule["selection"]["tagStatus"] == "tagged"]
    assert tagged == {
        "tagStatus": "tagged",
        "tagPatternList": ["*"],
        "countType": "imageCountMoreThan",
        "countNumber": 30,
    }


def test_an_image_is_named_from_settings_alone(cloud: Cloud) -> None:
    assert reference(cloud, "backend", "1.4.0") == (
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/alicerce/test/backend:1.4.0"
    )
    assert repository_arn(cloud, "backend") == (
        "arn:aws:ecr:us-east-1:123456789012:repository/alicerce/test/backend"
    )


def test_what_it_publishes(cloud: Cloud) -> None:
    recorder = build(cloud)
    assert recorder.published("Images") == {
        "repository_urls": {
            "backend": "registry/alicerce/test/backend",
            "web": "registry/alicerce/test/web",
        }
    }
    assert not list(recorder.orphans())


@cache
def built(cloud: Cloud) -> Recorder:
    args = ImagesArgs(
        cloud=cloud,
        repositories=["backend", "frontend"],
        keep=30,
        protect=True,
        build=True,
        platforms=["linux/arm64", "linux/amd64"],
        versions={"backend": "1.4.0", "frontend": "2.0.0"},
        folders={"frontend": "apps/web"},
    )
    return record(lambda: Images("images", args))


def test_ci_builds_the_images_unless_the_stack_does(cloud: Cloud) -> None:
    assert build(cloud).all(IMAGE) == []
    assert [each.name for each in built(cloud).all(IMAGE)] == [
        "images-backend",
        "images-frontend",
    ]


def test_an_image_that_is_built_here(cloud: Cloud) -> None:
    image = built(cloud).one(IMAGE, "images-backend")
    cache = reference(cloud, "backend", "cache")
    assert image.inputs == {
        "context": {"location": "apps/backend"},
        "tags": [reference(cloud, "backend", "1.4.0")],
        "platforms": ["linux/arm64", "linux/amd64"],
        "labels": {"org.opencontainers.image.version": "1.4.0"},
        "push": True,
        "buildOnPreview": False,
        "network": "default",
        "cacheFrom": [{"registry": {"ref": cache}}],
        "cacheTo": [
            {
                "registry": {
                    "ref": cache,
                    "mode": "max",
                    "imageManifest": True,
                    "ociMediaTypes": True,
                    "ignoreError": True,
                    **PROVIDER_DEFAULTS,
                }
            }
        ],
    }
    assert "aws:ecr/repository:Repository::images-backend" in image.dependencies


def test_its_folder_has_a_dockerfile(cloud: Cloud) -> None:
    folders = [image.inputs["context"]["location"] for image in built(cloud).all(IMAGE)]
    assert folders == ["apps/backend", "apps/web"]
    assert all((ROOT / folder / "Dockerfile").is_file() for folder in folders)


def test_it_stays_in_the_registry_when_the_stack_goes_on(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    retained: list[str] = []
    register = Recorder.RegisterResource

    def note(self: Recorder, request: Any) -> Any:
        retained.extend([request.name] if request.retainOnDelete else [])
        return register(self, request)

    monkeypatch.setattr(Recorder, "RegisterResource", note)
    built.__wrapped__(cloud)
    assert sorted(retained) == ["images-backend", "images-frontend"]


def test_only_the_cache_s_tag_is_ever_written_again(cloud: Cloud) -> None:
    inputs = built(cloud).one("aws:ecr/repository:Repository", "images-backend").inputs
    assert inputs["imageTagMutability"] == "IMMUTABLE_WITH_EXCLUSION"
    assert inputs["imageTagMutabilityExclusionFilters"] == [{"filter": "cache", "filterType": "WILDCARD"}]
    policy = built(cloud).one("aws:ecr/lifecyclePolicy:LifecyclePolicy", "images-backend").inputs["policy"]
    assert json.loads(policy)["rules"][1]["selection"]["countNumber"] == 31


@pytest.mark.parametrize("building", [True, False])
def test_a_service_waits_for_its_own_image_alone(cloud: Cloud, building: bool) -> None:
    ready: dict[str, list[pulumi.Resource]] = {}
    args = ImagesArgs(
        cloud=cloud,
        repositories=["backend", "web"],
        keep=30,
        protect=True,
        build=building,
        versions={"backend": "1.4.0", "web": "2.0.0"},
    )
    record(lambda: ready.update(Images("images", args).built))
    names = {repository: [each.pulumi_resource_name for each in found] for repository, found in ready.items()}
    assert names == {name: [f"images-{name}"] if building else [] for name in ("backend", "web")}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"versions": {"web": "1.0.0"}}, "ImagesArgs.versions must have a version of backend."),
        (
            {"platforms": ["windows/amd64"]},
            "ImagesArgs.platforms must be one of linux/arm64, linux/amd64 (got windows/amd64).",
        ),
    ],
)
def test_what_a_build_needs(cloud: Cloud, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        ImagesArgs(cloud=cloud, repositories=["backend", "web"], keep=30, protect=True, build=True, **changes)
    assert str(caught.value) == message


def test_one_release_is_not_enough(cloud: Cloud) -> None:
    with pytest.raises(ArgumentError) as caught:
        ImagesArgs(cloud=cloud, repositories=["backend"], keep=1, protect=True)
    assert str(caught.value) == "ImagesArgs.keep must be 2 to 1000 (got 1)."
