"""Image repositories: immutable, scanned, and never without a release to go back to."""

import json
from functools import cache

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.images import Images, ImagesArgs, lifecycle, reference, repository_arn
from tests.recorder import Recorder, record


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


def test_one_release_is_not_enough(cloud: Cloud) -> None:
    with pytest.raises(ArgumentError) as caught:
        ImagesArgs(cloud=cloud, repositories=["backend"], keep=1, protect=True)
    assert str(caught.value) == "ImagesArgs.keep must be 2 to 1000 (got 1)."
