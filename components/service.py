"""The base of every web service: one hardened container behind the load balancer, scaled and self-healing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pulumi
from pulumi_aws import cloudwatch, ec2, ecs, lb

from components import checks, firewall, names, roles
from components.cloud import Cloud
from components.container import Container, definitions
from components.images import reference, repository_arn
from components.placement import Placement
from components.scaling import Scaling, scale


@dataclass(frozen=True, kw_only=True)
class WebServiceArgs:
    """What a web service needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    placement: Placement
    version: str
    """Tag of the image to run. Tags are immutable, so a version is always the same bytes."""
    port: int
    """TCP port the container listens on, 1024 to 65535: it is not root."""
    health_path: str
    """Path that answers 200 when a task can serve."""
    paths: Sequence[str]
    """Path patterns the service answers, 1 to 5.
    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"""
    priority: int
    """Place of its rule on the listener, 1 to 50000; the lowest is asked first."""
    cpu: int
    """CPU units of a task, 128 to 196608; 1024 are one vCPU.
    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"""
    memory: int
    """MiB of a task, 128 or more."""
    scaling: Scaling
    log_retention_days: int
    """Days that CloudWatch keeps the logs; one of the values it knows."""
    enable_exec: bool = False
    """Let operators open a shell in a task (ECS Exec)."""
    wait_for_steady_state: bool = True
    """Let `up` end only when the new tasks serve, or the deployment has failed."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Plain values for the process. Never secrets."""

    def __post_init__(self) -> None:
        checks.in_range("WebServiceArgs.port", self.port, 1024, 65535)
        checks.matches("WebServiceArgs.health_path", self.health_path, r"/\S*", "a path that starts with /")
        checks.in_range("number of WebServiceArgs.paths", len(self.paths), 1, 5)
        checks.in_range("WebServiceArgs.priority", self.priority, 1, 50000)
        checks.in_range("WebServiceArgs.cpu", self.cpu, 128, 196608)
        checks.in_range("WebServiceArgs.memory", self.memory, 128, 1_048_576)


class WebService(pulumi.ComponentResource):
    """An ECS service that rolls out without an interruption and goes back by itself when a release fails.

    Its name is also that of its image repository, and part of those of its log group and task family.
    """

    image: pulumi.Output[str]
    """The image that was asked for."""
    log_group: pulumi.Output[str]
    """Log group of the tasks."""
    security_group_id: pulumi.Output[str]
    """Group of the tasks, for what they may reach."""
    service: pulumi.Output[str]
    """Name of the ECS service."""
    target_group_arn: pulumi.Output[str]
    """Target group of the tasks."""
    task_definition_arn: pulumi.Output[str]
    """The task definition that was asked for. A deployment that failed leaves another one running."""

    def __init__(self, name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:WebService", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        logs = cloudwatch.LogGroup(
            name,
            name=args.cloud.name("log-group", name),
            retention_in_days=args.log_retention_days,
            opts=child,
        )
        group = _security_group(name, args, child)
        targets = _target_group(name, args, child)
        rule = _listener_rule(name, args, targets, child)
        task = _task_definition(name, args, child)
        service = _service(name, args, group, targets, task, [rule, logs], child)
        label = pulumi.Output.concat(args.placement.load_balancer_arn_suffix, "/", targets.arn_suffix)
        scale(name, args.scaling, args.placement.cluster, service.name, label, child)

        self.image = pulumi.Output.from_input(reference(args.cloud, name, args.version))
        self.log_group = logs.name
        self.security_group_id = group.id
        self.service = service.name
        self.target_group_arn = targets.arn
        self.task_definition_arn = task.arn
        self.register_outputs(
            {
                "image": self.image,
                "log_group": self.log_group,
                "security_group_id": self.security_group_id,
                "service": self.service,
                "target_group_arn": self.target_group_arn,
                "task_definition_arn": self.task_definition_arn,
            }
        )


