"""The CDN itself: its names, the headers and pages it adds, its logs and bounds."""

from dataclasses import replace
from typing import Any

import pytest

from components.cdn import CdnArgs
from components.checks import ArgumentError
from tests.components.one_cdn import HEADERS, build, distribution
from tests.components.one_cdn import args as args


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
