"""Log groups."""

from localaws.spec import Call, Name, Spec, Tags

LOG_GROUP = Spec(
    token="aws:cloudwatch/logGroup:LogGroup",
    service="logs",
    create=Call(
        op="CreateLogGroup",
        params={
            "name": "logGroupName",
            "kmsKeyId": "kmsKeyId",
            "logGroupClass": "logGroupClass",
        },
    ),
    id="{name}",
    read=Call(
        op="DescribeLogGroups",
        params={"id": "logGroupNamePrefix"},
        path="logGroups[?logGroupName=='{id}'] | [0]",
    ),
    updates=(
        Call(
            op="PutRetentionPolicy",
            params={"id": "logGroupName", "retentionInDays": "retentionInDays"},
            otherwise=Call(op="DeleteRetentionPolicy", params={"id": "logGroupName"}),
        ),
        Call(
            op="AssociateKmsKey",
            params={"id": "logGroupName", "kmsKeyId": "kmsKeyId"},
            otherwise=Call(op="DisassociateKmsKey", params={"id": "logGroupName"}),
        ),
    ),
    settles=frozenset({"skipDestroy"}),
    delete=(Call(op="DeleteLogGroup", params={"id": "logGroupName"}),),
    replace_on=frozenset({"name", "logGroupClass"}),
    defaults={
        "retentionInDays": 0,
        "logGroupClass": "STANDARD",
        "skipDestroy": False,
    },
    ignored={"deletionProtectionEnabled": "moto has no deletion protection of log groups"},
    outputs={"arn": "arn:{partition}:logs:{region}:{account}:log-group:{id}"},
    tags=Tags(
        create="tags",
        set=Call(op="TagResource", params={"arn": "resourceArn", "tags": "tags"}),
        unset=Call(op="UntagResource", params={"arn": "resourceArn", "tagKeys": "tagKeys"}),
        read=Call(op="ListTagsForResource", params={"arn": "resourceArn"}),
        get="tags",
    ),
    name=Name(prefix="namePrefix", longest=512),
)

SPECS = (LOG_GROUP,)
