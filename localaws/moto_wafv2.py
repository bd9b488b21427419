"""Web ACLs as AWS keeps them, where moto 5.2.5 is laxer or forgets."""

from functools import wraps
from typing import Any

from moto.moto_api._internal import mock_random
from moto.wafv2.exceptions import WAFv2ClientError
from moto.wafv2.models import FakeIPSet, FakeWebACL, WAFV2Backend
from moto.wafv2.responses import WAFV2Response

from localaws.mending import Method, mend

HOME = "us-east-1"
"""Where what guards CloudFront lives.
Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html (Scope)"""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    for operation in ("create_web_acl", "create_ip_set"):
        mend(WAFV2Response, operation, _at_home)
    for change in ("__init__", "update"):
        mend(FakeIPSet, change, _with_long_token)
    mend(FakeWebACL, "update", _as_told)
    mend(WAFV2Backend, "associate_web_acl", _in_place_of_another)
    mend(WAFV2Backend, "delete_web_acl", _unless_in_use)


def _at_home(create: Method) -> Method:
    """AWS makes what guards CloudFront in one region only; moto makes it anywhere."""

    @wraps(create)
    def mended(self: Any) -> Any:
        if self._get_param("Scope") == "CLOUDFRONT" and self.region != HOME:
            raise WAFv2ClientError(
                "WAFInvalidParameterException",
                "Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT",
            )
        return create(self)

    return mended


def _with_long_token(change: Method) -> Method:
    """A lock token is a UUID, and AWS's model says so; moto cuts it short."""

    @wraps(change)
    def mended(self: Any, *args: Any) -> None:
        change(self, *args)
        self.lock_token = str(mock_random.uuid4())

    return mended


def _as_told(update: Method) -> Method:
    """An update replaces all settings: those left out are gone. moto keeps them."""

    @wraps(update)
    def mended(self: Any, *settings: Any) -> None:
        update(self, *settings)
        _, rules, description, _, bodies, captcha, challenge, domains, association = settings
        self.rules, self.description = rules or [], description or ""
        self.custom_response_bodies, self.association_config = bodies, association
        self.captcha_config, self.challenge_config, self.token_domains = captcha, challenge, domains

    return mended


def _in_place_of_another(associate: Method) -> Method:
    """A resource has one web ACL: a second takes the place of the first. moto keeps both."""

    @wraps(associate)
    def mended(self: Any, web_acl_arn: str, resource_arn: str) -> None:
        if web_acl_arn in self.wacls:
            self.disassociate_web_acl(resource_arn)
        associate(self, web_acl_arn, resource_arn)

    return mended


def _unless_in_use(delete: Method) -> Method:
    """A web ACL that guards something cannot be deleted; moto deletes it."""

    @wraps(delete)
    def mended(self: Any, name: str, scope: str, _id: str, lock_token: str) -> None:
        if any(acl.id == _id and acl.associated_resources for acl in self.wacls.values()):
            raise WAFv2ClientError(
                "WAFAssociatedItemException",
                "AWS WAF couldn't perform the operation because your resource is being used by another "
                "resource or it's associated with another resource.",
            )
        delete(self, name, scope, _id, lock_token)

    return mended
