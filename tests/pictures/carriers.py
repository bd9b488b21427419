"""What carries a security group: the servers of a stack, each in words short enough for a box."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.pictures.recording import id_of, named, where
from tests.recorder import Recorder, Registration


@dataclass(frozen=True)
class Carrier:
    """Something that can be reached, or reaches something."""

    title: str
    details: tuple[str, ...]
    groups: tuple[str, ...]
    """Its security groups."""
    subnets: tuple[str, ...]
    """Where it stands; nothing for what stands where another one does."""
    store: bool = False
    """Whether it keeps data."""
    runs_on: str = ""
    """What the hosts are called that it runs on, if the stack has its own."""
    names: tuple[str, ...] = ()
    """What other parts call it: identifiers and names in Pulumi."""


def carriers(recorder: Recorder) -> Iterator[Carrier]:
    """All of them, by kind and name."""
    for type_, describe in KINDS.items():
        for resource in recorder.all(type_):
            if (carrier := describe(recorder, resource)) is not None:
                yield carrier


def _load_balancer(recorder: Recorder, resource: Registration) -> Carrier:
    own = resource.inputs
    return Carrier(
        title="Load balancer",
        details=("internal" if own["internal"] else "public",),
        groups=tuple(own["securityGroups"]),
        subnets=tuple(own["subnets"]),
        names=(resource.name,),
    )


def _service(recorder: Recorder, resource: Registration) -> Carrier:
    own = resource.inputs
    network = own["networkConfiguration"]
    return Carrier(
        title=own["name"].capitalize(),
        details=(_tasks(recorder, own), _task_size(recorder, own)),
        groups=tuple(network["securityGroups"]),
        subnets=tuple(network["subnets"]),
        runs_on=_host_name(recorder, own),
        names=(resource.name,),
    )


def _host_name(recorder: Recorder, service: dict[str, Any]) -> str:
    """By way of the capacity provider and its group of hosts to their template."""
    used = {each["capacityProvider"] for each in service["capacityProviderStrategies"]}
    for provider in recorder.all("aws:ecs/capacityProvider:CapacityProvider"):
        if provider.name in used:
            arn = provider.inputs["autoScalingGroupProvider"]["autoScalingGroupArn"]
            group = recorder.one("aws:autoscaling/group:Group", named(arn))
            return named(group.inputs["launchTemplate"]["id"])
    return ""


def _tasks(recorder: Recorder, service: dict[str, Any]) -> str:
    targets = where(
        recorder,
        "aws:appautoscaling/target:Target",
        lambda own: bool(own["resourceId"].endswith(f"/{service['name']}")),
    )
    if not targets:
        return f"{service['desiredCount']:.0f} tasks"
    return f"{targets[0].inputs['minCapacity']:.0f} to {targets[0].inputs['maxCapacity']:.0f} tasks"


def _task_size(recorder: Recorder, service: dict[str, Any]) -> str:
    task = recorder.one("aws:ecs/taskDefinition:TaskDefinition", named(service["taskDefinition"])).inputs
    return f"{int(task['cpu']) / 1024:g} vCPU, {int(task['memory']) / 1024:g} GiB each"


def _hosts(recorder: Recorder, resource: Registration) -> Carrier:
    own = resource.inputs
    (group,) = where(
        recorder,
        "aws:autoscaling/group:Group",
        lambda group: bool(group["launchTemplate"]["id"] == id_of(resource)),
    )
    count = f"{group.inputs['minSize']:.0f} to {group.inputs['maxSize']:.0f}"
    return Carrier(
        title="Hosts",
        details=(f"{count} x {own['instanceType']}",),
        groups=tuple(own["networkInterfaces"][0]["securityGroups"]),
        subnets=tuple(group.inputs["vpcZoneIdentifiers"]),
        names=(resource.name,),
    )


def _endpoint(recorder: Recorder, resource: Registration) -> Carrier | None:
    """One with an interface in the network. A gateway endpoint is a route, and has no security group."""
    own = resource.inputs
    if own["vpcEndpointType"] != "Interface":
        return None
    return Carrier(
        title="Endpoints of AWS",
        details=(own["serviceName"].split(".", 3)[3],),
        groups=tuple(own["securityGroupIds"]),
        subnets=tuple(own["subnetIds"]),
    )


def _database(recorder: Recorder, resource: Registration) -> Carrier:
    own = resource.inputs
    replica = "replicateSourceDb" in own
    kind = "read replica" if replica else "Multi-AZ" if own["multiAz"] else "one zone"
    subnets: list[str] = []
    if not replica:
        group = recorder.one("aws:rds/subnetGroup:SubnetGroup", own["dbSubnetGroupName"])
        subnets = group.inputs["subnetIds"]
    return Carrier(
        title="PostgreSQL" if replica else f"PostgreSQL {own['engineVersion']}",
        details=(f"{own['instanceClass']}, {kind}",),
        groups=tuple(own["vpcSecurityGroupIds"]),
        subnets=tuple(subnets),
        store=True,
        names=(resource.name, own["identifier"]),
    )


def _proxy(recorder: Recorder, resource: Registration) -> Carrier:
    own = resource.inputs
    return Carrier(
        title="RDS Proxy",
        details=("behind RDS Proxy",),
        groups=tuple(own["vpcSecurityGroupIds"]),
        subnets=tuple(own["vpcSubnetIds"]),
        names=(resource.name,),
    )


def _cache(recorder: Recorder, resource: Registration) -> Carrier:
    own = resource.inputs
    group = recorder.one("aws:elasticache/subnetGroup:SubnetGroup", own["subnetGroupName"])
    return Carrier(
        title=f"{own['engine'].capitalize()} {own['engineVersion']}",
        details=(f"{own['numCacheClusters']:.0f} x {own['nodeType']}",),
        groups=tuple(own["securityGroupIds"]),
        subnets=tuple(group.inputs["subnetIds"]),
        store=True,
        names=(resource.name, own["replicationGroupId"]),
    )


KINDS: dict[str, Callable[[Recorder, Registration], Carrier | None]] = {
    "aws:lb/loadBalancer:LoadBalancer": _load_balancer,
    "aws:ec2/launchTemplate:LaunchTemplate": _hosts,
    "aws:ecs/service:Service": _service,
    "aws:ec2/vpcEndpoint:VpcEndpoint": _endpoint,
    "aws:rds/instance:Instance": _database,
    "aws:rds/proxy:Proxy": _proxy,
    "aws:elasticache/replicationGroup:ReplicationGroup": _cache,
}
"""Types of resources, and what is said of them."""
