"""Load balancing: load balancers and target groups."""

from typing import Any

from localaws.spec import Call, Name, Spec, Tags
from localaws.values import Unknown

TAGS = Tags(
    create="Tags",
    set=Call(op="AddTags", params={"id": "ResourceArns[0]", "tags": "Tags"}),
    unset=Call(op="RemoveTags", params={"id": "ResourceArns[0]", "tagKeys": "TagKeys"}),
    read=Call(op="DescribeTags", params={"id": "ResourceArns[0]"}, path="TagDescriptions[0]"),
)
"""All kinds of load balancing resources are tagged alike, by their ARN, which is their id."""


def attributes(keys: dict[str, str]) -> dict[str, str]:
    """Properties that AWS keeps as attributes: a list of key and value, both text."""
    return {prop: f"Attributes[Key={key}].Value" for prop, key in keys.items()}


# Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
_BALANCER_ATTRIBUTES = attributes(
    {
        "accessLogs.enabled": "access_logs.s3.enabled",
        "accessLogs.bucket": "access_logs.s3.bucket",
        "accessLogs.prefix": "access_logs.s3.prefix",
        "connectionLogs.enabled": "connection_logs.s3.enabled",
        "connectionLogs.bucket": "connection_logs.s3.bucket",
        "connectionLogs.prefix": "connection_logs.s3.prefix",
        "clientKeepAlive": "client_keep_alive.seconds",
        "desyncMitigationMode": "routing.http.desync_mitigation_mode",
        "dnsRecordClientRoutingPolicy": "dns_record.client_routing_policy",
        "dropInvalidHeaderFields": "routing.http.drop_invalid_header_fields.enabled",
        "enableCrossZoneLoadBalancing": "load_balancing.cross_zone.enabled",
        "enableDeletionProtection": "deletion_protection.enabled",
        "enableHttp2": "routing.http2.enabled",
        "enableTlsVersionAndCipherSuiteHeaders": "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
        "enableWafFailOpen": "waf.fail_open.enabled",
        "enableXffClientPort": "routing.http.xff_client_port.enabled",
        "enableZonalShift": "zonal_shift.config.enabled",
        "idleTimeout": "idle_timeout.timeout_seconds",
        "preserveHostHeader": "routing.http.preserve_host_header.enabled",
        "xffHeaderProcessingMode": "routing.http.xff_header_processing.mode",
    }
)
_BALANCER = {"id": "LoadBalancerArn"}


def _with_scheme(params: dict[str, Any]) -> dict[str, Any]:
    """AWS has two words for what Pulumi has a boolean for."""
    internal = params.get("Scheme")
    if internal is None or isinstance(internal, Unknown):
        return params
    return {**params, "Scheme": "internal" if internal == "true" else "internet-facing"}


def _with_internal(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "Scheme": found["Scheme"] == "internal"}


LOAD_BALANCER = Spec(
    token="aws:lb/loadBalancer:LoadBalancer",
    service="elbv2",
    create=Call(
        op="CreateLoadBalancer",
        params={
            "name": "Name",
            "internal": "Scheme",
            "loadBalancerType": "Type",
            "subnets": "Subnets",
            "subnetMappings": "SubnetMappings",
            "securityGroups": "SecurityGroups",
            "ipAddressType": "IpAddressType",
        },
        path="LoadBalancers[0]",
        hook=_with_scheme,
    ),
    id="LoadBalancerArn",
    read=Call(
        op="DescribeLoadBalancers",
        params={"id": "LoadBalancerArns[0]"},
        path="LoadBalancers[0]",
        gets={"name": "LoadBalancerName", "subnets": "AvailabilityZones[].SubnetId"},
        tidy=_with_internal,
    ),
    more=(Call(op="DescribeLoadBalancerAttributes", params=_BALANCER, gets=_BALANCER_ATTRIBUTES),),
    updates=(
        Call(op="ModifyLoadBalancerAttributes", params={**_BALANCER, **_BALANCER_ATTRIBUTES}, partial=True),
        Call(op="SetSecurityGroups", params={**_BALANCER, "securityGroups": "SecurityGroups"}),
        Call(
            op="SetSubnets",
            params={**_BALANCER, "subnets": "Subnets", "subnetMappings": "SubnetMappings"},
            partial=True,
        ),
        Call(op="SetIpAddressType", params={**_BALANCER, "ipAddressType": "IpAddressType"}),
    ),
    delete=(Call(op="DeleteLoadBalancer", params=_BALANCER),),
    replace_on=frozenset({"name", "internal", "loadBalancerType"}),
    defaults={
        "accessLogs": {"enabled": False},
        "connectionLogs": {"enabled": False},
        "clientKeepAlive": 3600,
        "desyncMitigationMode": "defensive",
        "dnsRecordClientRoutingPolicy": "any_availability_zone",
        "dropInvalidHeaderFields": False,
        "enableDeletionProtection": False,
        "enableHttp2": True,
        "enableTlsVersionAndCipherSuiteHeaders": False,
        "enableWafFailOpen": False,
        "enableXffClientPort": False,
        "enableZonalShift": False,
        "idleTimeout": 60,
        "internal": False,
        "ipAddressType": "ipv4",
        "loadBalancerType": "application",
        "preserveHostHeader": False,
        "xffHeaderProcessingMode": "append",
    },
    outputs={
        "arn": "LoadBalancerArn",
        "arnSuffix": "LoadBalancerArn[>loadbalancer/]",
        "dnsName": "DNSName",
        "zoneId": "CanonicalHostedZoneId",
        "vpcId": "VpcId",
    },
    name=Name(prefix="namePrefix", longest=32),
    unread={"subnetMappings": "moto answers the subnets, without the addresses in them"},
    tags=TAGS,
)

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


def _renamed(attributes: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """A cookie's duration is one property, but an attribute of its own for each type of cookie."""
    pairs = attributes["Attributes"]
    if {"Key": "stickiness.type", "Value": "app_cookie"} in pairs:
        pairs = [{**pair, "Key": new if pair["Key"] == old else pair["Key"]} for pair in pairs]
    return {**attributes, "Attributes": pairs}


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

SPECS = (LOAD_BALANCER, TARGET_GROUP)
