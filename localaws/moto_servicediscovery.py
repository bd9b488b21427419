"""Defects of moto 5.2.5 in names inside a network, mended at run time. Each says what AWS does instead."""

from functools import wraps
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.route53.models import route53_backends
from moto.servicediscovery.exceptions import ConflictingDomainExists
from moto.servicediscovery.models import Namespace, ServiceDiscoveryBackend, random_id
from moto.utilities.utils import get_partition

from localaws.mending import Method, mend


def apply() -> None:
    """Mends moto in this process; a second call changes nothing."""
    mend(ServiceDiscoveryBackend, "_create_operation", _that_says_of_what)
    mend(ServiceDiscoveryBackend, "create_private_dns_namespace", _with_its_zone)
    mend(ServiceDiscoveryBackend, "delete_namespace", _empty_and_with_its_zone)
    mend(ServiceDiscoveryBackend, "create_service", _in_a_namespace)
    mend(ServiceDiscoveryBackend, "delete_service", _empty)
    mend(ServiceDiscoveryBackend, "register_instance", _in_place)
    mend(ServiceDiscoveryBackend, "deregister_instance", _with_its_record)


def _that_says_of_what(create: Method) -> Method:
    """AWS's answer to a creation is the id of an operation, and a second question tells what it made. Here
    the id ends with that, so that one question is enough; to a program an id is any text."""

    @wraps(create)
    def mended(self: Any, op_type: str, targets: dict[str, str]) -> str:
        operation = self.operations.pop(create(self, op_type, targets))
        (target,) = targets.values()
        operation.id = f"{random_id(32)}_{target}"
        self.operations[operation.id] = operation
        return str(operation.id)

    return mended


def _zones(backend: Any) -> Any:
    return route53_backends[backend.account_id][get_partition(backend.region_name)]


def _with_its_zone(create: Method) -> Method:
    """A network may have many namespaces, each with a zone of the same name that the network looks into.

    moto allows one for a network, and gives it a zone of another name that nobody looks into.
    """

    @wraps(create)
    def mended(self: Any, name: str, vpc: str, properties: dict[str, Any] | None, **given: Any) -> str:
        if any((there.vpc, there.name) == (vpc, name) for there in self.namespaces.values()):
            raise ConflictingDomainExists(vpc)
        zone = _zones(self).create_hosted_zone(
            f"{name}.",
            private_zone=True,
            vpcid=vpc,
            vpcregion=self.region_name,
            comment="Created by AWS Cloud Map",
        )
        ident = zone.id.removeprefix("/hostedzone/")
        tags = given.pop("tags") or []
        namespace = Namespace(
            account_id=self.account_id,
            region=self.region_name,
            name=name,
            ns_type="DNS_PRIVATE",
            dns_properties={**(properties or {}).get("DnsProperties", {}), "HostedZoneId": ident},
            http_properties={"HttpName": name},
            vpc=vpc,
            **given,
        )
        self.namespaces[namespace.id] = namespace
        self.tagger.tag_resource(namespace.arn, tags)
        return str(self._create_operation("CREATE_NAMESPACE", targets={"NAMESPACE": namespace.id}))

    return mended


class _InUse(JsonRESTError):
    def __init__(self, message: str) -> None:
        super().__init__("ResourceInUse", message)


def _empty_and_with_its_zone(delete: Method) -> Method:
    """A namespace with services stays, and one that goes takes its zone along; moto does neither."""

    @wraps(delete)
    def mended(self: Any, namespace_id: str) -> Any:
        namespace = self.get_namespace(namespace_id)
        if any(service.namespace_id == namespace_id for service in self.services.values()):
            raise _InUse(f"The namespace {namespace.name} still has services")
        answer = delete(self, namespace_id)
        if zone := namespace.dns_properties.get("HostedZoneId"):
            _zones(self).delete_hosted_zone(zone)
        return answer

    return mended


def _in_a_namespace(create: Method) -> Method:
    """A service is in its namespace whether it or its DNS settings say so, and the namespace must be there;
    moto listens to the first only, and does not ask."""

    @wraps(create)
    def mended(self: Any, *, namespace_id: str | None, dns_config: Any, **given: Any) -> Any:
        namespace_id = namespace_id or (dns_config or {}).get("NamespaceId")
        self.get_namespace(namespace_id)
        return create(self, namespace_id=namespace_id, dns_config=dns_config, **given)

    return mended


def _empty(delete: Method) -> Method:
    """A service with instances stays; moto does not ask."""

    @wraps(delete)
    def mended(self: Any, service_id: str) -> None:
        service = self.get_service(service_id)
        if service.instances:
            raise _InUse(f"The service {service.name} still has instances")
        delete(self, service_id)

    return mended


def _in_place(register: Method) -> Method:
    """An instance that registers again takes its old place, and DNS answers for it; moto keeps both, and
    tells DNS nothing."""

    @wraps(register)
    def mended(
        self: Any, service_id: str, instance_id: str, creator_request_id: Any, attributes: dict[str, str]
    ) -> str:
        service = self.get_service(service_id)
        service.instances = [there for there in service.instances if there.instance_id != instance_id]
        answer: str = register(self, service_id, instance_id, creator_request_id, attributes)
        _tell_dns(self, service)
        return answer

    return mended


def _with_its_record(deregister: Method) -> Method:
    """DNS no longer answers for an instance that left; moto never told it."""

    @wraps(deregister)
    def mended(self: Any, service_id: str, instance_id: str) -> str:
        answer: str = deregister(self, service_id, instance_id)
        _tell_dns(self, self.get_service(service_id))
        return answer

    return mended


_VALUE = {"A": "AWS_INSTANCE_IPV4", "AAAA": "AWS_INSTANCE_IPV6", "CNAME": "AWS_INSTANCE_CNAME"}
"""The attribute of an instance that a record of a type answers with. Source:
https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html"""


def _tell_dns(backend: Any, service: Any) -> None:
    """Brings the zone's records of a service to what its instances say now."""
    namespace = backend.get_namespace(service.namespace_id)
    zone = _zones(backend).get_hosted_zone(namespace.dns_properties["HostedZoneId"])
    name = f"{service.name}.{namespace.name}."
    zone.rrsets = [record for record in zone.rrsets if record.name != name]
    for record in (service.dns_config or {}).get("DnsRecords", []):
        attribute = _VALUE.get(record["Type"])
        told = (instance.attributes.get(attribute) for instance in service.instances)
        if values := [value for value in told if value]:
            zone.add_rrset(
                {"Name": name, "Type": record["Type"], "TTL": record["TTL"], "ResourceRecords": values}
            )
