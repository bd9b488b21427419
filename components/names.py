"""Physical names that are a contract, within AWS's limits.

A name is fixed only where something outside the program relies on it, or where a policy must know it
at preview. Everything else is named by Pulumi, so that a replacement can exist beside what it replaces.
"""

import re
from dataclasses import dataclass

from components.checks import ArgumentError


@dataclass(frozen=True, kw_only=True)
class Rule:
    """How the names of one kind of resource are built and what AWS accepts."""

    separator: str
    """Text between the parts."""
    prefix: str = ""
    """Text before the first part."""
    longest: int
    """Length AWS allows, in characters."""
    pattern: str
    """What the whole name must match."""
    allowed: str
    """The pattern in words, for people."""


def _words(longest: int) -> Rule:
    """Names of letters, digits, hyphens and underscores."""
    return Rule(
        separator="-",
        longest=longest,
        pattern=r"[A-Za-z0-9_-]+",
        allowed="letters, digits, hyphens and underscores",
    )


def _identifier(longest: int) -> Rule:
    """Names of data stores."""
    return Rule(
        separator="-",
        longest=longest,
        pattern=r"[a-z](?:-?[a-z0-9])*",
        allowed="lower-case letters, digits and single hyphens, a letter first",
    )


_ECS = _words(255)

RULES = {
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
    "ecs-cluster": _ECS,
    # https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
    "autoscaling-group": Rule(
        separator="-", longest=255, pattern=r"[A-Za-z0-9_-]+", allowed="letters, digits, hyphens, underscores"
    ),
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
    "ecs-service": _ECS,
    # https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
    "task-family": _ECS,
    # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    "log-group": Rule(
        separator="/",
        prefix="/",
        longest=512,
        pattern=r"[.\-_/#A-Za-z0-9]+",
        allowed="letters, digits and . - _ / #",
    ),
    # https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html
    "web-acl": _words(128),
    # https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
    "web-acl-log": Rule(
        separator="-",
        prefix="aws-waf-logs-",
        longest=512,
        pattern=r"[.\-_/#A-Za-z0-9]+",
        allowed="letters, digits and . - _ / #",
    ),
    # https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    "ecr-repository": Rule(
        separator="/",
        longest=256,
        pattern=r"[a-z0-9]+(?:[._-][a-z0-9]+)*(?:/[a-z0-9]+(?:[._-][a-z0-9]+)*)*",
        allowed="lower-case letters and digits, with single . - _ between them",
    ),
    # https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    "s3-bucket": Rule(
        separator="-",
        longest=63,
        pattern=r"[a-z0-9][a-z0-9-]+[a-z0-9]",
        allowed="lower-case letters, digits and hyphens",
    ),
    # https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html
    "log-delivery": _words(60),
    # https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginEndpointConfig.html
    "vpc-origin": _words(64),
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    "alarm": Rule(
        separator="-", longest=255, pattern=r"[A-Za-z0-9-]+", allowed="letters, digits and hyphens"
    ),
    # https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    "topic": _words(256),
    # https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
    "key-alias": Rule(
        separator="-",
        prefix="alias/",
        longest=256,
        pattern=r"alias/[A-Za-z0-9/_-]+",
        allowed="letters, digits and / _ -",
    ),
    # https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
    "backup-vault": _words(50),
    # https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html
    "restore-testing-plan": Rule(
        separator="_", longest=50, pattern=r"[A-Za-z0-9_]+", allowed="letters, digits and underscores"
    ),
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html
    "dashboard": _words(255),
    # https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html
    "budget": Rule(separator="-", longest=100, pattern=r"[^:\\]+", allowed="anything but : and \\"),
    # https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html
    "trail": Rule(
        separator="-",
        longest=128,
        pattern=r"[A-Za-z0-9][A-Za-z0-9._-]+[A-Za-z0-9]",
        allowed="letters, digits and . _ -",
    ),
    # https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    # A name that ends like the random part of an ARN is not found by an ARN without that part.
    "secret": Rule(
        separator="/",
        longest=512,
        pattern=r"(?!.*-[A-Za-z0-9]{6}$)[A-Za-z0-9/_+=.@-]+",
        allowed="letters, digits and / _ + = . @ -, without a hyphen and six letters at the end",
    ),
    # https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    "parameter": Rule(
        separator="/",
        prefix="/",
        longest=1011,
        pattern=r"[A-Za-z0-9_./-]+",
        allowed="letters, digits and . - _ /",
    ),
    # https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    "database": _identifier(63),
    # https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
    "cache": _identifier(40),
}


def physical(kind: str, *parts: str) -> str:
    """The name of one resource, the same in every run.

    Raises:
        KeyError: no rule for this kind: a programming error.
        ArgumentError: AWS would refuse the name; says the length or the characters allowed.
    """
    rule = RULES[kind]
    name = rule.prefix + rule.separator.join(parts)
    if len(name) > rule.longest:
        raise ArgumentError(
            f"The {kind} name {name!r} has {len(name)} characters, AWS allows {rule.longest}: "
            "give the stack a shorter name."
        )
    if not re.fullmatch(rule.pattern, name):
        raise ArgumentError(
            f"The {kind} name {name!r} is not one AWS accepts ({rule.allowed}): give the stack another name."
        )
    return name
