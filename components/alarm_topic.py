"""Where alarms go, and from there to people: by e-mail and to Slack."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pulumi
from pulumi_aws import chatbot, iam, sns

from components import checks
from components.cloud import EDGE_REGION, Cloud
from components.encryption_key import encryption_key
from components.iam_documents import Statement, document, trust
from components.topic_policies import (
    alarm_publishers,
    event_publishers,
    events_topic_arn,
    key_use,
    tls_only,
    topic_arn,
)

_READ_ONLY = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"
"""All that a Slack channel may do, whoever asks: look at alarms and graphs."""


@dataclass(frozen=True, kw_only=True)
class AlarmTopicArgs:
    """What the topics need.

    Raises:
        ArgumentError: a value is out of bounds; names the field, the bounds and the value.
    """

    cloud: Cloud
    key_arn: pulumi.Input[str]
    """Key that encrypts the alarms' messages; its policy has `key_use`."""
    emails: Sequence[str] = field(default=())
    """Addresses that are told. Each must confirm once, by the message it gets."""
    slack_workspace: str = ""
    """Id of the Slack workspace, T and letters or digits; nothing means no Slack. Somebody must have let AWS
    into the workspace before.
    Source: https://docs.aws.amazon.com/chatbot/latest/adminguide/slack-setup.html"""
    slack_channel: str = ""
    """Id of the Slack channel, C or G and letters or digits."""

    def __post_init__(self) -> None:
        for email in self.emails:
            checks.matches("AlarmTopicArgs.emails", email, r"[^@\s]+@[^@\s]+", "e-mail addresses")
        checks.matches(
            "AlarmTopicArgs.slack_workspace", self.slack_workspace, r"|T[A-Z0-9]+", "an id such as T0123ABCD"
        )
        wanted = r"[CG][A-Z0-9]+" if self.slack_workspace else ""
        checks.matches(
            "AlarmTopicArgs.slack_channel",
            self.slack_channel,
            wanted,
            "an id such as C0123ABCD, together with slack_workspace",
        )


class AlarmTopic(pulumi.ComponentResource):
    """The topics of one stack, and who hears of them."""

    arn: pulumi.Output[str]
    """Topic of alarms, budgets and failed jobs; encrypted."""
    edge_arn: pulumi.Output[str]
    """Topic of alarms in us-east-1; the same one if the stack is there."""
    events_arn: pulumi.Output[str]
    """Topic of what RDS and ElastiCache tell of themselves. Not encrypted, since both keep silent on an
    encrypted topic; their messages name instances and events, no data.
    Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html and
    https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html"""

    def __init__(self, name: str, args: AlarmTopicArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("alicerce:components:AlarmTopic", name, {}, opts)
        child = pulumi.ResourceOptions(parent=self)
        cloud = args.cloud

        self.arn = _topic(name, topic_arn(cloud), args, alarm_publishers(cloud), args.key_arn, child)
        self.edge_arn = self.arn if cloud.region == EDGE_REGION else _edge_topic(name, args, child)
        self.events_arn = _topic(
            f"{name}-events", events_topic_arn(cloud), args, event_publishers(cloud), None, child
        )
        if args.slack_workspace:
            _slack(name, args, [self.arn, self.edge_arn, self.events_arn], child)
        self.register_outputs({"arn": self.arn, "edge_arn": self.edge_arn, "events_arn": self.events_arn})


def _topic(
    name: str,
    arn: str,
    args: AlarmTopicArgs,
    publishers: tuple[Statement, ...],
    key_arn: pulumi.Input[str] | None,
    opts: pulumi.ResourceOptions,
    region: str | None = None,
) -> pulumi.Output[str]:
    """A topic with its policy and its readers."""
    topic = sns.Topic(name, name=arn.rpartition(":")[2], kms_master_key_id=key_arn, region=region, opts=opts)
    policy = sns.TopicPolicy(
        name, arn=topic.arn, policy=document(tls_only(arn), *publishers), region=region, opts=opts
    )
    for email in args.emails:
        sns.TopicSubscription(
            f"{name}-{email}", topic=topic.arn, protocol="email", endpoint=email, region=region, opts=opts
        )
    return policy.arn


def _edge_topic(name: str, args: AlarmTopicArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """The topic in us-east-1 of a stack that is elsewhere. Keys do not cross regions: it has its own."""
    cloud = args.cloud
    key = encryption_key(
        f"{name}-edge", "Alarms at the edge", cloud, (key_use(cloud, EDGE_REGION),), 30, opts, EDGE_REGION
    )
    arn, publishers = topic_arn(cloud, EDGE_REGION), alarm_publishers(cloud, EDGE_REGION)
    return _topic(f"{name}-edge", arn, args, publishers, key, opts, EDGE_REGION)


def _slack(
    name: str, args: AlarmTopicArgs, topics: Sequence[pulumi.Input[str]], opts: pulumi.ResourceOptions
) -> None:
    role = iam.Role(f"{name}-slack", assume_role_policy=trust("chatbot.amazonaws.com"), opts=opts)
    iam.RolePolicyAttachment(f"{name}-slack", role=role.name, policy_arn=_READ_ONLY, opts=opts)
    chatbot.SlackChannelConfiguration(
        name,
        configuration_name=args.cloud.name("topic", "alarms"),
        slack_team_id=args.slack_workspace,
        slack_channel_id=args.slack_channel,
        iam_role_arn=role.arn,
        guardrail_policy_arns=[_READ_ONLY],
        sns_topic_arns=pulumi.Output.all(*topics).apply(lambda arns: sorted(set(arns))),
        opts=opts,
    )
