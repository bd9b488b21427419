"""How the edge of the production program can be broken."""

from typing import Any

from tests.policies.mutations import ABSENT, Mutation, Unbroken

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin"
HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
ACL, ASSOCIATION = "aws:wafv2/webAcl:WebAcl", "aws:wafv2/webAclAssociation:WebAclAssociation"
ACL_LOG = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
LB, LISTENER = "aws:lb/loadBalancer:LoadBalancer", "aws:lb/listener:Listener"
RULE, TARGETS = "aws:lb/listenerRule:ListenerRule", "aws:lb/targetGroup:TargetGroup"
CERTIFICATE = "aws:acm/certificate:Certificate"
SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
SUBNET = "aws:ec2/subnet:Subnet"
DEFAULT, ORDERED = "defaultCacheBehavior", "orderedCacheBehaviors[*]"
SECURITY = "securityHeadersConfig"
RATE = "rules[*].statement.rateBasedStatement"
OUTER, INNER = "edge-waf", "load-balancer-waf"
COUNTRY = {"name": "country", "statement": {"geoMatchStatement": {}}, "action": {"block": {}}}
DISABLED = {"certificateTransparencyLoggingPreference": "DISABLED"}


def _each(rule: str, type_: str, *paths: str, values: tuple[Any, ...] = (ABSENT,)) -> tuple[Mutation, ...]:
    """One rule broken at several places, with several values at each."""
    return tuple(Mutation(rule, type_, path, value) for path in paths for value in values)


