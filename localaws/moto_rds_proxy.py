"""Database proxies as AWS keeps them, where moto 5.2.5 is laxer, forgets or has no call."""

from functools import wraps
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBProxyNotFoundFault
from moto.rds.models import DBProxyTargetGroup, RDSBackend
from moto.rds.responses import RDSResponse

from localaws.mending import Method, mend

_KEPT = ("default_auth_scheme", "endpoint_network_type", "target_connection_network_type")
"""What a creation takes and moto forgets."""

_CHANGING = ("auth", "debug_logging", "default_auth_scheme", "idle_client_timeout", "require_tls", "role_arn")


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(RDSResponse, "create_db_proxy", _remembering)
    for operation in ("delete_db_proxy", "describe_db_proxy_targets", "describe_db_proxy_target_groups"):
        mend(RDSBackend, operation, _of_a_proxy)
    mend(RDSBackend, "register_db_proxy_targets", _with_endpoints)
    mend(RDSBackend, "deregister_db_proxy_targets", _of_a_known_proxy)
    mend(RDSBackend, "modify_db_proxy_target_group", _with_query)
    for owner, name, meaning in _MORE:
        setattr(owner, name, meaning)


def _remembering(create: Method) -> Method:
    """A proxy keeps all its settings."""

    @wraps(create)
    def mended(self: Any) -> Any:
        answer = create(self)
        for member in (name for name in _KEPT if self.params.get(name) is not None):
            setattr(answer.result["DBProxy"], member, self.params[member])
        return answer

    return mended


def _modify_db_proxy(self: Any) -> ActionResult:
    """What is given changes; the rest stays."""
    proxy = self.backend.describe_db_proxies(self.params["DBProxyName"])[0]
    for member in (name for name in _CHANGING if self.params.get(name) is not None):
        setattr(proxy, member, self.params[member])
    proxy.vpc_security_group_ids = self.params.get("SecurityGroups") or proxy.vpc_security_group_ids
    return ActionResult({"DBProxy": proxy})


def _of_a_proxy(operation: Method) -> Method:
    """A call about a proxy that is not there is refused; moto crashes."""

    @wraps(operation)
    def mended(self: Any, proxy_name: str) -> Any:
        if proxy_name not in self.db_proxies:
            raise DBProxyNotFoundFault(proxy_name)
        return operation(self, proxy_name)

    return mended


def _of_a_known_proxy(operation: Method) -> Method:
    """The same, for calls of more words."""

    @wraps(operation)
    def mended(self: Any, db_proxy_name: str, **which: Any) -> Any:
        if db_proxy_name not in self.db_proxies:
            raise DBProxyNotFoundFault(db_proxy_name)
        return operation(self, db_proxy_name, **which)

    return mended


def _with_endpoints(register: Method) -> Method:
    """Behind a proxy stand instances that exist, each at an address; moto takes any name, and knows none."""

    @wraps(register)
    def mended(self: Any, db_proxy_name: str, **which: Any) -> Any:
        if db_proxy_name not in self.db_proxies:
            raise DBProxyNotFoundFault(db_proxy_name)
        instances = {name: self.find_db_from_id(name) for name in which["db_instance_identifiers"]}
        targets = register(self, db_proxy_name, **which)
        for target in targets:
            instance = instances.get(target.rds_resource_id)
            if instance is not None:
                target.endpoint, target.port = instance.address, instance.port
                target.target_arn = instance.arn
        return targets

    return mended


def _with_query(modify: Method) -> Method:
    """A pool's connections start with a query, if there is one; moto forgets it."""

    @wraps(modify)
    def mended(self: Any, proxy_name: str, config: dict[str, Any]) -> Any:
        if proxy_name not in self.db_proxies:
            raise DBProxyNotFoundFault(proxy_name)
        group = modify(self, proxy_name, config)
        group.init_query = config.get("InitQuery", getattr(group, "init_query", None))
        return group

    return mended


def _pool(self: Any) -> dict[str, Any]:
    return {
        "MaxConnectionsPercent": self.max_connections,
        "MaxIdleConnectionsPercent": self.max_idle_connections,
        "ConnectionBorrowTimeout": self.borrow_timeout,
        "SessionPinningFilters": list(self.session_pinning_filters),
        "InitQuery": getattr(self, "init_query", None),
    }


_MORE: tuple[tuple[type, str, Any], ...] = (
    (RDSResponse, "modify_db_proxy", _modify_db_proxy),
    (DBProxyTargetGroup, "connection_pool_config", property(_pool)),
)
"""What moto lacks, or answers without the query."""
