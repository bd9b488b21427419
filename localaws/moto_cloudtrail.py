"""Defects of moto 5.2.5 in trails, mended at run time. Each says what AWS does instead."""

from functools import wraps
from typing import Any

from moto.cloudtrail.models import Trail

from localaws.mending import Method, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(Trail, "put_event_selectors", _one_kind)
    mend(Trail, "put_insight_selectors", _instead)
    mend(Trail, "check_topic_exists", _by_arn)


def _one_kind(put: Method) -> Method:
    """Selectors of either kind replace those of the other; moto keeps the advanced ones beside."""

    @wraps(put)
    def mended(self: Any, event_selectors: Any, advanced_event_selectors: Any) -> None:
        self.advanced_event_selectors = []
        put(self, event_selectors, advanced_event_selectors)

    return mended


def _instead(put: Method) -> Method:
    """New insights replace the old ones; moto adds them."""

    @wraps(put)
    def mended(self: Any, insight_selectors: Any) -> None:
        self.insight_selectors = []
        put(self, insight_selectors)

    return mended


def _by_arn(check: Method) -> Method:
    """A topic may be named by its ARN; moto builds an ARN around that."""

    @wraps(check)
    def mended(self: Any) -> None:
        if self.sns_topic_name:
            self.sns_topic_name = self.sns_topic_name.rpartition(":")[2]
        check(self)

    return mended
