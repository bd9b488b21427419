"""Delivery of AWS services' own logs: a source, a destination, and the delivery between them."""

from localaws.spec import Call, Name, Spec, Tags

_TAGS = Tags(
    create="tags",
    set=Call(op="TagResource", params={"arn": "resourceArn", "tags": "tags"}),
    unset=Call(op="UntagResource", params={"arn": "resourceArn", "tagKeys": "tagKeys"}),
    read=Call(op="ListTagsForResource", params={"arn": "resourceArn"}),
    get="tags",
)

SOURCE = Spec(
    token="aws:cloudwatch/logDeliverySource:LogDeliverySource",
    service="logs",
    create=Call(
        op="PutDeliverySource",
        params={"name": "name", "logType": "logType", "resourceArn": "resourceArn"},
    ),
    id="{name}",
    read=Call(
        op="GetDeliverySource",
        params={"id": "name"},
        path="deliverySource",
        gets={"resourceArn": "resourceArns[0]"},
    ),
    delete=(Call(op="DeleteDeliverySource", params={"id": "name"}),),
    replace_on=frozenset({"name", "logType", "resourceArn"}),
    outputs={"arn": "arn", "service": "service"},
    name=Name(longest=60),
    tags=_TAGS,
)

_PUT_DESTINATION = {
    "deliveryDestinationConfiguration": "deliveryDestinationConfiguration",
    "deliveryDestinationType": "deliveryDestinationType",
    "outputFormat": "outputFormat",
}

DESTINATION = Spec(
    token="aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination",
    service="logs",
    create=Call(op="PutDeliveryDestination", params={"name": "name", **_PUT_DESTINATION}),
    id="{name}",
    read=Call(op="GetDeliveryDestination", params={"id": "name"}, path="deliveryDestination"),
    updates=(Call(op="PutDeliveryDestination", params={"id": "name", **_PUT_DESTINATION}),),
    delete=(Call(op="DeleteDeliveryDestination", params={"id": "name"}),),
    replace_on=frozenset({"name", "deliveryDestinationType", "outputFormat"}),
    kept=frozenset({"deliveryDestinationType", "outputFormat"}),
    outputs={"arn": "arn"},
    name=Name(longest=60),
    tags=_TAGS,
)

DESTINATION_POLICY = Spec(
    token="aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy",
    service="logs",
    create=Call(
        op="PutDeliveryDestinationPolicy",
        params={
            "deliveryDestinationName": "deliveryDestinationName",
            "deliveryDestinationPolicy": "deliveryDestinationPolicy",
        },
    ),
    id="{deliveryDestinationName}",
    read=Call(op="GetDeliveryDestinationPolicy", params={"id": "deliveryDestinationName"}, path="policy"),
    updates=(
        Call(
            op="PutDeliveryDestinationPolicy",
            params={
                "id": "deliveryDestinationName",
                "deliveryDestinationPolicy": "deliveryDestinationPolicy",
            },
        ),
    ),
    delete=(Call(op="DeleteDeliveryDestinationPolicy", params={"id": "deliveryDestinationName"}),),
    replace_on=frozenset({"deliveryDestinationName"}),
    unread={"deliveryDestinationName": "part of the id"},
)

_FIELDS = {
    "fieldDelimiter": "fieldDelimiter",
    "recordFields": "recordFields",
    "s3DeliveryConfigurations": "s3DeliveryConfiguration",
}

DELIVERY = Spec(
    token="aws:cloudwatch/logDelivery:LogDelivery",
    service="logs",
    create=Call(
        op="CreateDelivery",
        params={
            "deliverySourceName": "deliverySourceName",
            "deliveryDestinationArn": "deliveryDestinationArn",
            **_FIELDS,
        },
        path="delivery",
    ),
    id="id",
    read=Call(op="GetDelivery", params={"id": "id"}, path="delivery"),
    updates=(Call(op="UpdateDeliveryConfiguration", params={"id": "id", **_FIELDS}),),
    delete=(Call(op="DeleteDelivery", params={"id": "id"}),),
    replace_on=frozenset({"deliverySourceName", "deliveryDestinationArn"}),
    ordered=frozenset({"recordFields"}),
    kept=frozenset({"fieldDelimiter", "recordFields", "s3DeliveryConfigurations"}),
    outputs={"arn": "arn"},
    tags=_TAGS,
)

SPECS = (SOURCE, DESTINATION, DESTINATION_POLICY, DELIVERY)
