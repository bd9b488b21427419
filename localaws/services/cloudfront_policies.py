"""What distributions refer to by id: policies, access controls of origins, origins in a VPC."""

from collections.abc import Mapping

from localaws.services import cloudfront_steps as steps
from localaws.services.cloudfront import TAGS
from localaws.spec import Call, Hook, Name, Spec


def _policy(token: str, name: str, arn: str, props: Mapping[str, str], hook: Hook = steps.counted) -> Spec:
    """A policy is made, read and changed as one whole; its id is AWS's."""
    config = {prop: f"{name}Config.{member}" for prop, member in {"name": "Name", **props}.items()}
    existing = {"id": "Id", "etag": "IfMatch"}
    return Spec(
        token=token,
        service="cloudfront",
        create=Call(op=f"Create{name}", params=config, hook=hook),
        lookup=steps.version(f"Get{name}"),
        id=f"{name}.Id",
        read=Call(
            op=f"Get{name}",
            params={"id": "Id"},
            gets={prop: f"{name}.{path}" for prop, path in config.items()},
            tidy=steps.uncounted,
        ),
        updates=(Call(op=f"Update{name}", params={**existing, **config}, hook=hook),),
        delete=(Call(op=f"Delete{name}", params=existing),),
        outputs={"arn": f"arn:{{partition}}:cloudfront::{{account}}:{arn}/{{id}}", "etag": "ETag"},
        renewed=frozenset({"etag"}),
        name=Name(longest=128),
    )


CACHE_POLICY = _policy(
    "aws:cloudfront/cachePolicy:CachePolicy",
    "CachePolicy",
    "cache-policy",
    {
        "comment": "Comment",
        "defaultTtl": "DefaultTTL",
        "maxTtl": "MaxTTL",
        "minTtl": "MinTTL",
        "parametersInCacheKeyAndForwardedToOrigin": "ParametersInCacheKeyAndForwardedToOrigin",
    },
    steps.cache_policy,
)

ORIGIN_REQUEST_POLICY = _policy(
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy",
    "OriginRequestPolicy",
    "origin-request-policy",
    {
        "comment": "Comment",
        "cookiesConfig": "CookiesConfig",
        "headersConfig": "HeadersConfig",
        "queryStringsConfig": "QueryStringsConfig",
    },
)

RESPONSE_HEADERS_POLICY = _policy(
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    "ResponseHeadersPolicy",
    "response-headers-policy",
    {
        "comment": "Comment",
        "corsConfig": "CorsConfig",
        "customHeadersConfig": "CustomHeadersConfig",
        "removeHeadersConfig": "RemoveHeadersConfig",
        "securityHeadersConfig": "SecurityHeadersConfig",
        "serverTimingHeadersConfig": "ServerTimingHeadersConfig",
    },
)

ORIGIN_ACCESS_CONTROL = _policy(
    "aws:cloudfront/originAccessControl:OriginAccessControl",
    "OriginAccessControl",
    "origin-access-control",
    {
        "description": "Description",
        "originAccessControlOriginType": "OriginAccessControlOriginType",
        "signingBehavior": "SigningBehavior",
        "signingProtocol": "SigningProtocol",
    },
)

_ENDPOINT = "VpcOriginEndpointConfig"
_EXISTING = {"id": "Id", "etag": "IfMatch"}

VPC_ORIGIN = Spec(
    token="aws:cloudfront/vpcOrigin:VpcOrigin",
    service="cloudfront",
    create=Call(op="CreateVpcOrigin", params={"vpcOriginEndpointConfig": _ENDPOINT}),
    lookup=steps.version("GetVpcOrigin"),
    id="VpcOrigin.Id",
    read=Call(
        op="GetVpcOrigin",
        params={"id": "Id"},
        gets={"vpcOriginEndpointConfig": f"VpcOrigin.{_ENDPOINT}"},
    ),
    updates=(Call(op="UpdateVpcOrigin", params={**_EXISTING, "vpcOriginEndpointConfig": _ENDPOINT}),),
    delete=(Call(op="DeleteVpcOrigin", params=_EXISTING),),
    outputs={"arn": "VpcOrigin.Arn", "etag": "ETag"},
    renewed=frozenset({"etag"}),
    ignored={"timeouts": "nothing here takes that long"},
    tags=TAGS,
)

SPECS = (CACHE_POLICY, ORIGIN_REQUEST_POLICY, RESPONSE_HEADERS_POLICY, ORIGIN_ACCESS_CONTROL, VPC_ORIGIN)
