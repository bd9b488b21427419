"""Cases of the rules about certificates."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import AnyCase, Case

STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def _case(rule: str, props: Mapping[str, Any], says: str = "", **more: Any) -> Case:
    type_ = "aws:acm/certificate:Certificate"
    return Case(rule=f"certificate-{rule}", type=type_, props=props, says=says, **more)


def _logging(preference: Any) -> dict[str, Any]:
    return {"options": {"certificateTransparencyLoggingPreference": preference}}


CASES: tuple[AnyCase, ...] = (
    _case("dns-validation", {"validationMethod": "EMAIL"}, "validationMethod is EMAIL, want DNS"),
    _case("dns-validation", {"domainName": "example.com"}, "validationMethod is unset, want DNS"),
    _case("dns-validation", {"validationMethod": ["DNS"]}, "validationMethod is an array, want a string"),
    _case(
        "dns-validation", {"validationMethod": "NONE", "privateKey": "", "certificateAuthorityArn": ""}, "val"
    ),
    _case("dns-validation", {"validationMethod": "DNS"}),
    _case("dns-validation", {"privateKey": STRING, "certificateBody": STRING}),
    _case("dns-validation", {"certificateAuthorityArn": STRING}),
    _case("dns-validation", {"validationMethod": STRING}, unknown="validationMethod"),
    _case("key", {"keyAlgorithm": "RSA_1024"}, "keyAlgorithm is RSA_1024, want one of RSA_2048"),
    _case("key", {"keyAlgorithm": "rsa_2048"}, "keyAlgorithm is rsa_2048, want one of RSA_2048"),
    _case("key", {}, "keyAlgorithm is RSA_2048, want one of none", options={"algorithms": ["none"]}),
    _case("key", {}),
    _case("key", {"keyAlgorithm": "EC_prime256v1"}),
    _case("key", {"keyAlgorithm": "RSA_4096"}),
    _case(
        "transparency", _logging("DISABLED"), "options.certificateTransparencyLoggingPreference is DISABLED"
    ),
    _case(
        "transparency",
        {"validationMethod": "DNS", **_logging("DISABLED")},
        "options.certificateTransparencyLoggingPreference is DISABLED, want ENABLED",
    ),
    _case("transparency", {"options": "off"}, "options is a string, want an object"),
    _case("transparency", {}),
    _case("transparency", _logging("ENABLED")),
    # A private certificate is in no log.
    _case("transparency", {"certificateAuthorityArn": STRING, **_logging("DISABLED")}),
)
