"""What distributions refer to: functions, policies, access controls and VPC origins through a whole life."""

from typing import Any

import pytest

from localaws.errors import CloudError
from localaws.naming import Naming
from tests.localaws.conftest import Workbench
from tests.localaws.test_services_cloudfront import BASE, BEHAVIOR, DISTRIBUTION

FUNCTION = "aws:cloudfront/function:Function"
STORE = "aws:cloudfront/keyValueStore:KeyValueStore"
CACHE = "aws:cloudfront/cachePolicy:CachePolicy"
REQUEST = "aws:cloudfront/originRequestPolicy:OriginRequestPolicy"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl"
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"

CODE = "function handler(event) { return event.request; }"
KEY = {
    "cookiesConfig": {"cookieBehavior": "none"},
    "headersConfig": {"headerBehavior": "whitelist", "headers": {"items": ["Accept", "Origin"]}},
    "queryStringsConfig": {"queryStringBehavior": "all"},
    "enableAcceptEncodingBrotli": True,
    "enableAcceptEncodingGzip": True,
}
ENDPOINT = {
    "name": "app",
    "arn": "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/1",
    "httpPort": 80,
    "httpsPort": 443,
    "originProtocolPolicy": "https-only",
    "originSslProtocols": {"items": ["TLSv1.2"], "quantity": 1},
}
SECURITY: dict[str, Any] = {
    "contentSecurityPolicy": {"contentSecurityPolicy": "default-src 'self'", "override": True},
    "contentTypeOptions": {"override": True},
    "frameOptions": {"frameOption": "DENY", "override": True},
    "referrerPolicy": {"referrerPolicy": "strict-origin-when-cross-origin", "override": True},
    "strictTransportSecurity": {
        "accessControlMaxAgeSec": 63072000,
        "includeSubdomains": True,
        "preload": True,
        "override": True,
    },
    "xssProtection": {"protection": False, "override": True},
}
CORS = {
    "accessControlAllowCredentials": False,
    "accessControlAllowHeaders": {"items": ["*"]},
    "accessControlAllowMethods": {"items": ["GET", "HEAD"]},
    "accessControlAllowOrigins": {"items": ["https://example.com"]},
    "originOverride": True,
}
LIVES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        FUNCTION,
        {"code": CODE, "runtime": "cloudfront-js-2.0", "tags": {"team": "edge"}},
        {"code": CODE + "\n", "comment": "new"},
    ),
    (STORE, {"comment": "one"}, {"comment": "two"}),
    (
        CACHE,
        {"minTtl": 0, "defaultTtl": 0, "maxTtl": 3600, "parametersInCacheKeyAndForwardedToOrigin": KEY},
        {"maxTtl": 86400, "comment": "a day"},
    ),
    (
        REQUEST,
        {
            "cookiesConfig": {"cookieBehavior": "whitelist", "cookies": {"items": ["session"]}},
            "headersConfig": {"headerBehavior": "allExcept", "headers": {"items": ["Host"]}},
            "queryStringsConfig": {"queryStringBehavior": "none"},
        },
        {"queryStringsConfig": {"queryStringBehavior": "all"}},
    ),
    (
        HEADERS,
        {
            "securityHeadersConfig": SECURITY,
            "corsConfig": CORS,
            "customHeadersConfig": {
                "items": [
                    {"header": "Permissions-Policy", "value": "camera=()", "override": True},
                    {"header": "Origin-Agent-Cluster", "value": "?1", "override": False},
                ]
            },
            "removeHeadersConfig": {"items": [{"header": "Server"}]},
            "serverTimingHeadersConfig": {"enabled": True, "samplingRate": 12.5},
        },
        {
            "securityHeadersConfig": {
                **SECURITY,
                "frameOptions": {"frameOption": "SAMEORIGIN", "override": True},
            }
        },
    ),
    (
        CONTROL,
        {"originAccessControlOriginType": "s3", "signingBehavior": "always", "signingProtocol": "sigv4"},
        {"description": "the bucket"},
    ),
    (
        VPC_ORIGIN,
        {"vpcOriginEndpointConfig": ENDPOINT, "tags": {"team": "edge"}},
        {"vpcOriginEndpointConfig": {**ENDPOINT, "httpsPort": 8443}, "tags": {"team": "web"}},
    ),
]


@pytest.mark.parametrize(("token", "inputs", "change"), LIVES, ids=lambda value: str(value)[:30])
def test_lives(bench: Workbench, token: str, inputs: dict[str, Any], change: dict[str, Any]) -> None:
    bench.live(token, change=change, **inputs)


def test_a_function_is_published_and_an_update_too(bench: Workbench) -> None:
    kind = bench.package.resource(FUNCTION, bench.session)
    news = bench.check(FUNCTION, code=CODE, runtime="cloudfront-js-2.0")
    ident, outputs = kind.create(news)
    kind.update(ident, news, outputs, {**news, "code": CODE + "//2"})
    assert _code(bench, ident, "LIVE") == CODE + "//2"


