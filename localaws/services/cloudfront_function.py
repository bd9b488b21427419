"""CloudFront functions, and the stores of keys and values that they read."""

from localaws.services import cloudfront_steps as steps
from localaws.services.cloudfront import TAGS
from localaws.spec import Call, Name, Spec

_CONFIG = {
    "comment": "FunctionConfig.Comment",
    "runtime": "FunctionConfig.Runtime",
    "keyValueStoreAssociations": "FunctionConfig.KeyValueStoreAssociations.Items",
    "code": "FunctionCode",
}
_AT_DEVELOPMENT = {"Stage": "DEVELOPMENT"}

FUNCTION = Spec(
    token="aws:cloudfront/function:Function",
    service="cloudfront",
    create=Call(op="CreateFunction", params={"name": "Name", **_CONFIG}, hook=steps.function),
    lookup=steps.version("DescribeFunction", id="Name"),
    id="{name}",
    read=Call(
        op="DescribeFunction",
        params={"id": "Name"},
        fixed=_AT_DEVELOPMENT,
        gets={
            "name": "FunctionSummary.Name",
            "comment": "FunctionSummary.FunctionConfig.Comment",
            "runtime": "FunctionSummary.FunctionConfig.Runtime",
            "keyValueStoreAssociations": (
                "FunctionSummary.FunctionConfig.KeyValueStoreAssociations.Items[].KeyValueStoreARN"
            ),
        },
        tidy=steps.uncounted,
    ),
    more=(
        Call(
            op="GetFunction",
            params={"id": "Name"},
            fixed=_AT_DEVELOPMENT,
            gets={"code": "FunctionCode"},
            tidy=steps.plain_code,
        ),
        Call(
            op="DescribeFunction",
            params={"id": "Name"},
            fixed={"Stage": "LIVE"},
            gets={"liveStageEtag": "ETag"},
        ),
    ),
    updates=(
        Call(op="UpdateFunction", params={"id": "Name", "etag": "IfMatch", **_CONFIG}, hook=steps.function),
    ),
    settle=steps.publish,
    settles=frozenset({"publish", *_CONFIG}),
    delete=(Call(op="DeleteFunction", params={"id": "Name", "etag": "IfMatch"}),),
    replace_on=frozenset({"name"}),
    outputs={
        "arn": "FunctionSummary.FunctionMetadata.FunctionARN",
        "etag": "ETag",
        "liveStageEtag": "LiveETag",
        "status": "FunctionSummary.Status",
    },
    renewed=frozenset({"etag", "liveStageEtag", "status"}),
    defaults={"comment": "", "publish": True, "keyValueStoreAssociations": []},
    name=Name(longest=64),
    tags=TAGS,
)

KEY_VALUE_STORE = Spec(
    token="aws:cloudfront/keyValueStore:KeyValueStore",
    service="cloudfront",
    create=Call(op="CreateKeyValueStore", params={"name": "Name", "comment": "Comment"}),
    lookup=steps.version("DescribeKeyValueStore", id="Name"),
    id="{name}",
    read=Call(
        op="DescribeKeyValueStore",
        params={"id": "Name"},
        gets={"name": "KeyValueStore.Name", "comment": "KeyValueStore.Comment"},
    ),
    updates=(Call(op="UpdateKeyValueStore", params={"id": "Name", "etag": "IfMatch", "comment": "Comment"}),),
    delete=(Call(op="DeleteKeyValueStore", params={"id": "Name", "etag": "IfMatch"}),),
    replace_on=frozenset({"name"}),
    outputs={
        "arn": "KeyValueStore.ARN",
        "etag": "ETag",
        "lastModifiedTime": "KeyValueStore.LastModifiedTime",
    },
    renewed=frozenset({"etag", "lastModifiedTime"}),
    defaults={"comment": ""},
    ignored={"timeouts": "nothing here takes that long"},
    name=Name(longest=64),
    tags=TAGS,
)

SPECS = (FUNCTION, KEY_VALUE_STORE)
