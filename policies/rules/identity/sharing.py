"""Whom resources let in by their own policies."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from .conditions import narrowed
from .statements import RESOURCE_POLICIES, actions, of_policies, principals

_OWN = (
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:userid",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
)
"""Condition keys that tell one's own from strangers.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
"""


def open_to_all(statement: Props) -> Iterator[str]:
    """A statement that lets everybody in."""
    if "NotPrincipal" in statement:
        yield "allows everybody but NotPrincipal, want Principal with those who need it"
    elif "*" in principals(statement) and not narrowed(statement, _OWN):
        allowed = ", ".join(actions(statement)) or "all but NotAction"
        yield f"allows everybody {allowed}, want principals by name or a condition such as aws:PrincipalOrgID"


NOT_PUBLIC = Rule(
    id="resource-policy-not-public",
    severity=Severity.CRITICAL,
    types=RESOURCE_POLICIES,
    check=of_policies(open_to_all),
    finding="A resource lets everybody in.",
    why="Whoever knows its name can use it, from any account or from none.",
    fix='name accounts, roles or services in "Principal", or add a condition such as "aws:PrincipalOrgID".',
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    controls=security_hub("S3.2", "S3.3", "SNS.4", "SQS.3", "KMS.5"),
)

DEPUTIES = {
    "bedrock": "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-service-confused-deputy-prevention.html",
    "budgets": "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html",
    "cloudfront": "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html",
    "cloudtrail": "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html",
    "cloudwatch": "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html",
    "codebuild": "https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html",
    "config": "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html",
    "costalerts": "https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html",
    "delivery.logs": "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html",
    "ecs-tasks": "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
    "events": "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
    "events.rds": "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html",
    "logging.s3": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
    "logs": "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
    "monitoring.rds": "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention.html",
    "s3": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
    "scheduler": "https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html",
    "ses": "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-permissions.html",
    "sns": "https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html",
    "states": "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html",
    "vpc-flow-logs": "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
}
"""Services that say for whom they call, with where AWS says how to ask for it. Others cannot be asked."""
_CALLED_FOR = (
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "kms:CallerAccount",
    "kms:EncryptionContext:",
)


def callers_for_others(statement: Props) -> Iterator[str]:
    """A statement that lets a service in, whoever it works for."""
    services = [each for each in principals(statement, "Service") if _deputy(each) in DEPUTIES]
    if services and not narrowed(statement, _CALLED_FOR):
        yield f"lets {', '.join(services)} in for everybody, want a condition on aws:SourceAccount"


def _deputy(service: str) -> str:
    """The name of a service without its region: logs of logs.us-east-1.amazonaws.com."""
    names = service.partition(".amazonaws.com")[0].split(".")
    return ".".join(each for each in names if each.count("-") < 2 or not each[-1].isdigit())


SERVICE_SOURCE = Rule(
    id="resource-policy-source-known",
    severity=Severity.MEDIUM,
    types=RESOURCE_POLICIES,
    check=of_policies(callers_for_others),
    finding="A resource lets a service in, on behalf of whoever asks that service.",
    why="Somebody else's trail, topic or distribution may read or fill your resource: a confused deputy.",
    fix='add "Condition": {"StringEquals": {"aws:SourceAccount": "<account>"}} to the statement.',
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
)


def _permission(subject: Subject) -> Iterator[Verdict]:
    principal = subject.props.text("principal")
    source = [name for name in ("sourceArn", "sourceAccount", "principalOrgId") if name in subject.props]
    if (principal == "*" or principal.endswith(".amazonaws.com")) and not source:
        yield f"principal is {principal} with no source, want sourceArn, sourceAccount or principalOrgId"


FUNCTION_PERMISSION = Rule(
    id="function-permission-narrow",
    severity=Severity.HIGH,
    types=frozenset({"aws:lambda/permission:Permission"}),
    check=_permission,
    finding="A function may be called by everybody, or by a service on behalf of everybody.",
    why="Somebody else's bucket, topic or rule runs your function, with events of their choice.",
    fix="set sourceArn to the resource that calls it, and sourceAccount for buckets, whose ARN names none.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-1",
    controls=security_hub("Lambda.1"),
)

RULES = (NOT_PUBLIC, SERVICE_SOURCE, FUNCTION_PERMISSION)
