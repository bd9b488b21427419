"""How CloudFront and the load balancer of the production program can be broken."""

from typing import Any

from tests.policies.mutations import ABSENT, Mutation, Unbroken

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
ACL, ASSOCIATION = "aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAclAssociation:WebAclAssociation"
LB, LISTENER = "aws:lb/loadBalancer:LoadBalancer", "aws:lb/listener:Listener"
RULE, TARGETS = "aws:lb/listenerRule:ListenerRule", "aws:lb/targetGroup:TargetGroup"
CERTIFICATE = "aws:acm/certificate:Certificate"
SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
SUBNET = "aws:ec2/subnet:Subnet"
DEFAULT, ORDERED = "defaultCacheBehavior", "orderedCacheBehaviors[*]"
SECURITY = "securityHeadersConfig"
DISABLED = {"certificateTransparencyLoggingPreference": "DISABLED"}


def each(rule: str, type_: str, *paths: str, values: tuple[Any, ...] = (ABSENT,)) -> tuple[Mutation, ...]:
    """One rule broken at several places, with several values at each."""
    return tuple(Mutation(rule, type_, path, value) for path in paths for value in values)


MUTATIONS: tuple[Mutation, ...] = (
    *each("entry-web-acl", DISTRIBUTION, "webAclId", values=(ABSENT, "")),
    *each(
        "distribution-https",
        DISTRIBUTION,
        f"{DEFAULT}.viewerProtocolPolicy",
        f"{ORDERED}.viewerProtocolPolicy",
        values=("allow-all", ABSENT),
    ),
    *each(
        "distribution-certificate", DISTRIBUTION, "viewerCertificate", "viewerCertificate.acmCertificateArn"
    ),
    *each(
        "distribution-sni",
        DISTRIBUTION,
        "viewerCertificate.sslSupportMethod",
        values=("vip", "static-ip", ABSENT),
    ),
    *each(
        "distribution-tls-version",
        DISTRIBUTION,
        "viewerCertificate.minimumProtocolVersion",
        values=("TLSv1", "TLSv1.2_2019", ABSENT),
    ),
    Mutation("distribution-http-version", DISTRIBUTION, "httpVersion", "http1.1"),
    *each(
        "distribution-compression",
        DISTRIBUTION,
        f"{DEFAULT}.compress",
        f"{ORDERED}.compress",
        values=(False, ABSENT),
    ),
    *each(
        "origin-https",
        VPC_ORIGIN,
        "vpcOriginEndpointConfig.originProtocolPolicy",
        values=("http-only", "match-viewer", ABSENT),
    ),
    Mutation(
        "origin-https", DISTRIBUTION, "origins[*].customOriginConfig", {"originProtocolPolicy": "http-only"}
    ),
    *each(
        "origin-tls-version",
        VPC_ORIGIN,
        "vpcOriginEndpointConfig.originSslProtocols.items[+]",
        values=("SSLv3", "TLSv1", "TLSv1.1"),
    ),
    Mutation(
        "origin-tls-version", DISTRIBUTION, "origins[*].customOriginConfig", {"originSslProtocols": ["SSLv3"]}
    ),
    *each(
        "origin-access-control",
        DISTRIBUTION,
        "origins[*].originAccessControlId",
        "origins[*].vpcOriginConfig",
    ),
    *each(
        "origin-https",
        DISTRIBUTION,
        "origins[*].customOriginConfigs",
        values=([{"originProtocolPolicy": "http-only"}],),
    ),
    *each(
        "origin-tls-version",
        DISTRIBUTION,
        "origins[*].customOriginConfigs",
        values=([{"originSslProtocols": ["TLSv1.1"]}],),
    ),
    *each(
        "distribution-https",
        DISTRIBUTION,
        "cacheBehaviors",
        values=([{"viewerProtocolPolicy": "allow-all"}],),
    ),
    *each("distribution-compression", DISTRIBUTION, "cacheBehaviors", values=([{"compress": False}],)),
    *each("distribution-security-headers", DISTRIBUTION, "cacheBehaviors", values=([{"compress": True}],)),
    Mutation(
        "origin-access-signed",
        "aws:cloudfront/originAccessControl:OriginAccessControl",
        "signingBehavior",
        "never",
    ),
    *each(
        "distribution-root-object",
        DISTRIBUTION,
        f"{DEFAULT}.targetOriginId",
        values=("files", "files-else-application"),
    ),
    Mutation("distribution-root-object", DISTRIBUTION, "originGroups[*].originId", "application"),
    Mutation("distribution-root-object", DISTRIBUTION, "origins[*].vpcOriginConfig"),
    *each("distribution-origin-failover", DISTRIBUTION, "originGroups", "originGroups[*].members[*]"),
    *each(
        "distribution-security-headers",
        DISTRIBUTION,
        f"{DEFAULT}.responseHeadersPolicyId",
        f"{ORDERED}.responseHeadersPolicyId",
    ),
    Mutation("distribution-security-headers", HEADERS, SECURITY),
    *each(
        "security-headers-hsts",
        HEADERS,
        f"{SECURITY}.strictTransportSecurity.accessControlMaxAgeSec",
        values=(0, 86400, ABSENT),
    ),
    Mutation("security-headers-hsts", HEADERS, f"{SECURITY}.strictTransportSecurity"),
    *each(
        "security-headers-complete",
        HEADERS,
        f"{SECURITY}.contentSecurityPolicy",
        f"{SECURITY}.contentSecurityPolicy.contentSecurityPolicy",
        f"{SECURITY}.contentTypeOptions",
        f"{SECURITY}.referrerPolicy",
    ),
    *each(
        "security-headers-csp",
        HEADERS,
        f"{SECURITY}.contentSecurityPolicy.contentSecurityPolicy",
        values=("default-src 'self' 'unsafe-inline'", "script-src *; object-src 'none'", "img-src 'self'"),
    ),
    *each("load-balancer-invalid-headers", LB, "dropInvalidHeaderFields", values=(False, ABSENT)),
    *each("load-balancer-access-logs", LB, "accessLogs.enabled", "accessLogs", values=(ABSENT,)),
    Mutation("load-balancer-access-logs", LB, "accessLogs.enabled", False),
    *each("load-balancer-deletion-protection", LB, "enableDeletionProtection", values=(False, ABSENT)),
    Mutation("load-balancer-desync-mitigation", LB, "desyncMitigationMode", "monitor"),
    *each("load-balancer-zones", LB, "subnets", values=(["subnet-1"], [], ABSENT)),
    *each("load-balancer-zonal-shift", LB, "enableZonalShift", values=(False, ABSENT)),
    Mutation("load-balancer-idle-timeout", LB, "idleTimeout", 3600),
    Mutation("load-balancer-waf-fail-closed", LB, "enableWafFailOpen", True),
    *each("listener-http-redirects", LISTENER, "protocol", values=("HTTP", ABSENT)),
    *each("listener-encrypted", LISTENER, "protocol", values=("HTTP", ABSENT)),
    *each(
        "listener-tls-policy",
        LISTENER,
        "sslPolicy",
        values=("ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06", ABSENT),
    ),
    *each("target-group-deregistration-delay", TARGETS, "deregistrationDelay", values=(300, ABSENT)),
    Mutation("target-group-health-check", TARGETS, "healthCheck.enabled", False),
    *each("target-group-health-path", TARGETS, "healthCheck.path", values=("", ABSENT)),
    *each("target-group-health-matcher", TARGETS, "healthCheck.matcher", values=("200-499", "200,503")),
    Mutation("target-group-health-speed", TARGETS, "healthCheck.interval", 60),
    Mutation("target-group-health-speed", TARGETS, "healthCheck.unhealthyThreshold", 10),
    *each("certificate-dns-validation", CERTIFICATE, "validationMethod", values=("EMAIL", ABSENT)),
    Mutation("certificate-key", CERTIFICATE, "keyAlgorithm", "RSA_1024"),
    Mutation("certificate-transparency", CERTIFICATE, "options", DISABLED),
    *each("distribution-logging", SOURCE, "", "resourceArn"),
    Mutation("distribution-logging", SOURCE, "logType", "CONNECTION_LOGS"),
    *each("distribution-logging", DELIVERY, "", "deliverySourceName"),
)

