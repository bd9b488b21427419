"""Web application firewall: web ACLs, what they guard, their logs, and sets of addresses."""

from localaws.services import wafv2_steps as steps
from localaws.spec import Call, Name, Spec, Tags

_TAGS = Tags(
    create="Tags",
    set=Call(op="TagResource", params={"arn": "ResourceARN", "tags": "Tags"}),
    unset=Call(op="UntagResource", params={"arn": "ResourceARN", "tagKeys": "TagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "ResourceARN"}, path="TagInfoForResource"),
    get="TagList",
)
_WHICH = {"name": "Name", "scope": "Scope", "id": "Id"}
"""AWS finds these by all three together."""

_WEB_ACL = {
    "defaultAction": "DefaultAction",
    "description": "Description",
    "ruleJson": "Rules",
    "rules": "Rules",
    "visibilityConfig": "VisibilityConfig",
    "customResponseBodies": "CustomResponseBodies",
    "captchaConfig": "CaptchaConfig",
    "challengeConfig": "ChallengeConfig",
    "tokenDomains": "TokenDomains",
    "associationConfig": "AssociationConfig",
    "dataProtectionConfig": "DataProtectionConfig",
}

WEB_ACL = Spec(
    token="aws:wafv2/webAcl:WebAcl",
    service="wafv2",
    create=Call(
        op="CreateWebACL",
        params={"name": "Name", "scope": "Scope", **_WEB_ACL},
        path="Summary",
        hook=steps.web_acl,
    ),
    lookup=steps.finding("GetWebACL"),
    id="Id",
    read=Call(
        op="GetWebACL",
        params=_WHICH,
        gets={
            "name": "WebACL.Name",
            "scope": "WebACL.Scope",
            **{prop: f"WebACL.{path}" for prop, path in _WEB_ACL.items()},
        },
        tidy=steps.plain_web_acl,
    ),
    updates=(
        Call(
            op="UpdateWebACL",
            params={**_WHICH, "lockToken": "LockToken", **_WEB_ACL},
            hook=steps.web_acl,
        ),
    ),
    delete=(Call(op="DeleteWebACL", params={**_WHICH, "lockToken": "LockToken"}),),
    replace_on=frozenset({"name", "scope"}),
    outputs={"arn": "WebACL.ARN", "capacity": "WebACL.Capacity", "lockToken": "LockToken"},
    renewed=frozenset({"capacity", "lockToken"}),
    unread={
        "ruleJson": "AWS answers rules in one form; drift in them is seen where they are written as `rules`",
        "dataProtectionConfig": "moto does not keep it",
    },
    name=Name(prefix="namePrefix", longest=128),
    tags=_TAGS,
)

ASSOCIATION = Spec(
    token="aws:wafv2/webAclAssociation:WebAclAssociation",
    service="wafv2",
    create=Call(op="AssociateWebACL", params={"webAclArn": "WebACLArn", "resourceArn": "ResourceArn"}),
    id="{webAclArn},{resourceArn}",
    read=Call(
        op="GetWebACLForResource",
        params={"resourceArn": "ResourceArn"},
        path="[WebACL][?ARN=='{webAclArn}'] | [0]",
    ),
    delete=(Call(op="DisassociateWebACL", params={"resourceArn": "ResourceArn"}),),
    replace_on=frozenset({"*"}),
    unread={"webAclArn": "part of the id", "resourceArn": "part of the id"},
)

_LOGGING = {
    "resourceArn": "LoggingConfiguration.ResourceArn",
    "logDestinationConfigs": "LoggingConfiguration.LogDestinationConfigs",
    "redactedFields": "LoggingConfiguration.RedactedFields",
    "loggingFilter": "LoggingConfiguration.LoggingFilter",
}
_PUT_LOGGING = Call(op="PutLoggingConfiguration", params=_LOGGING, hook=steps.to_waf_logs)

LOGGING = Spec(
    token="aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    service="wafv2",
    create=_PUT_LOGGING,
    id="{resourceArn}",
    read=Call(op="GetLoggingConfiguration", params={"id": "ResourceArn"}),
    updates=(_PUT_LOGGING,),
    delete=(Call(op="DeleteLoggingConfiguration", params={"id": "ResourceArn"}),),
    replace_on=frozenset({"resourceArn"}),
)

IP_SET = Spec(
    token="aws:wafv2/ipSet:IpSet",
    service="wafv2",
    create=Call(
        op="CreateIPSet",
        params={
            "name": "Name",
            "scope": "Scope",
            "ipAddressVersion": "IPAddressVersion",
            "description": "Description",
            "addresses": "Addresses",
        },
        path="Summary",
        hook=steps.with_addresses,
    ),
    lookup=steps.finding("GetIPSet"),
    id="Id",
    read=Call(
        op="GetIPSet",
        params=_WHICH,
        gets={
            "name": "IPSet.Name",
            "scope": "IPSet.Scope",
            "ipAddressVersion": "IPSet.IPAddressVersion",
            "description": "IPSet.Description",
            "addresses": "IPSet.Addresses",
        },
        tidy=steps.plain_ip_set,
    ),
    updates=(
        Call(
            op="UpdateIPSet",
            params={
                **_WHICH,
                "lockToken": "LockToken",
                "description": "Description",
                "addresses": "Addresses",
            },
            hook=steps.with_addresses,
        ),
    ),
    delete=(Call(op="DeleteIPSet", params={**_WHICH, "lockToken": "LockToken"}),),
    replace_on=frozenset({"name", "scope", "ipAddressVersion"}),
    defaults={"addresses": []},
    outputs={"arn": "IPSet.ARN", "lockToken": "LockToken"},
    renewed=frozenset({"lockToken"}),
    name=Name(prefix="namePrefix", longest=128),
    tags=_TAGS,
)

SPECS = (WEB_ACL, ASSOCIATION, LOGGING, IP_SET)
