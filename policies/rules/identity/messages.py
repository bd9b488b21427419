"""Topics and queues: encrypted where they lie."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.rule import Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Resource, Stack

from .transport import QUEUE, TOPIC, TOPIC_POLICY

CACHES = frozenset({"aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"})


def _topics(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for topic in stack.all(TOPIC):
        if "kmsMasterKeyId" not in topic.props and not _tells_of_caches(stack, topic):
            yield topic.urn, "kmsMasterKeyId is missing, want a key"


def _tells_of_caches(stack: Stack, topic: Resource) -> bool:
    """ElastiCache cannot publish to an encrypted topic.

    Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
    """
    known_as = [topic, *stack.users(topic, {TOPIC_POLICY}, "arn")]
    return any(stack.users(each, CACHES, "notificationTopicArn") for each in known_as)


TOPIC_ENCRYPTED = StackRule(
    id="topic-encrypted",
    severity=Severity.MEDIUM,
    check=_topics,
    finding="A topic is not encrypted with a key.",
    why="Messages, and what they tell of incidents, lie on disk with no key's policy in front of them.",
    fix='set kmsMasterKeyId to a key of the stack, or to "alias/aws/sns".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
    controls=security_hub("SNS.1"),
)


def _queue(subject: Subject) -> Iterator[Verdict]:
    # SQS encrypts a queue that says nothing.
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
    if "kmsMasterKeyId" not in subject.props and not subject.props.flag("sqsManagedSseEnabled", True):
        yield "sqsManagedSseEnabled is false and kmsMasterKeyId is missing, want one of them"


QUEUE_ENCRYPTED = Rule(
    id="queue-encrypted",
    severity=Severity.MEDIUM,
    types=frozenset({QUEUE}),
    check=_queue,
    remedy=lambda subject: {"sqsManagedSseEnabled": True},
    finding="A queue is not encrypted.",
    why="Messages wait on disk for days, in plain text.",
    fix="remove sqsManagedSseEnabled, or set kmsMasterKeyId to a key of the stack.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
    controls=security_hub("SQS.1"),
)

RULES = (TOPIC_ENCRYPTED, QUEUE_ENCRYPTED)
