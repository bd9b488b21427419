"""CloudFront's policies: how long answers are kept, what the origin is told, which headers go out."""

from collections.abc import Mapping
from dataclasses import dataclass

import pulumi
from pulumi_aws import cloudfront

from components import security_headers
from components.cdn_behaviours import Cache, CacheRule, Headers, Origin

CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
"""AWS's policy CachingDisabled.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html"""

ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
"""AWS's policy AllViewerExceptHostHeader: the origin gets all headers, with its own name as Host, the one its
certificate is for. The user's is in X-Forwarded-Host.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html"""

WHO = ("true-client-ip", "x-forwarded-host")
"""Headers that the function writes (edge_functions/viewer_request.js)."""


@dataclass(frozen=True, kw_only=True)
class Policies:
    """Ids of the policies, by what the routes call them."""

    cache: Mapping[Cache, pulumi.Input[str]]
    requests: Mapping[Origin, pulumi.Input[str]]
    """What an origin learns of a request besides its path; one that is not named, nothing."""
    headers: Mapping[Headers, pulumi.Input[str]]


def cache_policies(
    name: str, rules: Mapping[Cache, CacheRule], opts: pulumi.ResourceOptions
) -> dict[Cache, pulumi.Input[str]]:
    """A policy for each rule, and AWS's own for no cache at all."""
    own = {cache: _cache_policy(f"{name}-{cache}", rule, opts).id for cache, rule in rules.items()}
    return {"none": CACHING_DISABLED, **own}


def _cache_policy(name: str, rule: CacheRule, opts: pulumi.ResourceOptions) -> cloudfront.CachePolicy:
    return cloudfront.CachePolicy(
        name,
        comment=f"At most {rule.longest} seconds",
        min_ttl=0,
        default_ttl=rule.default,
        max_ttl=rule.longest,
        parameters_in_cache_key_and_forwarded_to_origin=cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginArgs(
            enable_accept_encoding_brotli=True,
            enable_accept_encoding_gzip=True,
            cookies_config=_cookies(rule.cookies),
            headers_config=_headers(rule.headers),
            query_strings_config=cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginQueryStringsConfigArgs(
                query_string_behavior="all" if rule.queries else "none"
            ),
        ),
        opts=opts,
    )


def _cookies(
    names: tuple[str, ...],
) -> cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs:
    if names in ((), ("*",)):
        return cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs(
            cookie_behavior="all" if names else "none"
        )
    return cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigArgs(
        cookie_behavior="whitelist",
        cookies=cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginCookiesConfigCookiesArgs(
            items=names
        ),
    )


def _headers(
    names: tuple[str, ...],
) -> cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs:
    if not names:
        return cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs(
            header_behavior="none"
        )
    return cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigArgs(
        header_behavior="whitelist",
        headers=cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOriginHeadersConfigHeadersArgs(
            items=names
        ),
    )


def request_policies(name: str, opts: pulumi.ResourceOptions) -> dict[Origin, pulumi.Input[str]]:
    """The application learns all. Where the bucket is asked first, only who asks goes along: a query such as
    `response-content-type` would change what S3 answers."""
    who = cloudfront.OriginRequestPolicy(
        f"{name}-who",
        comment="Who asks, and nothing else",
        cookies_config=cloudfront.OriginRequestPolicyCookiesConfigArgs(cookie_behavior="none"),
        headers_config=cloudfront.OriginRequestPolicyHeadersConfigArgs(
            header_behavior="whitelist",
            headers=cloudfront.OriginRequestPolicyHeadersConfigHeadersArgs(items=WHO),
        ),
        query_strings_config=cloudfront.OriginRequestPolicyQueryStringsConfigArgs(
            query_string_behavior="none"
        ),
        opts=opts,
    )
    return {"application": ALL_VIEWER_EXCEPT_HOST, "files-else-application": who.id}


def headers_policies(
    name: str,
    csp: str,
    hsts_preload: bool,
    browser_cache: Mapping[Headers, str],
    opts: pulumi.ResourceOptions,
) -> dict[Headers, pulumi.Input[str]]:
    """The security headers for all, with a Cache-Control for files that bring none."""

    def policy(kind: Headers) -> pulumi.Output[str]:
        return cloudfront.ResponseHeadersPolicy(
            f"{name}-{kind}",
            comment=f"Security headers, {kind}",
            security_headers_config=_security(csp, hsts_preload),
            custom_headers_config=_custom(browser_cache.get(kind)),
            remove_headers_config=cloudfront.ResponseHeadersPolicyRemoveHeadersConfigArgs(
                items=[
                    cloudfront.ResponseHeadersPolicyRemoveHeadersConfigItemArgs(header=header)
                    for header in security_headers.REMOVED
                ]
            ),
            opts=opts,
        ).id

    return {"pages": policy("pages"), "assets": policy("assets"), "forever": policy("forever")}


def _security(csp: str, hsts_preload: bool) -> cloudfront.ResponseHeadersPolicySecurityHeadersConfigArgs:
    return cloudfront.ResponseHeadersPolicySecurityHeadersConfigArgs(
        strict_transport_security=cloudfront.ResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurityArgs(
            access_control_max_age_sec=security_headers.TWO_YEARS,
            include_subdomains=True,
            preload=hsts_preload,
            override=True,
        ),
        content_type_options=cloudfront.ResponseHeadersPolicySecurityHeadersConfigContentTypeOptionsArgs(
            override=True
        ),
        frame_options=cloudfront.ResponseHeadersPolicySecurityHeadersConfigFrameOptionsArgs(
            frame_option=security_headers.FRAME_OPTION, override=True
        ),
        referrer_policy=cloudfront.ResponseHeadersPolicySecurityHeadersConfigReferrerPolicyArgs(
            referrer_policy=security_headers.REFERRER_POLICY, override=True
        ),
        # The old filter of browsers opened holes of its own: off, as OWASP advises.
        # https://owasp.org/www-project-secure-headers/#x-xss-protection
        xss_protection=cloudfront.ResponseHeadersPolicySecurityHeadersConfigXssProtectionArgs(
            protection=False, override=True
        ),
        # An application that sends a policy of its own, with a nonce for each page, knows better.
        content_security_policy=cloudfront.ResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicyArgs(
            content_security_policy=csp, override=False
        ),
    )


def _custom(cache_control: str | None) -> cloudfront.ResponseHeadersPolicyCustomHeadersConfigArgs:
    items = [
        cloudfront.ResponseHeadersPolicyCustomHeadersConfigItemArgs(header=header, value=value, override=True)
        for header, value in security_headers.CUSTOM.items()
    ]
    if cache_control:
        items.append(
            cloudfront.ResponseHeadersPolicyCustomHeadersConfigItemArgs(
                header="Cache-Control", value=cache_control, override=False
            )
        )
    return cloudfront.ResponseHeadersPolicyCustomHeadersConfigArgs(items=items)
