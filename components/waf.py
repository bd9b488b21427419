"""A web ACL: what of the internet may come in, and a log of what did not."""

from dataclasses import dataclass
from typing import Any, Literal

import pulumi
from pulumi_aws import cloudwatch

from components import checks, waf_rules
from components.cdn_origins import SECRET_HEADER
from components.cloud import EDGE_REGION, Cloud
from components.waf_resources import WafResource
from components.waf_rules import Limits, Rule

Scope = Literal["CLOUDFRONT", "REGIONAL"]

REDACTED = ("authorization", "cookie", SECRET_HEADER)
"""Headers that the log does not show: who has them is somebody."""


@dataclass(frozen=True, kw_only=True)
class WebAclArgs(Limits):
    """What a web ACL needs.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    scope: Scope
    """What it guards: CloudFront distributions, or load balancers of the region."""
    origin_secret: pulumi.Input[str] | None = None
    """What the header x-origin-secret must say, for a load balancer that others than CloudFront can reach.
    At the edge there is none."""
    log_retention_days: int
    """Days that CloudWatch keeps what was blocked; one of the values it knows.
    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
    log_key_arn: pulumi.Input[str] | None = None
    """Key of the stack's region for the log. A log in another region is encrypted by CloudWatch's own."""

    def __post_init__(self) -> None:
        super().__post_init__()
        checks.one_of("WebAclArgs.scope", self.scope, ("CLOUDFRONT", "REGIONAL"))
        if self.scope == "CLOUDFRONT" and self.origin_secret is not None:
            raise checks.ArgumentError(
                "WebAclArgs.origin_secret must not be given for CLOUDFRONT: users do not know it."
            )

    @property
    def region(self) -> str:
        """Where it lives."""
        return EDGE_REGION if self.scope == "CLOUDFRONT" else self.cloud.region

    @property
    def rules(self) -> list[Rule]:
        """Its rules, in the order in which they are asked."""
        if self.scope == "CLOUDFRONT":
            return waf_rules.edge(self)
        return waf_rules.load_balancer(self, self.origin_secret)


class WebAcl(pulumi.ComponentResource):
    """A web ACL that lets in what none of its rules matches."""

    arn: pulumi.Output[str]
    """ARN of the web ACL."""
    metric_name: str
    """Its name, also in CloudWatch; known before it exists."""
    log_group: str
    """Log group of what it blocked; known before it exists."""

    def __init__(self, name: str, args: WebAclArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:WebAcl", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)

        acl = _web_acl(name, args, child)
        log = _log(name, args, child)
        _logging(name, args, acl, log, child)

        self.arn = acl.arn
        self.metric_name = args.cloud.name("web-acl", name)
        self.log_group = args.cloud.name("web-acl-log", name)
        self.register_outputs({"arn": self.arn, "metric_name": self.metric_name, "log_group": self.log_group})


def _web_acl(name: str, args: WebAclArgs, opts: pulumi.ResourceOptions) -> WafResource:
    acl = args.cloud.name("web-acl", name)
    inputs = {
        "name": acl,
        "scope": args.scope,
        "region": args.region,
        "defaultAction": {"allow": {}},
        "rules": args.rules,
        "visibilityConfig": {
            "metricName": acl,
            "cloudwatchMetricsEnabled": True,
            "sampledRequestsEnabled": True,
        },
        "tags": args.cloud.title(name),
    }
    return WafResource("WebAcl", name, inputs | _inspection(args), opts)


def _inspection(args: WebAclArgs) -> dict[str, Any]:
    """How much of a body CloudFront shows to WAF. For load balancers that is fixed."""
    if args.scope == "REGIONAL":
        return {}
    limit = {"defaultSizeInspectionLimit": f"KB_{args.body_limit}"}
    return {"associationConfig": {"requestBodies": [{"cloudfront": limit}]}}


def _log(name: str, args: WebAclArgs, opts: pulumi.ResourceOptions) -> cloudwatch.LogGroup:
    return cloudwatch.LogGroup(
        name,
        name=args.cloud.name("web-acl-log", name),
        retention_in_days=args.log_retention_days,
        kms_key_id=args.log_key_arn if args.region == args.cloud.region else None,
        region=args.region,
        opts=opts,
    )


def _logging(
    name: str,
    args: WebAclArgs,
    acl: WafResource,
    log: cloudwatch.LogGroup,
    opts: pulumi.ResourceOptions,
) -> None:
    """Logs what is blocked, and what would be while rules only count; not the millions that come in."""
    wanted = ("BLOCK",) if args.mode == "block" else ("BLOCK", "COUNT")
    keep = {
        "behavior": "KEEP",
        "requirement": "MEETS_ANY",
        "conditions": [{"actionCondition": {"action": action}} for action in wanted],
    }
    inputs = {
        "resourceArn": acl.arn,
        "logDestinationConfigs": [log.arn],
        "redactedFields": [{"singleHeader": {"name": header}} for header in REDACTED],
        "loggingFilter": {"defaultBehavior": "DROP", "filters": [keep]},
        "region": args.region,
    }
    WafResource("WebAclLoggingConfiguration", name, inputs, opts)
