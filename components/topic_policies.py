"""The topics' names and policies: known, and so checked, before a topic exists."""

from components.cloud import Cloud
from components.encryption_key import service_use
from components.iam_documents import Statement


def topic_arn(cloud: Cloud, region: str | None = None) -> str:
    """ARN of the alarms' topic, known before it exists."""
    return _arn(cloud, region or cloud.region, "alarms")


def events_topic_arn(cloud: Cloud) -> str:
    """ARN of the topic for RDS and ElastiCache, known before it exists."""
    return _arn(cloud, cloud.region, "events")


def key_use(cloud: Cloud, region: str | None = None) -> Statement:
    """The statement of the key's policy that lets publishers write to the alarms' topic, and nowhere else.

    Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    """
    services = ("cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com")
    return service_use(
        "AlarmMessages",
        services,
        ("kms:Decrypt", "kms:GenerateDataKey*"),
        {"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": topic_arn(cloud, region)}},
    )


def alarm_publishers(cloud: Cloud, region: str | None = None) -> tuple[Statement, ...]:
    """CloudWatch, EventBridge and Budgets, each on behalf of this account only."""
    topic = topic_arn(cloud, region)
    place = f"{region or cloud.region}:{cloud.account_id}"
    return (
        _publish("Alarms", topic, "cloudwatch", cloud, f"arn:aws:cloudwatch:{place}:alarm:*"),
        _publish("Events", topic, "events", cloud, f"arn:aws:events:{place}:rule/*"),
        _publish("Budgets", topic, "budgets", cloud, f"arn:aws:budgets::{cloud.account_id}:*"),
    )


def event_publishers(cloud: Cloud) -> tuple[Statement, ...]:
    """RDS and ElastiCache. The second one publishes as the account that owns the topic, which only this
    condition can say, with a principal of `*`.

    Sources: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html and
    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html
    """
    topic = events_topic_arn(cloud)
    return (
        _publish("Database", topic, "events.rds", cloud, cloud.arn("rds", "*")),
        {
            "Sid": "Cache",
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": "sns:Publish",
            "Resource": topic,
            "Condition": {"StringEquals": {"aws:SourceOwner": cloud.account_id}},
        },
    )


def _arn(cloud: Cloud, region: str, what: str) -> str:
    return f"arn:aws:sns:{region}:{cloud.account_id}:{cloud.name('topic', what)}"


def _publish(sid: str, topic: str, service: str, cloud: Cloud, source: str) -> Statement:
    return {
        "Sid": sid,
        "Effect": "Allow",
        "Principal": {"Service": f"{service}.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": {
            "StringEquals": {"aws:SourceAccount": cloud.account_id},
            "ArnLike": {"aws:SourceArn": source},
        },
    }


def tls_only(topic: str) -> Statement:
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sns:Publish",
        "Resource": topic,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
