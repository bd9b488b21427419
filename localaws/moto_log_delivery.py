"""A change of a log delivery, a call that moto 5.2.5 lacks."""

from typing import Any

from botocore import xform_name
from moto.logs.responses import LogsResponse

_FIELDS = ("recordFields", "fieldDelimiter", "s3DeliveryConfiguration")


def apply() -> None:
    """Teaches moto in this process; a second call changes nothing."""
    setattr(LogsResponse, update_delivery_configuration.__name__, update_delivery_configuration)


def update_delivery_configuration(self: Any) -> str:
    """New fields for those that are given."""
    delivery = self.logs_backend.get_delivery(self._get_param("id"))
    for field in _FIELDS:
        if (value := self._get_param(field)) is not None:
            setattr(delivery, xform_name(field), value)
    return "{}"
