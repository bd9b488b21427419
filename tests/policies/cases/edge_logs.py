"""Cases of the rules about what the edge writes down."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policies.cases import AnyCase, Case, Declared, StackCase

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource"
DELIVERY = "aws:cloudwatch/logDelivery:LogDelivery"
ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"
NONE = "neither loggingConfig nor a delivery of ACCESS_LOGS is set, want one of them"


def _distribution(
    props: Mapping[str, Any], *others: Declared, says: str = "", unknown: str = ""
) -> StackCase:
    resources = [Declared(type=DISTRIBUTION, name="cdn", props=props), *others]
    at = "cdn" if says else ""
    return StackCase(rule="distribution-logging", resources=resources, says=says, at=at, unknown=unknown)


def _source(kind: str) -> Declared:
    props = {"name": "cdn", "resourceArn": STRING, "logType": kind}
    return Declared(type=SOURCE, name="source", props=props, refers={"resourceArn": ["cdn"]})


def _web_acl(*others: Declared, says: str = "") -> StackCase:
    resources = [Declared(type=ACL, name="acl", props={"arn": "arn:acl"}), *others]
    return StackCase(rule="web-acl-logging", resources=resources, says=says, at="acl" if says else "")


def _redaction(fields: Any, says: str = "", **more: Any) -> Case:
    return Case(
        rule="web-acl-log-redaction", type=LOGGING, props={"redactedFields": fields}, says=says, **more
    )


def _headers(*names: str) -> Sequence[Mapping[str, Any]]:
    return [{"singleHeader": {"name": name}} for name in names]


DELIVERED = Declared(type=DELIVERY, name="delivery", props={"deliverySourceName": "cdn"})

CASES: tuple[AnyCase, ...] = (
    _distribution({}, says=NONE),
    _distribution({"loggingConfig": {"includeCookies": True}}, says=NONE),
    _distribution({}, _source("ACCESS_LOGS"), says=NONE),
    _distribution({}, _source("CONNECTION_LOGS"), DELIVERED, says=NONE),
    _distribution({"loggingConfig": "on"}, says="loggingConfig is a string, want an object"),
    _distribution({"loggingConfig": {"bucket": STRING}}),
    _distribution({}, _source("ACCESS_LOGS"), DELIVERED),
    _distribution({"loggingConfig": OBJECT}, unknown="loggingConfig"),
    _web_acl(says="it has no aws:wafv2/webAclLoggingConfiguration, want one"),
    _web_acl(
        Declared(type=LOGGING, name="of-another", props={"resourceArn": "arn:another"}),
        says="it has no aws:wafv2/webAclLoggingConfiguration, want one",
    ),
    _web_acl(
        Declared(type=LOGGING, name="by-link", props={"resourceArn": STRING}, refers={"resourceArn": ["acl"]})
    ),
    _web_acl(Declared(type=LOGGING, name="by-arn", props={"resourceArn": "arn:acl"})),
    _redaction(None, "redactedFields has no singleHeader authorization, want it"),
    _redaction([], "redactedFields has no singleHeader cookie, want it"),
    _redaction(
        [{"uriPath": {}}, *_headers("Authorization")], "redactedFields has no singleHeader cookie, want it"
    ),
    _redaction(
        _headers("cookie", "authorization"), "redactedFields has no", options={"headers": ["x-api-key"]}
    ),
    _redaction(_headers("authorization", "cookie")),
    _redaction([{"method": {}}, *_headers("Cookie", "AUTHORIZATION", "x-secret")]),
    _redaction([OBJECT], unknown="redactedFields[0]"),
)
