"""Distributions through a whole life."""

from typing import Any

import pytest

from localaws.errors import CloudError
from tests.localaws.conftest import Workbench

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
BEHAVIOR: dict[str, Any] = {
    "targetOriginId": "app",
    "viewerProtocolPolicy": "redirect-to-https",
    "allowedMethods": ["GET", "HEAD", "OPTIONS"],
    "cachedMethods": ["GET", "HEAD"],
    "cachePolicyId": CACHING_OPTIMIZED,
    "originRequestPolicyId": "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "responseHeadersPolicyId": "67f7725c-6f97-4210-82d7-5512b31e9d03",
    "compress": True,
    "functionAssociations": [
        {"eventType": "viewer-request", "functionArn": "arn:aws:cloudfront::111122223333:function/viewer"}
    ],
    "grpcConfig": {"enabled": False},
}
APP = {
    "originId": "app",
    "domainName": "origin.example.com",
    "connectionAttempts": 2,
    "connectionTimeout": 5,
    "customHeaders": [{"name": "x-origin-secret", "value": "s3cret"}, {"name": "x-more", "value": "1"}],
    "customOriginConfig": {
        "httpPort": 80,
        "httpsPort": 443,
        "originProtocolPolicy": "https-only",
        "originSslProtocols": ["TLSv1.2"],
        "originReadTimeout": 30,
        "originKeepaliveTimeout": 60,
    },
    "originShield": {"enabled": True, "originShieldRegion": "us-east-1"},
}
BASE: dict[str, Any] = {
    "enabled": True,
    "origins": [APP],
    "defaultCacheBehavior": BEHAVIOR,
    "restrictions": {"geoRestriction": {"restrictionType": "none"}},
    "viewerCertificate": {"cloudfrontDefaultCertificate": True},
}
FULL: dict[str, Any] = {
    **BASE,
    "aliases": ["example.com", "www.example.com"],
    "comment": "the site",
    "customErrorResponses": [
        {
            "errorCode": 503,
            "errorCachingMinTtl": 10,
            "responseCode": 503,
            "responsePagePath": "/errors/503.html",
        },
        {"errorCode": 404, "errorCachingMinTtl": 10},
    ],
    "defaultRootObject": "index.html",
    "httpVersion": "http2and3",
    "isIpv6Enabled": True,
    "loggingConfig": {"bucket": "logs.s3.amazonaws.com", "prefix": "cdn/", "includeCookies": False},
    "orderedCacheBehaviors": [
        {**BEHAVIOR, "pathPattern": "/_next/static/*", "targetOriginId": "static"},
        {
            "pathPattern": "/old/*",
            "targetOriginId": "app",
            "viewerProtocolPolicy": "https-only",
            "allowedMethods": ["GET", "HEAD"],
            "cachedMethods": ["GET", "HEAD"],
            "forwardedValues": {
                "queryString": True,
                "queryStringCacheKeys": ["page"],
                "headers": ["Accept"],
                "cookies": {"forward": "whitelist", "whitelistedNames": ["session"]},
            },
            "minTtl": 0,
            "defaultTtl": 60,
            "maxTtl": 3600,
            "lambdaFunctionAssociations": [
                {
                    "eventType": "origin-request",
                    "lambdaArn": "arn:aws:lambda:us-east-1:111122223333:function:edge:1",
                    "includeBody": False,
                }
            ],
            "trustedKeyGroups": ["b9f7c4f4-1f3c-4c2a-8d2b-0a1b2c3d4e5f"],
        },
    ],
    "originGroups": [
        {
            "originId": "static",
            "failoverCriteria": {"statusCodes": [403, 404]},
            "members": [{"originId": "bucket"}, {"originId": "app"}],
        }
    ],
    "origins": [
        APP,
        {
            "originId": "bucket",
            "domainName": "assets.s3.us-east-1.amazonaws.com",
            "originAccessControlId": "E2QWRUHAPOMQZL",
        },
        {
            "originId": "inside",
            "domainName": "origin.example.com",
            "originPath": "/base",
            "vpcOriginConfig": {"vpcOriginId": "vo_1", "originReadTimeout": 60, "originKeepaliveTimeout": 60},
        },
    ],
    "priceClass": "PriceClass_200",
    "restrictions": {"geoRestriction": {"restrictionType": "whitelist", "locations": ["BR", "US"]}},
    "retainOnDelete": False,
    "viewerCertificate": {
        "acmCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/1",
        "minimumProtocolVersion": "TLSv1.2_2021",
        "sslSupportMethod": "sni-only",
    },
    "waitForDeployment": False,
    "webAclId": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1",
    "tags": {"team": "edge"},
}


def test_a_plain_one_lives(bench: Workbench) -> None:
    bench.live(DISTRIBUTION, change={"priceClass": "PriceClass_100", "aliases": ["example.com"]}, **BASE)


