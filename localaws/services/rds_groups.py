"""Relational databases: what instances share, and who hears of their events."""

from localaws.services import rds_groups_steps as steps
from localaws.services.rds import TAGS
from localaws.spec import Call, Name, Spec

_PARAMETERS = {"id": "DBParameterGroupName"}

PARAMETER_GROUP = Spec(
    token="aws:rds/parameterGroup:ParameterGroup",
    service="rds",
    create=Call(
        op="CreateDBParameterGroup",
        params={
            "name": "DBParameterGroupName",
            "family": "DBParameterGroupFamily",
            "description": "Description",
        },
        path="DBParameterGroup",
        hook=steps.described,
    ),
    id="DBParameterGroupName",
    read=Call(op="DescribeDBParameterGroups", params=_PARAMETERS, path="DBParameterGroups[0]"),
    more=(
        Call(
            op="DescribeDBParameters",
            params=_PARAMETERS,
            fixed={"Source": "user"},
            gets={"parameters": "Parameters"},
        ),
    ),
    settle=steps.sync_parameters,
    settles=frozenset({"parameters", "skipDestroy"}),
    delete=(Call(op="DeleteDBParameterGroup", params=_PARAMETERS),),
    replace_on=frozenset({"name", "family", "description"}),
    defaults={"description": steps.DESCRIPTION, "parameters": [], "skipDestroy": False},
    aliases={
        "parameters.name": "ParameterName",
        "parameters.value": "ParameterValue",
        "parameters.applyMethod": "ApplyMethod",
    },
    outputs={"arn": "DBParameterGroupArn"},
    name=Name(prefix="namePrefix"),
    tags=TAGS,
)

_SUBNETS = {"description": "DBSubnetGroupDescription", "subnetIds": "SubnetIds"}

SUBNET_GROUP = Spec(
    token="aws:rds/subnetGroup:SubnetGroup",
    service="rds",
    create=Call(
        op="CreateDBSubnetGroup",
        params={"name": "DBSubnetGroupName", **_SUBNETS},
        path="DBSubnetGroup",
        hook=steps.described_subnets,
    ),
    id="DBSubnetGroupName",
    read=Call(
        op="DescribeDBSubnetGroups",
        params={"id": "DBSubnetGroupName"},
        path="DBSubnetGroups[0]",
        gets={"subnetIds": "Subnets[].SubnetIdentifier"},
    ),
    updates=(Call(op="ModifyDBSubnetGroup", params={"id": "DBSubnetGroupName", **_SUBNETS}),),
    delete=(Call(op="DeleteDBSubnetGroup", params={"id": "DBSubnetGroupName"}),),
    replace_on=frozenset({"name"}),
    defaults={"description": steps.DESCRIPTION},
    outputs={
        "arn": "DBSubnetGroupArn",
        "supportedNetworkTypes": "SupportedNetworkTypes",
        "vpcId": "VpcId",
    },
    name=Name(prefix="namePrefix"),
    tags=TAGS,
)

_SUBSCRIBED = {"id": "SubscriptionName"}
_EVENTS = {
    "snsTopic": "SnsTopicArn",
    "enabled": "Enabled",
    "eventCategories": "EventCategories",
    "sourceType": "SourceType",
}

EVENT_SUBSCRIPTION = Spec(
    token="aws:rds/eventSubscription:EventSubscription",
    service="rds",
    create=Call(
        op="CreateEventSubscription",
        params={"name": "SubscriptionName", "sourceIds": "SourceIds", **_EVENTS},
        path="EventSubscription",
        hook=steps.enabled,
    ),
    id="CustSubscriptionId",
    read=Call(
        op="DescribeEventSubscriptions",
        params=_SUBSCRIBED,
        path="EventSubscriptionsList[0]",
        gets={
            "name": "CustSubscriptionId",
            "eventCategories": "EventCategoriesList",
            "sourceIds": "SourceIdsList",
        },
    ),
    updates=(Call(op="ModifyEventSubscription", params={**_SUBSCRIBED, **_EVENTS}),),
    settle=steps.sync_sources,
    settles=frozenset({"sourceIds"}),
    delete=(Call(op="DeleteEventSubscription", params=_SUBSCRIBED),),
    replace_on=frozenset({"name"}),
    defaults={"enabled": True, "eventCategories": [], "sourceIds": []},
    outputs={"arn": "EventSubscriptionArn", "customerAwsId": "CustomerAwsId"},
    name=Name(prefix="namePrefix"),
    tags=TAGS,
)

SPECS = (PARAMETER_GROUP, SUBNET_GROUP, EVENT_SUBSCRIPTION)
