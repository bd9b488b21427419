"""What replication groups share, and their users, as AWS keeps them: moto 5.2.5 lacks most of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound, ElastiCacheException, UserNotFound
from moto.elasticache.models import CacheSubnetGroup, ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from localaws.mending import Method, mend

AT_ONCE = 20
"""Parameters in one call.
Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html"""

Operation = Callable[[Any], ActionResult]


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(ElastiCacheBackend, "list_tags_for_resource", _of_all_kinds)
    mend(ElastiCacheBackend, "delete_user", _at_once)
    for operation in (
        _create_cache_parameter_group,
        _describe_cache_parameter_groups,
        _describe_cache_parameters,
        _modify_cache_parameter_group,
        _reset_cache_parameter_group,
        _delete_cache_parameter_group,
        _modify_cache_subnet_group,
        _delete_cache_subnet_group,
        _modify_user,
        _create_user_group,
        _describe_user_groups,
        _modify_user_group,
        _delete_user_group,
    ):
        setattr(ElastiCacheResponse, operation.__name__.removeprefix("_"), operation)


def _of_all_kinds(list_tags: Method) -> Method:
    """All kinds of resources have tags; moto knows of some."""

    @wraps(list_tags)
    def mended(self: Any, arn: str) -> Any:
        if ":parametergroup:" in arn or ":usergroup:" in arn:
            return self.tagging_service.list_tags_for_resource(arn)
        return list_tags(self, arn)

    return mended


def _at_once(delete: Method) -> Method:
    """A deleted user is gone, from its groups too; in moto it lives until somebody looks."""

    @wraps(delete)
    def mended(self: Any, user_id: str) -> Any:
        user = delete(self, user_id)
        del self.users[user_id]
        for group in _store(self, "user_groups").values():
            group.users = [other for other in group.users if other != user_id]
        return user

    return mended


def _store(backend: Any, kind: str) -> dict[str, Any]:
    """All of a kind; on the backend, so that they go when moto forgets."""
    kept: dict[str, Any] = vars(backend).setdefault(kind, {})
    return kept


def _arn(backend: Any, kind: str, name: str) -> str:
    return f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:{kind}:{name}"


@dataclass
class Parameters:
    """A parameter group, and what is set in it."""

    name: str
    family: str
    description: str
    arn: str
    values: dict[str, str] = field(default_factory=dict)

    def shown(self) -> dict[str, Any]:
        """As AWS answers it."""
        return {
            "CacheParameterGroupName": self.name,
            "CacheParameterGroupFamily": self.family,
            "Description": self.description,
            "ARN": self.arn,
        }


def _parameters(self: Any) -> Parameters:
    name = self._get_param("CacheParameterGroupName")
    found: Parameters | None = _store(self.elasticache_backend, "parameters").get(name)
    if found is None:
        raise ElastiCacheException("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.")
    return found


def _create_cache_parameter_group(self: Any) -> ActionResult:
    backend, name = self.elasticache_backend, self._get_param("CacheParameterGroupName").lower()
    groups = _store(backend, "parameters")
    if name in groups:
        raise ElastiCacheException(
            "CacheParameterGroupAlreadyExists", f"Parameter group {name} already exists"
        )
    group = groups[name] = Parameters(
        name,
        self._get_param("CacheParameterGroupFamily"),
        self._get_param("Description"),
        _arn(backend, "parametergroup", name),
    )
    backend.tagging_service.tag_resource(group.arn, self._get_param("Tags", []))
    return ActionResult({"CacheParameterGroup": group.shown()})


def _describe_cache_parameter_groups(self: Any) -> ActionResult:
    groups = _store(self.elasticache_backend, "parameters").values()
    found = [_parameters(self)] if self._get_param("CacheParameterGroupName") else list(groups)
    return ActionResult({"CacheParameterGroups": [group.shown() for group in found]})


def _describe_cache_parameters(self: Any) -> ActionResult:
    """Those that somebody set; the hundreds that nobody did are not known here."""
    values = _parameters(self).values
    shown = [
        {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True}
        for name, value in values.items()
    ]
    return ActionResult({"Parameters": shown})


def _modify_cache_parameter_group(self: Any) -> ActionResult:
    group, given = _parameters(self), self._get_param("ParameterNameValues")
    if len(given) > AT_ONCE:
        raise ElastiCacheException(
            "InvalidParameterValue", f"At most {AT_ONCE} parameters can be modified at once."
        )
    group.values |= {each["ParameterName"]: each["ParameterValue"] for each in given}
    return ActionResult({"CacheParameterGroupName": group.name})


def _reset_cache_parameter_group(self: Any) -> ActionResult:
    group = _parameters(self)
    named = [each["ParameterName"] for each in self._get_param("ParameterNameValues", [])]
    for name in named or list(group.values):
        group.values.pop(name, None)
    return ActionResult({"CacheParameterGroupName": group.name})


def _delete_cache_parameter_group(self: Any) -> ActionResult:
    group, groups = _parameters(self), self.elasticache_backend.replication_groups.values()
    if any(user.cache_parameter_group_name == group.name for user in groups):
        raise ElastiCacheException(
            "InvalidCacheParameterGroupState",
            f"One or more cache clusters are still members of this parameter group {group.name}, so the "
            "group cannot be deleted.",
        )
    del _store(self.elasticache_backend, "parameters")[group.name]
    return EmptyResult()


def _modify_cache_subnet_group(self: Any) -> ActionResult:
    backend, name = self.elasticache_backend, self._get_param("CacheSubnetGroupName")
    (old,) = backend.describe_cache_subnet_groups(name)
    group = CacheSubnetGroup(
        backend.account_id,
        backend.region_name,
        name,
        self._get_param("CacheSubnetGroupDescription", old.cache_subnet_group_description),
        self._get_param("SubnetIds", old.subnet_ids),
        old.tags,
    )
    backend.cache_subnet_groups[name] = group
    return ActionResult({"CacheSubnetGroup": group})


def _delete_cache_subnet_group(self: Any) -> ActionResult:
    backend, name = self.elasticache_backend, self._get_param("CacheSubnetGroupName")
    if name not in backend.cache_subnet_groups:
        raise CacheSubnetGroupNotFound(name)
    if any(user.cache_subnet_group_name == name for user in backend.replication_groups.values()):
        raise ElastiCacheException(
            "CacheSubnetGroupInUse", f"Cache subnet group {name} is currently in use by a cache cluster."
        )
    del backend.cache_subnet_groups[name]
    return EmptyResult()


def _modify_user(self: Any) -> ActionResult:
    """What is given changes; the rest stays."""
    user = self.elasticache_backend.users.get(self._get_param("UserId"))
    if user is None:
        raise UserNotFound(self._get_param("UserId"))
    mode = self._get_param("AuthenticationMode", {})
    user.access_string = self._get_param("AccessString", user.access_string)
    user.engine = self._get_param("Engine", user.engine).lower()
    needless = self._get_param("NoPasswordRequired")
    if needless is not None or "Type" in mode:
        user.no_password_required = bool(needless)
        user.authentication_type = mode.get("Type", "password")
    user.passwords = self._get_param("Passwords") or mode.get("Passwords") or user.passwords
    return ActionResult(user)


@dataclass
class UserGroup:
    """A group of users."""

    name: str
    engine: str
    users: list[str]
    arn: str

    def shown(self) -> dict[str, Any]:
        """As AWS answers it."""
        return {
            "UserGroupId": self.name,
            "Engine": self.engine,
            "UserIds": self.users,
            "Status": "active",
            "ARN": self.arn,
        }


def _user_group(self: Any) -> UserGroup:
    name = self._get_param("UserGroupId")
    found: UserGroup | None = _store(self.elasticache_backend, "user_groups").get(name)
    if found is None:
        raise ElastiCacheException("UserGroupNotFound", f"User Group {name} not found.")
    return found


def _check_users(backend: Any, engine: str, users: list[str]) -> None:
    """A group holds users that exist; one of Redis also one who is called `default`."""
    for user in users:
        if user not in backend.users:
            raise UserNotFound(user)
    if engine == "redis" and "default" not in {backend.users[user].name for user in users}:
        raise ElastiCacheException(
            "DefaultUserRequired", "User group needs to contain a user with the user name default."
        )


def _create_user_group(self: Any) -> ActionResult:
    backend, name = self.elasticache_backend, self._get_param("UserGroupId")
    engine, users = self._get_param("Engine").lower(), self._get_param("UserIds", [])
    if name in _store(backend, "user_groups"):
        raise ElastiCacheException("UserGroupAlreadyExists", f"User Group {name} already exists.")
    _check_users(backend, engine, users)
    group = UserGroup(name, engine, users, _arn(backend, "usergroup", name))
    _store(backend, "user_groups")[name] = group
    backend.tagging_service.tag_resource(group.arn, self._get_param("Tags", []))
    return ActionResult(group.shown())


def _describe_user_groups(self: Any) -> ActionResult:
    groups = _store(self.elasticache_backend, "user_groups").values()
    found = [_user_group(self)] if self._get_param("UserGroupId") else list(groups)
    return ActionResult({"UserGroups": [group.shown() for group in found]})


def _modify_user_group(self: Any) -> ActionResult:
    group = _user_group(self)
    gone = self._get_param("UserIdsToRemove", [])
    users = [*(user for user in group.users if user not in gone), *self._get_param("UserIdsToAdd", [])]
    engine = self._get_param("Engine", group.engine).lower()
    _check_users(self.elasticache_backend, engine, users)
    group.users, group.engine = users, engine
    return ActionResult(group.shown())


def _delete_user_group(self: Any) -> ActionResult:
    group = _user_group(self)
    del _store(self.elasticache_backend, "user_groups")[group.name]
    return ActionResult(group.shown())
