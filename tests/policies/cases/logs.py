"""Log groups, who writes into them, and trails."""

import json
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Case, Declared, StackCase

GROUP = "aws:cloudwatch/logGroup:LogGroup"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
TRAIL = "aws:cloudtrail/trail:Trail"
WAF = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
FLOW_LOG = "aws:ec2/flowLog:FlowLog"
DATABASE = "aws:rds/instance:Instance"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
FUNCTION = "aws:lambda/function:Function"


def group(rule: str, says: str = "", unknown: str = "", days: int | None = None, **props: Any) -> Case:
    """A log group in front of a rule."""
    options = {} if days is None else {"days": days}
    return Case(rule=rule, type=GROUP, props=props, says=says, unknown=unknown, options=options)


FOR_EVER = "retentionInDays is missing, which is for ever, want a number of days"
GROUPS = (
    group("log-group-retention", says=FOR_EVER),
    group("log-group-retention", says=FOR_EVER, retentionInDays=0),
    group("log-group-retention", says="retentionInDays is 31, want one of 1, 3, 5", retentionInDays=31),
    group("log-group-retention", says="retentionInDays is a boolean, want a number", retentionInDays=True),
    group("log-group-retention", retentionInDays="1"),
    group("log-group-retention", retentionInDays=3653),
    group("log-group-retention", logGroupClass="DELIVERY"),
    group("log-group-retention", unknown="retentionInDays", retentionInDays=UNKNOWN),
    group("log-group-history", says="retentionInDays is 7, want 30 or more", retentionInDays=7),
    group("log-group-history", says="retentionInDays is 90, want 365 or more", retentionInDays=90, days=365),
    group("log-group-history", retentionInDays="30"),
    group("log-group-history", retentionInDays=1, days=1),
    group("log-group-history"),
    group("log-group-history", retentionInDays=2, logGroupClass="DELIVERY"),
    group("log-group-own-key", says="kmsKeyId is missing, want a key of your own"),
    group("log-group-own-key", says="kmsKeyId is missing", kmsKeyId=None),
    group("log-group-own-key", kmsKeyId=UNKNOWN),
    group("log-group-own-key", kmsKeyId="arn:aws:kms:us-east-1:111122223333:key/one"),
)


def container(log_group: Any, driver: str = "awslogs", create: Any = None) -> dict[str, Any]:
    """A container with a log configuration."""
    chosen = {"awslogs-group": log_group} | ({} if create is None else {"awslogs-create-group": create})
    return {"name": "web", "logConfiguration": {"logDriver": driver, "options": chosen}}


def task(*containers: Any) -> Declared:
    """A task with containers."""
    return Declared(type=TASK, name="writer", props={"containerDefinitions": json.dumps(containers)})


def writer(type_: str, refers: dict[str, list[str]] | None = None, **props: Any) -> Declared:
    """Something that writes logs."""
    return Declared(type=type_, name="writer", props=props, refers=refers or {})


def declared(*names: Any) -> list[Declared]:
    """Log groups of these names."""
    return [Declared(type=GROUP, name=f"group-{at}", props={"name": each}) for at, each in enumerate(names)]


def writing(resource: Declared, *names: Any, says: str = "", unknown: str = "") -> StackCase:
    """A writer in a stack with log groups."""
    return StackCase(
        rule="log-group-declared",
        resources=(resource, *declared(*names)),
        says=says,
        at="writer" if says else "",
        unknown=unknown,
    )


def missing(name: str) -> str:
    """What is said of a log group that nobody declares."""
    return f"{name} is no log group of this stack, want one"


