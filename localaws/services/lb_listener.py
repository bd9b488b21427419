"""Load balancing: listeners and their rules."""

from typing import Any

from localaws.services.lb import TAGS, attributes
from localaws.spec import Call, Spec


def _actions(prop: str) -> dict[str, str]:
    """Names of the parts of an action, the same for a listener and for a rule."""
    return {
        f"{prop}.authenticateCognito": "AuthenticateCognitoConfig",
        f"{prop}.authenticateOidc": "AuthenticateOidcConfig",
        f"{prop}.fixedResponse": "FixedResponseConfig",
        f"{prop}.forward": "ForwardConfig",
        f"{prop}.forward.targetGroups.arn": "TargetGroupArn",
        f"{prop}.forward.stickiness": "TargetGroupStickinessConfig",
        f"{prop}.forward.stickiness.duration": "DurationSeconds",
        f"{prop}.redirect": "RedirectConfig",
    }


_RESPONSE, _REQUEST = "routing.http.response", "routing.http.request"

# Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html
_ATTRIBUTES = attributes(
    {
        "tcpIdleTimeoutSeconds": "tcp.idle_timeout.seconds",
        "routingHttpResponseServerEnabled": f"{_RESPONSE}.server.enabled",
        **{
            f"routingHttpResponse{name}HeaderValue": f"{_RESPONSE}.{key}.header_value"
            for name, key in {
                "AccessControlAllowCredentials": "access_control_allow_credentials",
                "AccessControlAllowHeaders": "access_control_allow_headers",
                "AccessControlAllowMethods": "access_control_allow_methods",
                "AccessControlAllowOrigin": "access_control_allow_origin",
                "AccessControlExposeHeaders": "access_control_expose_headers",
                "AccessControlMaxAge": "access_control_max_age",
                "ContentSecurityPolicy": "content_security_policy",
                "StrictTransportSecurity": "strict_transport_security",
                "XContentTypeOptions": "x_content_type_options",
                "XFrameOptions": "x_frame_options",
            }.items()
        },
        **{
            f"routingHttpRequestXAmzn{name}HeaderName": f"{_REQUEST}.x_amzn_{key}.header_name"
            for name, key in {
                "MtlsClientcert": "mtls_clientcert",
                "MtlsClientcertIssuer": "mtls_clientcert_issuer",
                "MtlsClientcertLeaf": "mtls_clientcert_leaf",
                "MtlsClientcertSerialNumber": "mtls_clientcert_serial_number",
                "MtlsClientcertSubject": "mtls_clientcert_subject",
                "MtlsClientcertValidity": "mtls_clientcert_validity",
                "TlsCipherSuite": "tls_cipher_suite",
                "TlsVersion": "tls_version",
            }.items()
        },
    }
)
_LISTENER = {
    "port": "Port",
    "protocol": "Protocol",
    "sslPolicy": "SslPolicy",
    "certificateArn": "Certificates[0].CertificateArn",
    "alpnPolicy": "AlpnPolicy",
    "mutualAuthentication": "MutualAuthentication",
    "defaultActions": "DefaultActions",
}
_BY_ARN = {"id": "ListenerArn"}

LISTENER = Spec(
    token="aws:lb/listener:Listener",
    service="elbv2",
    create=Call(
        op="CreateListener", params={"loadBalancerArn": "LoadBalancerArn", **_LISTENER}, path="Listeners[0]"
    ),
    id="ListenerArn",
    read=Call(op="DescribeListeners", params={"id": "ListenerArns[0]"}, path="Listeners[0]"),
    more=(Call(op="DescribeListenerAttributes", params=_BY_ARN, gets=_ATTRIBUTES),),
    updates=(
        Call(op="ModifyListener", params={**_BY_ARN, **_LISTENER}),
        Call(op="ModifyListenerAttributes", params={**_BY_ARN, **_ATTRIBUTES}, partial=True),
    ),
    delete=(Call(op="DeleteListener", params=_BY_ARN),),
    replace_on=frozenset({"loadBalancerArn"}),
    defaults={
        "tcpIdleTimeoutSeconds": 350,
        "routingHttpResponseServerEnabled": True,
        **{prop: "" for prop in _ATTRIBUTES if prop.endswith(("HeaderName", "HeaderValue"))},
    },
    outputs={"arn": "ListenerArn"},
    aliases=_actions("defaultActions"),
    tags=TAGS,
)

_CONDITIONS = {
    "HostHeaderConfig": "host-header",
    "HttpHeaderConfig": "http-header",
    "HttpRequestMethodConfig": "http-request-method",
    "PathPatternConfig": "path-pattern",
    "QueryStringConfig": "query-string",
    "SourceIpConfig": "source-ip",
}


def _with_fields(params: dict[str, Any]) -> dict[str, Any]:
    """AWS wants each condition's kind said twice: by the member that holds it, and in words."""
    if not isinstance(params.get("Conditions"), list):
        return params
    named = [
        {"Field": field, **condition}
        for condition in params["Conditions"]
        for member, field in _CONDITIONS.items()
        if member in condition
    ]
    return {**params, "Conditions": named}


_RULE = {"actions": "Actions", "conditions": "Conditions"}

LISTENER_RULE = Spec(
    token="aws:lb/listenerRule:ListenerRule",
    service="elbv2",
    create=Call(
        op="CreateRule",
        params={"listenerArn": "ListenerArn", "priority": "Priority", **_RULE},
        path="Rules[0]",
        hook=_with_fields,
    ),
    id="RuleArn",
    read=Call(op="DescribeRules", params={"id": "RuleArns[0]"}, path="Rules[0]"),
    updates=(
        Call(op="ModifyRule", params={"id": "RuleArn", **_RULE}, hook=_with_fields),
        Call(
            op="SetRulePriorities",
            params={"id": "RulePriorities[0].RuleArn", "priority": "RulePriorities[0].Priority"},
        ),
    ),
    delete=(Call(op="DeleteRule", params={"id": "RuleArn"}),),
    replace_on=frozenset({"listenerArn"}),
    outputs={"arn": "RuleArn"},
    aliases={
        **_actions("actions"),
        "conditions.hostHeader": "HostHeaderConfig",
        "conditions.httpHeader": "HttpHeaderConfig",
        "conditions.httpRequestMethod": "HttpRequestMethodConfig",
        "conditions.pathPattern": "PathPatternConfig",
        "conditions.queryStrings": "QueryStringConfig.Values",
        "conditions.sourceIp": "SourceIpConfig",
    },
    unread={"listenerArn": "part of the rule's own ARN; it cannot change"},
    tags=TAGS,
)

SPECS = (LISTENER, LISTENER_RULE)
