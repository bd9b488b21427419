"""Defects of moto 5.2.5 in alarms, mended at run time. Each says what AWS does instead."""

from functools import wraps
from typing import Any

from botocore import xform_name
from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult

from localaws.mending import Method, add, mend

_FORGOTTEN = (
    "ActionsSuppressor",
    "ActionsSuppressorExtensionPeriod",
    "ActionsSuppressorWaitPeriod",
    "EvaluationCriteria",
    "EvaluationInterval",
    "EvaluationWindow",
    "WarmUpConfiguration",
)


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(CloudWatchResponse, "put_metric_alarm", _remembering)
    mend(CloudWatchBackend, "put_metric_alarm", _in_place)
    add(CloudWatchResponse, "put_composite_alarm", _put_composite_alarm)


def _remembering(put: Method) -> Method:
    """An alarm answers all settings that it was given; moto forgets the newer ones, and the account of a
    metric."""

    @wraps(put)
    def mended(self: Any) -> ActionResult:
        put(self)
        alarm = self.cloudwatch_backend.alarms[self._get_param("AlarmName")]
        for member in _FORGOTTEN:
            setattr(alarm, xform_name(member), self._get_param(member))
        for query, given in zip(alarm.metric_data_queries, self._get_param("Metrics", []), strict=True):
            query.account_id = given.get("AccountId")
        return EmptyResult()

    return mended


def _put_composite_alarm(self: Any) -> ActionResult:
    """An alarm over other alarms; moto answers those that it has, but has no operation to make one."""
    result: ActionResult = self.put_metric_alarm()
    return result


_STATE = ("history", "state_reason", "state_reason_data", "state_updated_timestamp", "state_value")


def _in_place(put: Method) -> Method:
    """A changed alarm keeps its state, and may watch any percentile or trimmed mean (`p99`, `tm95`).

    moto makes a new alarm, and knows percentiles only.
    """

    @wraps(put)
    def mended(self: Any, *, name: str, extended_statistic: str | None = None, **given: Any) -> Any:
        old = self.alarms.get(name)
        alarm = put(self, name=name, **given)
        alarm.extended_statistic = extended_statistic
        for part in _STATE if old else ():
            setattr(alarm, part, getattr(old, part))
        return alarm

    return mended
