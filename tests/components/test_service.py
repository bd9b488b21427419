"""The base of every web service."""

import inspect
from dataclasses import replace
from typing import Any

import pulumi
import pytest
from pulumi_aws import ssm

from components.checks import ArgumentError
from components.service import WebService
from components.service_args import WebServiceArgs
from tests.components.one_service import SECRETS, Api, build
from tests.components.one_service import args as args
from tests.recorder import record


def test_a_kind_of_service_is_known_by_its_name(args: WebServiceArgs) -> None:
    recorder = build(args)
    assert recorder.one("Api").name == "api"
    assert {each.parent_type for each in recorder.registrations} == {
        "alicerce:components:Api",
        "pulumi:pulumi:Stack",
    }


def test_the_service(args: WebServiceArgs) -> None:
    service = build(args).one("aws:ecs/service:Service")
    assert service.inputs == {
        "name": "api",
        "cluster": "alicerce-test",
        "taskDefinition": "arn:aws:mock:us-east-1:123456789012:taskDefinition/api",
        "desiredCount": 3,
        "capacityProviderStrategies": [{"capacityProvider": "hosts", "weight": 1}],
        "orderedPlacementStrategies": [
            {"type": "spread", "field": "attribute:ecs.availability-zone"},
            {"type": "binpack", "field": "memory"},
        ],
        "availabilityZoneRebalancing": "ENABLED",
        "deploymentMinimumHealthyPercent": 100,
        "deploymentMaximumPercent": 200,
        "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        "alarms": {
            "alarmNames": ["alicerce-test-api-errors", "alicerce-test-api-latency"],
            "enable": True,
            "rollback": True,
        },
        "healthCheckGracePeriodSeconds": 60,
        "loadBalancers": [
            {
                "targetGroupArn": "arn:aws:mock:us-east-1:123456789012:targetGroup/api",
                "containerName": "api",
                "containerPort": 3000,
            }
        ],
        "serviceRegistries": {"registryArn": "arn:aws:mock:us-east-1:123456789012:service/api"},
        "networkConfiguration": {
            "subnets": ["app-a", "app-b"],
            "securityGroups": ["api-id"],
            "assignPublicIp": False,
        },
        "enableExecuteCommand": False,
        "enableEcsManagedTags": True,
        "propagateTags": "SERVICE",
        "waitForSteadyState": True,
    }
    assert service.ignore_changes == ("desiredCount",)
    assert service.delete_before_replace


def test_what_a_service_waits_for(args: WebServiceArgs) -> None:
    assert {
        "aws:lb/listenerRule:ListenerRule::api",
        "aws:cloudwatch/logGroup:LogGroup::api",
        "aws:cloudwatch/metricAlarm:MetricAlarm::api-errors",
        "aws:cloudwatch/metricAlarm:MetricAlarm::api-latency",
    } <= build(args).one("aws:ecs/service:Service").dependencies


def test_it_waits_for_what_it_is_told_to(args: WebServiceArgs) -> None:
    def program() -> None:
        value = Marker("value")
        Api("api", replace(args, after=(value,)))

    service = record(program).one("aws:ecs/service:Service")
    assert "test:index:Marker::value" in service.dependencies


class Marker(pulumi.CustomResource):
    """Anything to wait for."""

    def __init__(self, name: str) -> None:
        super().__init__("test:index:Marker", name, {})


def test_the_alarms_of_a_deployment_are_the_service_s_own(args: WebServiceArgs) -> None:
    """Error rate above 5 %, or 95 of 100 requests slower than 500 ms, as the delivery document says."""
    errors, latency = build(args).all("aws:cloudwatch/metricAlarm:MetricAlarm")
    dimensions = {"LoadBalancer": "app/lb/1", "TargetGroup": "suffix/targetGroup/api"}
    assert (errors.inputs["threshold"], latency.inputs["threshold"]) == (5, 0.5)
    assert latency.inputs["extendedStatistic"] == "p95"
    assert latency.inputs["dimensions"] == dimensions
    metrics = [each["metric"] for each in errors.inputs["metricQueries"] if "metric" in each]
    assert {each["metricName"] for each in metrics} == {"HTTPCode_Target_5XX_Count", "RequestCount"}
    assert all(each["dimensions"] == dimensions for each in metrics)
    assert errors.inputs["alarmActions"] == latency.inputs["alarmActions"] == ["topic"]


def test_it_publishes_what_it_documents(args: WebServiceArgs) -> None:
    """All but the plan of its alarms, which only this program can use."""
    found: list[WebService] = []
    record(lambda: found.append(Api("api", args)))
    assert found[0].published().keys() == inspect.get_annotations(WebService).keys() - {"watched"}


def test_what_is_watched(args: WebServiceArgs) -> None:
    found: list[WebService] = []
    record(lambda: found.append(Api("api", args)))
    watched = found[0].watched
    assert (watched.name, watched.cluster, watched.min_tasks) == ("api", "alicerce-test", 3)
    assert watched.load_balancer == "app/lb/1"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"port": 80}, "WebServiceArgs.port must be 1024 to 65535 (got 80)."),
        (
            {"health_path": "health"},
            "WebServiceArgs.health_path must be a path that starts with / (got 'health').",
        ),
        ({"paths": ()}, "number of WebServiceArgs.paths must be 1 to 5 (got 0)."),
        ({"priority": 0}, "WebServiceArgs.priority must be 1 to 50000 (got 0)."),
        ({"cpu": 64}, "WebServiceArgs.cpu must be 128 to 196608 (got 64)."),
        ({"memory": 64}, "WebServiceArgs.memory must be 128 to 1048576 (got 64)."),
        ({"max_tasks": 2}, "Scaling.min_tasks (3) must not be above Scaling.max_tasks (2)."),
        (
            {"schedules": ("morning 7:00 6 10",)},
            "a schedule must be a name, an expression and two numbers, such as "
            "morning cron(0 7 ? * MON-FRI *) 6 10 (got 'morning 7:00 6 10').",
        ),
        (
            {"environment": {"JWT_SECRET": "x"}, "secrets": SECRETS},
            "WebServiceArgs.secrets has JWT_SECRET, a plain variable too: name each once.",
        ),
        (
            {"secrets": SECRETS},
            "WebServiceArgs.secrets needs secret_arn_patterns and secrets_key_arn: "
            "without them no task may read its secrets, and none starts.",
        ),
    ],
)
def test_wrong_arguments(args: WebServiceArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message


def test_new_secrets_make_new_tasks(args: WebServiceArgs) -> None:
    """ECS reads a secret when a task starts, and no property of the service changes with its value."""

    def program() -> None:
        value = ssm.Parameter("value", type="SecureString", value="x")
        Api("api", replace(args, after=(value,)))

    inputs = record(program).one("aws:ecs/service:Service").inputs
    assert inputs["triggers"] == {"after": '["value-id"]'}
    assert inputs["forceNewDeployment"] is True
    assert not build(args).one("aws:ecs/service:Service").inputs.keys() & {"triggers", "forceNewDeployment"}
