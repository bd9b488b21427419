"""The certificate, with a zone of its own and with one that was there before."""

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
    assert recorder.one("aws:route53/record:Record").inputs["zoneId"] == "zone-of-certificate"


def test_a_zone_that_is_there_is_used() -> None:
    recorder = build("Z0123456789ABC")
    assert recorder.all("aws:route53/zone:Zone") == []
    assert recorder.one("aws:route53/record:Record").inputs["zoneId"] == "Z0123456789ABC"
    assert recorder.published("Certificate")["name_servers"] == []


def test_one_record_proves_the_domain_and_what_is_below_it() -> None:
    recorder = build()
    certificate = recorder.one("aws:acm/certificate:Certificate").inputs
    assert certificate == {
        "domainName": "example.com",
        "subjectAlternativeNames": ["*.example.com"],
        "validationMethod": "DNS",
    }
    assert recorder.one("aws:route53/record:Record").inputs == {
        "zoneId": "zone-of-certificate",
        "name": "_proof.example.com",
        "type": "CNAME",
        "records": ["_value.acm-validations.aws"],
        "ttl": 300,
        "allowOverwrite": True,
    }


def test_the_arn_waits_for_the_issue() -> None:
    recorder = build()
    validation = recorder.one("aws:acm/certificateValidation:CertificateValidation")
    assert validation.inputs["validationRecordFqdns"] == ["certificate.record"]
    assert recorder.published("Certificate") == {
        "arn": validation.inputs["certificateArn"],
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
