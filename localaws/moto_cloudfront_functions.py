"""The two stages of CloudFront functions, and calls to change and publish, which moto 5.2.5 lacks."""

from copy import copy
from functools import wraps
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException, NoSuchFunctionExists
from moto.cloudfront.models import CloudFrontBackend, CloudFrontFunction, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.cloudfront.urls import url_paths
from moto.core.responses import ActionResult

from localaws.mending import Method, mend
from localaws.moto_cloudfront_kept import check_version, in_use

_LIVE = "live"
"""Where a function holds the copy of itself that viewers meet."""


def apply() -> None:
    """Teaches moto in this process; a second call changes nothing."""
    for operation in (describe_function, get_function, update_function, publish_function):
        setattr(CloudFrontResponse, operation.__name__, operation)
    url_paths["{0}/2020-05-31/function/(?P<function_name>[^/]+)/publish$"] = CloudFrontResponse.dispatch
    mend(CloudFrontBackend, "delete_function", _unless_in_use)


def describe_function(self: Any) -> ActionResult:
    """A function's description at a stage; at LIVE there is none until it is published."""
    return _summary(_at_stage(self))


def get_function(self: Any) -> ActionResult:
    """A function's code at a stage."""
    function = _at_stage(self)
    return ActionResult(
        {"FunctionCode": function.code, "ETag": function.etag, "ContentType": "application/octet-stream"}
    )


def update_function(self: Any) -> ActionResult:
    """New code at the DEVELOPMENT stage; viewers still meet the old."""
    function = _working(self)
    function.config = self._get_param("FunctionConfig", {})
    function.code = self._get_param("FunctionCode")
    function.status, function.etag = "UNPUBLISHED", random_id()
    return _summary(function)


def publish_function(self: Any) -> ActionResult:
    """What is at DEVELOPMENT goes LIVE."""
    function = _working(self)
    function.status = "UNASSOCIATED"
    live = copy(function)
    live.stage = "LIVE"
    setattr(function, _LIVE, live)
    return _summary(live)


def _working(response: Any) -> CloudFrontFunction:
    """The function a change is for, if the change is for its present version."""
    function: CloudFrontFunction = response.backend.describe_function(response._get_param("Name"))
    check_version(response, function.etag)
    return function


def _at_stage(response: Any) -> CloudFrontFunction:
    name = response._get_param("Name")
    function: CloudFrontFunction | None = response.backend.describe_function(name)
    if response._get_param("Stage") == "LIVE":
        function = getattr(function, _LIVE, None)
    if function is None:
        raise NoSuchFunctionExists(name)
    return function


def _summary(function: CloudFrontFunction) -> ActionResult:
    return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})


def _unless_in_use(delete: Method) -> Method:
    """A function that a distribution runs cannot be deleted; moto deletes it."""

    @wraps(delete)
    def mended(self: Any, name: str, if_match: Any) -> None:
        function = self.functions.get(name)
        if function and in_use(self, function.arn):
            raise CloudFrontException(
                "FunctionInUse", "Cannot delete the function because it's attached to distributions."
            )
        delete(self, name, if_match)

    return mended
