"""Images: what a build would send, and what lands in the registry."""

import os
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from localaws.build_context import BuildContext
from localaws.cloud import Cloud
from localaws.difference import Difference
from localaws.docker_build import TOKEN, DockerBuildPackage, Image
from localaws.errors import CloudError, LocalAwsError
from localaws.naming import Naming
from localaws.values import UNKNOWN, Props

ACCOUNT, REGION = "200000009971", "eu-west-1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "app" / "src").mkdir(parents=True)
    (tmp_path / "app" / "Dockerfile").write_text("FROM scratch\n")
    (tmp_path / "app" / "src" / "main.js").write_text("main\n")
    (tmp_path / "app" / "notes.md").write_text("notes\n")
    return tmp_path


@pytest.fixture
def image(cloud: Cloud, root: Path) -> Image:
    return DockerBuildPackage(cloud, root).resource(TOKEN, None)


_names = count()


@pytest.fixture
def repository(cloud: Cloud) -> str:
    """The name of an immutable repository."""
    name = f"shop/app-{next(_names)}"
    request = {"repositoryName": name, "imageTagMutability": "IMMUTABLE"}
    cloud.call(ACCOUNT, REGION, "ecr", "CreateRepository", request)
    return name


def reference(repository: str, version: str = "1.0.0") -> str:
    return f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{repository}:{version}"


def inputs(*tags: Any, **more: Any) -> Props:
    return {"context": {"location": "app"}, "push": True, "tags": list(tags), **more}


def problems(image: Image, props: Props) -> list[str]:
    return image.check({}, props, Naming("app"))[1]


def context(root: Path) -> BuildContext:
    return BuildContext(root / "app", root / "app" / "Dockerfile")


def in_registry(cloud: Cloud, repository: str) -> dict[str, str]:
    """Tag -> digest of all images of a repository."""
    found = cloud.call(ACCOUNT, REGION, "ecr", "DescribeImages", {"repositoryName": repository})
    return {tag: each["imageDigest"] for each in found["imageDetails"] for tag in each.get("imageTags", [])}


def test_a_context_that_is_there(image: Image) -> None:
    assert problems(image, inputs("web:1.0.0")) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"context": {"location": "none"}},
            "context.location must be a folder that exists (got {root}/none)",
        ),
        (
            {"dockerfile": {"location": "app/none"}},
            "dockerfile.location must be a file that exists (got {root}/app/none)",
        ),
        (
            {"context": {"location": "app/src"}},
            "dockerfile.location must be a file that exists (got {root}/app/src/Dockerfile)",
        ),
        ({"tags": []}, "tags must name at least one image reference when push is true (got none)"),
        (
            {"tags": ["web"]},
            "tags must be in lower case and carry a version, as repository:1.2.3 (got 'web')",
        ),
        (
            {"tags": ["Web:1"]},
            "tags must be in lower case and carry a version, as repository:1.2.3 (got 'Web:1')",
        ),
    ],
)
def test_problems(image: Image, root: Path, change: Props, problem: str) -> None:
    assert problems(image, {**inputs("web:1.0.0"), **change}) == [problem.format(root=root)]


@pytest.mark.parametrize(
    "props",
    [
        inputs(UNKNOWN),
        {**inputs("web:1"), "tags": UNKNOWN},
        {**inputs("web:1"), "context": UNKNOWN},
        {**inputs("web:1"), "context": {"location": "https://example.com/app.git"}},
    ],
)
def test_what_cannot_be_judged_yet(image: Image, props: Props) -> None:
    assert problems(image, props) == []


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ("", ["Dockerfile", "notes.md", "src/main.js"]),
        ("*.md\n", ["Dockerfile", "src/main.js"]),
        ("# a comment\n\nsrc\n", ["Dockerfile", "notes.md"]),
        ("*\n!src\n", ["Dockerfile", "src/main.js"]),
        ("**/*.js\n", ["Dockerfile", "notes.md"]),
        ("src/*\n!src/main.js\n", ["Dockerfile", "notes.md", "src/main.js"]),
        ("*\n", ["Dockerfile"]),
    ],
)
def test_dockerignore(root: Path, ignore: str, left: list[str]) -> None:
    (root / "app" / ".dockerignore").write_text(ignore)
    assert context(root).files() == left


def test_a_dockerfiles_own_ignore_file_goes_first(root: Path) -> None:
    (root / "app" / ".dockerignore").write_text("src\n")
    (root / "app" / "Dockerfile.dockerignore").write_text("*.md\n*.dockerignore\n")
    assert context(root).files() == ["Dockerfile", "src/main.js"]


def test_a_hash_is_of_contents_alone(root: Path) -> None:
    before = context(root).digest()
    os.utime(root / "app" / "notes.md", (1, 1))
    (root / "app" / "empty").mkdir()
    assert context(root).digest() == before


def _edit(app: Path) -> None:
    (app / "notes.md").write_text("other\n")


def _rename(app: Path) -> None:
    (app / "notes.md").rename(app / "note.md")


def _add(app: Path) -> None:
    (app / "src" / "new.js").write_text("")


