"""Topics that tell people: somebody listens."""

from collections.abc import Iterator

from pack.rule import Severity, StackRule, Verdict, well_architected
from pack.stack import Resource, Stack

from .types import ALARMS, BUDGETS, SUBSCRIPTIONS, TOPIC_POLICIES, TOPICS, Options, every

TELLERS = {
    **dict.fromkeys(ALARMS, "alarmActions"),
    **dict.fromkeys(BUDGETS, "notifications"),
    "aws:rds/eventSubscription:EventSubscription": "snsTopic",
    "aws:elasticache/replicationGroup:ReplicationGroup": "notificationTopicArn",
    "aws:backup/vaultNotifications:VaultNotifications": "snsTopicArn",
}
"""What tells people through a topic, and the property that names it."""


def _heard(stack: Stack, topic: Resource, options: Options) -> Iterator[Verdict]:
    subscribed = stack.users(topic, SUBSCRIPTIONS, "topic")
    if not subscribed and (tellers := _tellers(stack, topic)):
        yield f"{len(tellers)} resources tell it, such as {tellers[0].name}, and no subscription is to it"


def _tellers(stack: Stack, topic: Resource) -> list[Resource]:
    """What tells people through a topic, by the topic itself or by the ARN that its policy gives."""
    names = (topic, *stack.users(topic, TOPIC_POLICIES, "arn"))
    return [
        teller
        for type_, name in TELLERS.items()
        for teller in stack.all(type_)
        if any(each in stack.linked(teller, name, TOPICS | TOPIC_POLICIES) for each in names)
    ]


HEARD = StackRule(
    id="topic-subscribed",
    severity=Severity.HIGH,
    production=True,
    check=every(TOPICS, _heard),
    finding="Nobody is subscribed to a topic that alarms are sent to.",
    why="Every alarm works, and nobody ever hears of one.",
    fix="add an aws:sns/topicSubscription to it: an address, or the endpoint of a pager.",
    source="https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_monitor_aws_resources_notification_monitor.html",
    controls=well_architected("REL06-BP03"),
)

RULES = (HEARD,)
