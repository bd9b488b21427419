"""Cases on images."""

from tests.policies.cases import AnyCase
from tests.policies.containers import JOB, STRING, docker, ecs, kubernetes, swarm

PINNED = "container-image-pinned"
REGISTRY = "container-image-registry"

DIGEST = f"sha256:{'0123456789abcdef' * 4}"
ECR = "111122223333.dkr.ecr.us-east-1.amazonaws.com"

WITHOUT_A_VERSION = ("", "app@", "nginx", "host:5000/app", f"{ECR}/app", "app:", "localhost/team/app")
MOVING = (
    *("nginx:latest", "nginx:LATEST", "host:5000/app:latest", f"{ECR}/app:main", "app:master", "app:develop"),
    *(
        "app:stable",
        "node:lts",
        "app:dev",
        "app:app-latest",
        "app:latest-arm64",
        "app:edge",
        "app:production",
    ),
)
BROKEN = (f"app@{DIGEST}0", "app@sha256:", "app:1.0@sha256:abc", "app@md5:0123")
IMMUTABLE = (
    *(
        "nginx:1.27.3",
        f"{ECR}/app:1.0.0",
        "host:5000/app:v2",
        f"nginx@{DIGEST}",
        f"app:latest@{DIGEST}",
        DIGEST,
    ),
    *("app:0fa3c1d", "app:20261124.3", "app:maintained", "postgres:16", f"host:5000/app@{DIGEST}"),
)

CASES: tuple[AnyCase, ...] = (
    *(
        ecs(PINNED, {"image": each}, says=f'container app has image "{each}", want a')
        for each in WITHOUT_A_VERSION
    ),
    *(ecs(PINNED, {"image": each}, says=f'container app has image "{each}", want a') for each in MOVING),
    *(ecs(PINNED, {"image": each}, says=f'container app has image "{each}", want a') for each in BROKEN),
    *(ecs(PINNED, {"image": each}) for each in IMMUTABLE),
    ecs(PINNED, {}, says='container app has image "", want a version behind its name'),
    ecs(
        PINNED,
        {"image": "app:1"},
        {"image": "agent"},
        says='container app2 has image "agent", want a version',
    ),
    ecs(PINNED, {"image": "app:1"}, {"image": STRING}, unknown="containerDefinitions[1].image"),
    ecs(PINNED, {"image": f"{STRING}/app:1"}, unknown="containerDefinitions[0].image"),
    ecs(PINNED, {"image": "app:blue"}, says="container app has image", options={"movingTags": ["blue"]}),
    ecs(PINNED, {"image": "app:main"}, options={"movingTags": []}),
    docker(
        PINNED,
        {"image": "app:latest"},
        'container app has image "app:latest", want a version that never moves',
    ),
    docker(PINNED, {"image": DIGEST}),
    swarm(PINNED, {"image": "app"}, 'container app has image "app", want a version behind its name'),
    swarm(PINNED, {"image": f"app:1@{DIGEST}"}),
    kubernetes(PINNED, {"image": "app"}, 'container app has image "app", want a version', kind=JOB),
    kubernetes(PINNED, {"image": "app:1"}, "init container a has", pod={"initContainers": [{"name": "a"}]}),
    kubernetes(PINNED, {"image": "app:1"}),
    ecs(
        REGISTRY,
        {"image": "nginx:1"},
        says=f'container app has image "nginx:1", want one from {ECR}',
        options={"registries": [ECR]},
    ),
    ecs(
        REGISTRY,
        {"image": f"{ECR}.attacker.example/app:1"},
        says="container app has image",
        options={"registries": [ECR, "ghcr.io/us"]},
    ),
    docker(REGISTRY, {"image": "app:1"}, "container app has image", options={"registries": [ECR]}),
    ecs(REGISTRY, {"image": "nginx:1"}),
    ecs(REGISTRY, {"image": STRING}),
    ecs(REGISTRY, {"image": STRING}, options={"registries": [ECR]}, unknown="containerDefinitions[0].image"),
    ecs(REGISTRY, {"image": f"{ECR}/app:1"}, options={"registries": [ECR]}),
    ecs(REGISTRY, {"image": "ghcr.io/us/app:1"}, options={"registries": [ECR, "ghcr.io/us"]}),
    ecs(REGISTRY, {"image": "ghcr.io/us/app:1"}, options={"registries": ["ghcr.io/us/"]}),
    kubernetes(REGISTRY, {"image": f"{ECR}/app@{DIGEST}"}, options={"registries": [f"{ECR}/app"]}),
)
