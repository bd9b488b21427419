"""The ECS service: where its tasks go, how new ones take over, and when that is taken back."""

from collections.abc import Sequence
from typing import Any

import pulumi
from pulumi_aws import ec2, ecs, lb

from components import names
from components.namespace import register
from components.placement import Placement, shares
from components.service_args import WebServiceArgs


def ecs_service(
    name: str,
    args: WebServiceArgs,
    group: ec2.SecurityGroup,
    targets: lb.TargetGroup,
    task: ecs.TaskDefinition,
    alarm_names: Sequence[str],
    needed: Sequence[pulumi.Resource],
    opts: pulumi.ResourceOptions,
) -> ecs.Service:
    """New tasks serve before old ones go; spread over zones, and evened out again after one failed."""
    return ecs.Service(
        name,
        name=names.physical("ecs-service", name),
        cluster=args.placement.cluster,
        task_definition=task.arn,
        desired_count=args.min_tasks,
        availability_zone_rebalancing="ENABLED",
        deployment_minimum_healthy_percent=100,
        deployment_maximum_percent=200,
        deployment_circuit_breaker=ecs.ServiceDeploymentCircuitBreakerArgs(enable=True, rollback=True),
        alarms=ecs.ServiceAlarmsArgs(alarm_names=list(alarm_names), enable=True, rollback=True),
        health_check_grace_period_seconds=60,
        load_balancers=[
            ecs.ServiceLoadBalancerArgs(
                target_group_arn=targets.arn, container_name=name, container_port=args.port
            )
        ],
        service_registries=ecs.ServiceServiceRegistriesArgs(
            registry_arn=register(name, args.namespace_id, opts).arn
        ),
        network_configuration=ecs.ServiceNetworkConfigurationArgs(
            subnets=args.placement.subnet_ids, security_groups=[group.id], assign_public_ip=False
        ),
        enable_execute_command=args.enable_exec,
        enable_ecs_managed_tags=True,
        propagate_tags="SERVICE",
        wait_for_steady_state=args.wait_for_steady_state,
        opts=_options(opts, needed),
        **_placed(args.placement, args.min_tasks),
        **_renewed(args.after),
    )


def _renewed(after: Sequence[pulumi.Resource]) -> dict[str, Any]:
    """New tasks when what they start with is new, for ECS reads a secret when a task starts only. A trigger
    makes an update of the service, and only a forced one makes tasks.

    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
    """
    ids = [resource.id for resource in after if isinstance(resource, pulumi.CustomResource)]
    return {"triggers": {"after": pulumi.Output.json_dumps(ids)}, "force_new_deployment": True} if ids else {}


def _placed(placement: Placement, min_tasks: int) -> dict[str, Any]:
    """The arguments that say where tasks run."""
    strategies = [
        ecs.ServiceCapacityProviderStrategyArgs(
            capacity_provider=share.provider, base=share.base or None, weight=share.weight
        )
        for share in shares(placement, min_tasks)
    ]
    if placement.on_fargate:
        return {"capacity_provider_strategies": strategies, "platform_version": "LATEST"}
    return {
        "capacity_provider_strategies": strategies,
        # Zones first: rebalancing needs that. Then full hosts, so that empty ones can go.
        "ordered_placement_strategies": [
            ecs.ServiceOrderedPlacementStrategyArgs(type="spread", field="attribute:ecs.availability-zone"),
            ecs.ServiceOrderedPlacementStrategyArgs(type="binpack", field="memory"),
        ],
    }


def _options(opts: pulumi.ResourceOptions, needed: Sequence[pulumi.Resource]) -> pulumi.ResourceOptions:
    """How Pulumi treats the service."""
    own = pulumi.ResourceOptions(
        # AWS attaches tasks only to a target group that a listener uses, and heeds only alarms that exist.
        depends_on=needed,
        # Auto scaling owns it after the first run.
        ignore_changes=["desiredCount"],
        # Its name is a contract, and two services cannot share one.
        delete_before_replace=True,
    )
    return pulumi.ResourceOptions.merge(opts, own)
