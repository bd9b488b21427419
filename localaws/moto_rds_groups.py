"""What database instances share as AWS keeps it, where moto 5.2.5 is laxer, forgets or has no call."""

from functools import wraps
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import DBParameterGroupNotFoundError, DBSubnetGroupNotFoundError, RDSClientError
from moto.rds.models import DBSubnetGroup, EventSubscription, RDSBackend
from moto.rds.responses import RDSResponse

from localaws.mending import Method, mend

STATIC = frozenset(
    {
        "autovacuum_freeze_max_age",
        "autovacuum_max_workers",
        "autovacuum_multixact_freeze_max_age",
        "huge_pages",
        "max_connections",
        "max_files_per_process",
        "max_locks_per_transaction",
        "max_pred_locks_per_transaction",
        "max_prepared_transactions",
        "max_replication_slots",
        "max_wal_senders",
        "max_worker_processes",
        "rds.logical_replication",
        "shared_buffers",
        "shared_preload_libraries",
        "superuser_reserved_connections",
        "track_activity_query_size",
        "track_commit_timestamp",
        "wal_buffers",
    }
)
"""Parameters of PostgreSQL 16 that only a restart changes.
Source: context `postmaster` in https://www.postgresql.org/docs/16/view-pg-settings.html; and
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html"""


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(RDSBackend, "modify_db_parameter_group", _in_their_time)
    mend(RDSBackend, "delete_db_parameter_group", _unless_parameters_used)
    mend(RDSBackend, "create_subnet_group", _over_two_zones)
    mend(RDSBackend, "modify_db_subnet_group", _kept)
    mend(RDSBackend, "delete_subnet_group", _unless_subnets_used)
    for owner, name, meaning in _MORE:
        setattr(owner, name, meaning)


def _in_their_time(modify: Method) -> Method:
    """A parameter that only a restart changes cannot be changed at once; moto does not know them."""

    @wraps(modify)
    def mended(self: Any, db_parameter_group_name: str, db_parameter_group_parameters: Any) -> Any:
        group = self.db_parameter_groups.get(db_parameter_group_name)
        parameters = list(db_parameter_group_parameters)
        if len(parameters) > 20:
            raise RDSClientError(
                "InvalidParameterValue", "A maximum of 20 parameters can be modified at once."
            )
        if group and str(group.family).startswith("postgres"):
            for parameter in parameters:
                if parameter["ParameterName"] in STATIC and parameter.get("ApplyMethod") == "immediate":
                    raise RDSClientError(
                        "InvalidParameterCombination",
                        "cannot use immediate apply method for static parameter",
                    )
        return modify(self, db_parameter_group_name, parameters)

    return mended


def _unless_parameters_used(delete: Method) -> Method:
    """A parameter group of an instance cannot be deleted; moto deletes it."""

    @wraps(delete)
    def mended(self: Any, db_parameter_group_name: str) -> Any:
        if any(
            instance.db_parameter_group_name == db_parameter_group_name
            for instance in self.databases.values()
        ):
            raise RDSClientError(
                "InvalidDBParameterGroupState",
                "One or more database instances are still members of this parameter group "
                f"{db_parameter_group_name}, so the group cannot be deleted",
            )
        return delete(self, db_parameter_group_name)

    return mended


def _over_two_zones(create: Method) -> Method:
    """A subnet group has one name, and subnets in two zones at least; moto takes any."""

    @wraps(create)
    def mended(self: Any, subnet_name: str, description: str, subnets: list[Any], tags: Any) -> Any:
        if subnet_name in self.subnet_groups:
            raise RDSClientError(
                "DBSubnetGroupAlreadyExists", f"The DB subnet group '{subnet_name}' already exists."
            )
        _check_zones(subnets)
        return create(self, subnet_name, description, subnets, tags)

    return mended


def _check_zones(subnets: list[Any]) -> None:
    zones = sorted({subnet.availability_zone for subnet in subnets})
    if len(zones) < 2:
        raise RDSClientError(
            "DBSubnetGroupDoesNotCoverEnoughAZs",
            "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ "
            f"coverage: {', '.join(zones)}. Add subnets to cover at least 2 AZs.",
        )


def _kept(modify: Method) -> Method:
    """A changed subnet group is still there; moto loses it."""

    @wraps(modify)
    def mended(self: Any, subnet_name: str, description: str, subnets: list[Any]) -> Any:
        if subnet_name not in self.subnet_groups:
            raise DBSubnetGroupNotFoundError(subnet_name)
        _check_zones(subnets)
        group = modify(self, subnet_name, description, subnets)
        self.subnet_groups[subnet_name] = group
        return group

    return mended


def _unless_subnets_used(delete: Method) -> Method:
    """A subnet group of an instance cannot be deleted; moto deletes it."""

    @wraps(delete)
    def mended(self: Any, subnet_name: str) -> Any:
        for name, instance in self.databases.items():
            if instance._db_subnet_group_name == subnet_name:
                raise RDSClientError(
                    "InvalidDBSubnetGroupStateFault",
                    f"Cannot delete the subnet group '{subnet_name}' because at least one database "
                    f"instance: {name} is still using it.",
                )
        return delete(self, subnet_name)

    return mended


def _reset_db_parameter_group(self: Any) -> ActionResult:
    """Parameters, or all, back to what they are without the group."""
    name = self.params["DBParameterGroupName"]
    if name not in self.backend.db_parameter_groups:
        raise DBParameterGroupNotFoundError(name)
    parameters = self.backend.db_parameter_groups[name].parameters
    named = [parameter["ParameterName"] for parameter in self.params.get("Parameters", [])]
    for parameter in named or list(parameters):
        parameters.pop(parameter, None)
    return ActionResult({"DBParameterGroupName": name})


def _modify_event_subscription(self: Any) -> ActionResult:
    """What is given changes; the rest stays."""
    subscription = _subscription(self)
    for member in ("sns_topic_arn", "source_type", "event_categories", "enabled"):
        if self.params.get(member) is not None:
            setattr(subscription, member, self.params[member])
    return ActionResult({"EventSubscription": subscription})


def _add_source(self: Any) -> ActionResult:
    """One more source of events."""
    subscription = _subscription(self)
    subscription.source_ids = [*subscription.source_ids, self.params["SourceIdentifier"]]
    return ActionResult({"EventSubscription": subscription})


def _remove_source(self: Any) -> ActionResult:
    """One source of events less."""
    subscription = _subscription(self)
    subscription.source_ids = [
        source for source in subscription.source_ids if source != self.params["SourceIdentifier"]
    ]
    return ActionResult({"EventSubscription": subscription})


def _subscription(response: Any) -> Any:
    return response.backend.describe_event_subscriptions(response.params["SubscriptionName"])[0]


_MORE: tuple[tuple[type, str, Any], ...] = (
    (RDSResponse, "reset_db_parameter_group", _reset_db_parameter_group),
    (RDSResponse, "modify_event_subscription", _modify_event_subscription),
    (RDSResponse, "add_source_identifier_to_subscription", _add_source),
    (RDSResponse, "remove_source_identifier_from_subscription", _remove_source),
    (DBSubnetGroup, "supported_network_types", property(lambda self: ["IPV4"])),
    (EventSubscription, "customer_aws_id", property(lambda self: self.account_id)),
)
"""The calls and the answers that moto lacks."""
