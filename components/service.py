"""The base of every web service: one hardened container behind the load balancer, scaled and self-healing."""

from typing import Any

import pulumi
from pulumi_aws import cloudwatch, lb

from components import roles
from components.alarms import alarm_name, create
from components.alarms_services import deployment
from components.images import reference, repository_arn
from components.namespace import namespace_domain
from components.rollout import ecs_service
from components.routing import listener_rule, security_group, target_group
from components.scaling import scale
from components.service_args import WebServiceArgs
from components.task import service_container, task_definition
from components.watched import Service


class WebService(pulumi.ComponentResource):
    """An ECS service that rolls out without an interruption and goes back by itself when a release fails.

    Its name is also that of its image repository, its name in the namespace, and part of those of its log
    group and task family. A kind of service is a subclass, by whose name Pulumi knows it; it registers what
    `published` gives, and what it has of its own.
    """

    image: str
    """The image that was asked for."""
    internal_url: str
    """Where other services find it; known before it exists."""
    watched: Service
    """What its alarms and its part of the dashboard are worked out from."""
    alarm_names: list[str]
    """The alarms that stop a deployment; known before they exist."""
    log_group: pulumi.Output[str]
    """Log group of the tasks."""
    security_group_id: pulumi.Output[str]
    """Group of the tasks, for what may reach them and what they may reach."""
    service: pulumi.Output[str]
    """Name of the ECS service."""
    target_group_arn: pulumi.Output[str]
    """Target group of the tasks."""
    target_group_arn_suffix: pulumi.Output[str]
    """The part of that ARN that CloudWatch names it by."""
    task_definition_arn: pulumi.Output[str]
    """The task definition that was asked for. A deployment that failed leaves another one running."""
    execution_role_arn: pulumi.Output[str]
    """Role that ECS starts the tasks with."""
    task_role_arn: pulumi.Output[str]
    """Role of the process in them."""

    def __init__(self, name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(f"alicerce:components:{type(self).__name__}", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        logs = _log_group(name, args, child)
        group = security_group(name, args, child)
        targets = target_group(name, args, child)
        rule = listener_rule(name, args, targets, child)
        execution_role, task_role = _execution_role(name, args, child), _task_role(name, args, child)
        container = service_container(name, args)
        task = task_definition(name, args.cloud, container, execution_role, task_role, child)
        self.watched = _watched(name, args, targets)
        self.alarm_names = [alarm_name(alarm, args.cloud) for alarm in deployment(self.watched)]
        alarms = [create(alarm, args.cloud, args.topic_arn, child) for alarm in deployment(self.watched)]
        needed = [rule, logs, *alarms, *args.after]
        service = ecs_service(name, args, group, targets, task, self.alarm_names, needed, child)
        label = pulumi.Output.concat(args.placement.load_balancer_arn_suffix, "/", targets.arn_suffix)
        scale(name, args.scaling(), args.placement.cluster, service.name, label, child)

        self.image = reference(args.cloud, name, args.version)
        self.internal_url = f"http://{name}.{namespace_domain(args.cloud)}:{args.port}"
        self.log_group = logs.name
        self.security_group_id = group.id
        self.service = service.name
        self.target_group_arn = targets.arn
        self.target_group_arn_suffix = targets.arn_suffix
        self.task_definition_arn = task.arn
        self.execution_role_arn = execution_role
        self.task_role_arn = task_role

    def published(self) -> dict[str, Any]:
        """What every service shows to the outside."""
        return {
            "image": self.image,
            "internal_url": self.internal_url,
            "alarm_names": self.alarm_names,
            "log_group": self.log_group,
            "security_group_id": self.security_group_id,
            "service": self.service,
            "target_group_arn": self.target_group_arn,
            "target_group_arn_suffix": self.target_group_arn_suffix,
            "task_definition_arn": self.task_definition_arn,
            "execution_role_arn": self.execution_role_arn,
            "task_role_arn": self.task_role_arn,
        }


def _log_group(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> cloudwatch.LogGroup:
    return cloudwatch.LogGroup(
        name,
        name=args.cloud.name("log-group", name),
        retention_in_days=args.log_retention_days,
        kms_key_id=args.log_key_arn,
        opts=opts,
    )


def _watched(name: str, args: WebServiceArgs, targets: lb.TargetGroup) -> Service:
    return Service(
        name=name,
        cluster=args.placement.cluster,
        min_tasks=args.min_tasks,
        load_balancer=args.placement.load_balancer_arn_suffix,
        target_group=targets.arn_suffix,
    )


def _execution_role(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    cloud = args.cloud
    start = roles.start_statements(
        repository_arn(cloud, name), cloud.arn("logs", f"log-group:{cloud.name('log-group', name)}")
    )
    return roles.execution_role(name, cloud, start, args.secret_arn_patterns, args.secrets_key_arn, opts)


def _task_role(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    sessions = args.cloud.arn("logs", f"log-group:{args.placement.exec_log_group}")
    patterns, key_arn = args.run_time_secret_arn_patterns, args.secrets_key_arn
    return roles.task_role(name, args.cloud, args.enable_exec, sessions, patterns, key_arn, opts)
