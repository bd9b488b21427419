"""Database proxies as AWS keeps them, where moto 5.2.5 is laxer, forgets or has no call."""

from functools import wraps
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBProxyNotFoundFault
from moto.rds.models import DBProxy, RDSBackend
from moto.rds.responses import RDSResponse

from localaws.mending import Method, mend

_KEPT = ("default_auth_scheme", "endpoint_network_type", "target_connection_network_type")
"""What a creation takes and moto forgets."""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(RDSResponse, "create_db_proxy", _remembering)
    for operation in (
        "delete_db_proxy",
        "describe_db_proxy_targets",
        "describe_db_proxy_target_groups",
        "modify_db_proxy_target_group",
    ):
        mend(RDSBackend, operation, _of_a_proxy)
    mend(RDSBackend, "register_db_proxy_targets", _with_endpoints)
    mend(RDSBackend, "modify_db_proxy_target_group", _with_query)
    setattr(RDSResponse, "modify_db_proxy", _modify_db_proxy)


def _remembering(create: Method) -> Method:
    """A proxy keeps all its settings."""

    @wraps(create)
    def mended(self: Any) -> Any:
        answer = create(self)
        for member in (name for name in _KEPT if self.params.get(name) is not None):
            setattr(answer.result["DBProxy"], member, self.params[member])
        return answer

    return mended
