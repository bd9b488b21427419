"""Load balancing: load balancers, and what all its types share."""

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

SPECS = (LOAD_BALANCER,)
