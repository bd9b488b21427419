"""Defects of moto's S3 that a program can tell, mended. Each says what AWS does instead."""

import json
from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any

from moto.s3.models import FakeBucket

from localaws.mending import mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(FakeBucket, "get_permission", _without_conditions)


def _without_conditions(get_permission: Callable[..., Any]) -> Callable[..., Any]:
    """A denial with a condition denies when the condition holds: "nobody speaks plain HTTP" lets HTTPS in.

    moto takes no notice of conditions, so that such a policy keeps everybody out.
    """

    @wraps(get_permission)
    def mended(self: Any, action: str, resource: str) -> Any:
        if self.policy is None:
            return get_permission(self, action, resource)
        # A copy to ask: other threads read the bucket's own policy meanwhile.
        asked = copy(self)
        asked.policy = json.dumps(_unconditional(json.loads(self.policy))).encode()
        return get_permission(asked, action, resource)

    return mended


def _unconditional(policy: dict[str, Any]) -> dict[str, Any]:
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    kept = [each for each in statements if each["Effect"] != "Deny" or "Condition" not in each]
    return {**policy, "Statement": kept}
