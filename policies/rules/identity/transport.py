"""Nothing is read or sent in plain text: policies that refuse what does not come by TLS."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pack.rule import Level, Severity, StackCheck, StackRule, Verdict, cis, security_hub
from pack.stack import Resource, Stack
from pack.values import Props

from ..shared.each import found_at
from .buckets import BUCKETS, POLICIES, parts
from .statements import actions, matches, principals

TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
QUEUE = "aws:sqs/queue:Queue"
QUEUE_POLICY = "aws:sqs/queuePolicy:QueuePolicy"

Holders = Callable[[Stack, Resource], Iterable[Resource]]


def _refuses_plain_text(statement: Props, action: str) -> bool:
    """Whether a statement denies everybody an action by HTTP."""
    if statement.text("Effect") != "Deny" or "*" not in principals(statement):
        return False
    tests = [statement.group("Condition").group(each) for each in ("Bool", "BoolIfExists")]
    plain = any("false" in str(test.value("aws:SecureTransport")).lower() for test in tests)
    return plain and any(matches(pattern, action) for pattern in actions(statement))


def _tls_only(types: Iterable[str], policies: Holders, action: str) -> StackCheck:
    """A check of all resources of these types, by the policies that each has; `action` stands for its use."""

    def judge(holders: list[Resource]) -> Iterator[Verdict]:
        documents = [each.props.document("policy") for each in holders if "policy" in each.props]
        statements = [each for document in documents for each in document.groups("Statement")]
        if not any(_refuses_plain_text(each, action) for each in statements):
            yield f"no policy denies {action} where aws:SecureTransport is false, want one that does"

    def check(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
        for each in stack.all(*types):
            holders = [each, *policies(stack, each)]
            yield from found_at(each, judge(holders))

    return check


_DENY = '"Effect": "Deny", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}'

BUCKET_TLS = StackRule(
    id="bucket-tls-only",
    severity=Severity.MEDIUM,
    check=_tls_only(BUCKETS, lambda stack, bucket: parts(stack, bucket, POLICIES), "s3:getobject"),
    finding="A bucket answers over HTTP.",
    why="Whoever is on the way reads objects, and the signatures of requests.",
    fix=f'add to its policy: {_DENY}, "Action": "s3:*", with the bucket and its objects as "Resource".',
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
    controls=(*security_hub("S3.5"), *cis("2.1.1")),
)

# Advisory: AWS's own tools speak TLS alone; only a sender of one's own making would not.
TOPIC_TLS = StackRule(
    id="topic-tls-only",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    check=_tls_only({TOPIC}, lambda stack, topic: stack.users(topic, {TOPIC_POLICY}, "arn"), "sns:publish"),
    finding="A topic takes messages over HTTP.",
    why="Whoever is on the way reads and changes them.",
    fix=f'add to its policy: {_DENY}, "Action": "sns:Publish", with its ARN as "Resource".',
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
)

# Advisory for the same reason.
QUEUE_TLS = StackRule(
    id="queue-tls-only",
    severity=Severity.LOW,
    level=Level.ADVISORY,
    check=_tls_only(
        {QUEUE}, lambda stack, queue: stack.users(queue, {QUEUE_POLICY}, "queueUrl"), "sqs:sendmessage"
    ),
    finding="A queue takes messages over HTTP.",
    why="Whoever is on the way reads and changes them.",
    fix=f'add to its policy: {_DENY}, "Action": "sqs:*", with its ARN as "Resource".',
    source="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html#enforce-encryption-data-in-transit",
)

RULES = (BUCKET_TLS, TOPIC_TLS, QUEUE_TLS)
