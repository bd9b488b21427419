"""How requests find the tasks of a service: security group, target group, listener rule."""

import pulumi
from pulumi_aws import ec2, lb

from components import firewall
from components.service_args import WebServiceArgs


def security_group(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> ec2.SecurityGroup:
    """Tasks accept the load balancer on their port. They open HTTPS connections, and those they are given."""
    place = args.placement
    group = firewall.group(name, f"Tasks of {name}", args.cloud, place.vpc_id, opts)
    firewall.connect(
        f"{name}-load-balancer", place.load_balancer_security_group_id, group.id, args.port, opts
    )
    firewall.reach_internet(name, group.id, opts)
    firewall.reach_endpoints(name, group.id, place.endpoint_security_group_id, opts)
    for what, (server_id, port) in args.reaches.items():
        firewall.connect(f"{name}-{what}", group.id, server_id, port, opts)
    return group


def target_group(name: str, args: WebServiceArgs, opts: pulumi.ResourceOptions) -> lb.TargetGroup:
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


def listener_rule(
    name: str, args: WebServiceArgs, targets: lb.TargetGroup, opts: pulumi.ResourceOptions
) -> lb.ListenerRule:
    """The load balancer sends the paths of the service to its tasks."""
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
