"""Databases as AWS keeps them, where moto 5.2.5 is laxer or forgets."""

import base64
import hashlib
import json
from functools import wraps
from typing import Any

from moto.rds.exceptions import DBInstanceAlreadyExists, InvalidDBInstanceStateFault
from moto.rds.models import DBInstance, MasterUserSecret, RDSBackend

from localaws.mending import Method, mend

ZONE = "Z2R2ITUGPM61AM"
"""The hosted zone of database endpoints in us-east-1; here of all regions."""

_KEPT = (
    "backup_target",
    "custom_iam_instance_profile",
    "database_insights_mode",
    "dedicated_log_volume",
    "enable_customer_owned_ip",
    "enable_performance_insights",
    "engine_lifecycle_support",
    "nchar_character_set_name",
    "network_type",
    "performance_insights_kms_key_id",
    "performance_insights_retention_period",
    "replica_mode",
    "timezone",
)
"""What a creation takes and moto forgets; a modification it remembers."""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(RDSBackend, "create_db_instance", _remembering)
    mend(RDSBackend, "create_db_instance_read_replica", _of_its_own)
    mend(RDSBackend, "promote_read_replica", _for_good)
    mend(DBInstance, "update", _in_full)
    mend(MasterUserSecret, "_generate_secret_string", _of_the_master)
    _answer("customer_owned_ip_enabled", lambda self: getattr(self, "enable_customer_owned_ip", False))
    _answer("performance_insights_enabled", lambda self: getattr(self, "enable_performance_insights", False))
    _answer("endpoint", lambda self: {"Address": self.address, "Port": self.port, "HostedZoneId": ZONE})


def _answer(member: str, value: Method) -> None:
    setattr(DBInstance, member, property(value))


def _remembering(create: Method) -> Method:
    """An instance keeps all its settings, and has a resource id of its own; moto has one for all."""

    @wraps(create)
    def mended(self: Any, db_kwargs: Any) -> Any:
        instance = create(self, db_kwargs)
        for member in (name for name in _KEPT if db_kwargs.get(name) is not None):
            setattr(instance, member, db_kwargs[member])
        instance.dbi_resource_id = _resource_id(instance)
        return instance

    return mended


def _resource_id(instance: Any) -> str:
    digest = hashlib.sha256(f"{instance.arn} {instance.created}".encode()).digest()
    return f"db-{base64.b32encode(digest).decode()[:26]}"


_INHERITED = (
    "allocated_storage",
    "character_set_name",
    "db_instance_class",
    "db_name",
    "db_parameter_group_name",
    "engine",
    "engine_version",
    "iops",
    "license_model",
    "master_username",
    "port",
    "storage_encrypted",
    "storage_throughput",
    "storage_type",
)


def _of_its_own(_create: Method) -> Method:
    """A replica has the engine and the data of its source, and settings of its own.

    moto copies the source whole: its protection, its backups, even its secret, which then goes with the
    replica.
    """

    @wraps(_create)
    def mended(self: Any, db_kwargs: Any) -> Any:
        source = self.find_db_from_id(db_kwargs["source_db_instance_identifier"])
        if not source.backup_retention_period:
            raise InvalidDBInstanceStateFault(
                "Automated backups are not enabled for this database instance. To enable automated backups, "
                "use ModifyDBInstance to set the backup retention period to a non-zero value."
            )
        if db_kwargs["db_instance_identifier"] in self.databases:
            raise DBInstanceAlreadyExists
        own = {key: value for key, value in db_kwargs.items() if value is not None}
        replica = self.create_db_instance({**_inheritance(self, source), "backup_retention_period": 0, **own})
        replica.set_as_replica()
        source.add_replica(replica)
        return replica

    return mended


def _inheritance(backend: Any, source: Any) -> dict[str, Any]:
    """What a replica has of its source; within a region also its network and its key."""
    inherited = {member: getattr(source, member) for member in _INHERITED}
    if source.region == backend.region_name:
        inherited["db_subnet_group_name"] = source._db_subnet_group_name
        inherited["kms_key_id"] = source.kms_key_id
    return {member: value for member, value in inherited.items() if value is not None}


def _for_good(promote: Method) -> Method:
    """A promoted replica and its source know each other no more; in moto they still do."""

    @wraps(promote)
    def mended(self: Any, db_kwargs: Any) -> Any:
        replica = self.databases[db_kwargs["db_instance_identifier"]]
        if not replica.is_replica:
            raise InvalidDBInstanceStateFault("DB Instance is not a read replica.")
        self.find_db_from_id(replica.source_db_instance_identifier).remove_replica(replica)
        instance = promote(self, db_kwargs)
        instance.source_db_instance_identifier = None
        return instance

    return mended


def _in_full(update: Method) -> Method:
    """A modification changes also the port, and the throughput together with the type that has one."""

    @wraps(update)
    def mended(self: Any, **settings: Any) -> None:
        update(self, **settings)
        self.port = settings.get("db_port_number") or self.port
        if settings.get("storage_throughput"):
            self.storage_throughput = settings["storage_throughput"]

    return mended


def _of_the_master(generate: Method) -> Method:
    """The secret that AWS keeps is the master user's; moto's is always of one `admin`."""

    @wraps(generate)
    def mended(self: Any) -> str:
        return json.dumps({**json.loads(generate(self)), "username": self.resource.master_username})

    return mended