OTHER_KIND = "Another kind of load balancer has no such property, so the rule has nothing to judge."
SECOND_LOCK = "The load balancer is internal and admits CloudFront alone: either of the two is enough."
OTHER_CERTIFICATE = "With CloudFront's own certificate there is no choice: distribution-certificate says so."
OTHER_AUTHORITY = "A certificate that is imported, or of a private authority, is not validated nor logged."
NO_BUCKET = "An origin with it is no bucket: origin-https judges it instead."
ALREADY = "The program speaks HTTP with its targets, and configures the rule accordingly."
NETWORK_TARGETS = "A target group of another protocol has no HTTP to judge."
ALIAS = "aws:route53/record:Record"


def kept(rule: str, type_: str, reason: str, *paths: str) -> tuple[Unbroken, ...]:
    """Properties of one type that cannot break one rule, for one reason."""
    return tuple(Unbroken(rule, type_, path, reason) for path in paths)


def ways(rule: str, reason: str) -> tuple[Unbroken, ...]:
    """What tells whether a load balancer stands behind CloudFront."""
    return (
        *kept(rule, DISTRIBUTION, reason, "origins"),
        *kept(rule, VPC_ORIGIN, reason, "vpcOriginEndpointConfig"),
        *kept(rule, ALIAS, reason, "aliases", "records"),
    )


