"""The private domain of a stack."""

from components.cloud import Cloud
from components.namespace import Namespace, NamespaceArgs, namespace_domain
from tests.recorder import Recorder, record


def build(cloud: Cloud) -> Recorder:
    def program() -> None:
        namespace = Namespace("namespace", NamespaceArgs(cloud=cloud, vpc_id="vpc"))
        namespace.alias("database", "database.abc.us-east-1.rds.amazonaws.com")

    return record(program)


def test_the_domain_is_known_before_anything_exists(cloud: Cloud) -> None:
    assert namespace_domain(cloud) == "alicerce-test.internal"


def test_the_namespace_is_of_its_network(cloud: Cloud) -> None:
    recorder = build(cloud)
    assert recorder.one("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace").inputs == {
        "name": "alicerce-test.internal",
        "description": "Services and data stores of alicerce, test",
        "vpc": "vpc",
    }
    assert not list(recorder.orphans())


def test_an_alias_leads_to_a_host(cloud: Cloud) -> None:
    recorder = build(cloud)
    service = recorder.one("aws:servicediscovery/service:Service")
    assert service.name == "namespace-database"
    assert service.inputs == {
        "name": "database",
        "dnsConfig": {
            "namespaceId": "namespace-id",
            "dnsRecords": [{"type": "CNAME", "ttl": 60}],
            "routingPolicy": "WEIGHTED",
        },
    }
    assert recorder.one("aws:servicediscovery/instance:Instance").inputs == {
        "serviceId": "namespace-database-id",
        "instanceId": "database",
        "attributes": {"AWS_INSTANCE_CNAME": "database.abc.us-east-1.rds.amazonaws.com"},
    }


def test_what_it_publishes(cloud: Cloud) -> None:
    assert build(cloud).published("Namespace") == {
        "id": "namespace-id",
        "arn": "arn:aws:mock:us-east-1:123456789012:privateDnsNamespace/namespace",
        "domain": "alicerce-test.internal",
    }
