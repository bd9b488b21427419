"""A first `up` takes about as long as its slowest single resource: nothing waits that need not."""

from collections.abc import Callable

import pulumi
from pulumi_aws import ec2, rds

from localaws.latency import CREATE, QUICK
from tests.critical_path import critical_path, slowest, total
from tests.recorder import Recorder, record

AIM = 1.1
"""Times the slowest single resource."""


def test_production_waits_for_its_slowest_resource_and_little_else(
    program: Callable[..., Recorder],
) -> None:
    recorder = program("prod")
    longest, alone = critical_path(recorder), slowest(recorder)
    print("\n".join(f"{step.seconds:6.0f} s  {step.label}" for step in longest))
    assert alone.label == "aws:rds/instance:Instance::database"
    assert total(longest) <= AIM * alone.seconds


def test_no_service_waits_for_the_data_stores(program: Callable[..., Recorder]) -> None:
    recorder = program("prod")
    for service in ("backend", "frontend"):
        waits = recorder.reach(f"aws:ecs/service:Service::{service}")
        slow = {"aws:rds/instance:Instance", "aws:elasticache/replicationGroup:ReplicationGroup"}
        assert not {label for label in waits if label.rpartition("::")[0] in slow}
        assert f"aws:secretsmanager/secretVersion:SecretVersion::application-{service}" in waits


def test_a_chain_is_found_and_added_up() -> None:
    def program() -> None:
        vpc = ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
        subnet = ec2.Subnet("subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
        group = rds.SubnetGroup("group", subnet_ids=[subnet.id])
        rds.Instance("database", instance_class="db.m7g.large", db_subnet_group_name=group.name)
        ec2.Eip("aside", opts=pulumi.ResourceOptions(depends_on=[vpc]))

    path = critical_path(record(program))
    assert [step.label.rpartition("::")[2] for step in path] == ["vpc", "subnet", "group", "database"]
    assert total(path) == CREATE["aws:ec2/vpc:Vpc"] + 2 * QUICK + CREATE["aws:rds/instance:Instance"]
