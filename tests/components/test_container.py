"""The hardened container, as ECS gets it."""

import json
from dataclasses import replace

import pytest
from botocore.session import get_session
from botocore.validate import ParamValidator

from components.container import Container, definition, definitions


@pytest.fixture
def container() -> Container:
    return Container(
        name="backend",
        image="registry/backend:1.0.0",
        port=3000,
        cpu=2048,
        memory=2048,
        health_path="/health",
        log_group="/alicerce/test/backend",
        region="us-east-1",
        environment={"PORT": "3000", "NODE_ENV": "production"},
    )


def test_the_whole_definition(container: Container) -> None:
    assert definition(container) == {
        "name": "backend",
        "image": "registry/backend:1.0.0",
        "essential": True,
        "cpu": 2048,
        "memory": 2048,
        "portMappings": [{"name": "backend", "containerPort": 3000, "protocol": "tcp"}],
        "environment": [{"name": "NODE_ENV", "value": "production"}, {"name": "PORT", "value": "3000"}],
        "stopTimeout": 30,
        "healthCheck": {
            "command": ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/health"],
            "interval": 15,
            "timeout": 5,
            "retries": 3,
            "startPeriod": 30,
        },
        "logConfiguration": {
            "logDriver": "awslogs",
            "options": {
                "awslogs-group": "/alicerce/test/backend",
                "awslogs-region": "us-east-1",
                "awslogs-stream-prefix": "backend",
                "mode": "non-blocking",
                "max-buffer-size": "25m",
            },
        },
        "user": "1001:1001",
        "privileged": False,
        "readonlyRootFilesystem": True,
        "dockerSecurityOptions": ["no-new-privileges"],
        "linuxParameters": {
            "initProcessEnabled": True,
            "capabilities": {"drop": ["ALL"]},
            "tmpfs": [
                {
                    "containerPath": "/tmp",
                    "size": 64,
                    "mountOptions": ["rw", "noexec", "nosuid", "nodev", "uid=1001"],
                }
            ],
        },
        "ulimits": [{"name": "nofile", "softLimit": 65536, "hardLimit": 65536}],
    }


def test_exec_gets_the_places_it_writes_to(container: Container) -> None:
    mounts = definition(replace(container, enable_exec=True))["linuxParameters"]["tmpfs"]
    assert [mount["containerPath"] for mount in mounts] == [
        "/tmp",
        "/var/lib/amazon/ssm",
        "/var/log/amazon/ssm",
    ]
    assert all({"noexec", "nosuid", "nodev"} <= set(mount["mountOptions"]) for mount in mounts)


def test_on_fargate_docker_s_own_options_are_left_out(container: Container) -> None:
    """Fargate refuses a task definition that has them, and hardens its hosts itself."""
    ours, theirs = definition(container), definition(replace(container, on_fargate=True))
    assert ours.keys() - theirs.keys() == {"dockerSecurityOptions"}
    assert theirs == {key: ours[key] for key in theirs}


def test_a_job_listens_on_nothing(container: Container) -> None:
    job = definition(replace(container, port=None, command=("npm", "run", "migrate")))
    assert not job.keys() & {"portMappings", "healthCheck"}
    assert job["command"] == ["npm", "run", "migrate"]


def test_secrets_are_named_by_where_they_are(container: Container) -> None:
    found = definition(replace(container, secrets={"Z": "arn:z", "A": "arn:a"}))
    assert found["secrets"] == [{"name": "A", "valueFrom": "arn:a"}, {"name": "Z", "valueFrom": "arn:z"}]
    assert not {"A", "Z"} & {each["name"] for each in found["environment"]}


def test_more_places_to_write(container: Container) -> None:
    mounts = definition(replace(container, scratch={"/tmp": 64, "/cache": 128}))["linuxParameters"]["tmpfs"]
    assert [(mount["containerPath"], mount["size"]) for mount in mounts] == [("/tmp", 64), ("/cache", 128)]
    assert all("uid=1001" in mount["mountOptions"] for mount in mounts)


def test_the_order_of_the_environment_changes_nothing(container: Container) -> None:
    turned = replace(container, environment=dict(reversed(list(container.environment.items()))))
    assert definitions(turned) == definitions(container)


def test_the_json_holds_this_one_container(container: Container) -> None:
    assert json.loads(definitions(container)) == [definition(container)]


def test_aws_knows_every_member_of_the_definition(container: Container) -> None:
    """A misspelt member is refused at the first deployment, not at preview."""
    shape = get_session().get_service_model("ecs").shape_for("RegisterTaskDefinitionRequest")
    full = replace(container, enable_exec=True, secrets={"A": "arn:a"}, command=("a",))
    request = {"family": "f", "containerDefinitions": [definition(full)]}
    assert ParamValidator().validate(request, shape).generate_report() == ""
