"""Task definitions: the container of a service, and the task around it."""

import pulumi
from pulumi_aws import ecs

from components.cloud import Cloud
from components.container import Container, definitions
from components.images import reference
from components.service_args import WebServiceArgs


def service_container(name: str, args: WebServiceArgs) -> Container:
    """The container of a service; all of it is known at preview."""
    return Container(
        name=name,
        image=reference(args.cloud, name, args.version),
        cpu=args.cpu,
        memory=args.memory,
        log_group=args.cloud.name("log-group", name),
        region=args.cloud.region,
        port=args.port,
        health_path=args.health_path,
        on_fargate=args.placement.on_fargate,
        enable_exec=args.enable_exec,
        scratch=args.scratch(),
        environment=args.variables(),
        secrets=args.secrets,
    )


def task_definition(
    name: str,
    cloud: Cloud,
    container: Container,
    execution_role_arn: pulumi.Input[str],
    task_role_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> ecs.TaskDefinition:
    """A task of one container, with an address of its own."""
    return ecs.TaskDefinition(
        name,
        family=cloud.name("task-family", name),
        container_definitions=definitions(container),
        cpu=str(container.cpu),
        memory=str(container.memory),
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE" if container.on_fargate else "EC2"],
        runtime_platform=ecs.TaskDefinitionRuntimePlatformArgs(
            cpu_architecture="ARM64", operating_system_family="LINUX"
        ),
        execution_role_arn=execution_role_arn,
        task_role_arn=task_role_arn,
        opts=opts,
    )
