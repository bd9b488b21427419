"""The EC2 hosts under a cluster, which come and go with the tasks."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import autoscaling, ec2, ecs, iam, ssm

from components import checks, firewall
from components.cloud import Cloud
from components.host import METRICS, user_data
from components.iam_documents import allow, document, trust

AMI_PARAMETER = "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"
"""The newest ECS-optimised Amazon Linux 2023 for Graviton.
Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html"""

HOST_POLICIES = {
    "ecs": "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
    "ssm": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
}
"""What a host may do: be a host, and be patched and entered by Systems Manager (there is no SSH)."""


@dataclass(frozen=True, kw_only=True)
class HostsArgs:
    """What the hosts of a cluster need.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    vpc_id: pulumi.Input[str]
    subnet_ids: Sequence[pulumi.Input[str]]
    """Private subnets for the hosts, one a zone."""
    endpoint_security_group_id: pulumi.Input[str] | None
    """Group of the VPC's interface endpoints, if there are any."""
    instance_type: str
    """A Graviton type: the image is for arm64."""
    min_hosts: int
    """Hosts that always run, 1 or more."""
    max_hosts: int
    """Hosts that may run at once, `min_hosts` to 1000."""
    target_capacity: int
    """Percent of the hosts that tasks should fill, 1 to 100; under 100 keeps spare hosts.
    Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html"""
    disk_size: int
    """Root volume of a host in GiB, 30 to 16384. The image needs 30. A gp3 volume of any size has 3,000
    operations and 125 MiB a second, plenty for images and logs.
    Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-ami-storage-config.html"""

    def __post_init__(self) -> None:
        checks.in_range("ClusterArgs.min_hosts", self.min_hosts, 1, 1000)
        checks.in_range("ClusterArgs.max_hosts", self.max_hosts, 1, 1000)
        checks.ordered("ClusterArgs.min_hosts", self.min_hosts, "ClusterArgs.max_hosts", self.max_hosts)
        checks.in_range("ClusterArgs.target_capacity", self.target_capacity, 1, 100)
        checks.in_range("ClusterArgs.disk_size", self.disk_size, 30, 16384)


def group_name(cloud: Cloud) -> str:
    """Name of the Auto Scaling group, known before it exists: alarms on its metrics go by it."""
    return cloud.name("autoscaling-group", "hosts")


def host_capacity(
    name: str, args: HostsArgs, cluster: ecs.Cluster, opts: pulumi.ResourceOptions
) -> ecs.CapacityProvider:
    """Hosts for a cluster, and the capacity provider that keeps as many as its tasks need."""
    group = firewall.group(f"{name}-hosts", "Hosts of the cluster", args.cloud, args.vpc_id, opts)
    firewall.reach_internet(f"{name}-hosts", group.id, opts)
    firewall.reach_endpoints(f"{name}-hosts", group.id, args.endpoint_security_group_id, opts)
    template = _launch_template(name, args, cluster, group, _host_profile(name, opts), opts)
    return _capacity_provider(name, args, _hosts(name, args, template, opts), opts)


def measuring_policy() -> str:
    """Write the hosts' own metrics, and find out which group a host is in. Neither call takes a resource."""
    return document(
        allow(["cloudwatch:PutMetricData"], ["*"], {"StringEquals": {"cloudwatch:namespace": METRICS}}),
        allow(["ec2:DescribeTags"], ["*"]),
    )


def _host_profile(name: str, opts: pulumi.ResourceOptions) -> iam.InstanceProfile:
    role = iam.Role(f"{name}-host", assume_role_policy=trust("ec2.amazonaws.com"), opts=opts)
    granted: list[pulumi.Resource] = [
        iam.RolePolicyAttachment(f"{name}-host-{suffix}", role=role.name, policy_arn=arn, opts=opts)
        for suffix, arn in HOST_POLICIES.items()
    ]
    granted.append(iam.RolePolicy(f"{name}-host", role=role.name, policy=measuring_policy(), opts=opts))
    # A host that starts without its permissions never joins the cluster.
    return iam.InstanceProfile(
        f"{name}-host",
        role=role.name,
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=granted)),
    )


