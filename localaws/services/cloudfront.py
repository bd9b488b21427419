"""Distributions of CloudFront."""

from localaws.services import cloudfront_steps as steps
from localaws.spec import Call, Spec, Tags

TAGS = Tags(
    create="Tags.Items",
    set=Call(op="TagResource", params={"arn": "Resource", "tags": "Tags.Items"}),
    unset=Call(op="UntagResource", params={"arn": "Resource", "tagKeys": "TagKeys.Items"}),
    read=Call(op="ListTagsForResource", params={"arn": "Resource"}),
    get="Tags.Items",
)
"""What of CloudFront is tagged, is tagged alike: by its ARN."""

_CONFIG = {
    "aliases": "Aliases.Items",
    "anycastIpListId": "AnycastIpListId",
    "cacheTagConfig": "CacheTagConfig",
    "comment": "Comment",
    "connectionFunctionAssociation": "ConnectionFunctionAssociation",
    "continuousDeploymentPolicyId": "ContinuousDeploymentPolicyId",
    "customErrorResponses": "CustomErrorResponses.Items",
    "defaultCacheBehavior": "DefaultCacheBehavior",
    "defaultRootObject": "DefaultRootObject",
    "enabled": "Enabled",
    "httpVersion": "HttpVersion",
    "isIpv6Enabled": "IsIPV6Enabled",
    "loggingConfig": "Logging",
    "orderedCacheBehaviors": "CacheBehaviors.Items",
    "originGroups": "OriginGroups.Items",
    "origins": "Origins.Items",
    "priceClass": "PriceClass",
    "restrictions": "Restrictions",
    "staging": "Staging",
    "viewerCertificate": "ViewerCertificate",
    "viewerMtlsConfig": "ViewerMtlsConfig",
    "webAclId": "WebACLId",
}
_BEHAVIOR = {
    "allowedMethods": "AllowedMethods.Items",
    "cachedMethods": "AllowedMethods.CachedMethods.Items",
    "forwardedValues.cookies.whitelistedNames": "WhitelistedNames.Items",
    "forwardedValues.headers": "Headers.Items",
    "forwardedValues.queryStringCacheKeys": "QueryStringCacheKeys.Items",
    "functionAssociations": "FunctionAssociations.Items",
    "lambdaFunctionAssociations": "LambdaFunctionAssociations.Items",
    "lambdaFunctionAssociations.lambdaArn": "LambdaFunctionARN",
    "trustedKeyGroups": "TrustedKeyGroups.Items",
    "trustedSigners": "TrustedSigners.Items",
}


def _under(prefix: str) -> dict[str, str]:
    return {prop: f"{prefix}.{path}" for prop, path in _CONFIG.items()}


DISTRIBUTION = Spec(
    token="aws:cloudfront/distribution:Distribution",
    service="cloudfront",
    create=Call(
        op="CreateDistributionWithTags",
        params=_under("DistributionConfigWithTags.DistributionConfig"),
        hook=steps.new_distribution,
    ),
    lookup=steps.existing_distribution,
    id="Distribution.Id",
    read=Call(
        op="GetDistribution",
        params={"id": "Id"},
        gets=_under("Distribution.DistributionConfig"),
        tidy=steps.uncounted,
    ),
    updates=(
        Call(
            op="UpdateDistribution",
            params={
                "id": "Id",
                "etag": "IfMatch",
                "callerReference": "DistributionConfig.CallerReference",
                **_under("DistributionConfig"),
            },
            hook=steps.distribution,
        ),
    ),
    settles=frozenset({"retainOnDelete", "waitForDeployment"}),
    clear=steps.retire,
    replace_on=frozenset({"staging"}),
    outputs={
        "arn": "Distribution.ARN",
        "callerReference": "Distribution.DistributionConfig.CallerReference",
        "domainName": "Distribution.DomainName",
        "etag": "ETag",
        "hostedZoneId": "{hostedZone}",
        "inProgressValidationBatches": "Distribution.InProgressInvalidationBatches",
        "lastModifiedTime": "Distribution.LastModifiedTime",
        "status": "Distribution.Status",
    },
    renewed=frozenset({"etag", "lastModifiedTime", "status"}),
    defaults={
        "comment": "",
        "defaultRootObject": "",
        "httpVersion": "http2",
        "isIpv6Enabled": False,
        "priceClass": "PriceClass_All",
        "retainOnDelete": False,
        "staging": False,
        "waitForDeployment": True,
        "webAclId": "",
    },
    ordered=frozenset({"orderedCacheBehaviors", "originGroups"}),
    aliases={
        **{f"defaultCacheBehavior.{prop}": path for prop, path in _BEHAVIOR.items()},
        **{f"orderedCacheBehaviors.{prop}": path for prop, path in _BEHAVIOR.items()},
        "originGroups.failoverCriteria.statusCodes": "StatusCodes.Items",
        "originGroups.members": "Members.Items",
        "originGroups.originId": "Id",
        "origins.customHeaders": "CustomHeaders.Items",
        "origins.customHeaders.name": "HeaderName",
        "origins.customHeaders.value": "HeaderValue",
        "origins.customOriginConfig.originSslProtocols": "OriginSslProtocols.Items",
        "origins.originId": "Id",
        "restrictions.geoRestriction.locations": "Items",
    },
    tags=Tags(
        create="DistributionConfigWithTags.Tags.Items",
        set=TAGS.set,
        unset=TAGS.unset,
        read=TAGS.read,
        get=TAGS.get,
    ),
)

SPECS = (DISTRIBUTION,)
