"""The cluster and its hosts."""

import base64
import json
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from components.checks import ArgumentError
from components.cloud import Cloud
from components.cluster import Cluster, ClusterArgs, Compute
from components.host import agent_config, user_data
from tests.recorder import Recorder, record


@pytest.fixture
def args(cloud: Cloud) -> ClusterArgs:
    return ClusterArgs(
        cloud=cloud,
        vpc_id="vpc",
        subnet_ids=("app-a", "app-b"),
        endpoint_security_group_id="endpoints",
        instance_type="c7g.large",
        min_hosts=8,
        max_hosts=16,
        target_capacity=90,
        disk_size=30,
        insights="enhanced",
    )


@cache
def build(args: ClusterArgs) -> Recorder:
    return record(lambda: Cluster("cluster", args))


def test_the_cluster(args: ClusterArgs) -> None:
    assert build(args).one("aws:ecs/cluster:Cluster").inputs == {
        "name": "alicerce-test",
        "settings": [{"name": "containerInsights", "value": "enhanced"}],
        "configuration": {
            "executeCommandConfiguration": {
                "logging": "OVERRIDE",
                "logConfiguration": {
                    "cloudWatchLogGroupName": "/alicerce/test/exec",
                    "cloudWatchEncryptionEnabled": False,
                },
            }
        },
    }


def test_what_operators_do_in_tasks_is_kept(args: ClusterArgs) -> None:
    recorder = build(replace(args, log_key_arn="key", exec_log_retention_days=365))
    assert recorder.one("aws:cloudwatch/logGroup:LogGroup").inputs == {
        "name": "/alicerce/test/exec",
        "retentionInDays": 365,
        "kmsKeyId": "key",
    }
    cluster = recorder.one("aws:ecs/cluster:Cluster").inputs
    log = cluster["configuration"]["executeCommandConfiguration"]["logConfiguration"]
    assert log["cloudWatchEncryptionEnabled"] is True  # AWS refuses it for a log without a key


@pytest.mark.parametrize("compute", ["fargate", "fargate-spot"])
def test_on_fargate_there_are_no_hosts(args: ClusterArgs, compute: Compute) -> None:
    recorder = build(replace(args, compute=compute))
    assert recorder.counts() == {
        "aws:cloudwatch/logGroup:LogGroup": 1,
        "aws:ecs/cluster:Cluster": 1,
        "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": 1,
    }
    attached = recorder.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs
    assert attached == {
        "clusterName": "alicerce-test",
        "capacityProviders": ["FARGATE", "FARGATE_SPOT"],
        "defaultCapacityProviderStrategies": [{"capacityProvider": "FARGATE", "weight": 1}],
    }
    published = recorder.published("Cluster")
    assert published["capacity_provider"] == "FARGATE"
    assert published["compute"] == compute
    assert "autoscaling_group_name" not in published


def test_the_hosts_are_hardened(args: ClusterArgs) -> None:
    inputs = build(args).one("aws:ec2/launchTemplate:LaunchTemplate").inputs
    assert inputs["instanceType"] == "c7g.large"
    assert inputs["imageId"] == "ami-0123456789abcdef0"
    assert inputs["metadataOptions"] == {
        "httpEndpoint": "enabled",
        "httpTokens": "required",
        "httpPutResponseHopLimit": 1,
    }
    assert inputs["networkInterfaces"] == [
        {
            "deviceIndex": 0,
            "associatePublicIpAddress": "false",
            "deleteOnTermination": "true",
            "securityGroups": ["cluster-hosts-id"],
        }
    ]
    assert inputs["blockDeviceMappings"] == [
        {
            "deviceName": "/dev/xvda",
            "ebs": {
                "volumeType": "gp3",
                "volumeSize": 30,
                "encrypted": "true",
                "deleteOnTermination": "true",
            },
        }
    ]
    assert base64.b64decode(inputs["userData"]).decode() == user_data("alicerce-test")


def test_what_is_launched_carries_the_stack_s_tags(args: ClusterArgs) -> None:
    """Default tags of the provider stop at the launch template."""
    specifications = build(args).one("aws:ec2/launchTemplate:LaunchTemplate").inputs["tagSpecifications"]
    tags = args.cloud.tags | {"Name": "alicerce-test-cluster-host"}
    assert specifications == [
        {"resourceType": kind, "tags": tags} for kind in ("instance", "volume", "network-interface")
    ]


def test_the_group_can_be_deleted_though_its_hosts_are_protected(args: ClusterArgs) -> None:
    inputs = build(args).one("aws:autoscaling/group:Group").inputs
    assert inputs["protectFromScaleIn"] is True
    assert inputs["forceDelete"] is True
    assert inputs["name"] == "alicerce-test-hosts"
    assert inputs["enabledMetrics"] == ["GroupDesiredCapacity", "GroupInServiceInstances"]
    assert (inputs["minSize"], inputs["maxSize"]) == (8, 16)
    assert "desiredCapacity" not in inputs  # the capacity provider moves it
    assert inputs["waitForCapacityTimeout"] == "0"
    assert inputs["vpcZoneIdentifiers"] == ["app-a", "app-b"]
    assert inputs["launchTemplate"] == {"id": "cluster-id", "version": "1"}
    assert inputs["tags"] == [{"key": "AmazonECSManaged", "value": "true", "propagateAtLaunch": True}]