MUTATIONS: tuple[Mutation, ...] = (
    *_each("entry-web-acl", DISTRIBUTION, "webAclId", values=(ABSENT, "")),
    *_each(
        "distribution-https",
        DISTRIBUTION,
        f"{DEFAULT}.viewerProtocolPolicy",
        f"{ORDERED}.viewerProtocolPolicy",
        values=("allow-all", ABSENT),
    ),
    *_each(
        "distribution-certificate", DISTRIBUTION, "viewerCertificate", "viewerCertificate.acmCertificateArn"
    ),
    *_each(
        "distribution-sni",
        DISTRIBUTION,
        "viewerCertificate.sslSupportMethod",
        values=("vip", "static-ip", ABSENT),
    ),
    *_each(
        "distribution-tls-version",
        DISTRIBUTION,
        "viewerCertificate.minimumProtocolVersion",
        values=("TLSv1", "TLSv1.2_2019", ABSENT),
    ),
    Mutation("distribution-http-version", DISTRIBUTION, "httpVersion", "http1.1"),
    *_each(
        "distribution-compression",
        DISTRIBUTION,
        f"{DEFAULT}.compress",
        f"{ORDERED}.compress",
        values=(False, ABSENT),
    ),
    *_each(
        "origin-https",
        VPC_ORIGIN,
        "vpcOriginEndpointConfig.originProtocolPolicy",
        values=("http-only", "match-viewer", ABSENT),
    ),
    Mutation(
        "origin-https", DISTRIBUTION, "origins[*].customOriginConfig", {"originProtocolPolicy": "http-only"}
    ),
    *_each(
        "origin-tls-version",
        VPC_ORIGIN,
        "vpcOriginEndpointConfig.originSslProtocols.items[+]",
        values=("SSLv3", "TLSv1", "TLSv1.1"),
    ),
    Mutation(
        "origin-tls-version", DISTRIBUTION, "origins[*].customOriginConfig", {"originSslProtocols": ["SSLv3"]}
    ),
    *_each(
        "origin-access-control",
        DISTRIBUTION,
        "origins[*].originAccessControlId",
        "origins[*].vpcOriginConfig",
    ),
    *_each(
        "origin-https",
        DISTRIBUTION,
        "origins[*].customOriginConfigs",
        values=([{"originProtocolPolicy": "http-only"}],),
    ),
    *_each(
        "origin-tls-version",
        DISTRIBUTION,
        "origins[*].customOriginConfigs",
        values=([{"originSslProtocols": ["TLSv1.1"]}],),
    ),
    *_each(
        "distribution-https",
        DISTRIBUTION,
        "cacheBehaviors",
        values=([{"viewerProtocolPolicy": "allow-all"}],),
    ),
    *_each("distribution-compression", DISTRIBUTION, "cacheBehaviors", values=([{"compress": False}],)),
    *_each("distribution-security-headers", DISTRIBUTION, "cacheBehaviors", values=([{"compress": True}],)),
    Mutation(
        "origin-access-signed",
        "aws:cloudfront/originAccessControl:OriginAccessControl",
        "signingBehavior",
        "never",
    ),
    *_each(
        "distribution-root-object",
        DISTRIBUTION,
        f"{DEFAULT}.targetOriginId",
        values=("files", "files-else-application"),
    ),
    Mutation("distribution-root-object", DISTRIBUTION, "originGroups[*].originId", "application"),
    Mutation("distribution-root-object", DISTRIBUTION, "origins[*].vpcOriginConfig"),
    *_each("distribution-origin-failover", DISTRIBUTION, "originGroups", "originGroups[*].members[*]"),
    *_each(
        "distribution-security-headers",
        DISTRIBUTION,
        f"{DEFAULT}.responseHeadersPolicyId",
        f"{ORDERED}.responseHeadersPolicyId",
    ),
    Mutation("distribution-security-headers", HEADERS, SECURITY),
    *_each(
        "security-headers-hsts",
        HEADERS,
        f"{SECURITY}.strictTransportSecurity.accessControlMaxAgeSec",
        values=(0, 86400, ABSENT),
    ),
    Mutation("security-headers-hsts", HEADERS, f"{SECURITY}.strictTransportSecurity"),
    *_each(
        "security-headers-complete",
        HEADERS,
        f"{SECURITY}.contentSecurityPolicy",
        f"{SECURITY}.contentSecurityPolicy.contentSecurityPolicy",
        f"{SECURITY}.contentTypeOptions",
        f"{SECURITY}.referrerPolicy",
    ),
    *_each(
        "security-headers-csp",
        HEADERS,
        f"{SECURITY}.contentSecurityPolicy.contentSecurityPolicy",
        values=("default-src 'self' 'unsafe-inline'", "script-src *; object-src 'none'", "img-src 'self'"),
    ),
    *_each("web-acl-rules", ACL, "rules", values=([], ABSENT)),
    Mutation("web-acl-readable", ACL, "ruleJson", "[]"),
    *_each(
        "web-acl-metrics",
        ACL,
        "visibilityConfig.cloudwatchMetricsEnabled",
        "rules[*].visibilityConfig.cloudwatchMetricsEnabled",
        values=(False, ABSENT),
    ),
    Mutation("web-acl-region", ACL, "region", "eu-west-1", name=OUTER),
    Mutation("web-acl-managed-rules", ACL, "rules", [COUNTRY], name=OUTER),
    *_each("web-acl-managed-rules", ASSOCIATION, "", "webAclArn", "resourceArn"),
    Mutation("web-acl-enforced", ACL, "rules[*].overrideAction.count", {}),
    Mutation("web-acl-enforced", ACL, "rules[*].action.count", {}, name=INNER),
    Mutation("web-acl-rate-limit", ACL, "rules", [COUNTRY], name=OUTER),
    *_each("web-acl-rate-limit-bounds", ACL, f"{RATE}.limit", values=(9, 20001)),
    Mutation("web-acl-rate-limit-bounds", ACL, f"{RATE}.evaluationWindowSec", 90),
    Mutation("web-acl-rate-limit-address", ACL, f"{RATE}.aggregateKeyType", "IP", name=INNER),
    Mutation("web-acl-rate-limit-address", ACL, f"{RATE}.customKeys", [{"ip": {}}], name=INNER),
    Mutation("web-acl-forwarded-header", ACL, f"{RATE}.forwardedIpConfig.headerName", "X-Forwarded-For"),
    *_each(
        "web-acl-forwarded-fallback",
        ACL,
        f"{RATE}.forwardedIpConfig.fallbackBehavior",
        values=("NO_MATCH", ABSENT),
    ),
    *_each("load-balancer-invalid-headers", LB, "dropInvalidHeaderFields", values=(False, ABSENT)),
    *_each("load-balancer-access-logs", LB, "accessLogs.enabled", "accessLogs", values=(ABSENT,)),
    Mutation("load-balancer-access-logs", LB, "accessLogs.enabled", False),
    *_each("load-balancer-deletion-protection", LB, "enableDeletionProtection", values=(False, ABSENT)),
    Mutation("load-balancer-desync-mitigation", LB, "desyncMitigationMode", "monitor"),
    *_each("load-balancer-zones", LB, "subnets", values=(["subnet-1"], [], ABSENT)),
    *_each("load-balancer-zonal-shift", LB, "enableZonalShift", values=(False, ABSENT)),
    Mutation("load-balancer-idle-timeout", LB, "idleTimeout", 3600),
    Mutation("load-balancer-waf-fail-closed", LB, "enableWafFailOpen", True),
    *_each("listener-http-redirects", LISTENER, "protocol", values=("HTTP", ABSENT)),
    *_each("listener-encrypted", LISTENER, "protocol", values=("HTTP", ABSENT)),
    *_each(
        "listener-tls-policy",
        LISTENER,
        "sslPolicy",
        values=("ELBSecurityPolicy-2016-08", "ELBSecurityPolicy-TLS13-1-2-2021-06", ABSENT),
    ),
    *_each("target-group-deregistration-delay", TARGETS, "deregistrationDelay", values=(300, ABSENT)),
    Mutation("target-group-health-check", TARGETS, "healthCheck.enabled", False),
    *_each("target-group-health-path", TARGETS, "healthCheck.path", values=("", ABSENT)),
    *_each("target-group-health-matcher", TARGETS, "healthCheck.matcher", values=("200-499", "200,503")),
    Mutation("target-group-health-speed", TARGETS, "healthCheck.interval", 60),
    Mutation("target-group-health-speed", TARGETS, "healthCheck.unhealthyThreshold", 10),
    *_each("certificate-dns-validation", CERTIFICATE, "validationMethod", values=("EMAIL", ABSENT)),
    Mutation("certificate-key", CERTIFICATE, "keyAlgorithm", "RSA_1024"),
    Mutation("certificate-transparency", CERTIFICATE, "options", DISABLED),
    *_each("distribution-logging", SOURCE, "", "resourceArn"),
    Mutation("distribution-logging", SOURCE, "logType", "CONNECTION_LOGS"),
    *_each("distribution-logging", DELIVERY, "", "deliverySourceName"),
    *_each("web-acl-logging", ACL_LOG, "", "resourceArn"),
    *_each(
        "web-acl-log-redaction",
        ACL_LOG,
        "redactedFields",
        values=([], [{"singleHeader": {"name": "cookie"}}], [{"uriPath": {}}], ABSENT),
    ),
)

