"""The whole program, on the configuration of each stack."""

import ast
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pulumi
import pytest

from localaws.registry import SPECS
from localaws.request import mapped
from settings import SettingsError
from tests.recorder import PREFIX, Recorder

STACKS = ("prod", "staging", "local")
MAIN = Path(__file__).parents[2] / "__main__.py"

UNKNOWN_AT_PREVIEW = {
    # Ids, ARNs and host names that AWS deals out, in the properties that refer to another resource.
    "AWS_INSTANCE_CNAME", "CertificateArn", "DistributionId", "LoadBalancer", "NatGatewayId", "TargetGroup",
    "acmCertificateArn", "after", "alarmActions", "allocationId", "arn", "autoScalingGroupArn",
    "cachePolicyId", "capacityProvider", "capacityProviders", "certificateArn",
    "dbSubnetGroupName", "deliveryDestinationArn",
    "destinationVaultArn", "executionRoleArn", "functionArn", "gatewayId", "groups", "iamRoleArn", "id",
    "includeVaults", "kmsKeyArn", "kmsKeyId", "kmsMasterKeyId", "listenerArn", "loadBalancerArn",
    "logDestinationConfigs", "monitoringRoleArn", "name", "namespaceId", "natGatewayId",
    "notificationTopicArn", "okActions", "originAccessControlId", "originRequestPolicyId",
    "parameterGroupName", "performanceInsightsKmsKeyId", "planId", "records", "referencedSecurityGroupId",
    "registryArn", "resourceArn", "resourceLabel", "responseHeadersPolicyId", "role", "routeTableId",
    "routeTableIds", "rule", "secretId", "securityGroupId", "securityGroupIds", "securityGroups", "serviceId",
    "snsTopic", "sourceIds", "subnetGroupName", "subnetId", "subnetIds", "subnets", "subscriberSnsTopicArns",
    "targetGroupArn", "targetKeyId", "taskDefinition", "taskRoleArn", "topic", "type",
    "validationRecordFqdns", "version", "vpc", "vpcId", "vpcOriginId", "vpcSecurityGroupIds",
    "vpcZoneIdentifiers", "webAclArn", "webAclId", "zoneId",
    # Texts that hold such an id, and secrets, which are made when they are first needed.
    "BucketPolicy policy", "Dashboard dashboardBody", "Instance value", "RolePolicy policy",
    "SecretVersion value", "User passwords",
}  # fmt: skip

TEXTS = {"dashboardBody", "passwords", "policy", "value"}
"""Properties of which only those of the types named above may be unknown."""

ONE_A_STACK = {
    # AWS knows them by a name that is the stack's and theirs, so there is one of each in a stack anyway.
    "aws:backup/restoreTestingPlan:RestoreTestingPlan",
    "aws:backup/restoreTestingSelection:RestoreTestingSelection",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:cloudwatch/queryDefinition:QueryDefinition",
    "aws:rds/subnetGroup:SubnetGroup",
}

Program = Callable[..., Recorder]


@pytest.mark.parametrize("stack", STACKS)
def test_every_resource_has_a_component_above_it_and_the_stack_s_own_provider(
    program: Program, stack: str
) -> None:
    recorder = program(stack)
    assert list(recorder.orphans()) == []
    provider = recorder.one("pulumi:providers:aws")
    used = {each.provider for each in recorder.registrations if each.type.startswith("aws:")}
    assert used == recorder.invoke_providers == {f"{provider.urn}::aws-id"}


def test_a_child_is_named_after_its_component(program: Program) -> None:
    """Two components of a kind in one stack never collide."""
    children = [each for each in program("prod").registrations if each.parent_type.startswith(PREFIX)]
    assert len(children) > 280
    strangers = [
        each.urn
        for each in children
        if not f"{each.name}-".startswith(f"{each.parent_name}-") and each.type not in ONE_A_STACK
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("stack", "account"), [("prod", "111122223333"), ("staging", "444455556666"), ("local", "123456789012")]
)
def test_the_provider_refuses_any_other_account(program: Program, stack: str, account: str) -> None:
    inputs = program(stack).one("pulumi:providers:aws").inputs
    assert json.loads(inputs["allowedAccountIds"]) == [account]
    assert json.loads(inputs["defaultTags"]) == {
        "tags": {"Project": "alicerce", "Stack": stack, "ManagedBy": "pulumi"}
    }


@pytest.mark.parametrize(
    ("service", "size", "tasks"),
    [("backend", ("2048", "2048"), (3, 10)), ("frontend", ("1024", "1024"), (4, 15))],
)
def test_production_has_the_numbers_of_the_delivery_document(
    program: Program, service: str, size: tuple[str, str], tasks: tuple[int, int]
) -> None:
    recorder = program("prod")
    task = recorder.one("aws:ecs/taskDefinition:TaskDefinition", service).inputs
    assert (task["cpu"], task["memory"]) == size
    target = recorder.one("aws:appautoscaling/target:Target", service).inputs
    assert (target["minCapacity"], target["maxCapacity"]) == tasks


STATEFUL = {
    "aws:s3/bucket:Bucket": {"forceDestroy": False},
    "aws:rds/instance:Instance": {"deletionProtection": True, "skipFinalSnapshot": False},
    "aws:elasticache/replicationGroup:ReplicationGroup": {},
    "aws:kms/key:Key": {},
    "aws:backup/vault:Vault": {"forceDestroy": False},
}
"""What holds data, and the properties that guard it at AWS; the engine guards all of it."""


