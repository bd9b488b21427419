"""Distributions as AWS keeps them, where moto 5.2.5 is laxer or forgets."""

from copy import deepcopy
from functools import wraps
from typing import Any

from moto.cloudfront.exceptions import CloudFrontException, NoSuchOriginAccessControl
from moto.cloudfront.models import CloudFrontBackend, DistributionConfig, random_id

from localaws import moto_cloudfront_functions, moto_cloudfront_kept
from localaws.mending import Method, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    moto_cloudfront_functions.apply()
    moto_cloudfront_kept.apply()
    mend(DistributionConfig, "__init__", _in_full)
    mend(CloudFrontBackend, "update_distribution", _by_version)
    mend(CloudFrontBackend, "delete_distribution", _when_disabled)
    mend(CloudFrontBackend, "delete_origin_access_control", _if_there)


def _in_full(init: Method) -> Method:
    """AWS keeps a configuration whole; moto drops what it has no use for: functions, policies, groups."""

    @wraps(init)
    def mended(self: Any, config: dict[str, Any]) -> None:
        given = deepcopy(config)
        init(self, config)
        self.__dict__.update(given)

    return mended


def _by_version(update: Method) -> Method:
    """An update names the version it changes, and makes a new one; moto takes any, and keeps the old."""

    @wraps(update)
    def mended(self: Any, dist_config: dict[str, Any], _id: str, if_match: Any) -> Any:
        present = self.distributions.get(_id)
        if present and if_match and if_match != present.etag:
            raise CloudFrontException("PreconditionFailed", "The ETag given is not the present version's.")
        distribution, location, _ = update(self, dist_config, _id, if_match)
        distribution.etag = random_id()
        return distribution, location, distribution.etag

    return mended


def _when_disabled(delete: Method) -> Method:
    """A distribution must be off before it goes; moto deletes it while it serves."""

    @wraps(delete)
    def mended(self: Any, distribution_id: str, if_match: Any) -> None:
        present = self.distributions.get(distribution_id)
        if present and present.distribution_config.Enabled:
            raise CloudFrontException(
                "DistributionNotDisabled", "The distribution you are trying to delete has not been disabled."
            )
        delete(self, distribution_id, if_match)

    return mended


def _if_there(delete: Method) -> Method:
    """AWS says that a control is not there; moto breaks."""

    @wraps(delete)
    def mended(self: Any, control_id: str) -> None:
        if control_id not in self.origin_access_controls:
            raise NoSuchOriginAccessControl
        delete(self, control_id)

    return mended
