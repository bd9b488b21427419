"""VPC endpoints: private ways to AWS services, which spare the NAT gateways the traffic."""

from collections.abc import Sequence

import pulumi
from pulumi_aws import ec2

from components import firewall
from components.cloud import Cloud


def s3_endpoint(
    name: str,
    cloud: Cloud,
    vpc_id: pulumi.Input[str],
    route_table_ids: Sequence[pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
) -> None:
    """The gateway endpoint for S3. It costs nothing, and image layers come from S3."""
    ec2.VpcEndpoint(
        f"{name}-s3",
        vpc_id=vpc_id,
        service_name=f"com.amazonaws.{cloud.region}.s3",
        vpc_endpoint_type="Gateway",
        route_table_ids=route_table_ids,
        tags=cloud.title(f"{name}-s3"),
        opts=opts,
    )


def interface_endpoints(
    name: str,
    cloud: Cloud,
    services: Sequence[str],
    vpc_id: pulumi.Input[str],
    subnet_ids: Sequence[pulumi.Input[str]],
    opts: pulumi.ResourceOptions,
) -> pulumi.Output[str] | None:
    """An interface endpoint in each subnet for each service.

    Returns:
        The one security group of them all; it accepts nobody until a client asks (firewall.reach_endpoints).
        None without services.
    """
    if not services:
        return None
    group = firewall.group(f"{name}-endpoints", "Interface endpoints of AWS services", cloud, vpc_id, opts)
    for service in services:
        label = f"{name}-{service.replace('.', '-')}"
        ec2.VpcEndpoint(
            label,
            vpc_id=vpc_id,
            service_name=f"com.amazonaws.{cloud.region}.{service}",
            vpc_endpoint_type="Interface",
            private_dns_enabled=True,
            subnet_ids=subnet_ids,
            security_group_ids=[group.id],
            tags=cloud.title(label),
            opts=opts,
        )
    return group.id
