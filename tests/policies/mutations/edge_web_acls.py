"""How the web ACLs of the production program can be broken."""

from tests.policies.mutations import ABSENT, Mutation, Unbroken
from tests.policies.mutations.edge import ACL, ASSOCIATION, each, kept, ways

ACL_LOG = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
RATE = "rules[*].statement.rateBasedStatement"
OUTER, INNER = "edge-waf", "load-balancer-waf"
COUNTRY = {"name": "country", "statement": {"geoMatchStatement": {}}, "action": {"block": {}}}
SEVERAL_WAYS = "The distribution leads to the load balancer by its name's alias and by the VPC origin."
NOT_BEHIND = "What does not stand behind CloudFront sees its users' own addresses."
IN_JSON = "With rules in JSON there is nothing to judge: web-acl-readable says so."

MUTATIONS: tuple[Mutation, ...] = (
    *each("web-acl-rules", ACL, "rules", values=([], ABSENT)),
    Mutation("web-acl-readable", ACL, "ruleJson", "[]"),
    *each(
        "web-acl-metrics",
        ACL,
        "visibilityConfig.cloudwatchMetricsEnabled",
        "rules[*].visibilityConfig.cloudwatchMetricsEnabled",
        values=(False, ABSENT),
    ),
    Mutation("web-acl-region", ACL, "region", "eu-west-1", name=OUTER),
    Mutation("web-acl-managed-rules", ACL, "rules", [COUNTRY], name=OUTER),
    *each("web-acl-managed-rules", ASSOCIATION, "", "webAclArn", "resourceArn"),
    Mutation("web-acl-enforced", ACL, "rules[*].overrideAction.count", {}),
    Mutation("web-acl-enforced", ACL, "rules[*].action.count", {}, name=INNER),
    Mutation("web-acl-rate-limit", ACL, "rules", [COUNTRY], name=OUTER),
    *each("web-acl-rate-limit-bounds", ACL, f"{RATE}.limit", values=(9, 20001)),
    Mutation("web-acl-rate-limit-bounds", ACL, f"{RATE}.evaluationWindowSec", 90),
    Mutation("web-acl-rate-limit-address", ACL, f"{RATE}.aggregateKeyType", "IP", name=INNER),
    Mutation("web-acl-rate-limit-address", ACL, f"{RATE}.customKeys", [{"ip": {}}], name=INNER),
    Mutation("web-acl-forwarded-header", ACL, f"{RATE}.forwardedIpConfig.headerName", "X-Forwarded-For"),
    *each(
        "web-acl-forwarded-fallback",
        ACL,
        f"{RATE}.forwardedIpConfig.fallbackBehavior",
        values=("NO_MATCH", ABSENT),
    ),
    *each("web-acl-logging", ACL_LOG, "", "resourceArn"),
    *each(
        "web-acl-log-redaction",
        ACL_LOG,
        "redactedFields",
        values=([], [{"singleHeader": {"name": "cookie"}}], [{"uriPath": {}}], ABSENT),
    ),
)

UNBROKEN: tuple[Unbroken, ...] = (
    *kept("web-acl-rules", ACL, IN_JSON, "ruleJson"),
    *kept("web-acl-region", ACL, "Both web ACLs are in us-east-1, where either scope is served.", "scope"),
    *kept("web-acl-managed-rules", ACL, IN_JSON, "ruleJson"),
    *ways("web-acl-managed-rules", SEVERAL_WAYS),
    *kept(
        "web-acl-enforced", ACL, "A rule of another kind may count, to label requests.", "rules[*].statement"
    ),
    *kept("web-acl-rate-limit", ACL, IN_JSON, "ruleJson"),
    *kept(
        "web-acl-rate-limit",
        ASSOCIATION,
        "The web ACL behind CloudFront has rate limits of its own.",
        "webAclArn",
        "resourceArn",
    ),
    *ways("web-acl-rate-limit", SEVERAL_WAYS),
    *kept("web-acl-rate-limit-address", ASSOCIATION, NOT_BEHIND, "webAclArn", "resourceArn"),
    *ways("web-acl-rate-limit-address", NOT_BEHIND),
    *kept(
        "web-acl-forwarded-fallback",
        ACL,
        "Without a header there is nothing to fall back from.",
        f"{RATE}.forwardedIpConfig.headerName",
    ),
)
