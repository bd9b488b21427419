"""What moto 5.2.5 lacks of logs: keys that change, questions that are kept, filters that can be changed."""

import json
from functools import wraps
from typing import Any

from moto.core.utils import unix_time_millis
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.metric_filters import MetricFilters
from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse
from moto.moto_api._internal import mock_random

from localaws.mending import Method, mend


def apply() -> None:
    """Adds to moto in this process; a second call changes nothing."""
    mend(MetricFilters, "add_filter", _in_place)
    mend(LogsBackend, "put_metric_filter", _of_a_group)
    for operation in (
        _associate_kms_key,
        _disassociate_kms_key,
        _put_query_definition,
        _describe_query_definitions,
        _delete_query_definition,
    ):
        setattr(LogsResponse, operation.__name__.removeprefix("_"), operation)


def _in_place(add: Method) -> Method:
    """A filter that is put again takes the old one's place; moto keeps both."""

    @wraps(add)
    def mended(self: Any, filter_name: str, pattern: str, log_group_name: str, metrics: Any) -> None:
        self.delete_filter(filter_name, log_group_name)
        add(self, filter_name, pattern, log_group_name, metrics)

    return mended


def _of_a_group(put: Method) -> Method:
    """A filter belongs to a log group, which must be there; moto does not ask."""

    @wraps(put)
    def mended(self: Any, name: str, pattern: str, log_group_name: str, metrics: Any) -> None:
        if log_group_name not in self.groups:
            raise ResourceNotFoundException()
        put(self, name, pattern, log_group_name, metrics)

    return mended


def _associate_kms_key(self: Any) -> str:
    return _with_key(self, self._get_param("kmsKeyId"))


def _disassociate_kms_key(self: Any) -> str:
    return _with_key(self, None)


def _with_key(response: Any, key: str | None) -> str:
    group = response.logs_backend.groups.get(response._get_param("logGroupName"))
    if group is None:
        raise ResourceNotFoundException()
    group.kms_key_id = key
    return ""


def _definitions(response: Any) -> dict[str, dict[str, Any]]:
    """Where the account keeps its questions, by id."""
    kept: dict[str, dict[str, Any]] = vars(response.logs_backend).setdefault("query_definitions", {})
    return kept


def _put_query_definition(self: Any) -> str:
    ident = self._get_param("queryDefinitionId") or str(mock_random.uuid4())
    members = ("name", "queryString", "logGroupNames", "queryLanguage")
    given = {member: self._get_param(member) for member in members}
    _definitions(self)[ident] = {
        **{member: value for member, value in given.items() if value is not None},
        "queryDefinitionId": ident,
        "lastModified": int(unix_time_millis()),
    }
    return json.dumps({"queryDefinitionId": ident})


def _describe_query_definitions(self: Any) -> str:
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    found = [kept for kept in _definitions(self).values() if kept["name"].startswith(prefix)]
    return json.dumps({"queryDefinitions": found})


def _delete_query_definition(self: Any) -> str:
    if _definitions(self).pop(self._get_param("queryDefinitionId"), None) is None:
        raise ResourceNotFoundException()
    return json.dumps({"success": True})
