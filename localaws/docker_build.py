"""The `docker-build` package: images are not built, but everything around the build is real.

Context and Dockerfile must exist, the context is hashed as Docker would send it, and for each tag an image
manifest lands in the emulated ECR: `describe-images` finds it, and an immutable tag is refused twice.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localaws.build_context import BuildContext
from localaws.cloud import Cloud
from localaws.difference import Difference
from localaws.errors import CloudError, Gone, LocalAwsError
from localaws.naming import Naming
from localaws.shapes import same
from localaws.values import UNKNOWN, Props, has_unknown

TOKEN = "docker-build:index:Image"

_ECR = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com/(?P<repository>[^:@]+):(?P<tag>.+)"
)
# Source: github.com/opencontainers/image-spec/blob/main/manifest.md
_MANIFEST = "application/vnd.oci.image.manifest.v1+json"
_CONFIG = "application/vnd.oci.image.config.v1+json"
_TAKEN = ("ImageTagAlreadyExistsException", "ImageAlreadyExistsException")
"""AWS's word for an immutable tag in use, and moto's."""
_OUTPUTS = ("contextHash", "digest", "ref")


@dataclass(frozen=True)
class Image:
    """One image, built nowhere and pushed to the ECR on loopback."""

    cloud: Cloud
    root: Path
    """The program's folder, which relative locations start from."""
    secret: frozenset[str] = frozenset()

    def check(self, olds: Props, news: Props, naming: Naming) -> tuple[Props, list[str]]:
        return dict(news), list(self._problems(news))

    def _problems(self, news: Props) -> Iterator[str]:
        context = self._context(news)
        if context is not None:
            yield from context.problems()
        tags = news.get("tags") or []
        if news.get("push") and not tags and not news.get("exports"):
            yield "tags must name at least one image reference when push is true (got none)"
        for tag in tags if isinstance(tags, list) else []:
            if isinstance(tag, str) and (tag != tag.lower() or ":" not in tag.rsplit("/", 1)[-1]):
                yield f"tags must be in lower case and carry a version, as repository:1.2.3 (got {tag!r})"

    def diff(self, old_inputs: Props, state: Props, news: Props) -> Difference:
        changed = [
            key for key in sorted({*old_inputs, *news}) if not same(old_inputs.get(key), news.get(key))
        ]
        if not has_unknown(news) and state.get("contextHash") != self._hash(news):
            changed.append("contextHash")
        return Difference(tuple(changed))

    def preview(self, inputs: Props, state: Props | None = None) -> Props:
        known = {} if has_unknown(inputs) else {"contextHash": self._hash(inputs)}
        return {**dict.fromkeys(_OUTPUTS, UNKNOWN), **inputs, **known}

    def create(self, inputs: Props) -> tuple[str, Props]:
        outputs = self._push(inputs)
        return outputs["digest"], outputs

    def read(self, ident: str, inputs: Props, state: Props) -> tuple[Props, Props] | None:
        for place in _places(inputs):
            try:
                self._ecr(place, "DescribeImages", imageIds=[{"imageTag": place["tag"]}])
            except Gone:
                return None
        return state, inputs

    def update(self, ident: str, old_inputs: Props, state: Props, news: Props) -> Props:
        return self._push(news)

    def delete(self, ident: str, inputs: Props, state: Props) -> None:
        for place in _places(inputs or state):
            try:
                self._ecr(place, "BatchDeleteImage", imageIds=[{"imageTag": place["tag"]}])
            except Gone:
                continue

    def _context(self, inputs: Props) -> BuildContext | None:
        """The context on this machine; None for one that is unknown yet or elsewhere (a git address)."""
        if has_unknown([inputs.get("context"), inputs.get("dockerfile")]):
            return None
        location = (inputs.get("context") or {}).get("location", ".")
        if "://" in location or location.startswith("git@"):
            return None
        folder = self.root / location
        dockerfile = (inputs.get("dockerfile") or {}).get("location")
        return BuildContext(folder, self.root / dockerfile if dockerfile else folder / "Dockerfile")

    def _hash(self, inputs: Props) -> str:
        settings = [
            json.dumps(inputs.get(key), sort_keys=True) for key in ("buildArgs", "target", "platforms")
        ]
        context = self._context(inputs)
        if context is None:
            raise LocalAwsError("an image context elsewhere than on this machine cannot be hashed here")
        return context.digest(*settings)

    def _push(self, inputs: Props) -> Props:
        digest = context_hash = self._hash(inputs)
        manifest = _manifest(context_hash)
        for place in _places(inputs) if inputs.get("push") else ():
            digest = self._put(place, manifest)
        digest = digest if digest.startswith("sha256:") else f"sha256:{digest}"
        tags = inputs.get("tags") or []
        ref = f"{tags[0]}@{digest}" if tags else digest
        return {**inputs, "contextHash": context_hash, "digest": digest, "ref": ref}

    def _put(self, place: dict[str, str], manifest: str) -> str:
        """Pushes a manifest, unless it is there under its tag; answers its digest."""
        tag = place["tag"]
        there = self._ecr(place, "BatchGetImage", imageIds=[{"imageTag": tag}])["images"]
        if there and there[0]["imageManifest"] == manifest:
            return str(there[0]["imageId"]["imageDigest"])
        try:
            answer = self._ecr(place, "PutImage", imageManifest=manifest, imageTag=tag)
        except CloudError as error:
            if error.code not in _TAKEN:
                raise
            raise LocalAwsError(
                f"{tag} is the tag of another image in {place['repository']}, and tags are immutable there: "
                "give the changed image a new version"
            ) from None
        return str(answer["image"]["imageId"]["imageDigest"])

    def _ecr(self, place: dict[str, str], op: str, **params: Any) -> dict[str, Any]:
        request = {"repositoryName": place["repository"], **params}
        return self.cloud.call(place["account"], place["region"], "ecr", op, request)


def _places(inputs: Props) -> Iterator[dict[str, str]]:
    """Account, region, repository and tag of every tag that is in ECR; other registries are not here."""
    for tag in inputs.get("tags") or []:
        match = _ECR.fullmatch(tag)
        if match:
            yield match.groupdict()


def _manifest(context_hash: str) -> str:
    """A manifest whose digest follows from the context: one layer, which stands for the build."""
    blob = {"digest": f"sha256:{context_hash}", "size": 0}
    layer = {"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", **blob}
    return json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": _MANIFEST,
            "config": {"mediaType": _CONFIG, **blob},
            "layers": [layer],
        },
        sort_keys=True,
    )


@dataclass(frozen=True)
class DockerBuildPackage:
    """The `docker-build` package; it has one type and no functions here."""

    cloud: Cloud
    root: Path

    def configure(self, args: Props) -> Any:
        return None

    def resource(self, token: str, session: Any) -> Image:
        if token != TOKEN:
            raise LocalAwsError(f"{token} is not a type of docker-build here; there is {TOKEN}")
        return Image(self.cloud, self.root)

    def invoke(self, token: str, args: Props, session: Any) -> Props:
        raise LocalAwsError(f"docker-build has no functions here (got {token})")
