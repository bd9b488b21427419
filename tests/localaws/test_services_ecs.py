"""Clusters, capacity and task definitions live a whole life against moto."""

import json
from typing import Any

import pytest

from localaws.naming import Naming
from localaws.values import UNKNOWN, Props
from tests.localaws.conftest import Workbench

CLUSTER = "aws:ecs/cluster:Cluster"
PROVIDER = "aws:ecs/capacityProvider:CapacityProvider"
PROVIDERS = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders"
TASK = "aws:ecs/taskDefinition:TaskDefinition"

GROUP_ARN = "arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:1:autoScalingGroupName/cluster"

CONTAINER: dict[str, Any] = {
    "cpu": 2048,
    "dockerSecurityOptions": ["no-new-privileges"],
    "environment": [{"name": "NODE_ENV", "value": "production"}, {"name": "PORT", "value": "3000"}],
    "essential": True,
    "healthCheck": {
        "command": ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/health"],
        "interval": 15,
        "retries": 3,
        "startPeriod": 30,
        "timeout": 5,
    },
    "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/alicerce/prod/backend:1.0.0",
    "linuxParameters": {
        "capabilities": {"drop": ["ALL"]},
        "initProcessEnabled": True,
        "tmpfs": [{"containerPath": "/tmp", "mountOptions": ["rw", "noexec"], "size": 64}],
    },
    "logConfiguration": {
        "logDriver": "awslogs",
        "options": {"awslogs-group": "/alicerce/prod/backend", "awslogs-region": "us-east-1"},
    },
    "memory": 2048,
    "name": "backend",
    "portMappings": [{"containerPort": 3000, "name": "backend", "protocol": "tcp"}],
    "privileged": False,
    "readonlyRootFilesystem": True,
    "stopTimeout": 30,
    "ulimits": [{"hardLimit": 65536, "name": "nofile", "softLimit": 65536}],
    "user": "1001:1001",
}
DEFINITION: dict[str, Any] = {
    "family": "alicerce-prod-backend",
    "containerDefinitions": json.dumps([CONTAINER]),
    "cpu": "2048",
    "memory": "2048",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["EC2"],
    "runtimePlatform": {"operatingSystemFamily": "LINUX", "cpuArchitecture": "ARM64"},
    "executionRoleArn": "arn:aws:iam::111122223333:role/backend-execution",
    "taskRoleArn": "arn:aws:iam::111122223333:role/backend-task",
}


def test_cluster(bench: Workbench) -> None:
    insights = {"name": "containerInsights", "value": "enhanced"}
    bench.live(
        CLUSTER, {"settings": [{**insights, "value": "disabled"}]}, name="alicerce", settings=[insights]
    )


def test_cluster_with_all_settings(bench: Workbench) -> None:
    bench.live(
        CLUSTER,
        {"tags": {"Team": "b", "new": "1"}},
        tags={"Team": "a", "old": "1"},
        configuration={"executeCommandConfiguration": {"logging": "DEFAULT"}},
        serviceConnectDefaults={"namespace": "arn:aws:servicediscovery:us-east-1:111122223333:namespace/ns"},
    )


@pytest.mark.parametrize(
    "change",
    [
        {"managedDraining": "DISABLED"},
        {"managedTerminationProtection": "DISABLED"},
        {"managedScaling": {"status": "ENABLED", "targetCapacity": 80, "instanceWarmupPeriod": 60}},
    ],
    ids=lambda value: "-".join(value),
)
def test_capacity_provider(bench: Workbench, change: Props) -> None:
    group = {
        "autoScalingGroupArn": GROUP_ARN,
        "managedScaling": {"status": "ENABLED", "targetCapacity": 100, "instanceWarmupPeriod": 120},
        "managedDraining": "ENABLED",
        "managedTerminationProtection": "ENABLED",
    }
    bench.live(PROVIDER, {"autoScalingGroupProvider": {**group, **change}}, autoScalingGroupProvider=group)


def test_another_group_is_another_capacity_provider(bench: Workbench) -> None:
    kind = bench.package.resource(PROVIDER, bench.session)
    old = bench.check(PROVIDER, autoScalingGroupProvider={"autoScalingGroupArn": GROUP_ARN})
    _, state = kind.create(old)
    news = {**old, "autoScalingGroupProvider": {"autoScalingGroupArn": UNKNOWN}}
    assert kind.diff(old, state, news).replaces == ("autoScalingGroupProvider",)


def test_cluster_capacity_providers(bench: Workbench) -> None:
    bench.make(CLUSTER, name="alicerce")
    bench.live(
        PROVIDERS,
        {"defaultCapacityProviderStrategies": [{"capacityProvider": "spot", "weight": 1, "base": 2}]},
        clusterName="alicerce",
        capacityProviders=["hosts", "spot"],
        defaultCapacityProviderStrategies=[{"capacityProvider": "hosts", "weight": 1}],
    )


def test_task_definition(bench: Workbench) -> None:
    bench.live(TASK, {"tags": {"Team": "a"}}, **DEFINITION)


