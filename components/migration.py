"""The task that brings the database up to a release: the service's image and secrets, another command."""

from collections.abc import Sequence
from dataclasses import replace

import pulumi
from pulumi_aws import ecs

from components.cloud import Cloud
from components.container import Container
from components.task import task_definition

STOP_TIMEOUT = 120
"""Seconds a migration has to finish what it is at when it is told to stop; the most ECS grants.
Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"""


def migration_container(service: Container, command: Sequence[str]) -> Container:
    """The service's container as a job: nothing listens, nobody asks how it is, it runs and ends."""
    return replace(
        service, name=f"{service.name}-migrate", port=None, command=tuple(command), stop_timeout=STOP_TIMEOUT
    )


def migration_task(
    cloud: Cloud,
    service: Container,
    command: Sequence[str],
    execution_role_arn: pulumi.Input[str],
    task_role_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> ecs.TaskDefinition:
    """A task definition in a family of its own. Nothing here runs it: the operations tool does, before a
    release, in the subnets and with the security group of the service."""
    container = migration_container(service, command)
    return task_definition(container.name, cloud, container, execution_role_arn, task_role_arn, opts)