OTHER_KIND = "Another kind of load balancer has no such property, so the rule has nothing to judge."
SEVERAL_WAYS = "The distribution leads to the load balancer by its name's alias and by the VPC origin."
NOT_BEHIND = "What does not stand behind CloudFront sees its users' own addresses."
SECOND_LOCK = "The load balancer is internal and admits CloudFront alone: either of the two is enough."
OTHER_CERTIFICATE = "With CloudFront's own certificate there is no choice: distribution-certificate says so."
OTHER_AUTHORITY = "A certificate that is imported, or of a private authority, is not validated nor logged."
NO_BUCKET = "An origin with it is no bucket: origin-https judges it instead."
IN_JSON = "With rules in JSON there is nothing to judge: web-acl-readable says so."
ALREADY = "The program speaks HTTP with its targets, and configures the rule accordingly."
NETWORK_TARGETS = "A target group of another protocol has no HTTP to judge."
ALIAS = "aws:route53/record:Record"


def _kept(rule: str, type_: str, reason: str, *paths: str) -> tuple[Unbroken, ...]:
    """Properties of one type that cannot break one rule, for one reason."""
    return tuple(Unbroken(rule, type_, path, reason) for path in paths)


def _ways(rule: str, reason: str) -> tuple[Unbroken, ...]:
    """What tells whether a load balancer stands behind CloudFront."""
    return (
        *_kept(rule, DISTRIBUTION, reason, "origins"),
        *_kept(rule, VPC_ORIGIN, reason, "vpcOriginEndpointConfig"),
        *_kept(rule, ALIAS, reason, "aliases", "records"),
    )