def _launch_template(
    name: str,
    args: HostsArgs,
    cluster: ecs.Cluster,
    group: ec2.SecurityGroup,
    profile: iam.InstanceProfile,
    opts: pulumi.ResourceOptions,
) -> ec2.LaunchTemplate:
    image = ssm.get_parameter_output(name=AMI_PARAMETER, opts=pulumi.InvokeOutputOptions(parent=opts.parent))
    host_tags = args.cloud.tags | args.cloud.title(f"{name}-host")
    return ec2.LaunchTemplate(
        name,
        image_id=image.insecure_value,
        instance_type=args.instance_type,
        iam_instance_profile=ec2.LaunchTemplateIamInstanceProfileArgs(arn=profile.arn),
        # One hop: the host itself gets credentials, a container behind its bridge does not.
        metadata_options=ec2.LaunchTemplateMetadataOptionsArgs(
            http_endpoint="enabled", http_tokens="required", http_put_response_hop_limit=1
        ),
        network_interfaces=[
            ec2.LaunchTemplateNetworkInterfaceArgs(
                device_index=0,
                associate_public_ip_address="false",
                delete_on_termination="true",
                security_groups=[group.id],
            )
        ],
        block_device_mappings=[
            ec2.LaunchTemplateBlockDeviceMappingArgs(
                device_name="/dev/xvda",
                ebs=ec2.LaunchTemplateBlockDeviceMappingEbsArgs(
                    volume_type="gp3",
                    volume_size=args.disk_size,
                    encrypted="true",
                    delete_on_termination="true",
                ),
            )
        ],
        user_data=cluster.name.apply(lambda cluster: base64.b64encode(user_data(cluster).encode()).decode()),
        # The provider's default tags do not reach what the template launches.
        tag_specifications=[
            ec2.LaunchTemplateTagSpecificationArgs(resource_type=kind, tags=host_tags)
            for kind in ("instance", "volume", "network-interface")
        ],
        update_default_version=True,
        opts=opts,
    )


def _hosts(
    name: str, args: HostsArgs, template: ec2.LaunchTemplate, opts: pulumi.ResourceOptions
) -> autoscaling.Group:
    """The hosts. A new image or template rolls through them, each drained of its tasks first.

    `desired_capacity` is not ours: the capacity provider moves it.

    A teardown must not hang. Hosts with tasks are protected from scale-in, so a group that is lowered to
    zero before it is deleted waits for ever (https://github.com/aws/aws-cdk/issues/18179): `force_delete`
    deletes group and hosts at once instead. The order does the rest: services depend on the capacity
    provider, that on the group; so tasks go before the provider, and the provider before the hosts.
    """
    return autoscaling.Group(
        name,
        name=group_name(args.cloud),
        min_size=args.min_hosts,
        max_size=args.max_hosts,
        vpc_zone_identifiers=args.subnet_ids,
        launch_template=autoscaling.GroupLaunchTemplateArgs(
            id=template.id, version=template.latest_version.apply(str)
        ),
        health_check_type="EC2",
        protect_from_scale_in=True,
        force_delete=True,
        # Services wait for their tasks; nothing needs to wait here for hosts.
        wait_for_capacity_timeout="0",
        # Free of charge, and an alarm counts them.
        enabled_metrics=[
            autoscaling.Metric.GROUP_DESIRED_CAPACITY,
            autoscaling.Metric.GROUP_IN_SERVICE_INSTANCES,
        ],
        instance_refresh=autoscaling.GroupInstanceRefreshArgs(
            strategy="Rolling",
            preferences=autoscaling.GroupInstanceRefreshPreferencesArgs(
                min_healthy_percentage=100, max_healthy_percentage=110, scale_in_protected_instances="Refresh"
            ),
        ),
        # ECS adds this tag when it takes the group over; unlisted, each refresh would call it drift.
        tags=[autoscaling.GroupTagArgs(key="AmazonECSManaged", value="true", propagate_at_launch=True)],
        # The name is taken until the old group is gone.
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(delete_before_replace=True)),
    )


def _capacity_provider(
    name: str, args: HostsArgs, hosts: autoscaling.Group, opts: pulumi.ResourceOptions
) -> ecs.CapacityProvider:
    return ecs.CapacityProvider(
        name,
        auto_scaling_group_provider=ecs.CapacityProviderAutoScalingGroupProviderArgs(
            auto_scaling_group_arn=hosts.arn,
            managed_draining="ENABLED",
            managed_termination_protection="ENABLED",
            managed_scaling=ecs.CapacityProviderAutoScalingGroupProviderManagedScalingArgs(
                status="ENABLED", target_capacity=args.target_capacity, instance_warmup_period=120
            ),
        ),
        opts=opts,
    )