def test_one_with_everything_lives(bench: Workbench) -> None:
    bench.live(
        DISTRIBUTION,
        change={
            "orderedCacheBehaviors": FULL["orderedCacheBehaviors"][::-1],
            "httpVersion": "http3",
            "tags": {"team": "web"},
            "waitForDeployment": True,
        },
        **FULL,
    )


def test_aws_keeps_all_that_was_said(bench: Workbench) -> None:
    ident, outputs = bench.make(DISTRIBUTION, **FULL)
    config = bench.call("cloudfront", "GetDistribution", Id=ident)["Distribution"]["DistributionConfig"]
    first = config["CacheBehaviors"]["Items"][0]
    assert first["FunctionAssociations"]["Items"][0]["EventType"] == "viewer-request"
    assert first["AllowedMethods"]["CachedMethods"] == {"Quantity": 2, "Items": ["GET", "HEAD"]}
    assert first["ResponseHeadersPolicyId"] == BEHAVIOR["responseHeadersPolicyId"]
    assert config["Origins"]["Items"][1]["S3OriginConfig"] == {"OriginAccessIdentity": ""}
    assert config["Origins"]["Items"][2]["VpcOriginConfig"]["VpcOriginId"] == "vo_1"
    assert config["OriginGroups"]["Items"][0]["Members"]["Items"][0] == {"OriginId": "bucket"}
    assert config["Logging"]["Enabled"] is True
    assert (outputs["status"], outputs["hostedZoneId"]) == ("Deployed", "Z2FDTNDATAQYW2")


def test_an_update_names_the_version_it_changes(bench: Workbench) -> None:
    ident, outputs = bench.make(DISTRIBUTION, **BASE)
    config = bench.call("cloudfront", "GetDistributionConfig", Id=ident)["DistributionConfig"]
    bench.call(
        "cloudfront", "UpdateDistribution", Id=ident, IfMatch=outputs["etag"], DistributionConfig=config
    )
    with pytest.raises(CloudError, match="PreconditionFailed"):
        bench.call(
            "cloudfront", "UpdateDistribution", Id=ident, IfMatch=outputs["etag"], DistributionConfig=config
        )


def test_drift_is_seen_and_what_is_taken_out_is_gone(bench: Workbench) -> None:
    kind = bench.package.resource(DISTRIBUTION, bench.session)
    news = bench.check(DISTRIBUTION, **FULL)
    ident, outputs = kind.create(news)
    found = bench.call("cloudfront", "GetDistributionConfig", Id=ident)
    meddled = {**found["DistributionConfig"], "WebACLId": "", "CacheBehaviors": {"Quantity": 0}}
    bench.call(
        "cloudfront", "UpdateDistribution", Id=ident, IfMatch=found["ETag"], DistributionConfig=meddled
    )
    seen = kind.read(ident, news, outputs)
    assert seen is not None
    fresh, inputs = seen
    assert kind.diff(inputs, fresh, news).changed == ("orderedCacheBehaviors", "webAclId")
    kind.update(ident, inputs, fresh, bench.check(DISTRIBUTION, **BASE))
    config = bench.call("cloudfront", "GetDistributionConfig", Id=ident)["DistributionConfig"]
    assert "Items" not in config.get("Aliases", {})
    assert config.get("WebACLId", "") == ""


def test_one_that_serves_is_switched_off_before_it_goes(bench: Workbench) -> None:
    ident, outputs = bench.make(DISTRIBUTION, **BASE)
    with pytest.raises(CloudError, match="DistributionNotDisabled"):
        bench.call("cloudfront", "DeleteDistribution", Id=ident, IfMatch=outputs["etag"])
    bench.package.resource(DISTRIBUTION, bench.session).delete(ident, BASE, outputs)
    with pytest.raises(CloudError, match="NoSuchDistribution"):
        bench.call("cloudfront", "GetDistribution", Id=ident)


def test_one_to_be_retained_stays_switched_off(bench: Workbench) -> None:
    inputs = {**BASE, "retainOnDelete": True}
    ident, outputs = bench.make(DISTRIBUTION, **inputs)
    bench.package.resource(DISTRIBUTION, bench.session).delete(ident, inputs, outputs)
    config = bench.call("cloudfront", "GetDistributionConfig", Id=ident)["DistributionConfig"]
    assert config["Enabled"] is False


def test_import_by_id(bench: Workbench) -> None:
    ident, outputs = bench.make(DISTRIBUTION, **FULL)
    found = bench.package.resource(DISTRIBUTION, bench.session).read(ident, {}, {})
    assert found is not None
    state, inputs = found
    assert state["arn"] == outputs["arn"]
    same = ("aliases", "enabled", "httpVersion", "priceClass", "webAclId", "viewerCertificate", "comment")
    assert {key: inputs[key] for key in same} == {key: FULL[key] for key in same}
    assert inputs["orderedCacheBehaviors"][0] == FULL["orderedCacheBehaviors"][0]
    assert inputs["originGroups"] == FULL["originGroups"]
    assert inputs["restrictions"] == FULL["restrictions"]
    assert inputs["origins"][0] == APP
