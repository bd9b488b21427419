"""Parameters."""

from typing import Any

from localaws.spec import Call, Name, Spec, Tags

_PUT = {
    "type": "Type",
    "value": "Value",
    "insecureValue": "Value",
    "valueWo": "Value",
    "description": "Description",
    "keyId": "KeyId",
    "allowedPattern": "AllowedPattern",
    "tier": "Tier",
    "dataType": "DataType",
}
_TAGGED = {"id": "ResourceId"}


def _open_value(parameter: dict[str, Any]) -> dict[str, Any]:
    """The value as `insecureValue` too, where it is no secret."""
    return (
        parameter
        if parameter["Type"] == "SecureString"
        else {**parameter, "InsecureValue": parameter["Value"]}
    )


PARAMETER = Spec(
    token="aws:ssm/parameter:Parameter",
    service="ssm",
    create=Call(op="PutParameter", params={"name": "Name", "overwrite": "Overwrite", **_PUT}),
    id="{name}",
    read=Call(
        op="GetParameter",
        params={"id": "Name"},
        fixed={"WithDecryption": True},
        path="Parameter",
        gets={"insecureValue": "InsecureValue"},
        tidy=_open_value,
    ),
    more=(
        Call(
            op="DescribeParameters",
            params={"id": "ParameterFilters[Key=Name].Values[0]"},
            path="Parameters[0]",
            gets={
                "description": "Description",
                "keyId": "KeyId",
                "allowedPattern": "AllowedPattern",
                "tier": "Tier",
            },
        ),
    ),
    updates=(Call(op="PutParameter", params={"id": "Name", **_PUT}, fixed={"Overwrite": True}),),
    # A new version of a value that is only ever written says nothing by itself: the value says it.
    settles=frozenset({"overwrite", "valueWoVersion"}),
    delete=(Call(op="DeleteParameter", params={"id": "Name"}),),
    replace_on=frozenset({"name", "dataType"}),
    defaults={"description": "", "overwrite": False, "dataType": "text"},
    kept=frozenset({"value", "insecureValue", "valueWo", "keyId", "tier", "dataType"}),
    outputs={"arn": "ARN", "version": "Version"},
    unread={
        "overwrite": "how the parameter is put, no part of it",
        "valueWo": "it is only ever written",
    },
    secret=frozenset({"value", "valueWo"}),
    tags=Tags(
        # Not with the creation: AWS refuses tags together with `overwrite`.
        set=Call(
            op="AddTagsToResource", params={**_TAGGED, "tags": "Tags"}, fixed={"ResourceType": "Parameter"}
        ),
        unset=Call(
            op="RemoveTagsFromResource",
            params={**_TAGGED, "tagKeys": "TagKeys"},
            fixed={"ResourceType": "Parameter"},
        ),
        read=Call(op="ListTagsForResource", params=_TAGGED, fixed={"ResourceType": "Parameter"}),
        get="TagList",
    ),
    name=Name(longest=1011),
)

SPECS = (PARAMETER,)
