"""Production on the embedded AWS, walked with AWS's own interface: who reaches what, what is encrypted, and
the delivery document's numbers one by one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema
import pytest
import yaml

from engine import Engine
from localaws import process
from rehearsal import recorded
from tests.up.copied import change, copied
from tests.up.driver import ROOT, Driver
from tests.up.reach import INTERNET, Firewalls

pytestmark = pytest.mark.engine

STACK = "prod"
GIB = 2**30


@dataclass
class Walk:
    """Production, up, and somebody who looks at it."""

    driver: Driver
    account: str

    def ask(self, service: str, region: str = "us-east-1") -> Any:
        """boto3's client of a service in production's account."""
        return self.driver.client(service, self.account, region)

    @cached_property
    def firewalls(self) -> Firewalls:
        """All security group rules."""
        return Firewalls.of(self.ask("ec2"))

    @cached_property
    def groups(self) -> dict[str, str]:
        """Security groups of the stack by name."""
        found = self.ask("ec2").describe_security_groups()["SecurityGroups"]
        return {_name(group): group["GroupId"] for group in found if _name(group)}

    @cached_property
    def cloudfront(self) -> str:
        """The list of addresses that CloudFront calls from."""
        (found,) = self.ask("ec2").describe_managed_prefix_lists(
            Filters=[
                {"Name": "prefix-list-name", "Values": ["com.amazonaws.global.cloudfront.origin-facing"]}
            ]
        )["PrefixLists"]
        return str(found["PrefixListId"])

    def task(self, family: str) -> dict[str, Any]:
        """The newest task definition of a family."""
        return dict(self.ask("ecs").describe_task_definition(taskDefinition=family)["taskDefinition"])

    def outputs(self) -> dict[str, Any]:
        """What the stack exports."""
        resources = recorded.read(self.driver.folders, STACK).resources
        (root,) = [each for each in resources if each["type"] == "pulumi:pulumi:Stack"]
        return dict(root["outputs"])


def _name(thing: dict[str, Any]) -> str:
    names = [tag["Value"] for tag in thing.get("Tags", []) if tag["Key"] == "Name"]
    return names[0].removeprefix("alicerce-prod-") if names else ""


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[Walk]:
    driver = copied(tmp_path_factory.mktemp("walk"))
    driver.passes("up", "--stack", STACK)
    settings = yaml.safe_load((ROOT / "Pulumi.prod.yaml").read_text())["config"]
    yield Walk(driver, settings["alicerce:accountId"])
    process.stop(driver.folders.localaws)


def test_the_internet_reaches_nothing_but_the_edge(walk: Walk) -> None:
    assert walk.firewalls.enters(INTERNET) == set()
    assert walk.firewalls.enters(walk.cloudfront) == {(walk.groups["load-balancer"], 443)}


def test_the_way_in_is_edge_balancer_service_data(walk: Walk) -> None:
    steps = walk.firewalls.distance(walk.cloudfront)
    names = {name: steps[group] for name, group in walk.groups.items() if group in steps}
    assert names.pop("network-endpoints", 3) == 3
    assert names == {"load-balancer": 1, "backend": 2, "frontend": 2, "database": 3, "cache": 3}


@pytest.mark.parametrize(("store", "port"), [("database", 5432), ("cache", 6379)])
def test_only_the_backend_reaches_data(walk: Walk, store: str, port: int) -> None:
    assert walk.firewalls.peers(walk.groups[store]) == {(walk.groups["backend"], port, port)}


def test_data_has_no_way_out(walk: Walk) -> None:
    """Seed: isolated networks."""
    tables = walk.ask("ec2").describe_route_tables()["RouteTables"]
    routes = {
        _name(table): {route.get("DestinationCidrBlock") for route in table["Routes"]} for table in tables
    }
    assert "0.0.0.0/0" not in routes["network-data"]
    assert "0.0.0.0/0" in routes["network-public"]
    data = walk.groups["database"], walk.groups["cache"]
    assert not [way for way in walk.firewalls.outward if way.group in data]


def test_nothing_has_a_public_address(walk: Walk) -> None:
    subnets = walk.ask("ec2").describe_subnets()["Subnets"]
    assert not any(each["MapPublicIpOnLaunch"] for each in subnets if _name(each))
    (balancer,) = walk.ask("elbv2").describe_load_balancers()["LoadBalancers"]
    assert balancer["Scheme"] == "internal"
    (database,) = walk.ask("rds").describe_db_instances()["DBInstances"]
    assert database["PubliclyAccessible"] is False


def test_everything_at_rest_is_encrypted(walk: Walk) -> None:
    (database,) = walk.ask("rds").describe_db_instances()["DBInstances"]
    assert database["StorageEncrypted"]
    assert ":key/" in database["KmsKeyId"]
    (cache,) = walk.ask("elasticache").describe_replication_groups()["ReplicationGroups"]
    assert (cache["AtRestEncryptionEnabled"], cache["TransitEncryptionEnabled"]) == (True, True)
    s3 = walk.ask("s3")
    for bucket in s3.list_buckets()["Buckets"]:
        rules = s3.get_bucket_encryption(Bucket=bucket["Name"])["ServerSideEncryptionConfiguration"]["Rules"]
        assert rules
    groups = walk.ask("logs").describe_log_groups()["logGroups"]
    assert len(groups) >= 8
    assert {group["logGroupName"] for group in groups if "kmsKeyId" not in group} == set()
    secrets = walk.ask("secretsmanager").list_secrets()["SecretList"]
    assert len(secrets) == 4
    assert all(secret["KmsKeyId"] for secret in secrets)
    for vault in walk.ask("backup").list_backup_vaults()["BackupVaultList"]:
        assert vault["EncryptionKeyArn"]


@pytest.mark.parametrize(
    ("service", "cpu", "memory"), [("backend", "2048", "2048"), ("frontend", "1024", "1024")]
)
def test_the_containers_are_hardened(walk: Walk, service: str, cpu: str, memory: str) -> None:
    """Seed: 2 vCPU and 2 GB, 1 vCPU and 1 GB, user 1001, read-only, no new privileges, resource limits."""
    task = walk.task(f"alicerce-prod-{service}")
    (container,) = task["containerDefinitions"]
    assert (task["cpu"], task["memory"], container["portMappings"][0]["containerPort"]) == (cpu, memory, 3000)
    assert (container["user"], container["readonlyRootFilesystem"]) == ("1001:1001", True)
    assert container["dockerSecurityOptions"] == ["no-new-privileges"]
    assert container["linuxParameters"]["initProcessEnabled"] is True
    assert container["linuxParameters"]["capabilities"]["drop"] == ["ALL"]
    assert container["image"].endswith(f"/alicerce/prod/{service}:1.0.0")


@pytest.mark.parametrize(("service", "low", "high"), [("backend", 3, 10), ("frontend", 4, 15)])
def test_the_services_scale(walk: Walk, service: str, low: int, high: int) -> None:
    """Seed: 3 and 4 replicas; --scale backend=10 web=15."""
    targets = walk.ask("application-autoscaling").describe_scalable_targets(ServiceNamespace="ecs")
    (target,) = [each for each in targets["ScalableTargets"] if each["ResourceId"].endswith(f"/{service}")]
    assert (target["MinCapacity"], target["MaxCapacity"]) == (low, high)
    (running,) = walk.ask("ecs").describe_services(cluster="alicerce-prod", services=[service])["services"]
    assert running["desiredCount"] == low
    assert running["deploymentConfiguration"]["minimumHealthyPercent"] == 100
    assert running["deploymentConfiguration"]["maximumPercent"] == 200
    assert running["deploymentConfiguration"]["deploymentCircuitBreaker"] == {
        "enable": True,
        "rollback": True,
    }


def test_the_database_has_the_seed_s_numbers(walk: Walk) -> None:
    """Seed: PostgreSQL 16, at least 500 connections, 1 GB shared buffers, 3 GB cache, 8 parallel workers."""
    rds = walk.ask("rds")
    (database,) = rds.describe_db_instances()["DBInstances"]
    assert database["EngineVersion"].startswith("16")
    assert database["MultiAZ"] is True
    assert database["BackupRetentionPeriod"] == 35
    assert database["DeletionProtection"] is True
    group = database["DBParameterGroups"][0]["DBParameterGroupName"]
    pages = rds.get_paginator("describe_db_parameters").paginate(DBParameterGroupName=group, Source="user")
    own = {each["ParameterName"]: each["ParameterValue"] for page in pages for each in page["Parameters"]}
    assert int(own["max_connections"]) >= 500
    assert int(own["shared_buffers"]) * 8192 >= GIB
    assert int(own["effective_cache_size"]) * 8192 >= 3 * GIB
    assert int(own["max_parallel_workers"]) == 8
    assert own["rds.force_ssl"] == "1"


def test_the_cache_fails_over(walk: Walk) -> None:
    """Seed: Redis 7 with LRU and snapshots."""
    (cache,) = walk.ask("elasticache").describe_replication_groups()["ReplicationGroups"]
    assert (cache["AutomaticFailover"], cache["MultiAZ"]) == ("enabled", "enabled")
    assert cache["SnapshotRetentionLimit"] >= 1


def test_the_rates_are_the_seed_s(walk: Walk) -> None:
    """Seed: 10 requests a second in general, 20 for the API."""
    waf = walk.ask("wafv2")
    for scope in ("CLOUDFRONT", "REGIONAL"):
        (found,) = waf.list_web_acls(Scope=scope)["WebACLs"]
        acl = waf.get_web_acl(Name=found["Name"], Scope=scope, Id=found["Id"])["WebACL"]
        rates = [
            rule["Statement"]["RateBasedStatement"]
            for rule in acl["Rules"]
            if "RateBasedStatement" in rule["Statement"]
        ]
        assert {(rate["Limit"], rate["EvaluationWindowSec"]) for rate in rates} >= {(600, 60), (1200, 60)}


def test_the_six_alarms_are_there(walk: Walk) -> None:
    """Seed: CPU > 80 %, memory > 90 %, errors > 5 %, p95 > 500 ms, disk < 20 %, connections > 400."""
    pages = walk.ask("cloudwatch").get_paginator("describe_alarms").paginate()
    alarms = [alarm for page in pages for alarm in page["MetricAlarms"]]
    own = [alarm for alarm in alarms if alarm["AlarmName"].startswith("alicerce-prod-")]
    assert {alarm["AlarmName"] for alarm in own} == set(walk.outputs()["alarm_names"])
    assert all(alarm["AlarmActions"] for alarm in own)
    thresholds = {(alarm["AlarmName"].removeprefix("alicerce-prod-"), alarm["Threshold"]) for alarm in own}
    assert thresholds >= {
        ("backend-cpu", 80.0),
        ("backend-memory", 90.0),
        ("backend-errors", 5.0),
        ("backend-latency", 0.5),
        ("database-connections", 400.0),
        ("database-disk", 0.2 * 200 * GIB),
        ("hosts-disk", 80.0),
    }


def test_what_is_exported_is_what_is_promised(walk: Walk) -> None:
    outputs = walk.outputs()
    jsonschema.validate(outputs, json.loads((ROOT / "docs" / "outputs.schema.json").read_text()))
    assert outputs["url"] == "https://example.com"
    assert outputs["database_host"] == "database.alicerce-prod.internal"


def test_a_second_up_and_a_refresh_change_nothing(walk: Walk) -> None:
    assert "Nothing changed" in walk.driver.passes("up", "--stack", STACK)
    walk.driver.passes("refresh", "--stack", STACK)
    assert set(recorded.last_changes(walk.driver.folders, STACK)) == {"same"}


def test_a_release_changes_the_service_and_nothing_else(walk: Walk) -> None:
    change(walk.driver, STACK, backendVersion="1.1.0")
    walk.driver.passes("up", "--stack", STACK)
    changes = recorded.last_changes(walk.driver.folders, STACK)
    assert walk.task("alicerce-prod-backend")["containerDefinitions"][0]["image"].endswith(":1.1.0")
    (running,) = walk.ask("ecs").describe_services(cluster="alicerce-prod", services=["backend"])["services"]
    assert running["taskDefinition"] == walk.task("alicerce-prod-backend")["taskDefinitionArn"]
    assert changes.keys() <= {"same", "update", "replace", "create", "delete"}
    assert changes["same"] > 250


def test_more_tasks_and_hosts_are_a_change_in_place(walk: Walk) -> None:
    change(walk.driver, STACK, backendMinTasks=4, clusterMinHosts=9)
    walk.driver.passes("up", "--stack", STACK)
    assert recorded.last_changes(walk.driver.folders, STACK).keys() <= {"same", "update", "replace"}
    (group,) = walk.ask("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
    assert group["MinSize"] == 9
    targets = walk.ask("application-autoscaling").describe_scalable_targets(ServiceNamespace="ecs")
    assert {each["MinCapacity"] for each in targets["ScalableTargets"]} == {4}


def test_data_is_not_replaced(walk: Walk) -> None:
    change(walk.driver, STACK, databaseUsername="other")
    refused = walk.driver.fails("up", "--stack", STACK)
    assert "unable to replace resource" in refused
    assert "PostgresDatabase$aws:rds/instance:Instance::database" in refused
    assert "currently marked for protection" in refused
    (database,) = walk.ask("rds").describe_db_instances()["DBInstances"]
    assert database["MasterUsername"] == "app"
    change(walk.driver, STACK)


def test_destroy_refuses_protected_data_and_says_how(walk: Walk) -> None:
    before = walk.driver.recorded(STACK)
    refused = walk.driver.fails("down", "--stack", STACK)
    assert "are protected, as on AWS" in refused
    assert "database" in refused
    assert "DeletionProtection" in refused
    assert "make clean" in refused
    assert walk.driver.recorded(STACK) == before
