"""The pack alone in somebody else's project: nothing of ours is there but the copied folder."""

import json
from collections.abc import Mapping

import pytest

from tests.up.policies.output import told
from tests.up.policies.stranger import Stranger

pytestmark = pytest.mark.engine

AWS = """
import json

tags = {"Project": "shop", "Stack": "shop", "ManagedBy": "pulumi"}
aws.cloudwatch.LogGroup("web", name="/shop/web", retention_in_days=30, tags=tags, opts=opts)
container = {
    "name": "web",
    "image": "public.ecr.aws/nginx/nginx:1.29.0",
    "cpu": 256,
    "memory": 512,
    "user": "1001:1001",
    "readonlyRootFilesystem": True,
    "linuxParameters": {"capabilities": {"drop": ["ALL"]}, "initProcessEnabled": True},
    "healthCheck": {"command": ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/"]},
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
            "awslogs-group": "/shop/web",
            "awslogs-region": "us-east-1",
            "awslogs-stream-prefix": "web",
        },
    },
}
aws.ecs.TaskDefinition(
    "web",
    family="web",
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    container_definitions=json.dumps([container]),
    tags=tags,
    opts=opts,
)
aws.s3.BucketPublicAccessBlock(
    "files",
    bucket="shop-files",
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
    opts=opts,
)
"""
CONTAINERS = """
container = {
    "name": "web",
    "image": "registry.example.com/web:1.4.2",
    "resources": {
        "limits": {"cpu": "500m", "memory": "256Mi"},
        "requests": {"cpu": "250m", "memory": "256Mi"},
    },
    "securityContext": {
        "runAsNonRoot": True,
        "runAsUser": 1001,
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    },
    "livenessProbe": {"httpGet": {"path": "/", "port": 8080}},
    "readinessProbe": {"httpGet": {"path": "/", "port": 8080}},
}
labels = {"app": "web"}
pulumi.CustomResource("kubernetes:apps/v1:Deployment", "web", {
    "metadata": {"labels": labels},
    "spec": {
        "selector": {"matchLabels": labels},
        "template": {"metadata": {"labels": labels}, "spec": {"containers": [container]}},
    },
})
pulumi.CustomResource("docker:index/container:Container", "cache", {
    "name": "cache",
    "image": "valkey/valkey:8.1.3",
    "user": "999:999",
    "readOnly": True,
    "memory": 256,
    "cpus": "0.5",
    "capabilities": {"drops": ["ALL"]},
    "securityOpts": ["no-new-privileges:true"],
    "init": True,
    "healthcheck": {"tests": ["CMD", "valkey-cli", "ping"]},
    "logDriver": "local",
})
"""
TASK = "aws:ecs:TaskDefinition: web"
DEPLOYMENT = "kubernetes:apps/v1:Deployment: web"
CACHE = "docker:index:Container: cache"


def spoilt(program: str, changes: Mapping[str, str]) -> str:
    """A program with some of its text changed."""
    for before, after in changes.items():
        assert program.count(before) == 1
        program = program.replace(before, after)
    return program


def said(output: str) -> dict[tuple[str, str], str]:
    """What stops a preview: by rule and resource, the sentence after the finding."""
    stops = [each for each in told(output) if each.level == "mandatory"]
    return {(each.rule, each.resource): each.text.splitlines()[1] for each in stops}


@pytest.mark.parametrize("program", [AWS, CONTAINERS], ids=["aws", "containers"])
def test_a_good_program_passes(stranger: Stranger, program: str) -> None:
    stranger.write(program)
    stranger.passes_preview()


def test_a_bad_program_on_aws_is_stopped(stranger: Stranger) -> None:
    changes = {
        ", retention_in_days=30": "",
        '"user": "1001:1001"': '"user": "0:0"',
        "block_public_acls=True": "block_public_acls=False",
    }
    stranger.write(spoilt(AWS, changes))
    assert said(stranger.fails_preview()) == {
        ("bucket-public-access-blocked", "aws:s3:BucketPublicAccessBlock: files"): (
            "blockPublicAcls is false, want true."
        ),
        ("container-non-root", TASK): (
            'container web has user "0:0", want a user that is neither root nor an administrator, '
            "such as 1001:1001."
        ),
        ("log-group-retention", "aws:cloudwatch:LogGroup: web"): (
            "retentionInDays is missing, which is for ever, want a number of days."
        ),
    }


def test_bad_containers_elsewhere_are_stopped(stranger: Stranger) -> None:
    changes = {
        '"runAsUser": 1001': '"runAsUser": 0',
        "web:1.4.2": "web:latest",
        '"user": "999:999",': "",
        '"securityOpts"': '"privileged": True, "securityOpts"',
    }
    stranger.write(spoilt(CONTAINERS, changes))
    root = "want a user that is neither root nor an administrator, such as 1001:1001."
    assert said(stranger.fails_preview()) == {
        ("container-non-root", DEPLOYMENT): f"container web has securityContext.runAsUser 0, {root}",
        ("container-image-pinned", DEPLOYMENT): (
            'container web has image "registry.example.com/web:latest", '
            "want a version that never moves in place of latest."
        ),
        ("container-non-root", CACHE): f'container cache has user "", {root}',
        ("container-unprivileged", CACHE): "container cache has privileged true, want false.",
    }


def test_a_remedy_is_put_in_place(stranger: Stranger) -> None:
    stranger.write(spoilt(AWS, {'"readonlyRootFilesystem": True': '"readonlyRootFilesystem": False'}))
    assert list(said(stranger.fails_preview())) == [("container-read-only-root", TASK)]
    config = stranger.folder / "run.json"
    config.write_text(json.dumps({"container-read-only-root": "remediate"}))
    output = stranger.passes_preview("--diff", "--policy-pack-config", str(config))
    assert "[remediate]  container-read-only-root  (aws:ecs:TaskDefinition: web)" in output
    assert "~ readonlyRootFilesystem: false => true" in output