def test_production_is_hard_to_lose(program: Program) -> None:
    recorder = program("prod")
    for type_, guards in STATEFUL.items():
        assert recorder.all(type_)
        for each in recorder.all(type_):
            assert each.protect, each.urn
            assert {key: each.inputs.get(key, False) for key in guards} == guards, each.urn
    assert not any(each.inputs["forceDelete"] for each in recorder.all("aws:ecr/repository:Repository"))
    assert recorder.one("aws:lb/loadBalancer:LoadBalancer").inputs["enableDeletionProtection"] is True


def test_a_rehearsal_can_be_destroyed(program: Program) -> None:
    recorder = program("local")
    assert not any(each.protect for each in recorder.registrations)
    assert all(each.inputs["forceDestroy"] for each in recorder.all("aws:s3/bucket:Bucket"))
    assert all(each.inputs["forceDelete"] for each in recorder.all("aws:ecr/repository:Repository"))
    assert recorder.one("aws:rds/instance:Instance").inputs["deletionProtection"] is False
    assert recorder.one("aws:lb/loadBalancer:LoadBalancer").inputs["enableDeletionProtection"] is False


def test_a_rehearsal_has_the_shape_of_production(program: Program) -> None:
    """The same types; it may only have more endpoints."""
    assert program("local").counts().keys() == program("prod").counts().keys()


@pytest.mark.parametrize("stack", STACKS)
def test_a_preview_knows_all_but_what_aws_deals_out(program: Program, stack: str) -> None:
    """A policy on an unknown property does not run in a pull request's preview."""
    recorder = program(stack, preview=True)
    unknown = {
        f"{each.type.rpartition(':')[2]} {name}" if name in TEXTS else name
        for each in recorder.registrations
        for name in unknown_properties(each.inputs)
    }
    assert unknown <= UNKNOWN_AT_PREVIEW
    assert {"vpcId", "taskDefinition"} <= unknown  # the recording does tell known from unknown


def unknown_properties(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, pulumi.output.Unknown):
        yield name
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from unknown_properties(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from unknown_properties(inner, name)


@pytest.mark.parametrize(
    ("type_", "name", "needs"),
    [
        # AWS makes a public load balancer only where there is a way to the internet.
        ("aws:lb/loadBalancer:LoadBalancer", "load-balancer", "aws:ec2/route:Route::network-public"),
        # Log writers are refused until the bucket's policy lets them in.
        ("aws:lb/loadBalancer:LoadBalancer", "load-balancer", "aws:s3/bucketPolicy:BucketPolicy::logs"),
        ("aws:ec2/flowLog:FlowLog", "network", "aws:s3/bucketPolicy:BucketPolicy::logs"),
        # A listener takes an issued certificate only.
        (
            "aws:lb/listener:Listener",
            "load-balancer",
            "aws:acm/certificateValidation:CertificateValidation::certificate",
        ),
        # A task started by a role without its policy fails.
        (
            "aws:ecs/taskDefinition:TaskDefinition",
            "backend",
            "aws:iam/rolePolicy:RolePolicy::backend-execution",
        ),
        # A capacity provider cannot be taken away while a service uses it.
        (
            "aws:ecs/service:Service",
            "backend",
            "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders::cluster",
        ),
        # Auto scaling knows only services that exist.
        ("aws:appautoscaling/target:Target", "backend", "aws:ecs/service:Service::backend"),
    ],
)
def test_what_must_wait_waits(program: Program, type_: str, name: str, needs: str) -> None:
    assert needs in program("prod", loadBalancerInternal="false").one(type_, name).dependencies


def test_nothing_waits_that_need_not(program: Program) -> None:
    """Hosts boot, the certificate is issued and the load balancer comes up side by side."""
    recorder = program("prod")
    slow = {
        "aws:autoscaling/group:Group": "cluster",
        "aws:acm/certificateValidation:CertificateValidation": "certificate",
        "aws:lb/loadBalancer:LoadBalancer": "load-balancer",
        "aws:ec2/natGateway:NatGateway": "network-a",
    }
    for type_, name in slow.items():
        others = {f"{other}::{slow[other]}" for other in slow.keys() - {type_}}
        assert not recorder.reach(f"{type_}::{name}") & others


def test_nothing_is_opened_to_the_world(program: Program) -> None:
    for stack in STACKS:
        for rule in program(stack).all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"):
            assert not rule.inputs.keys() & {"cidrIpv4", "cidrIpv6"}, rule.name
        for group in program(stack).all("aws:ec2/securityGroup:SecurityGroup"):
            assert not group.inputs.keys() & {"ingress", "egress"}, group.name


def test_wrong_settings_stop_the_program_with_a_sentence(program: Program) -> None:
    with pytest.raises(SettingsError) as caught:
        program("prod", backendPort="80")
    assert str(caught.value) == (
        "1 setting needs a change:\n"
        "  backendPort is 80; allowed: 1024 to 65535 (a TCP port).\n"
        "    pulumi config set backendPort 3000"
    )


def test_main_is_a_list_of_parts() -> None:
    """It is short, decides nothing and makes no resource by itself."""
    source = MAIN.read_text()
    assert len(source.splitlines()) <= 80
    branches = (ast.If, ast.IfExp, ast.For, ast.While, ast.Try, ast.Match, ast.BoolOp, ast.comprehension)
    nodes = list(ast.walk(ast.parse(source)))
    assert not [node for node in nodes if isinstance(node, branches)]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert imported == {"gc", "pulumi"}


@pytest.mark.parametrize("stack", STACKS)
def test_the_embedded_aws_knows_every_property(program: Program, stack: str) -> None:
    """Each is mapped to a request, or ignored with a reason."""
    asked = [each for each in program(stack).registrations if each.type.startswith("aws:")]
    strangers = {
        f"{each.type} {prop}"
        for each in asked
        for prop in each.inputs
        if each.type not in SPECS or prop not in mapped(SPECS[each.type]) | {"tags"}
    }
    assert len(asked) > 240
    assert strangers == set()
