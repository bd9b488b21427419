"""The edge: the only door that the internet finds."""

from dataclasses import dataclass

import pulumi

from components.assets import Assets, AssetsArgs
from components.cdn import Cdn, CdnArgs
from components.waf import WebAcl, WebAclArgs
from program.ground import Ground
from program.services import Services
from settings import Settings


@dataclass(frozen=True, kw_only=True)
class Edge:
    """Web ACL, static files and CDN."""

    web_acl: WebAcl
    assets: Assets
    cdn: Cdn


def edge(settings: Settings, ground: Ground, services: Services, opts: pulumi.ResourceOptions) -> Edge:
    """Make it."""
    web_acl_args = WebAclArgs(
        cloud=ground.cloud, scope="CLOUDFRONT", log_key_arn=ground.keys.logs_arn, **dict(settings.waf)
    )
    web_acl = WebAcl("edge-waf", web_acl_args, opts)
    assets = Assets(
        "assets", AssetsArgs(cloud=ground.cloud, log_bucket=ground.logs.bucket, **dict(settings.assets)), opts
    )
    cdn_args = CdnArgs(
        cloud=ground.cloud,
        domain=settings.domain.name,
        zone_id=ground.certificate.zone_id,
        certificate_arn=ground.certificate.edge_arn,
        web_acl_arn=web_acl.arn,
        load_balancer_arn=services.load_balancer.arn,
        load_balancer_host=services.load_balancer.host_name,
        internal=settings.load_balancer.internal,
        origin_secret=services.origin_secret.value,
        assets_bucket=assets.bucket,
        assets_arn=assets.bucket_arn,
        assets_domain=assets.domain_name,
        log_bucket=ground.logs.bucket,
        **dict(settings.cdn),
    )
    return Edge(web_acl=web_acl, assets=assets, cdn=Cdn("cdn", cdn_args, opts))
