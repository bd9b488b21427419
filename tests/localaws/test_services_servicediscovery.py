"""Names inside a network live a whole life against moto."""

from typing import Any

import pytest

from localaws.errors import CloudError, Gone
from localaws.values import Props
from tests.localaws.conftest import Workbench

NAMESPACE = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace"
SERVICE = "aws:servicediscovery/service:Service"
INSTANCE = "aws:servicediscovery/instance:Instance"


@pytest.fixture
def vpc(bench: Workbench) -> str:
    return bench.make("aws:ec2/vpc:Vpc", cidrBlock="10.0.0.0/16")[0]


@pytest.fixture
def namespace(bench: Workbench, vpc: str) -> tuple[str, Props]:
    return bench.make(NAMESPACE, name="alicerce-test.internal", vpc=vpc)


@pytest.mark.parametrize(
    "change", [{"description": "Other"}, {"tags": {"Team": "a"}}], ids=lambda value: "-".join(value)
)
def test_namespace(bench: Workbench, vpc: str, change: Props) -> None:
    bench.live(NAMESPACE, change, name="alicerce-test.internal", vpc=vpc, description="Names")


def test_what_makes_a_new_namespace(bench: Workbench) -> None:
    kind = bench.package.resource(NAMESPACE, bench.session)
    assert kind.diff({"name": "a", "vpc": "b"}, {}, {"name": "c", "vpc": "d"}).replaces == ("name", "vpc")


def test_a_namespace_has_a_private_zone_of_its_name_in_its_network(
    bench: Workbench, vpc: str, namespace: tuple[str, Props]
) -> None:
    ident, outputs = namespace
    assert "/" not in outputs["hostedZone"]
    assert ident.startswith("ns-")
    assert outputs["arn"].endswith(f":namespace/{ident}")
    zone = bench.call("route53", "GetHostedZone", Id=outputs["hostedZone"])
    assert zone["HostedZone"]["Name"] == "alicerce-test.internal."
    assert zone["HostedZone"]["Config"]["PrivateZone"]
    assert [network["VPCId"] for network in zone["VPCs"]] == [vpc]
    bench.package.resource(NAMESPACE, bench.session).delete(ident, {}, outputs)
    with pytest.raises(Gone):
        bench.call("route53", "GetHostedZone", Id=outputs["hostedZone"])


def test_a_network_has_many_namespaces_but_not_two_of_one_name(
    bench: Workbench, vpc: str, namespace: tuple[str, Props]
) -> None:
    other, _ = bench.make(NAMESPACE, name="other.internal", vpc=vpc)
    assert other != namespace[0]
    with pytest.raises(CloudError, match="ConflictingDomainExists"):
        bench.make(NAMESPACE, name="alicerce-test.internal", vpc=vpc)


def _named(namespace: tuple[str, Props], kind: str = "CNAME") -> Props:
    records = [{"type": kind, "ttl": 10}]
    dns = {"namespaceId": namespace[0], "dnsRecords": records, "routingPolicy": "WEIGHTED"}
    return {"name": "database", "dnsConfig": dns}


@pytest.mark.parametrize(
    "change",
    [
        {"description": "The database"},
        {"tags": {"Team": "a"}},
        {"forceDestroy": True},
    ],
    ids=lambda value: "-".join(value),
)
def test_service(bench: Workbench, namespace: tuple[str, Props], change: Props) -> None:
    bench.live(SERVICE, change, **_named(namespace))


def test_a_service_whose_records_change(bench: Workbench, namespace: tuple[str, Props]) -> None:
    named = _named(namespace)
    longer = {**named["dnsConfig"], "dnsRecords": [{"type": "CNAME", "ttl": 60}]}
    bench.live(SERVICE, {"dnsConfig": longer}, **named)


def test_a_service_for_tasks(bench: Workbench, namespace: tuple[str, Props]) -> None:
    tasks = {**_named(namespace, "A"), "healthCheckCustomConfig": {"failureThreshold": 1}}
    tasks["dnsConfig"]["routingPolicy"] = "MULTIVALUE"
    bench.live(SERVICE, {"description": "Tasks"}, **tasks)


