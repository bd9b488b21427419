"""Ways to break what the production program says about logs and the trail."""

from tests.policies.mutations import Mutation, Unbroken

GROUP = "aws:cloudwatch/logGroup:LogGroup"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
TRAIL = "aws:cloudtrail/trail:Trail"
ELSEWHERE = "arn:aws:logs:us-east-1:111122223333:log-group:elsewhere:*"
_OPTIONS = "containerDefinitions[*].logConfiguration.options"
_SHELL = "configuration.executeCommandConfiguration.logConfiguration.cloudWatchLogGroupName"
_NOT_OF_WEB_ACLS = "[!el]*"
"""A first preview knows the ARNs of no groups, and the two web ACLs name theirs by ARN."""

MUTATIONS = (
    Mutation("log-group-retention", GROUP, "retentionInDays"),
    Mutation("log-group-retention", GROUP, "retentionInDays", 0),
    Mutation("log-group-retention", GROUP, "retentionInDays", 31),
    Mutation("log-group-history", GROUP, "retentionInDays", 7),
    Mutation("log-group-own-key", GROUP, "kmsKeyId"),
    Mutation("log-group-declared", GROUP, "", name=_NOT_OF_WEB_ACLS),
    Mutation("log-group-declared", GROUP, "name", "/other", name=_NOT_OF_WEB_ACLS),
    Mutation("log-group-declared", TASK, f"{_OPTIONS}.awslogs-group", "/elsewhere"),
    Mutation("log-group-declared", "aws:ecs/cluster:Cluster", _SHELL, "/elsewhere"),
    Mutation(
        "log-group-declared",
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "logDeliveryConfigurations[*].destination",
        "/elsewhere",
    ),
    Mutation("log-group-declared", "aws:rds/instance:Instance", "identifier", "elsewhere"),
    Mutation("log-group-declared", "aws:rds/instance:Instance", "enabledCloudwatchLogsExports[+]", "audit"),
    Mutation("log-group-declared", "aws:ec2/flowLog:FlowLog", "logDestination", ELSEWHERE),
    Mutation("log-group-declared", TRAIL, "cloudWatchLogsGroupArn", ELSEWHERE),
    Mutation(
        "log-group-declared",
        "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        "logDestinationConfigs[*]",
        ELSEWHERE,
    ),
    Mutation("log-group-not-by-task", TASK, f"{_OPTIONS}.awslogs-create-group", "true"),
    Mutation("trail-complete", TRAIL, "isMultiRegionTrail"),
    Mutation("trail-complete", TRAIL, "isMultiRegionTrail", False),
    Mutation("trail-complete", TRAIL, "includeGlobalServiceEvents", False),
    Mutation("trail-complete", TRAIL, "enableLogging", False),
    Mutation("trail-validated", TRAIL, "enableLogFileValidation"),
    Mutation("trail-validated", TRAIL, "enableLogFileValidation", False),
    Mutation("trail-encrypted", TRAIL, "kmsKeyId"),
)

UNBROKEN = (
    Unbroken("trail-watched", TRAIL, "cloudWatchLogsGroupArn", "the program has none, and the rule says so"),
    *(
        Unbroken(rule, GROUP, "logGroupClass", "it tells for which groups nobody can choose the days")
        for rule in ("log-group-retention", "log-group-history")
    ),
    Unbroken(
        "log-group-declared",
        TASK,
        "containerDefinitions[*].logConfiguration.logDriver",
        "with another driver it writes to no log group",
    ),
    Unbroken(
        "log-group-declared",
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "logDeliveryConfigurations[*].destinationType",
        "with another destination it writes to no log group",
    ),
)
