"""Topics and subscriptions live a whole life against moto."""

import json
from typing import Any

import pytest

from localaws.values import Props
from tests.localaws.conftest import Workbench

TOPIC = "aws:sns/topic:Topic"
POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"

DOCUMENT = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudwatch.amazonaws.com"},
                "Action": "sns:Publish",
                "Resource": "*",
            }
        ],
    }
)


@pytest.fixture
def topic(bench: Workbench) -> str:
    return bench.make(TOPIC, name="alarms")[0]


@pytest.mark.parametrize(
    "change",
    [
        {"kmsMasterKeyId": "alias/other"},
        {"displayName": "Alarms"},
        {"policy": DOCUMENT},
        {"deliveryPolicy": '{"http": {"disableSubscriptionOverrides": true}}'},
        {"tracingConfig": "Active", "signatureVersion": "2"},
        {"httpFailureFeedbackRoleArn": "arn:aws:iam::1:role/a", "httpSuccessFeedbackSampleRate": 50},
        {"tags": {"Team": "a"}},
    ],
    ids=lambda value: "-".join(value),
)
def test_topic(bench: Workbench, change: Props) -> None:
    bench.live(TOPIC, change, name="alarms", kmsMasterKeyId="alias/aws/sns")


def test_fifo_topic(bench: Workbench) -> None:
    bench.live(
        TOPIC,
        {"contentBasedDeduplication": True, "fifoThroughputScope": "MessageGroup"},
        name="jobs.fifo",
        fifoTopic=True,
    )


def test_what_makes_a_new_topic(bench: Workbench) -> None:
    kind = bench.package.resource(TOPIC, bench.session)
    old = {"name": "a"}
    assert kind.diff(old, {}, {"name": "b.fifo", "fifoTopic": True}).replaces == ("fifoTopic", "name")


def test_a_key_taken_out_is_gone(bench: Workbench) -> None:
    kind = bench.package.resource(TOPIC, bench.session)
    old = bench.check(TOPIC, name="alarms", kmsMasterKeyId="alias/aws/sns")
    ident, state = kind.create(old)
    kind.update(ident, old, state, {"name": "alarms"})
    found = bench.call("sns", "GetTopicAttributes", TopicArn=ident)["Attributes"]
    assert "KmsMasterKeyId" not in found


def test_a_topic_is_imported_by_its_arn(bench: Workbench, topic: str) -> None:
    found = bench.package.resource(TOPIC, bench.session).read(topic, {}, {})
    assert found is not None
    assert found[1]["name"] == "alarms"
    assert found[0]["arn"] == topic


def test_a_topic_in_another_region(bench: Workbench) -> None:
    arn, outputs = bench.make(TOPIC, name="alarms", region="eu-west-1")
    assert arn.split(":")[3] == "eu-west-1"
    kind = bench.package.resource(TOPIC, bench.session)
    assert kind.read(arn, {"name": "alarms", "region": "eu-west-1"}, outputs) is not None


def test_policy(bench: Workbench, topic: str) -> None:
    other = DOCUMENT.replace("cloudwatch", "events")
    bench.live(POLICY, {"policy": other}, arn=topic, policy=DOCUMENT)


def test_without_a_policy_of_its_own_a_topic_has_its_first_again(bench: Workbench, topic: str) -> None:
    before = _policy(bench, topic)
    kind = bench.package.resource(POLICY, bench.session)
    news = bench.check(POLICY, arn=topic, policy=DOCUMENT)
    ident, state = kind.create(news)
    assert _policy(bench, topic) == json.loads(DOCUMENT)
    kind.delete(ident, news, state)
    assert _policy(bench, topic) == before


def _policy(bench: Workbench, topic: str) -> Any:
    return json.loads(bench.call("sns", "GetTopicAttributes", TopicArn=topic)["Attributes"]["Policy"])


@pytest.mark.parametrize(
    ("protocol", "endpoint", "pending"),
    [
        ("email", "ops@example.com", True),
        ("https", "https://example.com/hook", True),
        ("lambda", "arn:aws:lambda:us-east-1:200000000001:function:slack", False),
    ],
)
def test_subscription(bench: Workbench, topic: str, protocol: str, endpoint: str, pending: bool) -> None:
    about = {"topic": topic, "protocol": protocol, "endpoint": endpoint}
    change = {"filterPolicy": '{"severity": ["high"]}', "filterPolicyScope": "MessageAttributes"}
    bench.live(SUBSCRIPTION, change, **about)
    _, outputs = bench.make(SUBSCRIPTION, **about)
    assert outputs["pendingConfirmation"] is pending
    assert outputs["confirmationWasAuthenticated"] is not pending


def test_raw_subscription_with_a_queue_for_the_undelivered(bench: Workbench, topic: str) -> None:
    bench.live(
        SUBSCRIPTION,
        {"rawMessageDelivery": False, "deliveryPolicy": '{"throttlePolicy": {"maxReceivesPerSecond": 1}}'},
        topic=topic,
        protocol="https",
        endpoint="https://example.com/hook",
        rawMessageDelivery=True,
        redrivePolicy='{"deadLetterTargetArn": "arn:aws:sqs:us-east-1:200000000001:undelivered"}',
        endpointAutoConfirms=True,
        confirmationTimeoutInMinutes=5,
    )
