"""What kind of service the rules have before them, and where it runs."""

from collections.abc import Sequence

from pack.stack import Resource, Stack
from pack.values import Props

from .types import SUBNETS

NETWORK = "networkConfiguration"
HOST_NETWORK = "vpcZoneIdentifiers"


def deployed_by_ecs(props: Props) -> bool:
    """Whether ECS itself replaces the tasks, not CodeDeploy nor a controller of one's own."""
    return props.group("deploymentController").text("type", "ECS") == "ECS"


def is_replica(props: Props) -> bool:
    """Whether it has a number of tasks, and not one on each host."""
    return props.text("schedulingStrategy", "REPLICA") == "REPLICA"


def service_zones(stack: Stack, service: Resource) -> int:
    """Availability Zones that its tasks may be in; none where its hosts' network is used."""
    return _zones(stack.linked(service, NETWORK, SUBNETS), service.props.group(NETWORK).size("subnets"))


def host_zones(stack: Stack, group: Resource) -> int:
    """Availability Zones that the hosts of a group are in."""
    subnets, size = stack.linked(group, HOST_NETWORK, SUBNETS), group.props.size(HOST_NETWORK)
    return _zones(subnets, size) or group.props.size("availabilityZones")


def _zones(subnets: Sequence[Resource], size: int) -> int:
    """Zones of so many subnets. Those of subnets of another stack are unknown: two at the most."""
    zones = {each.props.text("availabilityZone") or each.props.text("availabilityZoneId") for each in subnets}
    return min(size, len(zones - {""}) or 2)
