"""Where CloudFront fetches from: the load balancer, the bucket of static files, or whichever has it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudfront

from components.cdn_behaviours import Origin

SECRET_HEADER = "x-origin-secret"
"""Header by which a public load balancer knows this distribution from those of other customers."""

APPLICATION: Origin = "application"
FILES: Origin = "files"
EITHER: Origin = "files-else-application"

MISSING = (403, 404)
"""Answers of the bucket on which the running frontend is asked: its own release's files are always there."""
FAILED = (500, 502, 503, 504)
"""Answers that mean the bucket does not answer.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html"""


@dataclass(frozen=True, kw_only=True)
class Balancer:
    """The load balancer, seen from CloudFront."""

    host_name: pulumi.Input[str]
    """Name its certificate is for; CloudFront sends it as Host."""
    read_timeout: int
    """Seconds CloudFront waits for an answer."""
    keepalive: int
    """Seconds CloudFront holds a silent connection."""
    vpc_origin_id: pulumi.Input[str] | None
    """The way in when the load balancer is internal."""
    secret: pulumi.Input[str] | None
    """Value of the secret header when it is public."""


def vpc_origin(
    name: str, physical_name: str, load_balancer_arn: pulumi.Input[str], opts: pulumi.ResourceOptions
) -> cloudfront.VpcOrigin:
    """CloudFront's own network interfaces beside an internal load balancer. They count as CloudFront's
    addresses, so the load balancer's rule for the managed prefix list lets them in.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
    """
    return cloudfront.VpcOrigin(
        name,
        vpc_origin_endpoint_config=cloudfront.VpcOriginVpcOriginEndpointConfigArgs(
            name=physical_name,
            arn=load_balancer_arn,
            http_port=80,
            https_port=443,
            origin_protocol_policy="https-only",
            origin_ssl_protocols=cloudfront.VpcOriginVpcOriginEndpointConfigOriginSslProtocolsArgs(
                items=["TLSv1.2"], quantity=1
            ),
        ),
        opts=opts,
    )


def access_control(name: str, opts: pulumi.ResourceOptions) -> cloudfront.OriginAccessControl:
    """CloudFront signs what it asks of the bucket, which answers nobody else."""
    return cloudfront.OriginAccessControl(
        name,
        description="Signed requests to the bucket of static files",
        origin_access_control_origin_type="s3",
        signing_behavior="always",
        signing_protocol="sigv4",
        opts=opts,
    )


def application(balancer: Balancer) -> cloudfront.DistributionOriginArgs:
    """The load balancer, by its VPC origin or over the internet, always by TLS."""
    if balancer.vpc_origin_id is not None:
        return cloudfront.DistributionOriginArgs(
            origin_id=APPLICATION,
            domain_name=balancer.host_name,
            vpc_origin_config=cloudfront.DistributionOriginVpcOriginConfigArgs(
                vpc_origin_id=balancer.vpc_origin_id,
                origin_read_timeout=balancer.read_timeout,
                origin_keepalive_timeout=balancer.keepalive,
            ),
        )
    return cloudfront.DistributionOriginArgs(
        origin_id=APPLICATION,
        domain_name=balancer.host_name,
        custom_origin_config=cloudfront.DistributionOriginCustomOriginConfigArgs(
            http_port=80,
            https_port=443,
            origin_protocol_policy="https-only",
            origin_ssl_protocols=["TLSv1.2"],
            origin_read_timeout=balancer.read_timeout,
            origin_keepalive_timeout=balancer.keepalive,
        ),
        custom_headers=_secret(balancer.secret),
    )


def _secret(value: pulumi.Input[str] | None) -> Sequence[cloudfront.DistributionOriginCustomHeaderArgs]:
    if value is None:
        return []
    return [
        cloudfront.DistributionOriginCustomHeaderArgs(name=SECRET_HEADER, value=pulumi.Output.secret(value))
    ]


def files(
    domain_name: pulumi.Input[str], access: cloudfront.OriginAccessControl
) -> cloudfront.DistributionOriginArgs:
    """The bucket."""
    return cloudfront.DistributionOriginArgs(
        origin_id=FILES, domain_name=domain_name, origin_access_control_id=access.id
    )


def files_else_application() -> cloudfront.DistributionOriginGroupArgs:
    """The bucket, and the running frontend for what the bucket does not have."""
    return cloudfront.DistributionOriginGroupArgs(
        origin_id=EITHER,
        failover_criteria=cloudfront.DistributionOriginGroupFailoverCriteriaArgs(
            status_codes=[*MISSING, *FAILED]
        ),
        members=[
            cloudfront.DistributionOriginGroupMemberArgs(origin_id=FILES),
            cloudfront.DistributionOriginGroupMemberArgs(origin_id=APPLICATION),
        ],
    )
