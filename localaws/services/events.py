"""Rules over what happens, and what they set off."""

from localaws.spec import Call, Name, Spec, Tags

_RULE = {"id": "Name", "eventBusName": "EventBusName"}
_BUS = {"eventBusName": "default"}
_SETTINGS = {
    "description": "Description",
    "eventPattern": "EventPattern",
    "scheduleExpression": "ScheduleExpression",
    "roleArn": "RoleArn",
    "state": "State",
}

EVENT_RULE = Spec(
    token="aws:cloudwatch/eventRule:EventRule",
    service="events",
    create=Call(op="PutRule", params={"name": "Name", "eventBusName": "EventBusName", **_SETTINGS}),
    id="{name}",
    read=Call(op="DescribeRule", params=_RULE),
    updates=(Call(op="PutRule", params={**_RULE, **_SETTINGS}),),
    settles=frozenset({"forceDestroy"}),
    delete=(Call(op="DeleteRule", params={**_RULE, "forceDestroy": "Force"}),),
    replace_on=frozenset({"name", "eventBusName"}),
    defaults={**_BUS, "description": "", "state": "ENABLED", "forceDestroy": False},
    outputs={"arn": "Arn"},
    tags=Tags(
        create="Tags",
        set=Call(op="TagResource", params={"arn": "ResourceARN", "tags": "Tags"}),
        unset=Call(op="UntagResource", params={"arn": "ResourceARN", "tagKeys": "TagKeys"}),
        read=Call(op="ListTagsForResource", params={"arn": "ResourceARN"}),
    ),
    name=Name(prefix="namePrefix", longest=64),
)

_TARGET = {
    "targetId": "Id",
    "arn": "Arn",
    "roleArn": "RoleArn",
    "input": "Input",
    "inputPath": "InputPath",
    "inputTransformer": "InputTransformer",
    "deadLetterConfig": "DeadLetterConfig",
    "retryPolicy": "RetryPolicy",
    "ecsTarget": "EcsParameters",
    "batchTarget": "BatchParameters",
    "httpTarget": "HttpParameters",
    "kinesisTarget": "KinesisParameters",
    "redshiftTarget": "RedshiftDataParameters",
    "runCommandTargets": "RunCommandParameters.RunCommandTargets",
    "sqsTarget": "SqsParameters",
    "appsyncTarget": "AppSyncParameters",
}
_WHOSE = {"rule": "Rule", "eventBusName": "EventBusName"}

_PUT_TARGET = Call(
    op="PutTargets",
    params={**_WHOSE, **{prop: f"Targets[0].{member}" for prop, member in _TARGET.items()}},
)

EVENT_TARGET = Spec(
    token="aws:cloudwatch/eventTarget:EventTarget",
    service="events",
    create=_PUT_TARGET,
    # The official provider's id has a dash for the slash, but it imports by this.
    id="{rule}/{targetId}",
    read=Call(op="ListTargetsByRule", params=_WHOSE, path="Targets[?Id=='{targetId}'] | [0]", gets=_TARGET),
    updates=(_PUT_TARGET,),
    settles=frozenset({"forceDestroy"}),
    delete=(Call(op="RemoveTargets", params={**_WHOSE, "targetId": "Ids[0]", "forceDestroy": "Force"}),),
    replace_on=frozenset({"rule", "eventBusName", "targetId"}),
    defaults={**_BUS, "forceDestroy": False},
    unread={
        "rule": "the question says whose targets are meant, the answer does not",
        "eventBusName": "the question says whose targets are meant, the answer does not",
    },
    aliases={
        "inputTransformer.inputPaths": "InputPathsMap",
        "ecsTarget.networkConfiguration": "NetworkConfiguration.awsvpcConfiguration",
        "ecsTarget.orderedPlacementStrategies": "PlacementStrategy",
        "batchTarget.arraySize": "ArrayProperties.Size",
        "batchTarget.jobAttempts": "RetryStrategy.Attempts",
        "redshiftTarget.secretsManagerArn": "SecretManagerArn",
        "appsyncTarget.graphqlOperation": "GraphQLOperation",
    },
    name=Name(prop="targetId", longest=64),
)

SPECS = (EVENT_RULE, EVENT_TARGET)