def test_a_function_may_wait_to_be_published(bench: Workbench) -> None:
    kind = bench.package.resource(FUNCTION, bench.session)
    news = bench.check(FUNCTION, code=CODE, runtime="cloudfront-js-2.0", publish=False)
    ident, outputs = kind.create(news)
    assert (outputs["status"], outputs["liveStageEtag"]) == ("UNPUBLISHED", None)
    with pytest.raises(CloudError, match="NoSuchFunctionExists"):
        _code(bench, ident, "LIVE")
    kind.update(ident, news, outputs, {**news, "publish": True})
    assert _code(bench, ident, "LIVE") == CODE
    kind.update(ident, {**news, "publish": True}, outputs, {**news, "code": "later"})
    assert (_code(bench, ident, "LIVE"), _code(bench, ident, "DEVELOPMENT")) == (CODE, "later")


def _code(bench: Workbench, name: str, stage: str) -> str:
    found = bench.call("cloudfront", "GetFunction", Name=name, Stage=stage)["FunctionCode"]
    return str(found.read().decode())


def test_a_function_reads_a_store(bench: Workbench) -> None:
    _, store = bench.make(STORE)
    bench.live(FUNCTION, code=CODE, runtime="cloudfront-js-2.0", keyValueStoreAssociations=[store["arn"]])


def _referring(token: str, ident: str, outputs: dict[str, Any]) -> dict[str, Any]:
    """A distribution that refers to a thing."""
    if token == VPC_ORIGIN:
        inside = {"vpcOriginId": ident}
        return {"origins": [{"originId": "app", "domainName": "o.example.com", "vpcOriginConfig": inside}]}
    members: dict[str, Any] = {
        FUNCTION: {"functionAssociations": [{"eventType": "viewer-request", "functionArn": outputs["arn"]}]},
        CACHE: {"cachePolicyId": ident},
        REQUEST: {"originRequestPolicyId": ident},
        HEADERS: {"responseHeadersPolicyId": ident},
    }
    return {"defaultCacheBehavior": {**BEHAVIOR, **members[token]}}


@pytest.mark.parametrize("token", [FUNCTION, CACHE, REQUEST, HEADERS, VPC_ORIGIN])
def test_what_a_distribution_uses_stays(bench: Workbench, token: str) -> None:
    inputs = bench.check(token, **next(given for kind, given, _ in LIVES if kind == token))
    kind, distributions = (bench.package.resource(name, bench.session) for name in (token, DISTRIBUTION))
    ident, outputs = kind.create(inputs)
    user = {**BASE, **_referring(token, ident, outputs)}
    made, state = bench.make(DISTRIBUTION, **user)
    with pytest.raises(CloudError, match="InUse"):
        kind.delete(ident, inputs, outputs)
    distributions.delete(made, user, state)
    kind.delete(ident, inputs, outputs)
    assert kind.read(ident, inputs, outputs) is None


@pytest.mark.parametrize("token", [CACHE, REQUEST, HEADERS, VPC_ORIGIN])
def test_names_are_taken_once(bench: Workbench, token: str) -> None:
    inputs = next(given for kind, given, _ in LIVES if kind == token)
    named = inputs if token == VPC_ORIGIN else {**inputs, "name": "one"}
    bench.make(token, **named)
    with pytest.raises(CloudError, match="AlreadyExists"):
        bench.make(token, **named)


def test_a_change_is_for_the_present_version(bench: Workbench) -> None:
    ident, outputs = bench.make(VPC_ORIGIN, vpcOriginEndpointConfig=ENDPOINT)
    with pytest.raises(CloudError, match="PreconditionFailed"):
        bench.call("cloudfront", "DeleteVpcOrigin", Id=ident, IfMatch="another")
    bench.call("cloudfront", "DeleteVpcOrigin", Id=ident, IfMatch=outputs["etag"])


@pytest.mark.parametrize("token", [CACHE, REQUEST, HEADERS, CONTROL])
def test_import_by_id(bench: Workbench, token: str) -> None:
    inputs = next(given for kind, given, _ in LIVES if kind == token)
    ident, outputs = bench.make(token, **inputs)
    found = bench.package.resource(token, bench.session).read(ident, {}, {})
    assert found is not None
    assert found[1] == {**inputs, "name": outputs["name"]}


def test_the_preview_refuses_what_the_model_refuses(bench: Workbench) -> None:
    kind = bench.package.resource(HEADERS, bench.session)
    wrong = {"securityHeadersConfig": {"frameOptions": {"frameOption": "NEVER", "override": True}}}
    _, failures = kind.check({}, wrong, Naming("thing"))
    assert failures[0].startswith("securityHeadersConfig: ResponseHeadersPolicyConfig.SecurityHeadersConfig.")
    assert "FrameOption must be one of DENY, SAMEORIGIN (got 'NEVER')" in failures[0]
