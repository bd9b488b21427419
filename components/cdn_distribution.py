"""The CloudFront distribution: origins, routes and policies put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi_aws import cloudfront

from components import cdn_origins
from components.assets import ERROR_PAGE
from components.cdn_behaviours import ERROR_PAGE_CODES, ERROR_SECONDS, PAGES, READ, ROUTES, Route
from components.cdn_policies import Policies

TLS_POLICY = "TLSv1.2_2021"
"""TLS 1.2 with forward secrecy and AEAD ciphers, and TLS 1.3: what the load balancer takes too.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """What the distribution is for, and who may reach it."""

    comment: str
    aliases: Sequence[str]
    price_class: str
    web_acl_arn: pulumi.Input[str]
    certificate_arn: pulumi.Input[str]
    tags: Mapping[str, str]


def create(
    name: str,
    site: Site,
    origins: Sequence[cloudfront.DistributionOriginArgs],
    policies: Policies,
    function_arn: pulumi.Input[str],
    opts: pulumi.ResourceOptions,
) -> cloudfront.Distribution:
    """The distribution. No default root object: `/` is a page of the application."""
    return cloudfront.Distribution(
        name,
        comment=site.comment,
        enabled=True,
        # Neither the records nor the bucket's policy need it at every edge, so nobody waits for that.
        wait_for_deployment=False,
        aliases=site.aliases,
        http_version="http2and3",
        is_ipv6_enabled=True,
        price_class=site.price_class,
        web_acl_id=site.web_acl_arn,
        origins=origins,
        origin_groups=[cdn_origins.files_else_application()],
        default_cache_behavior=cloudfront.DistributionDefaultCacheBehaviorArgs(
            **_behaviour(PAGES, policies, function_arn)
        ),
        ordered_cache_behaviors=[
            cloudfront.DistributionOrderedCacheBehaviorArgs(
                path_pattern=route.pattern, **_behaviour(route, policies, function_arn)
            )
            for route in ROUTES
        ],
        custom_error_responses=_errors(),
        restrictions=cloudfront.DistributionRestrictionsArgs(
            geo_restriction=cloudfront.DistributionRestrictionsGeoRestrictionArgs(restriction_type="none")
        ),
        viewer_certificate=cloudfront.DistributionViewerCertificateArgs(
            acm_certificate_arn=site.certificate_arn,
            minimum_protocol_version=TLS_POLICY,
            ssl_support_method="sni-only",
        ),
        tags=site.tags,
        opts=opts,
    )


def _behaviour(route: Route, policies: Policies, function_arn: pulumi.Input[str]) -> dict[str, Any]:
    """What CloudFront does on a route."""
    asked: dict[str, Any] = {
        "origin_request_policy_id": policies.requests.get(route.origin),
        "function_associations": [{"event_type": "viewer-request", "function_arn": function_arn}],
    }
    return (asked if route.application else {}) | {
        "target_origin_id": route.origin,
        "viewer_protocol_policy": "redirect-to-https",
        "allowed_methods": route.methods,
        "cached_methods": READ,
        "compress": True,
        "cache_policy_id": policies.cache[route.cache],
        "response_headers_policy_id": policies.headers[route.headers],
    }


def _errors() -> list[cloudfront.DistributionCustomErrorResponseArgs]:
    """How long errors are kept, and the page that stands in for an application that does not answer."""
    page: dict[str, Any] = {"response_page_path": f"/{ERROR_PAGE}"}
    return [
        cloudfront.DistributionCustomErrorResponseArgs(
            error_code=code,
            error_caching_min_ttl=seconds,
            **(page | {"response_code": code} if code in ERROR_PAGE_CODES else {}),
        )
        for code, seconds in ERROR_SECONDS.items()
    ]