def test_what_makes_a_new_service(bench: Workbench, namespace: tuple[str, Props]) -> None:
    kind = bench.package.resource(SERVICE, bench.session)
    old = _named(namespace)
    routed = {**old, "dnsConfig": {**old["dnsConfig"], "routingPolicy": "MULTIVALUE"}}
    assert kind.diff(old, {}, routed).replaces == ("dnsConfig",)
    assert kind.diff(old, {}, {**old, "healthCheckCustomConfig": {}}).replaces == ("healthCheckCustomConfig",)


def test_a_service_needs_its_namespace(bench: Workbench) -> None:
    with pytest.raises(Gone):
        bench.make(SERVICE, **_named(("ns-none", {})))


def _instance(bench: Workbench, namespace: tuple[str, Props], host: str) -> Props:
    service, _ = bench.make(SERVICE, **_named(namespace))
    return {"serviceId": service, "instanceId": "primary", "attributes": {"AWS_INSTANCE_CNAME": host}}


def test_instance(bench: Workbench, namespace: tuple[str, Props]) -> None:
    inputs = _instance(bench, namespace, "db.1.rds.amazonaws.com")
    bench.live(INSTANCE, {"attributes": {"AWS_INSTANCE_CNAME": "db.2.rds.amazonaws.com"}}, **inputs)


def test_an_instance_is_imported_by_service_and_name(bench: Workbench, namespace: tuple[str, Props]) -> None:
    inputs = _instance(bench, namespace, "db.1.rds.amazonaws.com")
    ident, _ = bench.make(INSTANCE, **inputs)
    assert ident == f"{inputs['serviceId']}/primary"
    found = bench.package.resource(INSTANCE, bench.session).read(ident, {}, {})
    assert found is not None
    assert {key: found[1][key] for key in ("serviceId", "instanceId")} == {
        "serviceId": inputs["serviceId"],
        "instanceId": "primary",
    }


def test_dns_answers_with_what_an_instance_says(bench: Workbench, namespace: tuple[str, Props]) -> None:
    inputs = _instance(bench, namespace, "db.1.rds.amazonaws.com")
    kind = bench.package.resource(INSTANCE, bench.session)
    ident, state = bench.make(INSTANCE, **inputs)
    assert _record(bench, namespace) == (10, ["db.1.rds.amazonaws.com"])
    news = {**inputs, "attributes": {"AWS_INSTANCE_CNAME": "db.2.rds.amazonaws.com"}}
    kind.update(ident, inputs, state, news)
    assert _record(bench, namespace) == (10, ["db.2.rds.amazonaws.com"])
    kind.delete(ident, news, state)
    assert _record(bench, namespace) is None


def _record(bench: Workbench, namespace: tuple[str, Props]) -> Any:
    found = bench.call("route53", "ListResourceRecordSets", HostedZoneId=namespace[1]["hostedZone"])
    for record in found["ResourceRecordSets"]:
        if (record["Name"], record["Type"]) == ("database.alicerce-test.internal.", "CNAME"):
            return record["TTL"], [value["Value"] for value in record["ResourceRecords"]]
    return None


def test_what_is_in_use_stays(bench: Workbench, namespace: tuple[str, Props]) -> None:
    inputs = _instance(bench, namespace, "db.1.rds.amazonaws.com")
    bench.make(INSTANCE, **inputs)
    service = inputs["serviceId"]
    kind = bench.package.resource(SERVICE, bench.session)
    with pytest.raises(CloudError, match="still has services"):
        bench.package.resource(NAMESPACE, bench.session).delete(namespace[0], {}, {})
    with pytest.raises(CloudError, match="still has instances"):
        kind.delete(service, {}, {})
    kind.delete(service, {"forceDestroy": True}, {})
    assert kind.read(service, {"name": "database"}, {}) is None
