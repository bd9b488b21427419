"""The CDN: CloudFront before everything, the only door that the internet finds."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudfront, route53, s3

from components import (
    cdn_distribution,
    cdn_logs,
    cdn_origins,
    checks,
    edge_function,
    private_bucket,
    security_headers,
)
from components.cdn_behaviours import browser_cache, cache_rules
from components.cdn_policies import Policies, cache_policies, headers_policies, request_policies
from components.cloud import Cloud
from components.iam_documents import document

PRICE_CLASSES = ("PriceClass_100", "PriceClass_200", "PriceClass_All")


@dataclass(frozen=True, kw_only=True)
class CdnArgs:
    """What a CDN needs.

    Raises:
        ArgumentError: a value is out of bounds, or a public load balancer comes without its secret.
    """

    cloud: Cloud
    domain: str
    """Domain of the site."""
    zone_id: pulumi.Input[str]
    """Route 53 zone for its records."""
    certificate_arn: pulumi.Input[str]
    """Certificate for the domain and its www name, issued in us-east-1."""
    web_acl_arn: pulumi.Input[str]
    """Web ACL of scope CLOUDFRONT."""
    load_balancer_arn: pulumi.Input[str]
    load_balancer_host: pulumi.Input[str]
    """Name of the load balancer that its certificate is for."""
    internal: bool
    """Whether the load balancer is internal: then a VPC origin leads to it."""
    origin_secret: pulumi.Input[str] | None = None
    """What the header `x-origin-secret` says to a public load balancer."""
    assets_bucket: pulumi.Input[str]
    """Bucket of the static files; its policy is made here."""
    assets_arn: pulumi.Input[str]
    """ARN of that bucket."""
    assets_domain: pulumi.Input[str]
    """Regional name of that bucket."""
    log_bucket: pulumi.Input[str]
    """Bucket that takes the access logs."""
    price_class: str
    """Edge locations that serve: PriceClass_100 (North America, Europe), PriceClass_200 (and Asia,
    Africa, Middle East) or PriceClass_All (and South America, Oceania).
    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html"""
    www: bool
    """Whether the www name leads to the site too."""
    hsts_preload: bool
    """Whether browsers may put the domain on their list of HTTPS-only sites."""
    csp_script_sources: Sequence[str]
    """Sources of scripts besides the site itself."""
    csp_style_sources: Sequence[str]
    """Sources of styles besides the site itself."""
    csp_image_sources: Sequence[str]
    """Sources of images besides the site itself."""
    csp_connect_sources: Sequence[str]
    """Where scripts may connect to besides the site itself."""
    api_cache_seconds: int
    """Seconds that an answer of the API is kept at most, 1 to 3600. Only what the API marks is kept."""
    api_cookies: Sequence[str]
    """Cookies that tell the API's users apart; none named means all are."""
    assets_days: int
    """Days that pictures, fonts and other assets are kept, 7 to 30."""
    origin_timeout: int
    """Seconds that CloudFront waits for the load balancer to answer, 1 to 120.
    Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginConfig.html"""
    origin_keepalive: int
    """Seconds that CloudFront holds a silent connection to the load balancer, 1 to 120."""

    def __post_init__(self) -> None:
        checks.one_of("CdnArgs.price_class", self.price_class, PRICE_CLASSES)
        checks.in_range("CdnArgs.api_cache_seconds", self.api_cache_seconds, 1, 3600)
        checks.in_range("CdnArgs.assets_days", self.assets_days, 7, 30)
        checks.in_range("CdnArgs.origin_timeout", self.origin_timeout, 1, 120)
        checks.in_range("CdnArgs.origin_keepalive", self.origin_keepalive, 1, 120)
        if not self.internal and self.origin_secret is None:
            raise checks.ArgumentError(
                "CdnArgs.origin_secret must be given when the load balancer is public."
            )

    @property
    def names(self) -> dict[str, str]:
        """Host names that users type; all but the first are redirected to it."""
        return {"apex": self.domain} | ({"www": f"www.{self.domain}"} if self.www else {})


