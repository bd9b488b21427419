"""Certificates of AWS Certificate Manager."""

from collections.abc import Iterator

from pack.options import Texts
from pack.rule import Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from .types import CERTIFICATE

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html"
GUIDE = "https://docs.aws.amazon.com/acm/latest/userguide"
TYPES = frozenset({CERTIFICATE})
KEYS = ("RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1")


def _asked_of_amazon(props: Props) -> bool:
    """Whether ACM issues it: it is neither imported nor of somebody's own authority."""
    others = ("certificateBody", "privateKey", "privateKeyWo", "certificateAuthorityArn")
    return not any(props.filled(name) for name in others)


def _validation(subject: Subject) -> Iterator[Verdict]:
    method = subject.props.text("validationMethod", "unset")
    if _asked_of_amazon(subject.props) and method != "DNS":
        yield f"validationMethod is {method}, want DNS"


def _key(subject: Subject) -> Iterator[Verdict]:
    algorithm = subject.props.text("keyAlgorithm", "RSA_2048")
    if algorithm not in subject.options["algorithms"]:
        yield f"keyAlgorithm is {algorithm}, want one of {', '.join(subject.options['algorithms'])}"


def _transparency(subject: Subject) -> Iterator[Verdict]:
    options = subject.props.group("options")
    preference = options.text("certificateTransparencyLoggingPreference", "ENABLED")
    if _asked_of_amazon(subject.props) and preference == "DISABLED":
        yield "options.certificateTransparencyLoggingPreference is DISABLED, want ENABLED"


VALIDATION = Rule(
    id="certificate-dns-validation",
    severity=Severity.HIGH,
    types=TYPES,
    check=_validation,
    finding="A certificate is renewed only if somebody answers an e-mail.",
    why="On the day nobody does, every browser refuses the site.",
    fix="set validationMethod to DNS, and keep the records that it asks for.",
    source=f"{GUIDE}/dns-validation.html",
)

KEY = Rule(
    id="certificate-key",
    severity=Severity.HIGH,
    types=TYPES,
    check=_key,
    finding="A certificate has a weak key.",
    why="A key of 1,024 bits can be broken; who has it is the site.",
    fix="leave keyAlgorithm unset (RSA_2048), or set it to EC_prime256v1.",
    source=f"{CONTROLS}#acm-2",
    controls=security_hub("ACM.2"),
    options={
        "algorithms": Texts(
            KEYS, f"ACM's key algorithms. Source: {GUIDE}/acm-certificate-characteristics.html"
        )
    },
)

TRANSPARENCY = Rule(
    id="certificate-transparency",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_transparency,
    finding="A public certificate is kept out of the transparency logs.",
    why="Chrome and Safari refuse it, and nobody notices a false one.",
    fix="leave options.certificateTransparencyLoggingPreference unset, or set it to ENABLED.",
    source=f"{GUIDE}/acm-concepts.html#concept-transparency",
)

RULES = (VALIDATION, KEY, TRANSPARENCY)
