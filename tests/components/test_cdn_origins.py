"""The CDN's origins: what they are told, how they are reached, and by whom."""

import json
from dataclasses import replace

import pytest

from components.cdn import CdnArgs, files_policy
from components.checks import ArgumentError
from tests.components.one_cdn import DISTRIBUTION, behaviour, build, distribution, kept, route
from tests.components.one_cdn import args as args


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


def test_the_error_page_comes_from_the_bucket_alone() -> None:
    assert route("/errors/unavailable.html").origin == "files"
