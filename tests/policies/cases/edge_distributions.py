"""Cases of the rules about distributions and their origins."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import AnyCase, Case

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
TENANTS = "aws:cloudfront/multitenantDistribution:MultitenantDistribution"
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"
REDIRECT = {"viewerProtocolPolicy": "redirect-to-https"}
OPEN = {"viewerProtocolPolicy": "allow-all"}
BUCKET = {"originId": "files", "domainName": STRING}
OWN = {"acmCertificateArn": STRING}


def _case(
    rule: str, props: Mapping[str, Any], says: str = "", type_: str = DISTRIBUTION, **more: Any
) -> Case:
    return Case(rule=rule, type=type_, props=props, says=says, **more)


def _behaviours(rule: str, default: Any, *others: Any, says: str = "", **more: Any) -> Case:
    return _case(rule, {"defaultCacheBehavior": default, "orderedCacheBehaviors": list(others)}, says, **more)


def _certificate(rule: str, certificate: Any, says: str = "", **more: Any) -> Case:
    return _case(f"distribution-{rule}", {"viewerCertificate": certificate}, says, **more)


def _origin(rule: str, config: Any, says: str = "", viewers: Mapping[str, Any] = REDIRECT) -> Case:
    origins = [
        {"originId": "first", "vpcOriginConfig": {"vpcOriginId": STRING}},
        {"originId": "app", "customOriginConfig": config},
    ]
    return _case(rule, {"origins": origins, "defaultCacheBehavior": viewers}, says)


def _vpc(rule: str, config: Any, says: str = "", **more: Any) -> Case:
    return _case(rule, {"vpcOriginEndpointConfig": config}, says, VPC_ORIGIN, **more)


def _root(target: str, says: str = "", **props: Any) -> Case:
    """A distribution with an origin of each kind, and a group of both."""
    origins = [BUCKET, {"originId": "app", "customOriginConfig": {"originProtocolPolicy": "https-only"}}]
    groups = [{"originId": "either", "members": [{"originId": "app"}, {"originId": "files"}]}]
    shape = {"origins": origins, "originGroups": groups, "defaultCacheBehavior": {"targetOriginId": target}}
    return _case("distribution-root-object", {**shape, **props}, says)


CASES: tuple[AnyCase, ...] = (
    _behaviours(
        "distribution-https",
        OPEN,
        says="the default behaviour has viewerProtocolPolicy allow-all, want redirect-to-https or https-only",
    ),
    _behaviours(
        "distribution-https",
        REDIRECT,
        {"pathPattern": "/a", **REDIRECT},
        {"pathPattern": "/b", **OPEN},
        says="behaviour /b has viewerProtocolPolicy allow-all, want",
    ),
    _behaviours(
        "distribution-https",
        OBJECT,
        {"pathPattern": "/b", **OPEN},
        says="behaviour /b",
        unknown="defaultCacheBehavior",
    ),
    _case("distribution-https", {}, "the default behaviour has viewerProtocolPolicy unset, want"),
    _case(
        "distribution-https",
        {"defaultCacheBehavior": REDIRECT, "cacheBehaviors": [{"pathPattern": "/c", **OPEN}]},
        "behaviour /c has viewerProtocolPolicy allow-all, want",
        TENANTS,
    ),
    _behaviours("distribution-https", REDIRECT),
    _behaviours(
        "distribution-https", {"viewerProtocolPolicy": "https-only"}, {"pathPattern": "/a", **REDIRECT}
    ),
    _behaviours(
        "distribution-https",
        {"viewerProtocolPolicy": STRING},
        unknown="defaultCacheBehavior.viewerProtocolPolicy",
    ),
    _certificate(
        "certificate", {"cloudfrontDefaultCertificate": True}, "viewerCertificate has no acmCertifi"
    ),
    _case("distribution-certificate", {}, "viewerCertificate has no acmCertificateArn, want a certificate"),
    _certificate("certificate", {}, "viewerCertificate has no acmCertificateArn", type_=TENANTS),
    _certificate(
        "certificate", {"acmCertificateArn": "", "iamCertificateId": ""}, "viewerCertificate has no"
    ),
    _certificate("certificate", OWN),
    _certificate("certificate", {"iamCertificateId": "ABC"}),
    _certificate("certificate", OBJECT, unknown="viewerCertificate"),
    _certificate(
        "sni", {**OWN, "sslSupportMethod": "vip"}, "viewerCertificate.sslSupportMethod is vip, want sni"
    ),
    _certificate("sni", OWN, "viewerCertificate.sslSupportMethod is unset, want sni-only"),
    _certificate("sni", {**OWN, "sslSupportMethod": "sni-only"}),
    _certificate("sni", {"cloudfrontDefaultCertificate": True}),
    _certificate(
        "tls-version",
        {**OWN, "minimumProtocolVersion": "TLSv1.2_2019"},
        "viewerCertificate.minimumProtocolVersion is TLSv1.2_2019, want one of TLSv1.2_2021, TLSv1.2_2025",
    ),
    _certificate("tls-version", OWN, "viewerCertificate.minimumProtocolVersion is TLSv1, want one of"),
    _certificate(
        "tls-version",
        {**OWN, "minimumProtocolVersion": "TLSv1.2_2021"},
        "viewerCertificate.minimumProtocolVersion is TLSv1.2_2021, want one of TLSv1.3_2025",
        options={"versions": ["TLSv1.3_2025"]},
    ),
    _certificate("tls-version", {**OWN, "minimumProtocolVersion": "TLSv1.2_2021"}),
    _certificate("tls-version", {**OWN, "minimumProtocolVersion": "TLSv1.3_2025"}, type_=TENANTS),
    _certificate("tls-version", {"cloudfrontDefaultCertificate": True, "minimumProtocolVersion": "TLSv1"}),
    _certificate(
        "tls-version",
        {**OWN, "minimumProtocolVersion": STRING},
        unknown="viewerCertificate.minimumProtocolVersion",
    ),
    _case("distribution-http-version", {"httpVersion": "http1.1"}, "httpVersion is http1.1, want http2"),
    _case("distribution-http-version", {"httpVersion": "http1.1"}, "httpVersion is http1.1, want", TENANTS),
    _case("distribution-http-version", {}),
    _case("distribution-http-version", {"httpVersion": "http2and3"}),
    _behaviours("distribution-compression", {}, says="the default behaviour has compress false, want true"),
    _behaviours(
        "distribution-compression",
        {"compress": True},
        {"pathPattern": "/a", "compress": True},
        {"pathPattern": "/b", "compress": False},
        says="behaviour /b has compress false, want true",
    ),
    _behaviours("distribution-compression", {"compress": True}),
    _behaviours("distribution-compression", {"compress": True}, {"pathPattern": "/a", "compress": True}),
    _origin(
        "origin-https",
        {"originProtocolPolicy": "http-only"},
        "origin app has originProtocolPolicy http-only, ",
    ),
    _origin("origin-https", {}, "origin app has originProtocolPolicy unset, want https-only"),
    _origin("origin-https", {"originProtocolPolicy": "match-viewer"}, "origin app has originProtocol", OPEN),
    _vpc(
        "origin-https",
        {"originProtocolPolicy": "http-only"},
        "the VPC origin has originProtocolPolicy http-only, want https-only",
    ),
    _case(
        "origin-https",
        {"origins": [{"id": "app", "customOriginConfigs": [{"originProtocolPolicy": "http-only"}]}]},
        "origin app has originProtocolPolicy http-only, want https-only",
        TENANTS,
    ),
    _origin("origin-https", {"originProtocolPolicy": "https-only"}),
    _origin("origin-https", {"originProtocolPolicy": "match-viewer"}),
    _vpc("origin-https", {"originProtocolPolicy": "https-only"}),
    _case("origin-https", {"origins": [BUCKET]}),
    _vpc("origin-https", OBJECT, unknown="vpcOriginEndpointConfig"),
    _origin(
        "origin-tls-version",
        {"originSslProtocols": ["TLSv1.2", "SSLv3"]},
        "origin app accepts SSLv3, want TLS",
    ),
    _origin(
        "origin-tls-version", {"originSslProtocols": ["TLSv1"]}, "origin app accepts TLSv1, want TLSv1.2"
    ),
    _vpc(
        "origin-tls-version",
        {"originSslProtocols": {"items": ["TLSv1.1", "TLSv1.2"], "quantity": 2}},
        "the VPC origin accepts TLSv1.1, want TLSv1.2",
    ),
    _origin("origin-tls-version", {"originSslProtocols": ["TLSv1.2"]}),
    _vpc("origin-tls-version", {"originSslProtocols": {"items": ["TLSv1.2"], "quantity": 1}}),
    _origin("origin-tls-version", {"originProtocolPolicy": "http-only", "originSslProtocols": ["SSLv3"]}),
    _vpc(
        "origin-tls-version",
        {"originSslProtocols": {"items": [STRING]}},
        unknown="vpcOriginEndpointConfig.originSslProtocols.items[0]",
    ),
    _case(
        "origin-access-control", {"origins": [BUCKET]}, "origin files has no originAccessControlId, want one"
    ),
    _case(
        "origin-access-control",
        {"origins": [{**BUCKET, "originAccessControlId": "E1"}, {**BUCKET, "originId": "more"}]},
        "origin more has no originAccessControlId, want one",
    ),
    _case(
        "origin-access-control",
        {"origins": [{**BUCKET, "s3OriginConfig": {"originAccessIdentity": "origin-access-identity/x"}}]},
        "origin files has no originAccessControlId, want one",
    ),
    _case(
        "origin-access-control",
        {"origins": [{**BUCKET, "originAccessControlId": "", "customOriginConfig": None}]},
        "origin files has no originAccessControlId, want one",
    ),
    _case("origin-access-control", {"origins": [{"id": "files"}]}, "origin files has no originAcc", TENANTS),
    _case("origin-access-control", {"origins": [{**BUCKET, "originAccessControlId": STRING}]}),
    _case(
        "origin-access-control",
        {"origins": [{"originId": "app", "customOriginConfig": {"originProtocolPolicy": "https-only"}}]},
    ),
    _case(
        "origin-access-control",
        {"origins": [{"originId": "app", "vpcOriginConfig": {"vpcOriginId": STRING}}]},
    ),
    *(
        Case(
            rule="origin-access-signed",
            type="aws:cloudfront/originAccessControl:OriginAccessControl",
            props={"signingBehavior": behaviour, "originAccessControlOriginType": kind},
            says="signingBehavior is never, want always" if behaviour == "never" else "",
        )
        for behaviour in ("never", "always", "no-override")
        for kind in ("s3", "lambda")
    ),
    _root("files", "defaultRootObject is not set, and / is of bucket files, want index.html"),
    _root("either", "defaultRootObject is not set, and / is of bucket files, want index.html"),
    _root("files", "defaultRootObject is not set", defaultRootObject=""),
    _root("files", defaultRootObject="index.html"),
    _root("app"),
    _case("distribution-origin-failover", {}, "originGroups has no group with two members, want a second"),
    _case(
        "distribution-origin-failover",
        {"originGroups": [{"originId": "g", "members": [{"originId": "a"}]}]},
        "originGroups has no group with two members, want a second origin",
    ),
    _case(
        "distribution-origin-failover",
        {"originGroups": [{"originId": "g", "members": [{"originId": "a"}, {"originId": "b"}]}]},
    ),
    _case(
        "distribution-origin-failover",
        {"originGroups": [{"id": "g", "members": [{"originId": "a"}, {"originId": "b"}]}]},
        "",
        TENANTS,
    ),
)
