"""Messages in a Slack channel."""

from localaws.spec import Call, Spec, Tags

_ARN = "arn:{partition}:chatbot::{account}:chat-configuration/slack-channel/{configurationName}"
_CHANGING = {
    "slackChannelId": "SlackChannelId",
    "iamRoleArn": "IamRoleArn",
    "snsTopicArns": "SnsTopicArns",
    "loggingLevel": "LoggingLevel",
    "guardrailPolicyArns": "GuardrailPolicyArns",
    "userAuthorizationRequired": "UserAuthorizationRequired",
}

SLACK_CHANNEL_CONFIGURATION = Spec(
    token="aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    service="chatbot",
    create=Call(
        op="CreateSlackChannelConfiguration",
        params={"configurationName": "ConfigurationName", "slackTeamId": "SlackTeamId", **_CHANGING},
    ),
    id=_ARN,
    updates=(
        Call(
            op="UpdateSlackChannelConfiguration",
            params={"chatConfigurationArn": "ChatConfigurationArn", **_CHANGING},
        ),
    ),
    replace_on=frozenset({"configurationName", "slackTeamId"}),
    defaults={"loggingLevel": "NONE", "userAuthorizationRequired": False},
    kept=frozenset({"guardrailPolicyArns"}),
    outputs={"chatConfigurationArn": _ARN},
    ignored={"timeouts": "nothing takes so long here that one would stop waiting for it"},
    tags=Tags(create="Tags"),
    recorded="moto has no AWS Chatbot",
)

SPECS = (SLACK_CHANNEL_CONFIGURATION,)
