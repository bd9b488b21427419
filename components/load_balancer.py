"""The load balancer: HTTPS only, closed by default, each service adds its own rule."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import ec2, lb, route53, vpc

from components import checks, firewall
from components.cloud import Cloud
from components.log_bucket import LOAD_BALANCER
from components.waf_resources import WafResource

TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
"""TLS 1.2 with forward secrecy and AEAD ciphers, and TLS 1.3.
Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"""

CLOUDFRONT = "com.amazonaws.global.cloudfront.origin-facing"
"""AWS's list of the addresses from which CloudFront calls origins, VPC origins included.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html"""


@dataclass(frozen=True, kw_only=True)
class LoadBalancerArgs:
    """What a load balancer needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    vpc_id: pulumi.Input[str]
    internal: bool
    """Reachable from inside the VPC only; CloudFront comes in by a VPC origin."""
    application_subnet_ids: Sequence[pulumi.Input[str]]
    """Where it stands when internal. Two zones or more."""
    public_subnet_ids: Sequence[pulumi.Input[str]]
    """Where it stands when public. Two zones or more."""
    host_name: str
    """Name, under the certificate's domain, that leads to it."""
    zone_id: pulumi.Input[str]
    """Route 53 zone for that name."""
    certificate_arn: pulumi.Input[str]
    """Issued certificate for that name."""
    log_bucket: pulumi.Input[str]
    """Bucket that takes the access logs."""
    idle_timeout: int
    """Seconds a silent connection stays open, 1 to 4000. An application's keep-alive must last longer.
    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html"""
    deletion_protection: bool
    """Refuse to delete it."""
    web_acl_arn: pulumi.Input[str] | None = None
    """Web ACL that guards it. A public one needs one that asks for the origin secret: CloudFront's addresses,
    which alone get in, are those of all its customers."""

    def __post_init__(self) -> None:
        checks.in_range("LoadBalancerArgs.idle_timeout", self.idle_timeout, 1, 4000)
        if not self.internal and self.web_acl_arn is None:
            raise checks.ArgumentError(
                "LoadBalancerArgs.web_acl_arn must be given when the load balancer is public."
            )

    @property
    def subnet_ids(self) -> Sequence[pulumi.Input[str]]:
        """Where it stands."""
        return self.application_subnet_ids if self.internal else self.public_subnet_ids


class LoadBalancer(pulumi.ComponentResource):
    """An Application Load Balancer that answers 404 to whatever no service asked for."""

    arn: pulumi.Output[str]
    """ARN of the load balancer."""
    arn_suffix: pulumi.Output[str]
    """The part of the ARN that CloudWatch names it by."""
    dns_name: pulumi.Output[str]
    """AWS's own name for it."""
    host_name: pulumi.Output[str]
    """Its name in the stack's domain; the one the certificate is for."""
    listener_arn: pulumi.Output[str]
    """HTTPS listener to which services add rules."""
    security_group_id: pulumi.Output[str]
    """Group that services accept."""

    def __init__(self, name: str, args: LoadBalancerArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:LoadBalancer", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        group = firewall.group(name, "Load balancer", args.cloud, args.vpc_id, child)
        _accept_cloudfront(name, group, child)
        balancer = _balancer(name, args, group, child)
        listener = _listener(name, args, balancer, child)
        record = _alias(name, args, balancer, child)
        _guard(name, args, balancer, child)

        self.arn = balancer.arn
        self.arn_suffix = balancer.arn_suffix
        self.dns_name = balancer.dns_name
        self.host_name = record.name
        self.listener_arn = listener.arn
        self.security_group_id = group.id
        self.register_outputs(
            {
                "arn": self.arn,
                "arn_suffix": self.arn_suffix,
                "dns_name": self.dns_name,
                "host_name": self.host_name,
                "listener_arn": self.listener_arn,
                "security_group_id": self.security_group_id,
            }
        )


def _accept_cloudfront(name: str, group: ec2.SecurityGroup, opts: pulumi.ResourceOptions) -> None:
    addresses = ec2.get_managed_prefix_list_output(
        name=CLOUDFRONT, opts=pulumi.InvokeOutputOptions(parent=opts.parent)
    )
    vpc.SecurityGroupIngressRule(
        f"{name}-cloudfront-in",
        security_group_id=group.id,
        prefix_list_id=addresses.id,
        ip_protocol="tcp",
        from_port=443,
        to_port=443,
        opts=opts,
    )


def _balancer(
    name: str, args: LoadBalancerArgs, group: ec2.SecurityGroup, opts: pulumi.ResourceOptions
) -> lb.LoadBalancer:
    return lb.LoadBalancer(
        name,
        load_balancer_type="application",
        internal=args.internal,
        subnets=args.subnet_ids,
        security_groups=[group.id],
        access_logs=lb.LoadBalancerAccessLogsArgs(bucket=args.log_bucket, prefix=LOAD_BALANCER, enabled=True),
        drop_invalid_header_fields=True,
        desync_mitigation_mode="strictest",
        enable_deletion_protection=args.deletion_protection,
        enable_http2=True,
        enable_zonal_shift=True,
        idle_timeout=args.idle_timeout,
        tags=args.cloud.title(name),
        opts=opts,
    )


def _listener(
    name: str, args: LoadBalancerArgs, balancer: lb.LoadBalancer, opts: pulumi.ResourceOptions
) -> lb.Listener:
    return lb.Listener(
        name,
        load_balancer_arn=balancer.arn,
        port=443,
        protocol="HTTPS",
        ssl_policy=TLS_POLICY,
        certificate_arn=args.certificate_arn,
        default_actions=[
            lb.ListenerDefaultActionArgs(
                type="fixed-response",
                fixed_response=lb.ListenerDefaultActionFixedResponseArgs(
                    content_type="text/plain", message_body="Not found", status_code="404"
                ),
            )
        ],
        opts=opts,
    )


def _guard(
    name: str, args: LoadBalancerArgs, balancer: lb.LoadBalancer, opts: pulumi.ResourceOptions
) -> None:
    if args.web_acl_arn is not None:
        guards = {"resourceArn": balancer.arn, "webAclArn": args.web_acl_arn}
        WafResource("WebAclAssociation", name, guards, opts)


def _alias(
    name: str, args: LoadBalancerArgs, balancer: lb.LoadBalancer, opts: pulumi.ResourceOptions
) -> route53.Record:
    return route53.Record(
        name,
        zone_id=args.zone_id,
        name=args.host_name,
        type="A",
        aliases=[
            route53.RecordAliasArgs(
                name=balancer.dns_name, zone_id=balancer.zone_id, evaluate_target_health=True
            )
        ],
        opts=opts,
    )
