"""What users see of a CloudFront distribution."""

from collections.abc import Iterator
from typing import Any

from pack.options import Texts
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from ..shared.replacing import replaced
from .distribution_parts import each_behaviour, has_own_certificate, label
from .types import DISTRIBUTIONS

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html"
SETTINGS = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html"
HTTPS_ONLY = ("https-only", "redirect-to-https")
TLS_VERSION = "TLSv1.2_2021"
TLS_VERSIONS = (TLS_VERSION, "TLSv1.2_2025", "TLSv1.3_2025")


def _https(subject: Subject) -> Iterator[Verdict]:
    return each_behaviour(subject.props, _viewer_protocol)


def _viewer_protocol(behaviour: Props) -> Iterator[Verdict]:
    policy = behaviour.text("viewerProtocolPolicy", "unset")
    if policy not in HTTPS_ONLY:
        yield f"{label(behaviour)} has viewerProtocolPolicy {policy}, want redirect-to-https or https-only"


def _certificate(subject: Subject) -> Iterator[Verdict]:
    if not has_own_certificate(subject.props.group("viewerCertificate")):
        yield "viewerCertificate has no acmCertificateArn, want a certificate for your own domain name"


def _sni(subject: Subject) -> Iterator[Verdict]:
    certificate = subject.props.group("viewerCertificate")
    method = certificate.text("sslSupportMethod", "unset")
    if has_own_certificate(certificate) and method != "sni-only":
        yield f"viewerCertificate.sslSupportMethod is {method}, want sni-only"


def _tls_version(subject: Subject) -> Iterator[Verdict]:
    certificate = subject.props.group("viewerCertificate")
    # That of cloudfront.net takes TLS 1.0 whatever one asks for.
    if not has_own_certificate(certificate):
        return
    version = certificate.text("minimumProtocolVersion", "TLSv1")
    if version not in subject.options["versions"]:
        wanted = ", ".join(subject.options["versions"])
        yield f"viewerCertificate.minimumProtocolVersion is {version}, want one of {wanted}"


def _with_tls_version(subject: Subject) -> dict[str, Any]:
    version, *_ = subject.options["versions"] or [TLS_VERSION]
    return replaced(subject.props, "viewerCertificate.minimumProtocolVersion", version)


def _http_version(subject: Subject) -> Iterator[Verdict]:
    version = subject.props.text("httpVersion", "http2")
    if version == "http1.1":
        yield "httpVersion is http1.1, want http2, http2and3 or http3"


def _compression(subject: Subject) -> Iterator[Verdict]:
    return each_behaviour(subject.props, _compressed)


def _compressed(behaviour: Props) -> Iterator[Verdict]:
    if not behaviour.flag("compress"):
        yield f"{label(behaviour)} has compress false, want true"


HTTPS = Rule(
    id="distribution-https",
    severity=Severity.HIGH,
    types=DISTRIBUTIONS,
    check=_https,
    finding="A distribution answers over plain HTTP.",
    why="Whoever sits on the way reads and changes every request, sessions and passwords included.",
    fix="set viewerProtocolPolicy to redirect-to-https (or https-only for an API) in every cache behaviour.",
    source=f"{CONTROLS}#cloudfront-3",
    controls=security_hub("CloudFront.3"),
)

OWN_CERTIFICATE = Rule(
    id="distribution-certificate",
    severity=Severity.LOW,
    types=DISTRIBUTIONS,
    check=_certificate,
    finding="A distribution goes by CloudFront's own name.",
    why="CloudFront takes TLS 1.0 with its own certificate, whatever the distribution asks for.",
    fix="set aliases, and viewerCertificate.acmCertificateArn to a certificate of us-east-1.",
    source=f"{CONTROLS}#cloudfront-7",
    controls=security_hub("CloudFront.7"),
    production=True,  # it takes a domain name
)

SNI = Rule(
    id="distribution-sni",
    severity=Severity.LOW,
    types=DISTRIBUTIONS,
    check=_sni,
    finding="A distribution holds IP addresses of its own.",
    why="They are for browsers of before 2010, and cost 600 dollars a month.",
    fix="set viewerCertificate.sslSupportMethod to sni-only.",
    source=f"{CONTROLS}#cloudfront-8",
    controls=security_hub("CloudFront.8"),
)

TLS = Rule(
    id="distribution-tls-version",
    severity=Severity.HIGH,
    types=DISTRIBUTIONS,
    check=_tls_version,
    remedy=_with_tls_version,
    finding="A distribution accepts old versions of TLS or weak ciphers.",
    why="A connection can be talked down to a version that is broken.",
    fix=f"set viewerCertificate.minimumProtocolVersion to {TLS_VERSION} or newer.",
    source=f"{CONTROLS}#cloudfront-15",
    controls=security_hub("CloudFront.15"),
    options={
        "versions": Texts(TLS_VERSIONS, f"TLS policies, the remedy's first. Source: {CONTROLS}#cloudfront-15")
    },
)

HTTP_VERSION = Rule(
    id="distribution-http-version",
    severity=Severity.LOW,
    types=DISTRIBUTIONS,
    check=_http_version,
    finding="A distribution speaks HTTP 1.1 alone.",
    why="A page with many parts takes several times as long.",
    fix="set httpVersion to http2and3.",
    source=f"{SETTINGS}#DownloadDistValuesSupportedHTTPVersions",
    # It costs speed alone, and some clients are tested with HTTP 1.1 only.
    level=Level.ADVISORY,
)

COMPRESSION = Rule(
    id="distribution-compression",
    severity=Severity.LOW,
    types=DISTRIBUTIONS,
    check=_compression,
    finding="A distribution sends text uncompressed.",
    why="Pages take longer, and CloudFront bills by the byte.",
    fix="set compress to true in every cache behaviour; its cache policy must enable gzip or Brotli too.",
    source="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html",
    # Nothing is gained where an origin compresses, or sends images and archives alone.
    level=Level.ADVISORY,
)

RULES = (HTTPS, OWN_CERTIFICATE, SNI, TLS, HTTP_VERSION, COMPRESSION)
