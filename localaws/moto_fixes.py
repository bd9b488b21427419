"""Defects of moto 5.2.5 that a program can tell, mended at run time. Each says what AWS does instead."""

from collections.abc import Callable, Iterator
from copy import copy
from functools import wraps
from typing import Any

from moto.acm.models import CertBundle
from moto.core.config import default_user_config
from moto.ec2.models import EC2Backend
from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.ec2.models.security_groups import SecurityGroupBackend
from moto.iam.models import IAMBackend
from moto.route53.models import route53_backends

from localaws import (
    moto_backup,
    moto_backup_testing,
    moto_budgets,
    moto_cloudfront,
    moto_cloudtrail,
    moto_cloudwatch,
    moto_elasticache,
    moto_elasticache_groups,
    moto_healthchecks,
    moto_lb,
    moto_log_delivery,
    moto_logs,
    moto_rds,
    moto_rds_groups,
    moto_rds_proxy,
    moto_recall,
    moto_s3,
    moto_scaling,
    moto_secretsmanager,
    moto_servicediscovery,
    moto_sns,
    moto_turns,
    moto_wafv2,
)
from localaws.mending import Method, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    moto_backup.apply()
    moto_backup_testing.apply()
    moto_budgets.apply()
    moto_cloudfront.apply()
    moto_cloudtrail.apply()
    moto_cloudwatch.apply()
    moto_healthchecks.apply()
    moto_elasticache.apply()
    moto_elasticache_groups.apply()
    moto_lb.apply()
    moto_log_delivery.apply()
    moto_logs.apply()
    moto_rds.apply()
    moto_rds_groups.apply()
    moto_rds_proxy.apply()
    moto_recall.apply()
    moto_s3.apply()
    moto_scaling.apply()
    moto_secretsmanager.apply()
    moto_servicediscovery.apply()
    moto_sns.apply()
    moto_turns.apply()
    moto_wafv2.apply()
    mend(EC2Backend, "modify_vpc_endpoint", _with_routes)
    mend(SecurityGroupBackend, "modify_security_group_rules", _for_all_kinds)
    mend(FlowLogsBackend, "create_flow_logs", _into_folders)
    mend(CertBundle, "check", _when_proved)
    mend(IAMBackend, "_init_aws_policies", _read_once)
    default_user_config["iam"]["load_aws_managed_policies"] = True


def _with_routes(modify: Callable[..., None]) -> Callable[..., None]:
    """A gateway endpoint's route appears in a route table added to it, and goes from one removed.

    moto changes the endpoint only; deleting the endpoint then fails over the route that is not there.
    """

    @wraps(modify)
    def mended(self: Any, vpc_id: str, *args: Any, **kwargs: Any) -> None:
        endpoint = self.describe_vpc_endpoints(vpc_end_point_ids=[vpc_id])[0]
        before = set(endpoint.route_table_ids or [])
        modify(self, vpc_id, *args, **kwargs)
        after = set(endpoint.route_table_ids or [])
        prefix_list = endpoint.destination_prefix_list_id
        for table in after - before:
            self.create_route(table, None, gateway_id=vpc_id, destination_prefix_list_id=prefix_list)
        for table in before - after:
            self.delete_route(table, prefix_list)

    return mended


def _into_folders(create: Method) -> Method:
    """Flow logs may go into a folder of a bucket. moto takes the folder for a part of the bucket's name."""

    @wraps(create)
    def mended(self: Any, *, log_destination: str | None = None, **kwargs: Any) -> Any:
        place = log_destination
        if place and kwargs.get("log_destination_type") == "s3":
            place = place.split("/", 1)[0]
        logs, failed = create(self, log_destination=place, **kwargs)
        for log in logs:
            log.log_destination = log_destination
        return logs, failed

    return mended


def _for_all_kinds(modify: Callable[..., None]) -> Callable[..., None]:
    """A security group rule of any kind can be changed, also one for all protocols, which has no ports.

    moto changes the range of IPv4 rules only, and demands ports of all.
    """

    @wraps(modify)
    def mended(self: Any, group_id: str, rules: dict[str, dict[str, Any]]) -> None:
        modify(self, group_id, {ident: {"FromPort": -1, "ToPort": -1, **new} for ident, new in rules.items()})
        group = self.get_security_group_by_name_or_id(group_id)
        for ident, new in rules.items():
            rule = group.get_rule(ident)
            if rule.ip_protocol == "-1":
                rule.from_port = rule.to_port = None
            if "CidrIpv6" in new:
                rule.ip_range["CidrIpv6"] = new["CidrIpv6"]
            if "ReferencedGroupId" in new:
                rule.source_group = self._add_source_group([{"GroupId": new["ReferencedGroupId"]}], None)[0]
            rule.prefix_list_id = new.get("PrefixListId")

    return mended


def _read_once(read: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Every account has AWS's own policies.

    moto has them only when told to, and then takes a second to read 1,500 documents for each account.
    """
    known: list[Any] = []

    @wraps(read)
    def mended(self: Any) -> list[Any]:
        if not known:
            known.extend(read(self))
        return [copy(policy) for policy in known]

    return mended


def _when_proved(check: Callable[..., None]) -> Callable[..., None]:
    """A certificate is issued when DNS holds the proof for each of its names.

    moto issues it after a minute, whatever DNS says.
    """

    @wraps(check)
    def mended(self: Any) -> None:
        if self.type != "AMAZON_ISSUED" or self.status != "PENDING_VALIDATION":
            check(self)
        elif {_plain(proof) for proof in _proofs(self)} <= set(_cnames()):
            self.status = "ISSUED"

    return mended


def _proofs(certificate: Any) -> list[tuple[str, str]]:
    options = certificate.describe()["Certificate"]["DomainValidationOptions"]
    return [(option["ResourceRecord"]["Name"], option["ResourceRecord"]["Value"]) for option in options]


def _cnames() -> Iterator[tuple[str, str]]:
    """All CNAME records of all zones: DNS is one for all accounts."""
    backends = [backend for account in route53_backends.values() for backend in account.values()]
    for record in [
        record for backend in backends for zone in backend.zones.values() for record in zone.rrsets
    ]:
        if record.type == "CNAME":
            yield from (_plain((record.name, value)) for value in record.records)


def _plain(record: tuple[str, str]) -> tuple[str, str]:
    name, value = record
    return name.removesuffix(".").lower(), value.removesuffix(".").lower()