LOG_ARN = "arn:aws:logs:us-east-1:111122223333:log-group"
WRITERS = (
    writing(task(container("/web")), says=missing("/web")),
    writing(task(container("/api"), container("/web")), "/api", says=missing("/web")),
    writing(task(container("")), "/api", says=missing("")),
    writing(task(container("/web")), "/web"),
    writing(task(container("/web", driver="awsfirelens"), {"name": "quiet"})),
    writing(
        task(container("/web"), container(UNKNOWN)),
        "/web",
        unknown="containerDefinitions[1].logConfiguration.options.awslogs-group",
    ),
    writing(writer(FLOW_LOG, logDestination=f"{LOG_ARN}:flows:*"), says=missing("flows")),
    writing(writer(FLOW_LOG, logDestination=f"{LOG_ARN}:flows"), "flows"),
    writing(writer(FLOW_LOG, logDestinationType="s3", logDestination="arn:aws:s3:::logs/flows")),
    writing(writer(FLOW_LOG, {"logDestination": ["group-0"]}, logDestination=UNKNOWN), UNKNOWN),
    writing(writer(FLOW_LOG, logDestination=UNKNOWN), unknown="logDestination"),
    writing(writer(TRAIL, cloudWatchLogsGroupArn=f"{LOG_ARN}:audit:*"), says=missing("audit")),
    writing(writer(TRAIL, s3BucketName="logs")),
    writing(writer(WAF, logDestinationConfigs=[f"{LOG_ARN}:aws-waf-logs-a"]), says=missing("aws-waf-logs-a")),
    writing(writer(WAF, logDestinationConfigs=["arn:aws:s3:::aws-waf-logs-a"])),
    writing(
        writer(DATABASE, identifier="db", enabledCloudwatchLogsExports=["postgresql", "upgrade"]),
        "/aws/rds/instance/db/postgresql",
        says=missing("/aws/rds/instance/db/upgrade"),
    ),
    writing(
        writer(
            "aws:rds/cluster:Cluster", clusterIdentifier="db", enabledCloudwatchLogsExports=["postgresql"]
        ),
        "/aws/rds/cluster/db/postgresql",
    ),
    writing(writer(DATABASE, identifier=UNKNOWN, enabledCloudwatchLogsExports=[])),
    writing(writer(DATABASE, identifier=UNKNOWN)),
    writing(
        writer(
            CACHE,
            logDeliveryConfigurations=[
                {"destinationType": "kinesis-firehose", "destination": "stream"},
                {"destinationType": "cloudwatch-logs", "destination": "/slow"},
            ],
        ),
        says=missing("/slow"),
    ),
    writing(
        writer(
            "aws:ecs/cluster:Cluster",
            configuration={
                "executeCommandConfiguration": {"logConfiguration": {"cloudWatchLogGroupName": "/exec"}}
            },
        ),
        says=missing("/exec"),
    ),
    writing(writer("aws:ecs/cluster:Cluster", name="web")),
    writing(writer(FUNCTION, name="resize"), "/aws/lambda/other", says=missing("/aws/lambda/resize")),
    writing(writer(FUNCTION, name="resize"), "/aws/lambda/resize"),
    writing(writer(FUNCTION, name=UNKNOWN, loggingConfig={"logGroup": "/shared"}), "/shared"),
)


def creating(*containers: Any, says: str = "", unknown: str = "") -> Case:
    """A task in front of the rule about log groups that it creates."""
    props = {"containerDefinitions": json.dumps(containers)}
    return Case(rule="log-group-not-by-task", type=TASK, props=props, says=says, unknown=unknown)


CREATED = "container web has awslogs-create-group true, want it removed"
CREATING = (
    creating(container("/web", create="true"), says=CREATED),
    creating(container("/web", create=True), says=CREATED),
    creating({"name": "first"}, container("/web", create="true"), says=CREATED),
    creating(container("/web", create="false")),
    creating(container("/web"), {"name": "quiet", "logConfiguration": None}),
    creating(
        container("/web", create=UNKNOWN),
        unknown="containerDefinitions[0].logConfiguration.options.awslogs-create-group",
    ),
)


def trail(rule: str, says: str = "", **props: Any) -> Case:
    """A trail in front of a rule."""
    return Case(rule=rule, type=TRAIL, props=props, says=says)


TRAILS = (
    trail("trail-complete", says="isMultiRegionTrail is false, want true"),
    trail(
        "trail-complete",
        says="includeGlobalServiceEvents is false, want true",
        isMultiRegionTrail=True,
        includeGlobalServiceEvents=False,
    ),
    trail("trail-complete", says="enableLogging is false", isMultiRegionTrail=True, enableLogging=False),
    trail("trail-complete", isMultiRegionTrail=True),
    trail("trail-complete", isMultiRegionTrail=True, includeGlobalServiceEvents=True, enableLogging=True),
    trail("trail-validated", says="enableLogFileValidation is false, want true"),
    trail("trail-validated", says="enableLogFileValidation is false", enableLogFileValidation=False),
    trail("trail-validated", enableLogFileValidation=True),
    trail("trail-validated", enableLogFileValidation=True, isMultiRegionTrail=False),
    trail("trail-encrypted", says="kmsKeyId is missing, want a key of your own"),
    trail("trail-encrypted", says="kmsKeyId is missing", kmsKeyId=None),
    trail("trail-encrypted", kmsKeyId=UNKNOWN),
    trail("trail-encrypted", kmsKeyId="arn:aws:kms:us-east-1:111122223333:key/one"),
    trail("trail-watched", says="cloudWatchLogsGroupArn is missing, want the ARN of a log group"),
    trail("trail-watched", says="cloudWatchLogsGroupArn is missing", cloudWatchLogsRoleArn=UNKNOWN),
    trail("trail-watched", cloudWatchLogsGroupArn=UNKNOWN),
    trail("trail-watched", cloudWatchLogsGroupArn=f"{LOG_ARN}:audit:*"),
)

CASES: tuple[AnyCase, ...] = (*GROUPS, *WRITERS, *CREATING, *TRAILS)
