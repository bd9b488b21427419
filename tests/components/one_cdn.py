"""A CDN to look at, and what it does with a path."""

import fnmatch
from functools import cache
from typing import Any

import pytest

from components.cdn import Cdn, CdnArgs
from components.cdn_behaviours import PAGES, ROUTES, Route
from components.cloud import Cloud
from tests.recorder import Recorder, record

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"


CACHE = "aws:cloudfront/cachePolicy:CachePolicy"


HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"


@pytest.fixture
def args(cloud: Cloud) -> CdnArgs:
    return CdnArgs(
        cloud=cloud,
        domain="example.com",
        zone_id="zone",
        certificate_arn="certificate",
        web_acl_arn="acl",
        load_balancer_arn="lb-arn",
        load_balancer_host="origin.example.com",
        internal=True,
        assets_bucket="files",
        assets_arn="arn:aws:s3:::files",
        assets_domain="files.s3.us-east-1.amazonaws.com",
        log_bucket="logs",
        price_class="PriceClass_100",
        www=True,
        hsts_preload=False,
        csp_script_sources=(),
        csp_style_sources=(),
        csp_image_sources=(),
        csp_connect_sources=(),
        api_cache_seconds=3600,
        api_cookies=(),
        assets_days=7,
        origin_timeout=30,
        origin_keepalive=30,
    )


@cache
def build(args: CdnArgs) -> Recorder:
    return record(lambda: Cdn("cdn", args))


def distribution(args: CdnArgs) -> dict[str, Any]:
    return build(args).one(DISTRIBUTION).inputs


def route(path: str) -> Route:
    """The route of a path, as CloudFront picks it: the first pattern that matches, case counts."""
    return next((each for each in ROUTES if fnmatch.fnmatchcase(path, each.pattern)), PAGES)


def behaviour(args: CdnArgs, path: str) -> dict[str, Any]:
    """What CloudFront does with a path."""
    found = [
        each
        for each in distribution(args)["orderedCacheBehaviors"]
        if fnmatch.fnmatchcase(path, each["pathPattern"])
    ]
    (behaviour, *_) = [*found, distribution(args)["defaultCacheBehavior"]]
    assert isinstance(behaviour, dict)
    return behaviour


def kept(args: CdnArgs, path: str) -> dict[str, Any] | None:
    """The cache policy of a path; none where nothing is kept."""
    policy = behaviour(args, path)["cachePolicyId"]
    if policy == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad":
        return None
    return build(args).one(CACHE, policy.removesuffix("-id")).inputs


def sent(args: CdnArgs, path: str) -> dict[str, str]:
    """The custom headers of an answer."""
    policy = behaviour(args, path)["responseHeadersPolicyId"].removesuffix("-id")
    items = build(args).one(HEADERS, policy).inputs["customHeadersConfig"]["items"]
    return {item["header"]: item["value"] for item in items}