class Cdn(pulumi.ComponentResource):
    """A CloudFront distribution under the stack's domain, with its caches, headers, function and logs."""

    distribution_id: pulumi.Output[str]
    """Id of the distribution, to invalidate paths in."""
    domain_name: pulumi.Output[str]
    """CloudFront's own name for it."""
    url: pulumi.Output[str]
    """Where users find the site. Resolves when its name leads there."""

    def __init__(self, name: str, args: CdnArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:Cdn", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        origins = _origins(name, args, child)
        policies = _policies(name, args, child)
        function = _function(name, args, child)
        distribution = cdn_distribution.create(
            name, _site(name, args), origins, policies, function.arn, child
        )
        _let_in(name, args, distribution, child)
        cdn_logs.deliver(name, args.cloud, distribution.arn, args.log_bucket, child)
        host = _addresses(name, args, distribution, child)

        self.distribution_id = distribution.id
        self.domain_name = distribution.domain_name
        self.url = pulumi.Output.concat("https://", host)
        self.register_outputs(
            {"distribution_id": self.distribution_id, "domain_name": self.domain_name, "url": self.url}
        )


def _origins(
    name: str, args: CdnArgs, opts: pulumi.ResourceOptions
) -> list[cloudfront.DistributionOriginArgs]:
    way_in: pulumi.Output[str] | None = None
    if args.internal:
        physical_name = args.cloud.name("vpc-origin", name)
        way_in = cdn_origins.vpc_origin(name, physical_name, args.load_balancer_arn, opts).id
    balancer = cdn_origins.Balancer(
        host_name=args.load_balancer_host,
        read_timeout=args.origin_timeout,
        keepalive=args.origin_keepalive,
        vpc_origin_id=way_in,
        secret=args.origin_secret,
    )
    access = cdn_origins.access_control(name, opts)
    return [cdn_origins.application(balancer), cdn_origins.files(args.assets_domain, access)]


def _site(name: str, args: CdnArgs) -> cdn_distribution.Site:
    return cdn_distribution.Site(
        comment=f"{args.cloud.project} {args.cloud.stack}",
        aliases=tuple(args.names.values()),
        price_class=args.price_class,
        web_acl_arn=args.web_acl_arn,
        certificate_arn=args.certificate_arn,
        tags=args.cloud.title(name),
    )


def _policies(name: str, args: CdnArgs, opts: pulumi.ResourceOptions) -> Policies:
    rules = cache_rules(args.api_cache_seconds, tuple(args.api_cookies), args.assets_days)
    sources = security_headers.content_sources(
        args.csp_script_sources, args.csp_style_sources, args.csp_image_sources, args.csp_connect_sources
    )
    csp = security_headers.content_security_policy(sources)
    return Policies(
        cache=cache_policies(name, rules, opts),
        requests=request_policies(name, opts),
        headers=headers_policies(name, csp, args.hsts_preload, browser_cache(args.assets_days), opts),
    )


def _function(name: str, args: CdnArgs, opts: pulumi.ResourceOptions) -> cloudfront.Function:
    return cloudfront.Function(
        name,
        comment="One host name; the user's address for the load balancer",
        runtime=edge_function.RUNTIME,
        code=edge_function.code("viewer_request.js", {"domain": args.domain}),
        publish=True,
        opts=opts,
    )


def _let_in(
    name: str, args: CdnArgs, distribution: cloudfront.Distribution, opts: pulumi.ResourceOptions
) -> None:
    s3.BucketPolicy(
        name,
        bucket=args.assets_bucket,
        policy=pulumi.Output.all(args.assets_arn, distribution.arn).apply(lambda arns: files_policy(*arns)),
        opts=opts,
    )


def files_policy(bucket_arn: str, distribution_arn: str) -> str:
    """The policy of the bucket of static files: this distribution reads, nobody speaks plain HTTP.

    It may list, so that a missing file is a 404: without, S3 answers 403, as for one that is forbidden.
    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
    """
    reader = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Condition": {"StringEquals": {"aws:SourceArn": distribution_arn}},
    }
    return document(
        private_bucket.tls_only(bucket_arn),
        reader | {"Sid": "CdnReads", "Action": "s3:GetObject", "Resource": f"{bucket_arn}/*"},
        reader | {"Sid": "CdnFindsMissing", "Action": "s3:ListBucket", "Resource": bucket_arn},
    )


def _addresses(
    name: str, args: CdnArgs, distribution: cloudfront.Distribution, opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Lead the names here, by IPv4 and IPv6; answers the site's, once it leads here."""
    records = [
        route53.Record(
            f"{name}-{label}-{type_.lower()}",
            zone_id=args.zone_id,
            name=host,
            type=type_,
            aliases=[
                route53.RecordAliasArgs(
                    name=distribution.domain_name,
                    zone_id=distribution.hosted_zone_id,
                    evaluate_target_health=False,
                )
            ],
            opts=opts,
        )
        for label, host in args.names.items()
        for type_ in ("A", "AAAA")
    ]
    return records[0].name