def _security_group(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> ec2.SecurityGroup:
    """Tasks accept the load balancer on their port, and open HTTPS connections only."""
    place = args.placement
    group = firewall.group(name, f"Tasks of {name}", args.cloud, place.vpc_id, opts)
    firewall.connect(
        f"{name}-load-balancer", place.load_balancer_security_group_id, group.id, args.port, opts
    )
    firewall.reach_internet(name, group.id, opts)
    firewall.reach_endpoints(name, group.id, place.endpoint_security_group_id, opts)
    return group


def _target_group(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> lb.TargetGroup:
    """Each request goes to the task with the fewest in flight. Times are in seconds."""
    return lb.TargetGroup(
        name,
        vpc_id=args.placement.vpc_id,
        port=args.port,
        protocol="HTTP",
        target_type="ip",
        load_balancing_algorithm_type="least_outstanding_requests",
        deregistration_delay=30,
        health_check=lb.TargetGroupHealthCheckArgs(
            enabled=True,
            path=args.health_path,
            protocol="HTTP",
            matcher="200",
            interval=15,
            timeout=5,
            healthy_threshold=2,
            unhealthy_threshold=3,
        ),
        tags=args.cloud.title(name),
        opts=opts,
    )


def _listener_rule(
    name: str, args: WebServiceArgs, targets: lb.TargetGroup, opts: pulumi.ResourceOptions
) -> lb.ListenerRule:
    return lb.ListenerRule(
        name,
        listener_arn=args.placement.listener_arn,
        priority=args.priority,
        conditions=[
            lb.ListenerRuleConditionArgs(
                path_pattern=lb.ListenerRuleConditionPathPatternArgs(values=list(args.paths))
            )
        ],
        actions=[lb.ListenerRuleActionArgs(type="forward", target_group_arn=targets.arn)],
        tags=args.cloud.title(name),
        opts=opts,
    )


def _task_definition(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> ecs.TaskDefinition:
    cloud = args.cloud
    log_group = cloud.name("log-group", name)
    container = Container(
        name=name,
        image=reference(cloud, name, args.version),
        port=args.port,
        cpu=args.cpu,
        memory=args.memory,
        health_path=args.health_path,
        log_group=log_group,
        region=cloud.region,
        enable_exec=args.enable_exec,
        environment=args.environment,
    )
    log_group_arn = cloud.arn("logs", f"log-group:{log_group}")
    execution_role = roles.execution_role(name, cloud, repository_arn(cloud, name), log_group_arn, opts)
    return ecs.TaskDefinition(
        name,
        family=cloud.name("task-family", name),
        container_definitions=definitions(container),
        cpu=str(args.cpu),
        memory=str(args.memory),
        network_mode="awsvpc",
        requires_compatibilities=["EC2"],
        runtime_platform=ecs.TaskDefinitionRuntimePlatformArgs(
            cpu_architecture="ARM64", operating_system_family="LINUX"
        ),
        execution_role_arn=execution_role,
        task_role_arn=roles.task_role(name, cloud, args.enable_exec, opts),
        opts=opts,
    )


def _service(
    name: str,
    args: WebServiceArgs,
    group: ec2.SecurityGroup,
    targets: lb.TargetGroup,
    task: ecs.TaskDefinition,
    needed: Sequence[pulumi.Resource],
    opts: pulumi.ResourceOptions,
) -> ecs.Service:
    """New tasks serve before old ones go; spread over zones, and evened out again after one failed."""
    return ecs.Service(
        name,
        name=names.physical("ecs-service", name),
        cluster=args.placement.cluster,
        task_definition=task.arn,
        desired_count=args.scaling.min_tasks,
        capacity_provider_strategies=[
            ecs.ServiceCapacityProviderStrategyArgs(
                capacity_provider=args.placement.capacity_provider, weight=1
            )
        ],
        # Zones first: rebalancing needs that. Then full hosts, so that empty ones can go.
        ordered_placement_strategies=[
            ecs.ServiceOrderedPlacementStrategyArgs(type="spread", field="attribute:ecs.availability-zone"),
            ecs.ServiceOrderedPlacementStrategyArgs(type="binpack", field="memory"),
        ],
        availability_zone_rebalancing="ENABLED",
        deployment_minimum_healthy_percent=100,
        deployment_maximum_percent=200,
        deployment_circuit_breaker=ecs.ServiceDeploymentCircuitBreakerArgs(enable=True, rollback=True),
        health_check_grace_period_seconds=60,
        load_balancers=[
            ecs.ServiceLoadBalancerArgs(
                target_group_arn=targets.arn, container_name=name, container_port=args.port
            )
        ],
        network_configuration=ecs.ServiceNetworkConfigurationArgs(
            subnets=args.placement.subnet_ids, security_groups=[group.id], assign_public_ip=False
        ),
        enable_execute_command=args.enable_exec,
        enable_ecs_managed_tags=True,
        propagate_tags="SERVICE",
        wait_for_steady_state=args.wait_for_steady_state,
        opts=_service_options(opts, needed),
    )


def _service_options(
    opts: pulumi.ResourceOptions, needed: Sequence[pulumi.Resource]
) -> pulumi.ResourceOptions:
    """How Pulumi treats the service."""
    own = pulumi.ResourceOptions(
        # AWS attaches tasks only to a target group that a listener uses.
        depends_on=needed,
        # Auto scaling owns it after the first run.
        ignore_changes=["desiredCount"],
        # Its name is a contract, and two services cannot share one.
        delete_before_replace=True,
    )
    return pulumi.ResourceOptions.merge(opts, own)
