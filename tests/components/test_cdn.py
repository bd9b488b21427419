"""The CDN: the seed's routes and cache times, what the origins are told, and who gets in."""

import fnmatch
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from components.cdn import Cdn, CdnArgs, files_policy
from components.cdn_behaviours import PAGES, ROUTES, Route
from components.checks import ArgumentError
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


@pytest.mark.parametrize("path", ["/", "/api/users", "/_next/image"])
def test_the_application_learns_all_of_a_request(args: CdnArgs, path: str) -> None:
    policy = behaviour(args, path)["originRequestPolicyId"]
    assert policy == "b689b0a8-53d0-40ab-baf2-68738e2966ac"


@pytest.mark.parametrize("path", ["/", "/api/users", "/_next/image", "/_next/static/x.js", "/logo.png"])
def test_whoever_may_reach_the_application_is_named(args: CdnArgs, path: str) -> None:
    found = behaviour(args, path)
    assert found["functionAssociations"] == [
        {"eventType": "viewer-request", "functionArn": "arn:aws:mock:us-east-1:123456789012:function/cdn"}
    ]


@pytest.mark.parametrize("path", ["/_next/static/x.js", "/assets/logo.svg"])
def test_the_bucket_learns_no_query_and_no_cookie(args: CdnArgs, path: str) -> None:
    """With `?response-content-type=text/html` a picture would be a page of the site."""
    assert behaviour(args, path)["originRequestPolicyId"] == "cdn-who-id"
    policy = build(args).one("aws:cloudfront/originRequestPolicy:OriginRequestPolicy").inputs
    assert policy["headersConfig"]["headers"] == {"items": ["true-client-ip", "x-forwarded-host"]}
    assert policy["queryStringsConfig"] == {"queryStringBehavior": "none"}
    assert policy["cookiesConfig"] == {"cookieBehavior": "none"}
    file = kept(args, path)
    assert file is not None
    key = file["parametersInCacheKeyAndForwardedToOrigin"]
    assert key["queryStringsConfig"] == {"queryStringBehavior": "none"}
    assert key["headersConfig"] == {"headerBehavior": "none"}


def test_the_error_page_needs_nobody(args: CdnArgs) -> None:
    found = behaviour(args, "/errors/unavailable.html")
    assert {"originRequestPolicyId", "functionAssociations"}.isdisjoint(found)


def test_methods(args: CdnArgs) -> None:
    everything = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    assert behaviour(args, "/api/users")["allowedMethods"] == everything
    assert behaviour(args, "/")["allowedMethods"] == everything
    assert behaviour(args, "/_next/static/x.js")["allowedMethods"] == ["GET", "HEAD"]
    assert behaviour(args, "/_next/image")["allowedMethods"] == ["GET", "HEAD"]


def test_a_missing_chunk_is_served_by_the_running_frontend(args: CdnArgs) -> None:
    assert distribution(args)["originGroups"] == [
        {
            "originId": "files-else-application",
            "failoverCriteria": {"statusCodes": [403, 404, 500, 502, 503, 504]},
            "members": [{"originId": "files"}, {"originId": "application"}],
        }
    ]


def test_an_internal_load_balancer_is_reached_by_a_vpc_origin(args: CdnArgs) -> None:
    assert build(args).one("aws:cloudfront/vpcOrigin:VpcOrigin").inputs == {
        "vpcOriginEndpointConfig": {
            "name": "alicerce-test-cdn",
            "arn": "lb-arn",
            "httpPort": 80,
            "httpsPort": 443,
            "originProtocolPolicy": "https-only",
            "originSslProtocols": {"items": ["TLSv1.2"], "quantity": 1},
        }
    }
    assert distribution(args)["origins"][0] == {
        "originId": "application",
        "domainName": "origin.example.com",
        "vpcOriginConfig": {
            "vpcOriginId": "cdn-id",
            "originReadTimeout": 30,
            "originKeepaliveTimeout": 30,
        },
    }


def test_a_public_one_is_told_the_secret(args: CdnArgs) -> None:
    recorder = build(replace(args, internal=False, origin_secret="hush"))
    assert recorder.all("aws:cloudfront/vpcOrigin:VpcOrigin") == []
    # A secret inside makes the mocks call the whole list one.
    origin = recorder.one(DISTRIBUTION).inputs["origins"]["value"][0]
    assert origin["customOriginConfig"] == {
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "https-only",
        "originSslProtocols": ["TLSv1.2"],
        "originReadTimeout": 30,
        "originKeepaliveTimeout": 30,
    }
    assert origin["customHeaders"] == [{"name": "x-origin-secret", "value": "hush"}]


