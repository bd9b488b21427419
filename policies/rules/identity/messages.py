"""Topics and queues: encrypted where they lie."""

from collections.abc import Iterator

from pack.rule import Rule, Severity, Subject, Verdict, security_hub


def _topic(subject: Subject) -> Iterator[Verdict]:
    if "kmsMasterKeyId" not in subject.props:
        yield "kmsMasterKeyId is missing, want a key"


TOPIC_ENCRYPTED = Rule(
    id="topic-encrypted",
    severity=Severity.MEDIUM,
    types=frozenset({"aws:sns/topic:Topic"}),
    check=_topic,
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
    types=frozenset({"aws:sqs/queue:Queue"}),
    check=_queue,
    remedy=lambda subject: {"sqsManagedSseEnabled": True},
    finding="A queue is not encrypted.",
    why="Messages wait on disk for days, in plain text.",
    fix="remove sqsManagedSseEnabled, or set kmsMasterKeyId to a key of the stack.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
    controls=security_hub("SQS.1"),
)

RULES = (TOPIC_ENCRYPTED, QUEUE_ENCRYPTED)
