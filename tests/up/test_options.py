"""Whatever the stacks leave out, switched on, and the other choice where there are two, on the engine."""

from collections.abc import Iterator
from typing import Any

import pytest

from engine import Engine
from localaws import process
from rehearsal import recorded
from tests.up.copied import change, copied
from tests.up.driver import Driver

pytestmark = pytest.mark.engine

STACK = "staging"

OPTIONS: dict[str, Any] = {
    "region": "eu-west-1",
    "networkNat": "zone",
    "networkEndpoints": ["ecr.api", "ssm"],
    "alertsSlackWorkspace": "T0123456789",
    "alertsSlackChannel": "C0123456789",
    "imagesBuild": True,
    "databaseProxy": True,
    "databaseReadReplicas": 2,
    "databaseSecret": "managed",
    "cacheEngine": "valkey",
    "cacheNodes": 3,
    "clusterCompute": "fargate-spot",
    "backendMemory": 2048,
    "frontendMemory": 1024,
    "loadBalancerInternal": False,
    "wafMode": "count",
    "wafAnonymousIps": True,
    "backendEnableExec": True,
    "backendSchedules": ["morning cron(0 7 ? * MON-FRI *) 3 4"],
    "backupsRestoreTesting": True,
    "backupsLock": "governance",
    "backupsCopyRegion": "eu-central-1",
    "budgetScope": "stack",
    "auditAccessAnalyzer": True,
}


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Driver]:
    driver = copied(tmp_path_factory.mktemp("options"))
    change(driver, STACK, **OPTIONS)
    driver.passes("up", "--stack", STACK)
    yield driver
    process.stop(driver.folders.localaws)


def test_a_second_up_and_a_refresh_change_nothing(stack: Driver) -> None:
    """Slack and the access analyzer are only recorded, and a run says how many are."""
    output = stack.passes("up", "--stack", STACK)
    assert "Nothing changed" in output
    assert "2 are only recorded" in output
    stack.passes("refresh", "--stack", STACK)
    assert set(recorded.last_changes(stack.folders, STACK)) == {"same"}


def test_tasks_run_on_fargate(stack: Driver) -> None:
    ecs = stack.client("ecs", "444455556666", "eu-west-1")
    (service,) = ecs.describe_services(cluster="alicerce-staging", services=["backend"])["services"]
    providers = {each["capacityProvider"] for each in service["capacityProviderStrategy"]}
    assert providers == {"FARGATE", "FARGATE_SPOT"}
    assert not stack.client("autoscaling", "444455556666", "eu-west-1").describe_auto_scaling_groups()[
        "AutoScalingGroups"
    ]


def test_down_leaves_nothing(stack: Driver) -> None:
    stack.passes("up")  # stack local keeps the embedded AWS running to look at
    stack.passes("down", "--stack", STACK)
    account = "444455556666"
    nat = [{"Name": "state", "Values": ["available"]}]
    assert not stack.client("rds", account, "eu-west-1").describe_db_instances()["DBInstances"]
    assert not stack.client("ec2", account, "eu-west-1").describe_nat_gateways(Filters=nat)["NatGateways"]
    assert not stack.client("cloudfront", account).list_distributions()["DistributionList"].get("Items")
