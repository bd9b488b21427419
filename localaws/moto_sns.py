"""Defects of moto 5.2.5 in notifications, mended at run time. Each says what AWS does instead."""

from functools import wraps
from typing import Any

from moto.core.utils import camelcase_to_underscores
from moto.sns.models import SNSBackend
from moto.sns.responses import SNSResponse

from localaws.mending import Method, mend

_FEEDBACK = tuple(
    f"{protocol}{outcome}Feedback{what}"
    for protocol in ("Application", "Firehose", "Http", "Lambda", "Sqs")
    for outcome, what in (("Success", "RoleArn"), ("Success", "SampleRate"), ("Failure", "RoleArn"))
)
_TAKEN = ("ArchivePolicy", "FifoThroughputScope", "SignatureVersion", "TracingConfig", *_FEEDBACK)

_CONFIRMED_BY_HAND = frozenset({"email", "email-json", "http", "https"})
"""Protocols whose endpoint has to answer first. Source:
https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html"""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(SNSResponse, "get_topic_attributes", _with_all_attributes)
    mend(SNSBackend, "subscribe", _pending)


def _with_all_attributes(get: Method) -> Method:
    """A topic answers all attributes that it was given; moto takes any, and answers some."""

    @wraps(get)
    def mended(self: Any) -> Any:
        answer = get(self)
        topic = vars(self.backend.get_topic(self._get_param("TopicArn")))
        given = {name: topic.get(camelcase_to_underscores(name)) for name in _TAKEN}
        answer.result["Attributes"].update({name: value for name, value in given.items() if value})
        return answer

    return mended


def _pending(subscribe: Method) -> Method:
    """An address of a person or a web server is asked first; moto takes everybody's consent for granted."""

    @wraps(subscribe)
    def mended(self: Any, topic_arn: str, endpoint: str, protocol: str) -> Any:
        known = self._find_subscription(topic_arn, endpoint, protocol)
        subscription = subscribe(self, topic_arn, endpoint, protocol)
        if known is None and protocol in _CONFIRMED_BY_HAND:
            subscription.attributes |= {"PendingConfirmation": True, "ConfirmationWasAuthenticated": False}
        return subscription

    return mended