def test_the_capacity_provider(args: ClusterArgs) -> None:
    recorder = build(args)
    group = "arn:aws:mock:us-east-1:123456789012:group/cluster"
    assert recorder.one("aws:ecs/capacityProvider:CapacityProvider").inputs == {
        "autoScalingGroupProvider": {
            "autoScalingGroupArn": group,
            "managedDraining": "ENABLED",
            "managedTerminationProtection": "ENABLED",
            "managedScaling": {"status": "ENABLED", "targetCapacity": 90, "instanceWarmupPeriod": 120},
        }
    }
    attached = recorder.one("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders").inputs
    assert attached == {
        "clusterName": "alicerce-test",
        "capacityProviders": ["cluster"],
        "defaultCapacityProviderStrategies": [{"capacityProvider": "cluster", "weight": 1}],
    }


def test_hosts_reach_https_only_and_nobody_reaches_them(args: ClusterArgs) -> None:
    recorder = build(args)
    (way_out,) = recorder.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
    assert (way_out.inputs["fromPort"], way_out.inputs["toPort"]) == (443, 443)
    (accepted,) = recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    assert accepted.inputs["securityGroupId"] == "endpoints"
    assert accepted.inputs["referencedSecurityGroupId"] == "cluster-hosts-id"


def test_without_endpoints_there_is_no_rule_for_them(args: ClusterArgs) -> None:
    recorder = build(replace(args, endpoint_security_group_id=None))
    assert recorder.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule") == []


def test_a_host_may_be_a_host_and_be_patched(args: ClusterArgs) -> None:
    recorder = build(args)
    attachments = recorder.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    assert [attachment.inputs["policyArn"] for attachment in attachments] == [
        "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
        "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    ]
    measuring = recorder.one("aws:iam/rolePolicy:RolePolicy")
    assert json.loads(measuring.inputs["policy"])["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["cloudwatch:PutMetricData"],
            "Resource": ["*"],
            "Condition": {"StringEquals": {"cloudwatch:namespace": "CWAgent"}},
        },
        {"Effect": "Allow", "Action": ["ec2:DescribeTags"], "Resource": ["*"]},
    ]
    profile = recorder.one("aws:iam/instanceProfile:InstanceProfile")
    granted = {f"{each.type}::{each.name}" for each in [*attachments, measuring]}
    assert granted <= profile.dependencies


@pytest.mark.parametrize(
    "line",
    [
        "ECS_CLUSTER=alicerce-test",
        "ECS_AWSVPC_BLOCK_IMDS=true",
        "ECS_SELINUX_CAPABLE=true",
        "ECS_IMAGE_PULL_BEHAVIOR=once",
        "ECS_RESERVED_MEMORY=256",
        "ECS_TASK_PIDS_LIMIT=1024",
        '{"log-driver": "json-file", "log-opts": {"max-size": "100m", "max-file": "10"}}',
    ],
)
def test_how_a_host_is_configured(line: str) -> None:
    assert line in user_data("alicerce-test").splitlines()


def test_a_host_measures_its_disk_and_memory() -> None:
    """As one series of the whole group: that is what the alarms go by."""
    config = json.loads(agent_config())["metrics"]
    assert config["namespace"] == "CWAgent"
    assert config["metrics_collected"] == {
        "disk": {"measurement": ["used_percent"], "resources": ["/"], "drop_device": True},
        "mem": {"measurement": ["used_percent"]},
    }
    assert config["append_dimensions"] == {"AutoScalingGroupName": "${aws:AutoScalingGroupName}"}
    assert config["aggregation_dimensions"] == [["AutoScalingGroupName"]]
    assert agent_config() in user_data("alicerce-test")


def test_the_script_of_a_host_is_one_that_a_shell_takes(tmp_path: Path) -> None:
    script = tmp_path / "user-data"
    script.write_text(user_data("alicerce-test"))
    subprocess.run(["bash", "-n", script], check=True)


def test_the_files_a_host_writes_are_what_their_readers_take() -> None:
    script = user_data("alicerce-test")
    docker, agent = (json.loads(text) for text in re.findall(r"json <<'EOF'\n(.*?)\nEOF", script, re.S))
    assert docker["log-opts"] == {"max-size": "100m", "max-file": "10"}
    assert agent == json.loads(agent_config())


def test_the_cluster_is_joined_before_anything_is_installed() -> None:
    """A host whose agent cannot be installed must serve all the same."""
    script = user_data("alicerce-test")
    assert script.index("ECS_CLUSTER=") < script.index("dnf install")


def test_what_it_publishes(args: ClusterArgs) -> None:
    recorder = build(args)
    assert recorder.published("Cluster") == {
        "name": "alicerce-test",
        "arn": "arn:aws:mock:us-east-1:123456789012:cluster/cluster",
        "compute": "ec2",
        "capacity_provider": "cluster",
        "autoscaling_group_name": "alicerce-test-hosts",
        "exec_log_group": "/alicerce/test/exec",
    }
    assert not list(recorder.orphans())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"min_hosts": 0}, "ClusterArgs.min_hosts must be 1 to 1000 (got 0)."),
        ({"max_hosts": 7}, "ClusterArgs.min_hosts (8) must not be above ClusterArgs.max_hosts (7)."),
        ({"target_capacity": 101}, "ClusterArgs.target_capacity must be 1 to 100 (got 101)."),
        ({"disk_size": 29}, "ClusterArgs.disk_size must be 30 to 16384 (got 29)."),
        (
            {"insights": "on"},
            "ClusterArgs.insights must be one of enhanced, enabled, disabled (got on).",
        ),
        (
            {"compute": "lambda"},
            "ClusterArgs.compute must be one of ec2, fargate, fargate-spot (got lambda).",
        ),
    ],
)
def test_wrong_arguments(args: ClusterArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message
