"""The certificates, with a zone of their own and with one that was there before."""

from functools import cache

import pytest

from components.certificate import Certificate, CertificateArgs
from components.checks import ArgumentError
from tests.recorder import Recorder, record


@cache
def build(zone_id: str = "") -> Recorder:
    args = CertificateArgs(domain="example.com", zone_id=zone_id)
    return record(lambda: Certificate("certificate", args))


def test_a_zone_is_made_for_a_new_domain() -> None:
    recorder = build()
    assert recorder.one("aws:route53/zone:Zone").inputs["name"] == "example.com"
    zones = {each.inputs["zoneId"] for each in recorder.all("aws:route53/record:Record")}
    assert zones == {"zone-of-certificate"}


def test_in_a_zone_of_its_own_nobody_else_issues_certificates() -> None:
    assert build().one("aws:route53/record:Record", "certificate-caa").inputs == {
        "zoneId": "zone-of-certificate",
        "name": "example.com",
        "type": "CAA",
        "records": ['0 issue "amazon.com"', '0 issuewild "amazon.com"'],
        "ttl": 300,
    }


def test_a_zone_that_is_there_is_used_and_its_authorities_are_left_alone() -> None:
    recorder = build("Z0123456789ABC")
    assert recorder.all("aws:route53/zone:Zone") == []
    records = [each.inputs for each in recorder.all("aws:route53/record:Record")]
    assert {each["zoneId"] for each in records} == {"Z0123456789ABC"}
    assert {each["type"] for each in records} == {"CNAME"}
    assert recorder.published("Certificate")["name_servers"] == []


def test_each_certificate_is_for_the_names_it_serves() -> None:
    balancer, edge = build().all("aws:acm/certificate:Certificate")
    assert balancer.inputs == {
        "domainName": "origin.example.com",
        "validationMethod": "DNS",
    }
    assert edge.inputs == {
        "domainName": "example.com",
        "subjectAlternativeNames": ["www.example.com"],
        "validationMethod": "DNS",
        "region": "us-east-1",
    }


def test_one_record_proves_each_name() -> None:
    records = build("Z0123456789ABC").all("aws:route53/record:Record")
    assert {each.name: each.inputs["name"] for each in records} == {
        "certificate-origin": "_proof.origin.example.com",
        "certificate-edge-example": "_proof.example.com",
        "certificate-edge-www": "_proof.www.example.com",
    }
    assert records[0].inputs == {
        "zoneId": "Z0123456789ABC",
        "name": "_proof.example.com",
        "type": "CNAME",
        "records": ["_value.acm-validations.aws"],
        "ttl": 300,
        "allowOverwrite": True,
    }


def test_the_arns_wait_for_the_issue() -> None:
    recorder = build()
    balancer, edge = recorder.all("aws:acm/certificateValidation:CertificateValidation")
    assert balancer.inputs["validationRecordFqdns"] == ["certificate-origin.record"]
    assert edge.inputs["validationRecordFqdns"] == [
        "certificate-edge-example.record",
        "certificate-edge-www.record",
    ]
    assert edge.inputs["region"] == "us-east-1"
    assert recorder.published("Certificate") == {
        "arn": balancer.inputs["certificateArn"],
        "edge_arn": edge.inputs["certificateArn"],
        "zone_id": "zone-of-certificate",
        "name_servers": ["ns-1.awsdns.com", "ns-2.awsdns.com"],
    }
    assert not list(recorder.orphans())


@pytest.mark.parametrize("domain", ["Example.com", "example", "-a.com", "example.com.", "a" * 64 + ".com"])
def test_a_domain_has_a_form(domain: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        CertificateArgs(domain=domain, zone_id="")
    assert str(caught.value) == (
        f"CertificateArgs.domain must be a domain name such as example.com (got {domain!r})."
    )