def test_a_public_one_without_a_secret_is_refused(args: CdnArgs) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, internal=False)
    assert str(caught.value) == "CdnArgs.origin_secret must be given when the load balancer is public."


def test_only_the_distribution_reads_the_files() -> None:
    tls, read, find = json.loads(files_policy("arn:aws:s3:::files", "arn:distribution"))["Statement"]
    assert (tls["Effect"], tls["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    assert read == {
        "Sid": "CdnReads",
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::files/*",
        "Condition": {"StringEquals": {"aws:SourceArn": "arn:distribution"}},
    }
    assert (find["Action"], find["Resource"]) == ("s3:ListBucket", "arn:aws:s3:::files")
    assert find["Condition"] == read["Condition"]


def test_the_bucket_is_reached_by_signed_requests(args: CdnArgs) -> None:
    recorder = build(args)
    control = recorder.one("aws:cloudfront/originAccessControl:OriginAccessControl").inputs
    assert (control["signingBehavior"], control["signingProtocol"]) == ("always", "sigv4")
    assert control["originAccessControlOriginType"] == "s3"
    assert recorder.one(DISTRIBUTION).inputs["origins"][1] == {
        "originId": "files",
        "domainName": "files.s3.us-east-1.amazonaws.com",
        "originAccessControlId": "cdn-id",
    }
    policy = recorder.one("aws:s3/bucketPolicy:BucketPolicy").inputs
    assert policy["bucket"] == "files"
    assert policy["policy"] == files_policy(
        "arn:aws:s3:::files", "arn:aws:mock:us-east-1:123456789012:distribution/cdn"
    )


def test_the_distribution(args: CdnArgs) -> None:
    inputs = distribution(args)
    assert inputs["aliases"] == ["example.com", "www.example.com"]
    assert (inputs["enabled"], inputs["httpVersion"], inputs["isIpv6Enabled"]) == (True, "http2and3", True)
    assert (inputs["priceClass"], inputs["webAclId"]) == ("PriceClass_100", "acl")
    assert inputs["restrictions"] == {"geoRestriction": {"restrictionType": "none"}}
    assert inputs["viewerCertificate"] == {
        "acmCertificateArn": "certificate",
        "minimumProtocolVersion": "TLSv1.2_2021",
        "sslSupportMethod": "sni-only",
    }
    assert inputs["waitForDeployment"] is False
    assert "defaultRootObject" not in inputs


def test_twelve_security_headers_on_every_answer(args: CdnArgs) -> None:
    policies = [each.inputs for each in build(args).all(HEADERS)]
    assert len(policies) == 3
    for policy in policies:
        own = policy["securityHeadersConfig"]
        custom = {item["header"] for item in policy["customHeadersConfig"]["items"]} - {"Cache-Control"}
        assert len(own) + len(custom) == 12
        assert own["strictTransportSecurity"] == {
            "accessControlMaxAgeSec": 63072000,
            "includeSubdomains": True,
            "preload": False,
            "override": True,
        }
        assert own["contentTypeOptions"] == {"override": True}
        assert own["frameOptions"] == {"frameOption": "DENY", "override": True}
        assert own["referrerPolicy"] == {
            "referrerPolicy": "strict-origin-when-cross-origin",
            "override": True,
        }
        assert own["xssProtection"] == {"protection": False, "override": True}
        removed = policy["removeHeadersConfig"]["items"]
        assert removed == [{"header": "Server"}, {"header": "X-Powered-By"}]


def test_an_application_with_nonces_sends_its_own_content_policy(args: CdnArgs) -> None:
    chosen = replace(
        args, csp_script_sources=("https://js.example",), csp_connect_sources=("https://c.example",)
    )
    own = build(chosen).all(HEADERS)[0].inputs["securityHeadersConfig"]["contentSecurityPolicy"]
    assert own["override"] is False
    assert "script-src 'self' https://js.example; " in own["contentSecurityPolicy"]
    assert "connect-src 'self' https://c.example; " in own["contentSecurityPolicy"]


def test_preload_by_setting(args: CdnArgs) -> None:
    own = build(replace(args, hsts_preload=True)).all(HEADERS)[0].inputs["securityHeadersConfig"]
    assert own["strictTransportSecurity"]["preload"] is True


def test_a_page_stands_in_for_an_application_that_does_not_answer(args: CdnArgs) -> None:
    errors = {each["errorCode"]: each for each in distribution(args)["customErrorResponses"]}
    for code in (502, 503, 504):
        assert errors.pop(code) == {
            "errorCode": code,
            "errorCachingMinTtl": 1,
            "responseCode": code,
            "responsePagePath": "/errors/unavailable.html",
        }
    # No other error is replaced, nor kept for CloudFront's ten seconds.
    assert errors == {code: {"errorCode": code, "errorCachingMinTtl": 0} for code in errors}
    assert {400, 403, 404, 405, 414, 500, 501} == set(errors)


def test_the_error_page_comes_from_the_bucket_alone() -> None:
    assert route("/errors/unavailable.html").origin == "files"


def test_the_function(args: CdnArgs) -> None:
    function = build(args).one("aws:cloudfront/function:Function").inputs
    assert (function["runtime"], function["publish"]) == ("cloudfront-js-2.0", True)
    assert function["code"].startswith('const SITE = {"domain": "example.com"};\n')


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_access_logs_go_to_the_log_bucket(args: CdnArgs, region: str) -> None:
    recorder = build(replace(args, cloud=replace(args.cloud, region=region)))
    source = recorder.one("aws:cloudwatch/logDeliverySource:LogDeliverySource").inputs
    assert source == {
        "name": "alicerce-test-cdn",
        "logType": "ACCESS_LOGS",
        "resourceArn": "arn:aws:mock:us-east-1:123456789012:distribution/cdn",
        "region": "us-east-1",
    }
    destination = recorder.one("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination").inputs
    assert destination["deliveryDestinationConfiguration"] == {
        "destinationResourceArn": "arn:aws:s3:::logs/cdn"
    }
    assert (destination["region"], destination["outputFormat"]) == ("us-east-1", "json")
    delivery = recorder.one("aws:cloudwatch/logDelivery:LogDelivery").inputs
    assert delivery["region"] == "us-east-1"
    assert delivery["deliverySourceName"] == "alicerce-test-cdn"


def test_logs_hold_no_tokens(args: CdnArgs) -> None:
    fields = build(args).one("aws:cloudwatch/logDelivery:LogDelivery").inputs["recordFields"]
    assert {"cs-uri-query", "cs(Cookie)"}.isdisjoint(fields)
    assert {"c-ip", "cs-uri-stem", "sc-status", "time-taken", "x-edge-result-type"} <= set(fields)


@pytest.mark.parametrize("www", [True, False])
def test_names_lead_here_by_both_protocols(args: CdnArgs, www: bool) -> None:
    records = build(replace(args, www=www)).all("aws:route53/record:Record")
    names = ["example.com", "www.example.com"] if www else ["example.com"]
    assert [(each.inputs["name"], each.inputs["type"]) for each in records] == [
        (name, type_) for name in names for type_ in ("A", "AAAA")
    ]
    assert records[0].inputs["aliases"] == [
        {"name": "cdn.cloudfront.net", "zoneId": "Z2FDTNDATAQYW2", "evaluateTargetHealth": False}
    ]


def test_what_it_publishes(args: CdnArgs) -> None:
    recorder = build(args)
    assert recorder.published("Cdn") == {
        "distribution_id": "cdn-id",
        "domain_name": "cdn.cloudfront.net",
        "url": "https://example.com",
    }
    assert not list(recorder.orphans())


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("api_cache_seconds", 3601, "1 to 3600"),
        ("assets_days", 6, "7 to 30"),
        ("origin_timeout", 121, "1 to 120"),
        ("origin_keepalive", 0, "1 to 120"),
        ("price_class", "PriceClass_50", "one of PriceClass_100, PriceClass_200, PriceClass_All"),
    ],
)
def test_bounds(args: CdnArgs, field: str, value: Any, allowed: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **{field: value})
    assert str(caught.value) == f"CdnArgs.{field} must be {allowed} (got {value})."