UNBROKEN: tuple[Unbroken, ...] = (
    *kept("entry-web-acl", LB, OTHER_KIND, "loadBalancerType"),
    *kept("entry-web-acl", LB, "A web ACL is associated with it all the same.", "internal"),
    *kept("origin-load-balancer-closed", LB, SECOND_LOCK, "internal"),
    *ways("origin-load-balancer-closed", SECOND_LOCK),
    *kept("distribution-sni", DISTRIBUTION, OTHER_CERTIFICATE, "viewerCertificate.acmCertificateArn"),
    *kept("distribution-tls-version", DISTRIBUTION, OTHER_CERTIFICATE, "viewerCertificate.acmCertificateArn"),
    *kept("distribution-root-object", DISTRIBUTION, "The application answers /.", "defaultRootObject"),
    *kept(
        "distribution-root-object",
        DISTRIBUTION,
        NO_BUCKET,
        "origins[*].customOriginConfig",
        "origins[*].customOriginConfigs",
    ),
    *kept(
        "distribution-root-object",
        DISTRIBUTION,
        "An origin by another name is not the one that / is asked of.",
        "origins[*].originId",
    ),
    *kept(
        "origin-access-control",
        DISTRIBUTION,
        NO_BUCKET,
        "origins[*].customOriginConfig",
        "origins[*].customOriginConfigs",
        "origins[*].vpcOriginConfigs",
    ),
    *kept(
        "origin-tls-version",
        VPC_ORIGIN,
        "Without TLS it has no version: origin-https says so.",
        "vpcOriginEndpointConfig.originProtocolPolicy",
    ),
    *kept(
        "security-headers-complete",
        HEADERS,
        "The CSP has frame-ancestors, which does the same.",
        f"{SECURITY}.frameOptions",
    ),
    *(
        Unbroken(f"load-balancer-{rule}", LB, "loadBalancerType", OTHER_KIND)
        for rule in (
            "access-logs",
            "desync-mitigation",
            "idle-timeout",
            "invalid-headers",
            "waf-fail-closed",
            "zonal-shift",
        )
    ),
    *kept("load-balancer-zones", LB, "One subnet more is no zone less.", "subnetMappings"),
    *kept("load-balancer-zones", SUBNET, "Its subnets lie in three zones: two remain.", "availabilityZone"),
    *kept("listener-http-redirects", LISTENER, "The listener speaks HTTPS on whatever port.", "port"),
    *kept("listener-encrypted", LISTENER, "The listener speaks HTTPS on whatever port.", "port"),
    *kept("listener-tls-policy", LISTENER, "HTTP has no TLS: listener-encrypted says so.", "protocol"),
    *kept("target-group-encrypted", TARGETS, ALREADY, "protocol", "healthCheck.protocol"),
    *kept("target-group-deregistration-delay", TARGETS, NETWORK_TARGETS, "protocol"),
    *kept("target-group-health-path", TARGETS, NETWORK_TARGETS, "protocol", "protocolVersion"),
    *kept("target-group-health-check", TARGETS, "The health check is on.", "targetType"),
    *(
        Unbroken(f"certificate-{rule}", CERTIFICATE, path, OTHER_AUTHORITY)
        for rule in ("dns-validation", "transparency")
        for path in ("certificateAuthorityArn", "certificateBody", "privateKey", "privateKeyWo")
    ),
    *kept("distribution-logging", DISTRIBUTION, "The logs are delivered in the newer way.", "loggingConfig"),
)
