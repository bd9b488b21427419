"""What kind of service the rules have before them, and where it runs."""

from dataclasses import replace

from pack.stack import Resource, Stack
from pack.values import Props

from .types import SUBNETS

NETWORK = "networkConfiguration"


def deployed_by_ecs(props: Props) -> bool:
    """Whether ECS itself replaces the tasks, not CodeDeploy nor a controller of one's own."""
    return props.group("deploymentController").text("type", "ECS") == "ECS"


def is_replica(props: Props) -> bool:
    """Whether it has a number of tasks, and not one on each host."""
    return props.text("schedulingStrategy", "REPLICA") == "REPLICA"


def service_zones(stack: Stack, service: Resource) -> int:
    """Availability Zones that its tasks may be in; none where its hosts' network is used."""
    inner = replace(service, props=service.props.group(NETWORK))
    return _zones(stack, inner, "subnets", stack.linked(service, NETWORK, SUBNETS))


def host_zones(stack: Stack, group: Resource) -> int:
    """Availability Zones that the hosts of a group are in."""
    return _zones(stack, group, "vpcZoneIdentifiers", []) or group.props.size("availabilityZones")


def _zones(stack: Stack, resource: Resource, name: str, more: list[Resource]) -> int:
    """Zones of the subnets in a property. Those of subnets of another stack are unknown: two at the most."""
    subnets = [*more, *stack.linked(resource, name, SUBNETS)]
    zones = {each.props.text("availabilityZone") or each.props.text("availabilityZoneId") for each in subnets}
    return min(resource.props.size(name), len(zones - {""}) or 2)
