"""The topics: who may publish, who reads, and what encrypts them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from components.alarm_topic import AlarmTopic, AlarmTopicArgs
from components.checks import ArgumentError
from components.cloud import Cloud
from components.topic_policies import events_topic_arn, topic_arn
from tests.recorder import Recorder, record

TOPIC = "aws:sns/topic:Topic"
POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
SLACK = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration"


@pytest.fixture
def args(cloud: Cloud) -> AlarmTopicArgs:
    return AlarmTopicArgs(cloud=cloud, key_arn="arn:key", emails=("a@example.com", "b@example.com"))


def build(args: AlarmTopicArgs) -> Recorder:
    return record(lambda: AlarmTopic("alarms", args))


def statements(recorder: Recorder, name: str) -> dict[str, dict[str, Any]]:
    policy = json.loads(recorder.one(POLICY, name).inputs["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_arns_are_known_before_the_topics_exist(args: AlarmTopicArgs) -> None:
    assert topic_arn(args.cloud) == "arn:aws:sns:us-east-1:123456789012:alicerce-test-alarms"
    assert topic_arn(args.cloud, "us-west-2") == "arn:aws:sns:us-west-2:123456789012:alicerce-test-alarms"
    assert events_topic_arn(args.cloud) == "arn:aws:sns:us-east-1:123456789012:alicerce-test-events"
    names = {topic.inputs["name"] for topic in build(args).all(TOPIC)}
    assert names == {"alicerce-test-alarms", "alicerce-test-events"}


def test_alarms_are_encrypted_and_events_cannot_be(args: AlarmTopicArgs) -> None:
    recorder = build(args)
    assert recorder.one(TOPIC, "alarms").inputs["kmsMasterKeyId"] == "arn:key"
    assert "kmsMasterKeyId" not in recorder.one(TOPIC, "alarms-events").inputs


@pytest.mark.parametrize(
    ("sid", "service", "source"),
    [
        ("Alarms", "cloudwatch", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:*"),
        ("Events", "events", "arn:aws:events:us-east-1:123456789012:rule/*"),
        ("Budgets", "budgets", "arn:aws:budgets::123456789012:*"),
    ],
)
def test_services_publish_for_this_account_only(
    args: AlarmTopicArgs, sid: str, service: str, source: str
) -> None:
    assert statements(build(args), "alarms")[sid] == {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": topic_arn(args.cloud),
        "Condition": {
            "StringEquals": {"aws:SourceAccount": "123456789012"},
            "ArnLike": {"aws:SourceArn": source},
        },
    }


def test_rds_and_elasticache_publish_events(args: AlarmTopicArgs) -> None:
    found = statements(build(args), "alarms-events")
    assert set(found) == {"TlsOnly", "Database", "Cache"}
    assert found["Database"]["Principal"] == {"Service": "events.rds.amazonaws.com"}
    assert found["Database"]["Condition"]["StringEquals"] == {"aws:SourceAccount": "123456789012"}
    assert found["Cache"]["Condition"] == {"StringEquals": {"aws:SourceOwner": "123456789012"}}


@pytest.mark.parametrize("name", ["alarms", "alarms-events"])
def test_nothing_is_allowed_without_a_condition(args: AlarmTopicArgs, name: str) -> None:
    for statement in statements(build(args), name).values():
        assert statement["Condition"]
        assert statement["Action"] == "sns:Publish"
    assert statements(build(args), name)["TlsOnly"]["Effect"] == "Deny"


def test_each_address_reads_both(args: AlarmTopicArgs) -> None:
    found = {
        (each.inputs["topic"].rpartition("/")[2], each.inputs["endpoint"], each.inputs["protocol"])
        for each in build(args).all(SUBSCRIPTION)
    }
    assert found == {
        (topic, address, "email")
        for topic in ("alarms", "alarms-events")
        for address in ("a@example.com", "b@example.com")
    }


def test_a_stack_elsewhere_has_a_topic_in_us_east_1_with_its_own_key(args: AlarmTopicArgs) -> None:
    far = replace(args, cloud=replace(args.cloud, region="eu-west-1"))
    recorder = build(far)
    edge = recorder.one(TOPIC, "alarms-edge").inputs
    assert edge["region"] == "us-east-1"
    assert edge["kmsMasterKeyId"].endswith("key/alarms-edge")
    assert recorder.one("aws:kms/key:Key").inputs["region"] == "us-east-1"
    assert recorder.one("aws:kms/alias:Alias").inputs["region"] == "us-east-1"
    own = "arn:aws:sns:us-east-1:123456789012:alicerce-test-alarms"
    policy = statements(recorder, "alarms-edge")
    assert {statement["Resource"] for statement in policy.values()} == {own}
    assert policy["Alarms"]["Condition"]["ArnLike"]["aws:SourceArn"].startswith(
        "arn:aws:cloudwatch:us-east-1:"
    )
    published = recorder.published("AlarmTopic")
    assert published["edge_arn"] != published["arn"]
    assert len(recorder.all(SUBSCRIPTION)) == 6


def test_in_us_east_1_one_topic_does_for_both(args: AlarmTopicArgs) -> None:
    recorder = build(args)
    published = recorder.published("AlarmTopic")
    assert published["edge_arn"] == published["arn"] == "arn:aws:mock:us-east-1:123456789012:topic/alarms"
    assert published["events_arn"] == "arn:aws:mock:us-east-1:123456789012:topic/alarms-events"
    assert not recorder.all("aws:kms/key:Key")
    assert not recorder.all(SLACK)
    assert not list(recorder.orphans())


def test_slack_hears_all_and_may_only_look(args: AlarmTopicArgs) -> None:
    recorder = build(replace(args, slack_workspace="T0123", slack_channel="C0123"))
    inputs = recorder.one(SLACK).inputs
    read_only = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"
    assert inputs["guardrailPolicyArns"] == [read_only]
    assert recorder.one("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs["policyArn"] == read_only
    assert [arn.rpartition("/")[2] for arn in inputs["snsTopicArns"]] == ["alarms", "alarms-events"]
    assert (inputs["slackTeamId"], inputs["slackChannelId"]) == ("T0123", "C0123")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"emails": ("nobody",)}, "AlarmTopicArgs.emails must be e-mail addresses (got 'nobody')."),
        (
            {"slack_workspace": "acme", "slack_channel": "C01"},
            "AlarmTopicArgs.slack_workspace must be an id such as T0123ABCD (got 'acme').",
        ),
        (
            {"slack_workspace": "T01"},
            "AlarmTopicArgs.slack_channel must be an id such as C0123ABCD, together with slack_workspace "
            "(got '').",
        ),
        (
            {"slack_channel": "C01"},
            "AlarmTopicArgs.slack_channel must be an id such as C0123ABCD, together with slack_workspace "
            "(got 'C01').",
        ),
    ],
)
def test_wrong_arguments(args: AlarmTopicArgs, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        replace(args, **change)
    assert str(caught.value) == message
