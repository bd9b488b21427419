"""Topics, who may publish to them, and who hears of it."""

import json
from collections.abc import Mapping
from typing import Any

from localaws.spec import Call, Name, Spec, Tags

_TOPIC = {"id": "TopicArn"}

_ATTRIBUTES = {
    "displayName": "DisplayName",
    "policy": "Policy",
    "deliveryPolicy": "DeliveryPolicy",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "signatureVersion": "SignatureVersion",
    "tracingConfig": "TracingConfig",
    "archivePolicy": "ArchivePolicy",
    "contentBasedDeduplication": "ContentBasedDeduplication",
    "fifoThroughputScope": "FifoThroughputScope",
} | {
    f"{protocol}{outcome}Feedback{what}": f"{protocol.capitalize()}{outcome}Feedback{what}"
    for protocol in ("application", "firehose", "http", "lambda", "sqs")
    for outcome, what in (("Success", "RoleArn"), ("Success", "SampleRate"), ("Failure", "RoleArn"))
}
"""What a topic has beside its name: Pulumi property -> attribute."""

_SUBSCRIPTION_ATTRIBUTES = {
    # The scope first: AWS judges the filter by it.
    "filterPolicyScope": "FilterPolicyScope",
    "filterPolicy": "FilterPolicy",
    "deliveryPolicy": "DeliveryPolicy",
    "rawMessageDelivery": "RawMessageDelivery",
    "redrivePolicy": "RedrivePolicy",
    "subscriptionRoleArn": "SubscriptionRoleArn",
}


def _setting(op: str, owner: Mapping[str, str], prop: str, attribute: str) -> Call:
    """The call that sets one attribute; an empty text where it is taken out."""
    fixed = {"AttributeName": attribute}
    return Call(
        op=op,
        params={**owner, prop: "AttributeValue"},
        fixed=fixed,
        otherwise=Call(op=op, params=owner, fixed={**fixed, "AttributeValue": ""}),
    )


def _new_topic(params: dict[str, Any]) -> dict[str, Any]:
    """Being first-in-first-out is the one attribute that only a creation takes."""
    fifo = params.pop("Attributes", None)
    return {**params, "Attributes": {"FifoTopic": "true"}} if fifo else params


def _that_are_set(attributes: dict[str, str]) -> dict[str, str]:
    """AWS answers an empty text for what is not set."""
    return {name: value for name, value in attributes.items() if value != ""}


def _named(attributes: dict[str, str]) -> dict[str, str]:
    """With the name, which AWS answers at the end of the ARN only."""
    return {**_that_are_set(attributes), "Name": attributes["TopicArn"].rpartition(":")[2]}


TOPIC = Spec(
    token="aws:sns/topic:Topic",
    service="sns",
    create=Call(op="CreateTopic", params={"name": "Name", "fifoTopic": "Attributes"}, hook=_new_topic),
    id="TopicArn",
    read=Call(
        op="GetTopicAttributes",
        params=_TOPIC,
        path="Attributes",
        gets={"name": "Name", "fifoTopic": "FifoTopic", **_ATTRIBUTES},
        tidy=_named,
    ),
    updates=tuple(_setting("SetTopicAttributes", _TOPIC, prop, name) for prop, name in _ATTRIBUTES.items()),
    delete=(Call(op="DeleteTopic", params=_TOPIC),),
    replace_on=frozenset({"name", "fifoTopic"}),
    defaults={"fifoTopic": False, "contentBasedDeduplication": False},
    kept=frozenset({"policy", "signatureVersion", "tracingConfig", "fifoThroughputScope"}),
    outputs={"arn": "{id}", "owner": "{account}"},
    ignored={"maximumMessageSize": "AWS's model says nothing of it, and no message is sent here"},
    tags=Tags(
        create="Tags",
        set=Call(op="TagResource", params={"id": "ResourceArn", "tags": "Tags"}),
        unset=Call(op="UntagResource", params={"id": "ResourceArn", "tagKeys": "TagKeys"}),
        read=Call(op="ListTagsForResource", params={"id": "ResourceArn"}),
    ),
    name=Name(prefix="namePrefix", longest=256),
)

_DEFAULT_POLICY = "__default_policy_ID"
_OWNERS = (
    "GetTopicAttributes",
    "SetTopicAttributes",
    "AddPermission",
    "RemovePermission",
    "DeleteTopic",
    "Subscribe",
    "ListSubscriptionsByTopic",
    "Publish",
)
"""What the owner of a topic may do with it from its birth."""


