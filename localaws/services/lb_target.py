"""Load balancing: target groups."""

from typing import Any

from localaws.services.lb import TAGS, attributes
from localaws.spec import Call, Name, Spec

_HEALTH = {
    "healthCheck.enabled": "HealthCheckEnabled",
    "healthCheck.path": "HealthCheckPath",
    "healthCheck.port": "HealthCheckPort",
    "healthCheck.protocol": "HealthCheckProtocol",
    "healthCheck.interval": "HealthCheckIntervalSeconds",
    "healthCheck.timeout": "HealthCheckTimeoutSeconds",
    "healthCheck.healthyThreshold": "HealthyThresholdCount",
    "healthCheck.unhealthyThreshold": "UnhealthyThresholdCount",
    "healthCheck.matcher": "Matcher.HttpCode",
}

# Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
_GROUP_ATTRIBUTES = attributes(
    {
        "connectionTermination": "deregistration_delay.connection_termination.enabled",
        "deregistrationDelay": "deregistration_delay.timeout_seconds",
        "lambdaMultiValueHeadersEnabled": "lambda.multi_value_headers.enabled",
        "loadBalancingAlgorithmType": "load_balancing.algorithm.type",
        "loadBalancingAnomalyMitigation": "load_balancing.algorithm.anomaly_mitigation",
        "loadBalancingCrossZoneEnabled": "load_balancing.cross_zone.enabled",
        "preserveClientIp": "preserve_client_ip.enabled",
        "proxyProtocolV2": "proxy_protocol_v2.enabled",
        "slowStart": "slow_start.duration_seconds",
        "stickiness.enabled": "stickiness.enabled",
        "stickiness.type": "stickiness.type",
        "stickiness.cookieName": "stickiness.app_cookie.cookie_name",
        "stickiness.cookieDuration": "stickiness.lb_cookie.duration_seconds",
    }
)
_GROUP = {"id": "TargetGroupArn"}
_LB_COOKIE, _APP_COOKIE = (f"stickiness.{kind}_cookie.duration_seconds" for kind in ("lb", "app"))


def _renamed(found: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """A cookie's duration is one property, but an attribute of its own for each type of cookie."""
    pairs = found["Attributes"]
    if {"Key": "stickiness.type", "Value": "app_cookie"} in pairs:
        pairs = [{**pair, "Key": new if pair["Key"] == old else pair["Key"]} for pair in pairs]
    return {**found, "Attributes": pairs}


TARGET_GROUP = Spec(
    token="aws:lb/targetGroup:TargetGroup",
    service="elbv2",
    create=Call(
        op="CreateTargetGroup",
        params={
            "name": "Name",
            "port": "Port",
            "protocol": "Protocol",
            "protocolVersion": "ProtocolVersion",
            "targetType": "TargetType",
            "vpcId": "VpcId",
            "ipAddressType": "IpAddressType",
            **_HEALTH,
        },
        path="TargetGroups[0]",
    ),
    id="TargetGroupArn",
    read=Call(
        op="DescribeTargetGroups",
        params={"id": "TargetGroupArns[0]"},
        path="TargetGroups[0]",
        gets={"name": "TargetGroupName"},
    ),
    more=(
        Call(
            op="DescribeTargetGroupAttributes",
            params=_GROUP,
            gets=_GROUP_ATTRIBUTES,
            tidy=lambda found: _renamed(found, _APP_COOKIE, _LB_COOKIE),
        ),
    ),
    updates=(
        Call(op="ModifyTargetGroup", params={**_GROUP, **_HEALTH}),
        Call(
            op="ModifyTargetGroupAttributes",
            params={**_GROUP, **_GROUP_ATTRIBUTES},
            partial=True,
            hook=lambda params: _renamed(params, _LB_COOKIE, _APP_COOKIE),
        ),
    ),
    delete=(Call(op="DeleteTargetGroup", params=_GROUP),),
    replace_on=frozenset(
        {"name", "port", "protocol", "protocolVersion", "targetType", "vpcId", "ipAddressType"}
    ),
    defaults={
        "connectionTermination": False,
        "deregistrationDelay": 300,
        "lambdaMultiValueHeadersEnabled": False,
        "loadBalancingAlgorithmType": "round_robin",
        "loadBalancingAnomalyMitigation": "off",
        "loadBalancingCrossZoneEnabled": "use_load_balancer_configuration",
        "proxyProtocolV2": False,
        "slowStart": 0,
        "stickiness": {"enabled": False},
        "targetType": "instance",
    },
    outputs={
        "arn": "TargetGroupArn",
        "arnSuffix": "TargetGroupArn[>=targetgroup/]",
        "loadBalancerArns": "LoadBalancerArns",
    },
    name=Name(prefix="namePrefix", longest=32),
    tags=TAGS,
)

SPECS = (TARGET_GROUP,)
