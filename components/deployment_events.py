"""News of deployments that ECS gave up."""

import json

import pulumi
from pulumi_aws import cloudwatch

from components.cloud import Cloud


def pattern(cloud: Cloud) -> dict[str, object]:
    """The events: a deployment of one of this stack's services has failed.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html
    """
    services = cloud.arn("ecs", f"service/{cloud.name('ecs-cluster')}/")
    return {
        "source": ["aws.ecs"],
        "detail-type": ["ECS Deployment State Change"],
        "resources": [{"prefix": services}],
        "detail": {"eventName": ["SERVICE_DEPLOYMENT_FAILED"]},
    }


def tell_of_failed_deployments(
    name: str, cloud: Cloud, topic_arn: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> None:
    """ECS goes back to the last good tasks and says no more of it: this does."""
    rule = cloudwatch.EventRule(
        f"{name}-deployment-failed",
        description="ECS gave a deployment up and goes back. What to do: docs/runbook.md#deployment-failed",
        event_pattern=json.dumps(pattern(cloud), sort_keys=True),
        opts=opts,
    )
    cloudwatch.EventTarget(f"{name}-deployment-failed", rule=rule.name, arn=topic_arn, opts=opts)