def test_task_definition_behind_a_proxy(bench: Workbench) -> None:
    proxy = {"ProxyIngressPort": "15000", "ProxyEgressPort": "15001"}
    bench.live(
        TASK,
        {"tags": {"Team": "a"}},
        **DEFINITION,
        proxyConfiguration={"type": "APPMESH", "containerName": "backend", "properties": proxy},
    )


FARGATE: dict[str, Any] = {
    **DEFINITION,
    "containerDefinitions": json.dumps(
        [{key: value for key, value in CONTAINER.items() if key != "dockerSecurityOptions"}]
    ),
    "memory": "4096",
    "requiresCompatibilities": ["FARGATE"],
    "ephemeralStorage": {"sizeInGib": 30},
}


def test_task_definition_for_fargate(bench: Workbench) -> None:
    bench.live(TASK, {"tags": {"Team": "a"}}, **FARGATE)


def test_capacity_of_fargate(bench: Workbench) -> None:
    bench.make(CLUSTER, name="alicerce")
    spot = [
        {"capacityProvider": "FARGATE", "base": 3, "weight": 1},
        {"capacityProvider": "FARGATE_SPOT", "weight": 3},
    ]
    bench.live(
        PROVIDERS,
        {"defaultCapacityProviderStrategies": spot},
        clusterName="alicerce",
        capacityProviders=["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategies=spot[:1],
    )


def test_task_definition_with_volumes(bench: Workbench) -> None:
    bench.live(
        TASK,
        family="files",
        containerDefinitions=json.dumps([{"name": "app", "image": "app", "memory": 64}]),
        volumes=[
            {"name": "logs", "hostPath": "/var/log"},
            {
                "name": "shared",
                "efsVolumeConfiguration": {"fileSystemId": "fs-1", "transitEncryption": "ENABLED"},
            },
        ],
        placementConstraints=[{"type": "memberOf", "expression": "attribute:ecs.os-type == linux"}],
        ephemeralStorage={"sizeInGib": 30},
        enableFaultInjection=True,
        pidMode="task",
        ipcMode="task",
    )


def test_a_changed_container_is_a_new_revision(bench: Workbench) -> None:
    kind = bench.package.resource(TASK, bench.session)
    old = bench.check(TASK, **DEFINITION)
    _, state = kind.create(old)
    changed = [{**CONTAINER, "environment": [*CONTAINER["environment"], {"name": "A", "value": "1"}]}]
    news = {**old, "containerDefinitions": json.dumps(changed)}
    assert kind.diff(old, state, news).replaces == ("containerDefinitions",)
    ident, second = kind.create(news)
    assert (ident, state["revision"], second["revision"]) == ("alicerce-prod-backend", 1, 2)
    assert second["arn"] == second["arnWithoutRevision"] + ":2"
    kind.delete(ident, old, state)
    assert kind.read(ident, old, state) is None, "the old revision is gone"
    assert kind.read(ident, news, second) is not None, "the new one is not"


def test_spaces_in_the_container_definitions_are_no_change(bench: Workbench) -> None:
    kind = bench.package.resource(TASK, bench.session)
    old = bench.check(TASK, **DEFINITION)
    _, state = kind.create(old)
    assert (
        kind.diff(old, state, {**old, "containerDefinitions": json.dumps([CONTAINER], indent=2)}).changed
        == ()
    )


def test_the_order_of_a_command_is_a_change(bench: Workbench) -> None:
    kind = bench.package.resource(TASK, bench.session)
    old = bench.check(
        TASK, **{**DEFINITION, "containerDefinitions": json.dumps([{**CONTAINER, "command": ["a", "b"]}])}
    )
    _, state = kind.create(old)
    news = {**old, "containerDefinitions": json.dumps([{**CONTAINER, "command": ["b", "a"]}])}
    assert kind.diff(old, state, news).replaces == ("containerDefinitions",)


def test_a_task_definition_can_stay_registered(bench: Workbench) -> None:
    kind = bench.package.resource(TASK, bench.session)
    inputs = bench.check(TASK, **DEFINITION, skipDestroy=True)
    ident, state = kind.create(inputs)
    kind.delete(ident, inputs, state)
    assert kind.read(ident, inputs, state) is not None


def test_a_task_definition_is_imported_by_its_arn(bench: Workbench) -> None:
    _, state = bench.make(TASK, **DEFINITION)
    found = bench.package.resource(TASK, bench.session).read(state["arn"], {}, {})
    assert found is not None
    assert found[1]["family"] == "alicerce-prod-backend"


def test_an_unknown_word_in_a_container(bench: Workbench) -> None:
    kind = bench.package.resource(TASK, bench.session)
    broken = {**DEFINITION, "containerDefinitions": json.dumps([{**CONTAINER, "readOnly": True}])}
    _, failures = kind.check({}, broken, Naming("task"))
    assert len(failures) == 1
    assert failures[0].startswith(
        "containerDefinitions.readOnly is not known to AWS; allowed here: command, cpu,"
    )