UNBROKEN: tuple[Unbroken, ...] = (
    *_kept("entry-web-acl", LB, OTHER_KIND, "loadBalancerType"),
    *_kept("entry-web-acl", LB, "A web ACL is associated with it all the same.", "internal"),
    *_kept("origin-load-balancer-closed", LB, SECOND_LOCK, "internal"),
    *_ways("origin-load-balancer-closed", SECOND_LOCK),
    *_kept("distribution-sni", DISTRIBUTION, OTHER_CERTIFICATE, "viewerCertificate.acmCertificateArn"),
    *_kept(
        "distribution-tls-version", DISTRIBUTION, OTHER_CERTIFICATE, "viewerCertificate.acmCertificateArn"
    ),
    *_kept("distribution-root-object", DISTRIBUTION, "The application answers /.", "defaultRootObject"),
    *_kept(
        "distribution-root-object",
        DISTRIBUTION,
        NO_BUCKET,
        "origins[*].customOriginConfig",
        "origins[*].customOriginConfigs",
    ),
    *_kept(
        "distribution-root-object",
        DISTRIBUTION,
        "An origin by another name is not the one that / is asked of.",
        "origins[*].originId",
    ),
    *_kept(
        "origin-access-control",
        DISTRIBUTION,
        NO_BUCKET,
        "origins[*].customOriginConfig",
        "origins[*].customOriginConfigs",
        "origins[*].vpcOriginConfigs",
    ),
    *_kept(
        "origin-tls-version",
        VPC_ORIGIN,
        "Without TLS it has no version: origin-https says so.",
        "vpcOriginEndpointConfig.originProtocolPolicy",
    ),
    *_kept(
        "security-headers-complete",
        HEADERS,
        "The CSP has frame-ancestors, which does the same.",
        f"{SECURITY}.frameOptions",
    ),
    *_kept("web-acl-rules", ACL, IN_JSON, "ruleJson"),
    *_kept("web-acl-region", ACL, "Both web ACLs are in us-east-1, where either scope is served.", "scope"),
    *_kept("web-acl-managed-rules", ACL, IN_JSON, "ruleJson"),
    *_ways("web-acl-managed-rules", SEVERAL_WAYS),
    *_kept(
        "web-acl-enforced", ACL, "A rule of another kind may count, to label requests.", "rules[*].statement"
    ),
    *_kept("web-acl-rate-limit", ACL, IN_JSON, "ruleJson"),
    *_kept(
        "web-acl-rate-limit",
        ASSOCIATION,
        "The web ACL behind CloudFront has rate limits of its own.",
        "webAclArn",
        "resourceArn",
    ),
    *_ways("web-acl-rate-limit", SEVERAL_WAYS),
    *_kept("web-acl-rate-limit-address", ASSOCIATION, NOT_BEHIND, "webAclArn", "resourceArn"),
    *_ways("web-acl-rate-limit-address", NOT_BEHIND),
    *_kept(
        "web-acl-forwarded-fallback",
        ACL,
        "Without a header there is nothing to fall back from.",
        f"{RATE}.forwardedIpConfig.headerName",
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
    *_kept("load-balancer-zones", LB, "One subnet more is no zone less.", "subnetMappings"),
    *_kept("load-balancer-zones", SUBNET, "Its subnets lie in three zones: two remain.", "availabilityZone"),
    *_kept("listener-http-redirects", LISTENER, "The listener speaks HTTPS on whatever port.", "port"),
    *_kept("listener-encrypted", LISTENER, "The listener speaks HTTPS on whatever port.", "port"),
    *_kept("listener-tls-policy", LISTENER, "HTTP has no TLS: listener-encrypted says so.", "protocol"),
    *_kept("target-group-encrypted", TARGETS, ALREADY, "protocol", "healthCheck.protocol"),
    *_kept("target-group-deregistration-delay", TARGETS, NETWORK_TARGETS, "protocol"),
    *_kept("target-group-health-path", TARGETS, NETWORK_TARGETS, "protocol", "protocolVersion"),
    *_kept("target-group-health-check", TARGETS, "The health check is on.", "targetType"),
    *(
        Unbroken(f"certificate-{rule}", CERTIFICATE, path, OTHER_AUTHORITY)
        for rule in ("dns-validation", "transparency")
        for path in ("certificateAuthorityArn", "certificateBody", "privateKey", "privateKeyWo")
    ),
    *_kept("distribution-logging", DISTRIBUTION, "The logs are delivered in the newer way.", "loggingConfig"),
)
