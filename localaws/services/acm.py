"""Certificates."""

import time
from typing import Any

from localaws.errors import CloudError
from localaws.spec import Call, Send, Spec, Tags
from localaws.values import Props

PATIENCE = 10.0
"""Seconds to wait for a certificate here, where its DNS records count at once; the official provider waits
75 minutes. Source: https://www.pulumi.com/registry/packages/aws/api-docs/acm/certificatevalidation/"""


def _proof_records(certificate: dict[str, Any]) -> dict[str, Any]:
    """The DNS records that prove the domains, flat; by domain, since AWS's order means nothing."""
    options = sorted(certificate.get("DomainValidationOptions", []), key=lambda option: option["DomainName"])
    return {
        "domainValidationOptions": [
            {
                "domainName": option["DomainName"],
                "resourceRecordName": option["ResourceRecord"]["Name"],
                "resourceRecordType": option["ResourceRecord"]["Type"],
                "resourceRecordValue": option["ResourceRecord"]["Value"],
            }
            for option in options
        ]
    }


CERTIFICATE = Spec(
    token="aws:acm/certificate:Certificate",
    service="acm",
    create=Call(
        op="RequestCertificate",
        params={
            "domainName": "DomainName",
            "subjectAlternativeNames": "SubjectAlternativeNames",
            "validationMethod": "ValidationMethod",
            "validationOptions": "DomainValidationOptions",
            "keyAlgorithm": "KeyAlgorithm",
            "certificateAuthorityArn": "CertificateAuthorityArn",
            "options": "Options",
        },
    ),
    id="CertificateArn",
    read=Call(op="DescribeCertificate", params={"id": "CertificateArn"}, path="Certificate"),
    more=(
        Call(
            op="DescribeCertificate",
            params={"id": "CertificateArn"},
            path="Certificate",
            gets={"domainValidationOptions": "domainValidationOptions"},
            tidy=_proof_records,
        ),
    ),
    updates=(Call(op="UpdateCertificateOptions", params={"id": "CertificateArn", "options": "Options"}),),
    delete=(Call(op="DeleteCertificate", params={"id": "CertificateArn"}),),
    replace_on=frozenset(
        {
            "domainName",
            "subjectAlternativeNames",
            "validationMethod",
            "validationOptions",
            "keyAlgorithm",
            "certificateAuthorityArn",
        }
    ),
    kept=frozenset({"options", "keyAlgorithm", "subjectAlternativeNames", "validationMethod"}),
    outputs={
        "arn": "CertificateArn",
        "status": "Status",
        "type": "Type",
        "notBefore": "NotBefore",
        "notAfter": "NotAfter",
        "renewalEligibility": "RenewalEligibility",
        "domainValidationOptions": "DomainValidationOptions",
    },
    unread={
        "subjectAlternativeNames": "AWS adds the domain itself; a certificate's names never change",
        "validationMethod": "AWS answers it for each name; it never changes",
        "validationOptions": "AWS answers them with more; they never change",
        "keyAlgorithm": "AWS answers it in other words; it never changes",
    },
    tags=Tags(
        create="Tags",
        set=Call(op="AddTagsToCertificate", params={"id": "CertificateArn", "tags": "Tags"}),
        unset=Call(op="RemoveTagsFromCertificate", params={"id": "CertificateArn", "tagKeys": "Tags"}),
        read=Call(op="ListTagsForCertificate", params={"id": "CertificateArn"}),
    ),
)

_CERTIFICATE = Call(op="DescribeCertificate", params={"certificateArn": "CertificateArn"}, path="Certificate")


def _await_issue(send: Send, context: Props) -> None:
    """Waits until AWS has seen the proof; and says first which of its records the program does not name."""
    certificate = send(_CERTIFICATE, context)
    named = [fqdn.removesuffix(".") for fqdn in context.get("validationRecordFqdns") or []]
    if named and (missing := [proof for proof in _proofs(certificate) if proof not in named]):
        raise CloudError("MissingValidationRecord", f"validationRecordFqdns lacks {', '.join(missing)}")
    until = time.monotonic() + PATIENCE
    while certificate["Status"] == "PENDING_VALIDATION" and time.monotonic() < until:
        time.sleep(0.1)
        certificate = send(_CERTIFICATE, context)
    if certificate["Status"] != "ISSUED":
        raise CloudError("CertificateNotIssued", _why(certificate))


def _proofs(certificate: dict[str, Any]) -> list[str]:
    options = certificate.get("DomainValidationOptions", [])
    return sorted({option["ResourceRecord"]["Name"].removesuffix(".") for option in options})


def _why(certificate: dict[str, Any]) -> str:
    names = " and ".join(_proofs(certificate)) or "none"
    return (
        f"the certificate of {certificate['DomainName']} is {certificate['Status']}; AWS issues it when a "
        f"zone in Route 53 has these CNAME records: {names}"
    )


def _if_issued(certificate: dict[str, Any]) -> dict[str, Any]:
    """Nothing for a certificate that is not in force: then there is no validation either."""
    return certificate if certificate["Status"] == "ISSUED" else {}


CERTIFICATE_VALIDATION = Spec(
    token="aws:acm/certificateValidation:CertificateValidation",
    service="acm",
    create=_CERTIFICATE,
    id="{certificateArn}",
    read=Call(
        op="DescribeCertificate",
        params={"certificateArn": "CertificateArn"},
        path="Certificate",
        tidy=_if_issued,
    ),
    settle=_await_issue,
    settles=frozenset({"validationRecordFqdns"}),
    replace_on=frozenset({"*"}),
)

SPECS = (CERTIFICATE, CERTIFICATE_VALIDATION)
