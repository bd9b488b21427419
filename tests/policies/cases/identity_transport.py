"""Topics and queues that are encrypted, and policies that refuse plain text."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import UNKNOWN, AnyCase, Declared
from tests.policies.cases.identity_permissions import document
from tests.policies.cases.identity_storage import (
    ASSETS,
    AUTO,
    BLOCK,
    BUCKET,
    FLAGS,
    POLICY,
    QUEUE,
    TOPIC,
    beside,
    stack,
)


def refusal(action: Any, value: Any = "false", **others: Any) -> Mapping[str, Any]:
    """A statement against plain text."""
    condition = {"Bool": {"aws:SecureTransport": value}}
    return {"Effect": "Deny", "Principal": "*", "Action": action, "Condition": condition, **others}


PLAIN = "no policy denies s3:getobject where aws:SecureTransport is false, want one that does"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
EVENTS = Declared(type=TOPIC, name="assets", props={"name": "events"})
TRANSPORT = (
    stack("bucket-tls-only", ASSETS, says=PLAIN),
    stack("bucket-tls-only", AUTO, beside(POLICY, policy=document(refusal("s3:PutObject"))), says=PLAIN),
    stack("bucket-tls-only", AUTO, beside(POLICY, policy=document(refusal("s3:*", "true"))), says=PLAIN),
    stack(
        "bucket-tls-only",
        AUTO,
        beside(POLICY, policy=document(refusal("s3:*", Principal={"AWS": "111122223333"}))),
        says=PLAIN,
    ),
    stack(
        "bucket-tls-only", AUTO, beside(POLICY, policy=document(refusal("s3:*", Effect="Allow"))), says=PLAIN
    ),
    stack("bucket-tls-only", AUTO, beside(POLICY, policy=document({"Effect": "Allow"}, refusal("s3:*")))),
    stack("bucket-tls-only", AUTO, beside(POLICY, policy=document(refusal(["s3:PutObject", "*"], False)))),
    stack("bucket-tls-only", AUTO, beside(POLICY, policy=document(refusal("s3:Get*", ["false"])))),
    stack(
        "bucket-tls-only",
        Declared(type=BUCKET, name="assets", props={"policy": document(refusal("s3:*"))}),
    ),
    stack(
        "bucket-tls-only",
        AUTO,
        beside(BLOCK, **FLAGS),
        Declared(
            type=POLICY,
            name="late",
            props={"bucket": UNKNOWN, "policy": document(refusal("s3:*"))},
            refers={"bucket": ["part"]},
        ),
    ),
    stack("bucket-tls-only", AUTO, beside(POLICY, policy=UNKNOWN), unknown="policy"),
    stack("topic-tls-only", EVENTS, says="no policy denies sns:publish where aws:SecureTransport is false"),
    stack(
        "topic-tls-only",
        EVENTS,
        Declared(
            type=TOPIC_POLICY,
            name="p",
            props={"arn": UNKNOWN, "policy": document()},
            refers={"arn": ["assets"]},
        ),
        says="no policy denies sns:publish where aws:SecureTransport is false",
    ),
    stack(
        "topic-tls-only",
        EVENTS,
        Declared(
            type=TOPIC_POLICY,
            name="p",
            props={"arn": UNKNOWN, "policy": document(refusal("sns:Publish"))},
            refers={"arn": ["assets"]},
        ),
    ),
    stack(
        "topic-tls-only",
        Declared(type=TOPIC, name="assets", props={"policy": document(refusal("SNS:*"))}),
    ),
    stack(
        "queue-tls-only",
        Declared(type=QUEUE, name="assets", props={}),
        says="no policy denies sqs:sendmessage where aws:SecureTransport is false",
    ),
    stack(
        "queue-tls-only",
        Declared(type=QUEUE, name="assets", props={"policy": document(refusal("sqs:ReceiveMessage"))}),
        says="no policy denies sqs:sendmessage where",
    ),
    stack(
        "queue-tls-only", Declared(type=QUEUE, name="assets", props={"policy": document(refusal("sqs:*"))})
    ),
    stack(
        "queue-tls-only",
        Declared(type=QUEUE, name="assets", props={}),
        Declared(
            type="aws:sqs/queuePolicy:QueuePolicy",
            name="p",
            props={"queueUrl": UNKNOWN, "policy": document(refusal("sqs:Send*"))},
            refers={"queueUrl": ["assets"]},
        ),
    ),
)

NO_KEY = "kmsMasterKeyId is missing, want a key"
CACHE = "aws:elasticache/replicationGroup:ReplicationGroup"
TOLD = Declared(
    type=CACHE,
    name="cache",
    props={"notificationTopicArn": UNKNOWN},
    refers={"notificationTopicArn": ["policy"]},
)
TOPICS = (
    stack("topic-encrypted", EVENTS, says=NO_KEY),
    stack("topic-encrypted", EVENTS, Declared(type=CACHE, name="cache"), says=NO_KEY),
    stack("topic-encrypted", Declared(type=TOPIC, name="assets", props={"kmsMasterKeyId": UNKNOWN})),
    stack("topic-encrypted", Declared(type=TOPIC, name="assets", props={"kmsMasterKeyId": "alias/aws/sns"})),
    stack(
        "topic-encrypted",
        EVENTS,
        Declared(type=TOPIC_POLICY, name="policy", props={"arn": UNKNOWN}, refers={"arn": ["assets"]}),
        TOLD,
    ),
    stack(
        "topic-encrypted",
        Declared(type=TOPIC, name="assets", props={"arn": "arn:aws:sns:us-east-1:111122223333:events"}),
        Declared(
            type="aws:elasticache/cluster:Cluster",
            name="cache",
            props={"notificationTopicArn": "arn:aws:sns:us-east-1:111122223333:events"},
        ),
    ),
)

CASES: tuple[AnyCase, ...] = (*TRANSPORT, *TOPICS)
