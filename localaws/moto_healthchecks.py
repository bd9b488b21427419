"""What moto 5.2.5 forgets of health checks: the alarm that one stands for, and what to think without data."""

from functools import wraps
from typing import Any

from moto.route53.models import HealthCheck
from moto.route53.responses import Route53

from localaws.mending import Method, mend, mend_property

_FORGOTTEN = ("AlarmIdentifier", "InsufficientDataHealthStatus", "RoutingControlArn")


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(Route53, "create_health_check", _remembering)
    mend(Route53, "update_health_check", _remembering)
    mend_property(HealthCheck, "health_check_config", _with_all)


def _remembering(put: Method) -> Method:
    """A health check answers all that it was told."""

    @wraps(put)
    def mended(self: Any) -> Any:
        answer = put(self)
        given = self._get_param("HealthCheckConfig") or self._get_params()
        kept = vars(answer.result["HealthCheck"]).setdefault("kept", {})
        kept.update({member: given[member] for member in _FORGOTTEN if member in given})
        return answer

    return mended


def _with_all(config: Method) -> Method:
    @wraps(config)
    def mended(self: Any) -> dict[str, Any]:
        return {**config(self), **vars(self).get("kept", {})}

    return mended