def _make_executable(app: Path) -> None:
    (app / "src" / "main.js").chmod(0o755)


def _change_dockerfile(app: Path) -> None:
    (app / "Dockerfile").write_text("FROM alpine\n")


@pytest.mark.parametrize("change", [_edit, _rename, _add, _make_executable, _change_dockerfile])
def test_what_changes_the_hash(image: Image, root: Path, change: Any) -> None:
    (root / "app" / "src" / "main.js").chmod(0o644)
    before = inputs("web:1")
    state = image.preview(before)
    assert image.diff(before, state, before) == Difference()
    change(root / "app")
    assert image.diff(before, state, before) == Difference(("contextHash",))


def test_an_ignored_file_changes_nothing(image: Image, root: Path) -> None:
    (root / "app" / ".dockerignore").write_text("*.md\n")
    before = image.preview(inputs("web:1"))["contextHash"]
    _edit(root / "app")
    assert image.preview(inputs("web:1"))["contextHash"] == before


@pytest.mark.parametrize(
    "change", [{"buildArgs": {"A": "2"}}, {"target": "test"}, {"platforms": ["linux/arm64"]}]
)
def test_settings_are_part_of_the_hash(image: Image, change: Props) -> None:
    plain = image.preview(inputs("web:1"))["contextHash"]
    assert image.preview(inputs("web:1", **change))["contextHash"] != plain


def test_a_preview(image: Image) -> None:
    known = image.preview(inputs("web:1"))
    assert known["digest"] is UNKNOWN
    assert known["ref"] is UNKNOWN
    assert len(known["contextHash"]) == 64
    assert image.preview(inputs(UNKNOWN))["contextHash"] is UNKNOWN


def test_a_pushed_image_is_found(image: Image, cloud: Cloud, repository: str) -> None:
    tag = reference(repository)
    ident, outputs = image.create(inputs(tag))
    assert in_registry(cloud, repository) == {"1.0.0": outputs["digest"]}
    assert ident == outputs["digest"]
    assert outputs["ref"] == f"{tag}@{outputs['digest']}"
    assert image.read(ident, inputs(tag), outputs) == (outputs, inputs(tag))


def test_without_push_nothing_is_pushed(image: Image, cloud: Cloud, repository: str) -> None:
    _, outputs = image.create({**inputs(reference(repository)), "push": False})
    assert in_registry(cloud, repository) == {}
    assert outputs["digest"] == f"sha256:{outputs['contextHash']}"


def test_an_immutable_tag_is_refused_twice(image: Image, root: Path, cloud: Cloud, repository: str) -> None:
    props = inputs(reference(repository))
    ident, outputs = image.create(props)
    _edit(root / "app")
    for attempt in (lambda: image.create(props), lambda: image.update(ident, props, outputs, props)):
        with pytest.raises(LocalAwsError) as caught:
            attempt()
        assert str(caught.value) == (
            f"1.0.0 is the tag of another image in {repository}, and tags are immutable there: "
            "give the changed image a new version"
        )
    assert in_registry(cloud, repository) == {"1.0.0": outputs["digest"]}


def test_the_same_image_under_its_tag_again_is_fine(image: Image, repository: str) -> None:
    props = inputs(reference(repository))
    first = image.create(props)
    assert image.create(props) == first


def test_another_tag_for_a_changed_image(image: Image, root: Path, cloud: Cloud, repository: str) -> None:
    ident, outputs = image.create(inputs(reference(repository)))
    _edit(root / "app")
    news = inputs(reference(repository, "1.0.1"))
    changed = image.update(ident, inputs(reference(repository)), outputs, news)
    assert changed["digest"] != outputs["digest"]
    assert in_registry(cloud, repository) == {"1.0.0": outputs["digest"], "1.0.1": changed["digest"]}


def test_delete(image: Image, cloud: Cloud, repository: str) -> None:
    props = inputs(reference(repository))
    ident, outputs = image.create(props)
    for _ in range(2):
        image.delete(ident, props, outputs)
        assert in_registry(cloud, repository) == {}
        assert image.read(ident, props, outputs) is None


def test_delete_without_its_repository(image: Image, cloud: Cloud) -> None:
    props = inputs(reference("nowhere"))
    image.delete("sha256:1", props, props)
    assert image.read("sha256:1", props, props) is None


def test_a_missing_repository_is_an_error(image: Image) -> None:
    with pytest.raises(CloudError, match="RepositoryNotFoundException: ecr BatchGetImage"):
        image.create(inputs(reference("nowhere")))


def test_a_context_elsewhere(image: Image) -> None:
    with pytest.raises(LocalAwsError, match="an image context elsewhere than on this machine"):
        image.create(inputs("web:1", context={"location": "https://example.com/app.git"}))


def test_the_package(cloud: Cloud, root: Path) -> None:
    package = DockerBuildPackage(cloud, root)
    assert package.configure({}) is None
    with pytest.raises(LocalAwsError, match="docker-build:index:Index is not a type of docker-build here"):
        package.resource("docker-build:index:Index", None)
    with pytest.raises(LocalAwsError, match="docker-build has no functions here"):
        package.invoke("docker-build:index:x", {}, None)
