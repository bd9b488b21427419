"""The trail: who did what in the account, kept in a bucket."""

from localaws.spec import Call, Name, Send, Spec, Tags
from localaws.values import Props

_ID = {"id": "Name"}
_TRAIL = {"id": "TrailName"}
_SETTINGS = {
    "s3BucketName": "S3BucketName",
    "s3KeyPrefix": "S3KeyPrefix",
    "snsTopicName": "SnsTopicName",
    "includeGlobalServiceEvents": "IncludeGlobalServiceEvents",
    "isMultiRegionTrail": "IsMultiRegionTrail",
    "isOrganizationTrail": "IsOrganizationTrail",
    "enableLogFileValidation": "EnableLogFileValidation",
    "cloudWatchLogsGroupArn": "CloudWatchLogsLogGroupArn",
    "cloudWatchLogsRoleArn": "CloudWatchLogsRoleArn",
    "kmsKeyId": "KmsKeyId",
}
_MANAGEMENT = [{"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": []}]
"""What a trail keeps when nobody says what: all management events."""

_START = Call(op="StartLogging", params=_ID)
_STOP = Call(op="StopLogging", params=_ID)


def _settle_logging(send: Send, context: Props) -> None:
    """A new trail is silent until it is started, which the official provider does unless told not to."""
    send(_STOP if context.get("enableLogging") is False else _START, context)


TRAIL = Spec(
    token="aws:cloudtrail/trail:Trail",
    service="cloudtrail",
    create=Call(op="CreateTrail", params={"name": "Name", **_SETTINGS}),
    id="TrailARN",
    read=Call(
        op="GetTrail",
        params=_ID,
        path="Trail",
        gets={"enableLogFileValidation": "LogFileValidationEnabled"},
    ),
    more=(
        Call(op="GetTrailStatus", params=_ID, gets={"enableLogging": "IsLogging"}),
        Call(
            op="GetEventSelectors",
            params=_TRAIL,
            gets={"eventSelectors": "EventSelectors", "advancedEventSelectors": "AdvancedEventSelectors"},
        ),
        Call(op="GetInsightSelectors", params=_TRAIL, gets={"insightSelectors": "InsightSelectors"}),
    ),
    updates=(
        Call(op="UpdateTrail", params={**_ID, **_SETTINGS}, partial=True),
        Call(
            op="PutEventSelectors",
            params={
                **_TRAIL,
                "eventSelectors": "EventSelectors",
                "advancedEventSelectors": "AdvancedEventSelectors",
            },
            otherwise=Call(op="PutEventSelectors", params=_TRAIL, fixed={"EventSelectors": _MANAGEMENT}),
        ),
        Call(
            op="PutInsightSelectors",
            params={**_TRAIL, "insightSelectors": "InsightSelectors"},
            otherwise=Call(op="PutInsightSelectors", params=_TRAIL, fixed={"InsightSelectors": []}),
        ),
    ),
    settle=_settle_logging,
    settles=frozenset({"enableLogging"}),
    delete=(Call(op="DeleteTrail", params={"name": "Name"}),),
    replace_on=frozenset({"name"}),
    defaults={
        "s3KeyPrefix": "",
        "snsTopicName": "",
        "includeGlobalServiceEvents": True,
        "isMultiRegionTrail": False,
        "isOrganizationTrail": False,
        "enableLogFileValidation": False,
        "enableLogging": True,
        "cloudWatchLogsGroupArn": "",
        "cloudWatchLogsRoleArn": "",
        "kmsKeyId": "",
    },
    outputs={"arn": "TrailARN", "homeRegion": "{region}", "snsTopicArn": "SnsTopicARN"},
    tags=Tags(
        create="TagsList",
        set=Call(op="AddTags", params={"arn": "ResourceId", "tags": "TagsList"}),
        unset=Call(op="RemoveTags", params={"arn": "ResourceId", "tagKeys": "TagsList"}),
        read=Call(op="ListTags", params={"arn": "ResourceIdList[0]"}),
        get="ResourceTagList[0].TagsList",
    ),
    name=Name(longest=128),
)

SPECS = (TRAIL,)
