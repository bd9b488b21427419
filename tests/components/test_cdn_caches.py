"""The CDN's routes and cache times are the seed's."""

from dataclasses import replace

import pytest

from components.cdn import CdnArgs
from tests.components.one_cdn import CACHE, HEADERS, behaviour, build, distribution, kept, route, sent
from tests.components.one_cdn import args as args


@pytest.mark.parametrize(
    ("path", "origin"),
    [
        ("/", "application"),
        ("/products/1", "application"),
        ("/api/users", "application"),
        ("/api/users/1/photo.png", "application"),
        ("/_next/image", "application"),
        ("/_next/static/chunks/main-1a2b.js", "files-else-application"),
        ("/assets/logo.svg", "files-else-application"),
        ("/favicon.ico", "files-else-application"),
        ("/fonts/inter.woff2", "files-else-application"),
        ("/errors/unavailable.html", "files"),
    ],
)
def test_seed_routes(args: CdnArgs, path: str, origin: str) -> None:
    assert route(path).origin == origin
    assert behaviour(args, path)["targetOriginId"] == origin


def test_seed_cache_of_html_is_none(args: CdnArgs) -> None:
    assert kept(args, "/") is None
    assert "Cache-Control" not in sent(args, "/")


def test_seed_cache_of_the_api_is_60_minutes_at_most_and_only_when_it_says_so(args: CdnArgs) -> None:
    """`stale-while-revalidate` of an answer is CloudFront's own to heed, within the longest time."""
    policy = kept(args, "/api/products")
    assert policy is not None
    assert (policy["minTtl"], policy["defaultTtl"], policy["maxTtl"]) == (0, 0, 60 * 60)


def test_answers_of_the_api_are_never_mixed_up(args: CdnArgs) -> None:
    policy = kept(args, "/api/me")
    assert policy is not None
    key = policy["parametersInCacheKeyAndForwardedToOrigin"]
    assert "Authorization" in key["headersConfig"]["headers"]["items"]
    assert "Origin" in key["headersConfig"]["headers"]["items"]
    assert key["queryStringsConfig"] == {"queryStringBehavior": "all"}
    assert key["cookiesConfig"] == {"cookieBehavior": "all"}


def test_users_may_be_told_apart_by_named_cookies(args: CdnArgs) -> None:
    policy = kept(replace(args, api_cookies=("session",)), "/api/me")
    assert policy is not None
    assert policy["parametersInCacheKeyAndForwardedToOrigin"]["cookiesConfig"] == {
        "cookieBehavior": "whitelist",
        "cookies": {"items": ["session"]},
    }


def test_seed_static_cache_is_24_hours(args: CdnArgs) -> None:
    """What the frontend makes rather than reads: resized images, told apart by format, width and source."""
    policy = kept(args, "/_next/image")
    assert policy is not None
    assert (policy["minTtl"], policy["defaultTtl"], policy["maxTtl"]) == (0, 24 * 3600, 24 * 3600)
    key = policy["parametersInCacheKeyAndForwardedToOrigin"]
    assert key["headersConfig"]["headers"] == {"items": ["Accept"]}
    assert key["queryStringsConfig"] == {"queryStringBehavior": "all"}
    assert key["cookiesConfig"] == {"cookieBehavior": "none"}


def test_seed_next_static_is_kept_365_days(args: CdnArgs) -> None:
    policy = kept(args, "/_next/static/chunks/main-1a2b.js")
    assert policy is not None
    assert (policy["minTtl"], policy["defaultTtl"], policy["maxTtl"]) == (0, 31536000, 31536000)
    assert sent(args, "/_next/static/x.js")["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("days", [7, 30])
def test_seed_assets_are_kept_7_to_30_days(args: CdnArgs, days: int) -> None:
    chosen = replace(args, assets_days=days)
    policy = kept(chosen, "/assets/logo.svg")
    assert policy is not None
    assert (policy["minTtl"], policy["defaultTtl"], policy["maxTtl"]) == (0, days * 86400, days * 86400)
    assert sent(chosen, "/assets/logo.svg")["Cache-Control"] == f"public, max-age={days * 86400}"


def test_what_an_origin_says_of_a_file_counts_more(args: CdnArgs) -> None:
    """A missing chunk's 404 says no-store; saying `immutable` over it would keep the hole for a year."""
    for policy in build(args).all(HEADERS):
        override = {
            item["header"]: item["override"] for item in policy.inputs["customHeadersConfig"]["items"]
        }
        assert override.pop("Cache-Control", False) is False
        assert all(override.values())


def test_every_policy_compresses(args: CdnArgs) -> None:
    """Seed: gzip compression; Brotli too."""
    policies = [each.inputs["parametersInCacheKeyAndForwardedToOrigin"] for each in build(args).all(CACHE)]
    assert len(policies) == 4
    assert all(each["enableAcceptEncodingGzip"] and each["enableAcceptEncodingBrotli"] for each in policies)
    inputs = distribution(args)
    behaviours = [inputs["defaultCacheBehavior"], *inputs["orderedCacheBehaviors"]]
    assert all(each["compress"] for each in behaviours)
    assert {each["viewerProtocolPolicy"] for each in behaviours} == {"redirect-to-https"}
