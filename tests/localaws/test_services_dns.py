"""Zones, records and certificates live a whole life against moto."""

import time
from typing import Any

import pytest

from localaws.errors import CloudError, InitFailed
from localaws.services import acm
from tests.localaws.conftest import Workbench

ZONE = "aws:route53/zone:Zone"
RECORD = "aws:route53/record:Record"
CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
VPC = "aws:ec2/vpc:Vpc"


def test_zone(bench: Workbench) -> None:
    bench.live(
        ZONE,
        {"comment": "new", "tags": {"b": "2"}},
        name="example.com",
        comment="Made and kept by Pulumi",
        tags={"a": "1"},
    )


def test_zone_outputs(bench: Workbench) -> None:
    ident, outputs = bench.make(ZONE, name="example.com")
    assert "/" not in ident
    assert outputs["zoneId"] == ident
    assert outputs["arn"] == f"arn:aws:route53:::hostedzone/{ident}"
    assert outputs["primaryNameServer"] == outputs["nameServers"][0]


def test_private_zone_is_seen_from_its_networks(bench: Workbench) -> None:
    one, two = (bench.make(VPC, cidrBlock="10.0.0.0/16")[0] for _ in range(2))
    bench.live(
        ZONE,
        {"vpcs": [{"vpcId": two, "vpcRegion": "us-east-1"}]},
        name="internal.example.com",
        vpcs=[{"vpcId": one, "vpcRegion": "us-east-1"}],
    )


def test_full_zone_goes_only_by_force(bench: Workbench) -> None:
    zone, outputs = bench.make(ZONE, name="full.example.com")
    bench.make(RECORD, zoneId=zone, name="www", type="A", ttl=60, records=["192.0.2.1"])
    kind = bench.package.resource(ZONE, bench.session)
    with pytest.raises(CloudError, match="HostedZoneNotEmpty"):
        kind.delete(zone, outputs, outputs)
    kind.delete(zone, {**outputs, "forceDestroy": True}, outputs)
    assert kind.read(zone, outputs, outputs) is None


@pytest.mark.parametrize(
    ("kind", "one", "two"),
    [
        ("A", ["192.0.2.1"], ["192.0.2.2", "192.0.2.3"]),
        ("CNAME", ["a.example.net"], ["b.example.net"]),
        ("TXT", ["v=spf1 -all"], ["v=spf1 mx -all"]),
    ],
)
def test_record(bench: Workbench, kind: str, one: list[str], two: list[str]) -> None:
    zone, _ = bench.make(ZONE, name="example.com")
    bench.live(RECORD, {"records": two, "ttl": 60}, zoneId=zone, name="www", type=kind, ttl=300, records=one)


@pytest.mark.parametrize(
    ("name", "fqdn"),
    [
        ("www", "www.example.com"),
        ("WWW.example.com.", "www.example.com"),
        ("", "example.com"),
        ("*.example.com", "*.example.com"),
        ("notexample.com", "notexample.com.example.com"),
    ],
)
def test_record_name_may_leave_the_zone_out(bench: Workbench, name: str, fqdn: str) -> None:
    zone, _ = bench.make(ZONE, name="example.com")
    _, outputs = bench.make(RECORD, zoneId=zone, name=name, type="A", ttl=60, records=["192.0.2.1"])
    assert outputs["fqdn"] == fqdn
    assert outputs["name"] == name
    bench.live(RECORD, zoneId=zone, name=name, type="AAAA", ttl=60, records=["2001:db8::1"])


def test_alias_record(bench: Workbench) -> None:
    zone, _ = bench.make(ZONE, name="example.com")
    target = {"name": "lb-1.us-east-1.elb.amazonaws.com", "zoneId": "Z35SXDOTRQ7X7K"}
    bench.live(
        RECORD,
        {"aliases": [{**target, "evaluateTargetHealth": False}]},
        zoneId=zone,
        name="origin.example.com",
        type="A",
        aliases=[{**target, "evaluateTargetHealth": True}],
    )


def test_weighted_records_live_side_by_side(bench: Workbench) -> None:
    zone, _ = bench.make(ZONE, name="example.com")
    common: dict[str, Any] = {"zoneId": zone, "name": "app", "type": "CNAME", "ttl": 60}
    bench.make(
        RECORD,
        **common,
        setIdentifier="green",
        weightedRoutingPolicies=[{"weight": 90}],
        records=["green.example.net"],
    )
    bench.live(
        RECORD,
        {"weightedRoutingPolicies": [{"weight": 20}]},
        **common,
        setIdentifier="blue",
        weightedRoutingPolicies=[{"weight": 10}],
        records=["blue.example.net"],
    )


def test_record_that_is_there_already(bench: Workbench) -> None:
    zone, _ = bench.make(ZONE, name="example.com")
    record: dict[str, Any] = {"zoneId": zone, "name": "a", "type": "A", "ttl": 60, "records": ["192.0.2.1"]}
    bench.make(RECORD, **record)
    with pytest.raises(CloudError, match="already exists"):
        bench.make(RECORD, **record)
    bench.make(RECORD, **record, allowOverwrite=True)


def test_certificate(bench: Workbench) -> None:
    bench.live(
        CERTIFICATE,
        {"tags": {"b": "2"}},
        domainName="example.com",
        subjectAlternativeNames=["*.example.com"],
        validationMethod="DNS",
        tags={"a": "1"},
    )


def _proved(bench: Workbench, domain: str) -> tuple[str, str]:
    """A certificate with its proof in DNS: ARN, and the proof's name."""
    zone, _ = bench.make(ZONE, name=domain)
    arn, outputs = bench.make(
        CERTIFICATE, domainName=domain, subjectAlternativeNames=[f"*.{domain}"], validationMethod="DNS"
    )
    proof = outputs["domainValidationOptions"][0]
    _, record = bench.make(
        RECORD,
        zoneId=zone,
        name=proof["resourceRecordName"],
        type=proof["resourceRecordType"],
        records=[proof["resourceRecordValue"]],
        ttl=300,
        allowOverwrite=True,
    )
    return arn, record["fqdn"]


def test_certificate_is_issued_once_dns_has_the_proof(bench: Workbench) -> None:
    started = time.monotonic()
    arn, fqdn = _proved(bench, "issued.example.com")
    kind = bench.package.resource(VALIDATION, bench.session)
    news = bench.check(VALIDATION, certificateArn=arn, validationRecordFqdns=[fqdn])
    ident, outputs = kind.create(news)
    assert time.monotonic() - started < acm.PATIENCE
    assert kind.read(ident, news, outputs) is not None
    assert bench.call("acm", "DescribeCertificate", CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"
    bench.call("acm", "DeleteCertificate", CertificateArn=arn)
    assert kind.read(ident, news, outputs) is None


def test_certificate_without_proof_is_not_issued(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acm, "PATIENCE", 0.2)
    arn, _ = bench.make(CERTIFICATE, domainName="bare.example.com", validationMethod="DNS")
    with pytest.raises(InitFailed, match=r"is PENDING_VALIDATION; .* records: _\w+\.bare\.example\.com$"):
        bench.make(VALIDATION, certificateArn=arn)


def test_validation_names_the_record_it_lacks(bench: Workbench) -> None:
    arn, fqdn = _proved(bench, "lacking.example.com")
    with pytest.raises(InitFailed, match=f"validationRecordFqdns lacks {fqdn}"):
        bench.make(VALIDATION, certificateArn=arn, validationRecordFqdns=["other.example.com"])
