"""An image built with BuildKit and pushed, for several platforms, with its layers cached in the registry.

The program holds no credentials of the registry: Docker's own are used (`aws ecr get-login-password | docker
login --username AWS --password-stdin REGISTRY`, or amazon-ecr-credential-helper).
"""

from collections.abc import Sequence

import pulumi
import pulumi_docker_build as docker


def build(
    name: str,
    *,
    folder: str,
    image: str,
    cache: str,
    platforms: Sequence[str],
    version: str,
    opts: pulumi.ResourceOptions,
) -> docker.Image:
    """The folder's Dockerfile as an image under one tag: the version, so that the same program gives the same
    image. A changed folder needs a new version, as the registry refuses to write a tag again.

    It stays in the registry when the stack no longer asks for it: a release to go back to.
    """
    own = pulumi.ResourceOptions(retain_on_delete=True)
    return docker.Image(
        name,
        context=docker.BuildContextArgs(location=folder),
        tags=[image],
        platforms=[docker.Platform(each) for each in platforms],
        labels={"org.opencontainers.image.version": version},
        push=True,
        build_on_preview=False,
        cache_from=[docker.CacheFromArgs(registry=docker.CacheFromRegistryArgs(ref=cache))],
        cache_to=[_cache_to(cache)],
        opts=pulumi.ResourceOptions.merge(opts, own),
    )


def _cache_to(cache: str) -> docker.CacheToArgs:
    """All stages' layers, in the form that ECR takes.

    Source: https://docs.docker.com/build/cache/backends/registry/ and
    https://github.com/aws/containers-roadmap/issues/876
    """
    return docker.CacheToArgs(
        registry=docker.CacheToRegistryArgs(
            ref=cache,
            mode=docker.CacheMode.MAX,
            image_manifest=True,
            oci_media_types=True,
            ignore_error=True,
        )
    )
