"""Security groups and the paths between them.

Groups carry no rules of their own; each path is one egress rule and one ingress rule that name the other
group. So two groups may point at each other, and nothing is opened to an address range of the network.
"""

import pulumi
from pulumi_aws import ec2, vpc

from components.cloud import Cloud


def group(
    name: str, purpose: str, cloud: Cloud, vpc_id: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> ec2.SecurityGroup:
    """A security group that lets nothing through yet."""
    return ec2.SecurityGroup(name, description=purpose, vpc_id=vpc_id, tags=cloud.title(name), opts=opts)


def connect(
    name: str,
    client_id: pulumi.Input[str],
    server_id: pulumi.Input[str],
    port: int,
    opts: pulumi.ResourceOptions,
) -> None:
    """Let the client group reach the server group on one TCP port, and nothing else."""
    vpc.SecurityGroupEgressRule(
        f"{name}-out",
        security_group_id=client_id,
        referenced_security_group_id=server_id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        opts=opts,
    )
    vpc.SecurityGroupIngressRule(
        f"{name}-in",
        security_group_id=server_id,
        referenced_security_group_id=client_id,
        ip_protocol="tcp",
        from_port=port,
        to_port=port,
        opts=opts,
    )


def reach_internet(name: str, client_id: pulumi.Input[str], opts: pulumi.ResourceOptions) -> None:
    """Let the group open HTTPS connections to anywhere: AWS APIs without an endpoint, S3, third parties."""
    vpc.SecurityGroupEgressRule(
        f"{name}-https-out",
        security_group_id=client_id,
        cidr_ipv4="0.0.0.0/0",
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
        opts=opts,
    )


def reach_endpoints(
    name: str,
    client_id: pulumi.Input[str],
    endpoints_id: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions,
) -> None:
    """Let the VPC's interface endpoints accept the group, where there are any."""
    if endpoints_id is not None:
        vpc.SecurityGroupIngressRule(
            f"{name}-endpoints-in",
            security_group_id=endpoints_id,
            referenced_security_group_id=client_id,
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            opts=opts,
        )