def _back_to_default(params: dict[str, Any]) -> dict[str, Any]:
    """A topic always has a policy: without one of ours, the one it was born with."""
    arn = params["TopicArn"]
    statement = {
        "Sid": "__default_statement_ID",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": [f"SNS:{action}" for action in _OWNERS],
        "Resource": arn,
        "Condition": {"StringEquals": {"AWS:SourceOwner": arn.split(":")[4]}},
    }
    policy = {"Version": "2008-10-17", "Id": _DEFAULT_POLICY, "Statement": [statement]}
    return {**params, "AttributeValue": json.dumps(policy)}


def _of_ones_own(attributes: dict[str, str]) -> dict[str, str]:
    """Nothing where the topic has the policy it was born with."""
    return {} if json.loads(attributes["Policy"]).get("Id") == _DEFAULT_POLICY else attributes


_PUT_POLICY = Call(
    op="SetTopicAttributes",
    params={"arn": "TopicArn", "policy": "AttributeValue"},
    fixed={"AttributeName": "Policy"},
)

TOPIC_POLICY = Spec(
    token="aws:sns/topicPolicy:TopicPolicy",
    service="sns",
    create=_PUT_POLICY,
    id="{arn}",
    read=Call(
        op="GetTopicAttributes",
        params=_TOPIC,
        path="Attributes",
        gets={"arn": "TopicArn", "policy": "Policy"},
        tidy=_of_ones_own,
    ),
    updates=(_PUT_POLICY,),
    delete=(
        Call(
            op="SetTopicAttributes", params=_TOPIC, fixed={"AttributeName": "Policy"}, hook=_back_to_default
        ),
    ),
    replace_on=frozenset({"arn"}),
    outputs={"owner": "{account}"},
)

_SUBSCRIPTION = {"id": "SubscriptionArn"}


_UNASKED = "nobody answers a request for confirmation here, so none is waited for"

_CONFIRMATION = {
    "pendingConfirmation": "PendingConfirmation",
    "confirmationWasAuthenticated": "ConfirmationWasAuthenticated",
}


def _confirmation(attributes: dict[str, str]) -> dict[str, bool]:
    """The answer's texts as truths."""
    return {name: attributes.get(name) == "true" for name in _CONFIRMATION.values()}


TOPIC_SUBSCRIPTION = Spec(
    token="aws:sns/topicSubscription:TopicSubscription",
    service="sns",
    create=Call(
        op="Subscribe",
        params={"topic": "TopicArn", "protocol": "Protocol", "endpoint": "Endpoint"},
        # AWS answers the words "pending confirmation" for an ARN otherwise.
        fixed={"ReturnSubscriptionArn": True},
    ),
    id="SubscriptionArn",
    read=Call(
        op="GetSubscriptionAttributes",
        params=_SUBSCRIPTION,
        path="Attributes",
        gets={"topic": "TopicArn", **_SUBSCRIPTION_ATTRIBUTES},
        tidy=_that_are_set,
    ),
    more=(
        Call(
            op="GetSubscriptionAttributes",
            params=_SUBSCRIPTION,
            path="Attributes",
            gets=_CONFIRMATION,
            tidy=_confirmation,
        ),
    ),
    updates=tuple(
        _setting("SetSubscriptionAttributes", _SUBSCRIPTION, prop, name)
        for prop, name in _SUBSCRIPTION_ATTRIBUTES.items()
    ),
    delete=(Call(op="Unsubscribe", params=_SUBSCRIPTION),),
    replace_on=frozenset({"topic", "protocol", "endpoint"}),
    defaults={"rawMessageDelivery": False},
    kept=frozenset({"filterPolicyScope"}),
    outputs={
        "arn": "{id}",
        "ownerId": "{account}",
        "pendingConfirmation": "PendingConfirmation",
        "confirmationWasAuthenticated": "ConfirmationWasAuthenticated",
    },
    ignored={
        "confirmationTimeoutInMinutes": _UNASKED,
        "endpointAutoConfirms": _UNASKED,
        "replayPolicy": "moto keeps no archive of messages to replay",
    },
)

SPECS = (TOPIC, TOPIC_POLICY, TOPIC_SUBSCRIPTION)
