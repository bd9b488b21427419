"""CloudFront's policies and VPC origins, which moto 5.2.5 lacks: kept as they are given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.models import random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.cloudfront.urls import url_paths
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores, utcnow
from moto.moto_api._internal import mock_random
from moto.utilities.utils import get_partition

Operation = Callable[[Any], ActionResult]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that CloudFront only keeps: made, read, changed and deleted as a whole."""

    name: str
    """As AWS spells it in its calls: `CachePolicy`."""
    path: str
    """As it stands in URLs: `cache-policy`."""
    noun: str
    """As it stands in ARNs."""
    config: str
    """The member that holds all there is to say of one."""
    absent: str
    """AWS's word for one that is not there."""
    taken: str
    """AWS's word for a name that another one has."""
    used: str
    """AWS's word for one that a distribution uses."""
    ids: str = ""
    """What its ids start with; empty: they are UUIDs."""


def _policy(name: str, path: str) -> Kind:
    return Kind(name, path, path, f"{name}Config", f"NoSuch{name}", f"{name}AlreadyExists", f"{name}InUse")


KINDS = (
    _policy("CachePolicy", "cache-policy"),
    _policy("OriginRequestPolicy", "origin-request-policy"),
    _policy("ResponseHeadersPolicy", "response-headers-policy"),
    Kind(
        "VpcOrigin",
        "vpc-origin",
        "vpcorigin",
        "VpcOriginEndpointConfig",
        "EntityNotFound",
        "EntityAlreadyExists",
        "CannotDeleteEntityWhileInUse",
        ids="vo_",
    ),
)


@dataclass
class Kept:
    """One of them."""

    ident: str
    arn: str
    config: dict[str, Any]
    etag: str
    created: datetime
    modified: datetime


def apply() -> None:
    """Teaches moto in this process; a second call changes nothing."""
    for kind in KINDS:
        for verb, operation in _operations(kind):
            setattr(CloudFrontResponse, camelcase_to_underscores(f"{verb}{kind.name}"), operation)
        for end in ("", "/(?P<kept_id>[^/]+)"):
            url_paths[f"{{0}}/2020-05-31/{kind.path}{end}$"] = CloudFrontResponse.dispatch


def check_version(response: Any, etag: str) -> None:
    """Refuses a change that is not for the present version.

    Raises:
        CloudFrontException: it names another version, or none.
    """
    given = response._get_param("IfMatch")
    if not given:
        raise CloudFrontException("InvalidIfMatchVersion", "The If-Match version is missing or not valid.")
    if given != etag:
        raise CloudFrontException("PreconditionFailed", "The ETag given is not the present version's.")


def in_use(backend: Any, reference: str) -> bool:
    """Whether a distribution refers to a thing, by its id or ARN."""
    return any(
        reference in _texts(vars(distribution.distribution_config))
        for distribution in backend.distributions.values()
    )


def _texts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    else:
        yield value


def _operations(kind: Kind) -> Iterator[tuple[str, Operation]]:
    def create(self: Any) -> ActionResult:
        config = self._get_param(kind.config)
        _check_name(self, kind, config["Name"])
        item = _new(self, kind, config)
        _store(self, kind)[item.ident] = item
        self.backend.tagger.tag_resource(item.arn, self._get_param("Tags.Items", []) or [])
        return _shown(kind, item)

    def get(self: Any) -> ActionResult:
        return _shown(kind, _found(self, kind))

    def update(self: Any) -> ActionResult:
        item = _found(self, kind)
        check_version(self, item.etag)
        item.config, item.etag, item.modified = self._get_param(kind.config), random_id(), utcnow()
        return _shown(kind, item)

    def delete(self: Any) -> ActionResult:
        item = _found(self, kind)
        check_version(self, item.etag)
        if in_use(self.backend, item.ident):
            raise CloudFrontException(kind.used, f"The {kind.path} {item.ident} is used by a distribution.")
        del _store(self, kind)[item.ident]
        return _shown(kind, item) if kind.ids else EmptyResult()

    yield from (("Create", create), ("Get", get), ("Update", update), ("Delete", delete))


def _store(response: Any, kind: Kind) -> dict[str, Kept]:
    """All of a kind in the account; on the backend, so that they go when moto forgets."""
    kept: dict[str, dict[str, Kept]] = vars(response.backend).setdefault("kept", {})
    return kept.setdefault(kind.name, {})


def _check_name(response: Any, kind: Kind, name: str) -> None:
    if any(item.config["Name"] == name for item in _store(response, kind).values()):
        raise CloudFrontException(kind.taken, f"There is a {kind.path} of the name {name} already.")


def _new(response: Any, kind: Kind, config: dict[str, Any]) -> Kept:
    ident = f"{kind.ids}{random_id(length=22)}" if kind.ids else str(mock_random.uuid4())
    place = f"arn:{get_partition(response.region)}:cloudfront::{response.current_account}"
    now = utcnow()
    return Kept(ident, f"{place}:{kind.noun}/{ident}", config, random_id(), now, now)


def _found(response: Any, kind: Kind) -> Kept:
    ident = response._get_param("Id")
    item = _store(response, kind).get(ident)
    if item is None:
        raise CloudFrontException(kind.absent, f"There is no {kind.path} {ident}.")
    return item


def _shown(kind: Kind, item: Kept) -> ActionResult:
    """Members that a kind does not have are left out by the model."""
    described = {
        "Id": item.ident,
        "Arn": item.arn,
        "Status": "Deployed",
        "CreatedTime": item.created,
        "LastModifiedTime": item.modified,
        kind.config: item.config,
    }
    location = f"https://cloudfront.amazonaws.com/2020-05-31/{kind.path}/{item.ident}"
    return ActionResult({kind.name: described, "Location": location, "ETag": item.etag})
