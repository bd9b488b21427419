"""Cases of the rules about security headers."""

from collections.abc import Mapping
from typing import Any

from tests.policies.cases import AnyCase, Case

POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"
ATTACHED = {"responseHeadersPolicyId": STRING}
CSP = {"contentSecurityPolicy": {"contentSecurityPolicy": "default-src 'self'", "override": True}}
COMPLETE = {
    **CSP,
    "contentTypeOptions": {"override": True},
    "frameOptions": {"frameOption": "DENY", "override": True},
    "referrerPolicy": {"referrerPolicy": "same-origin", "override": True},
}


def _case(rule: str, headers: Mapping[str, Any] | str, says: str = "", **more: Any) -> Case:
    return Case(rule=rule, type=POLICY, props={"securityHeadersConfig": headers}, says=says, **more)


def _without(name: str) -> dict[str, Any]:
    return {each: value for each, value in COMPLETE.items() if each != name}


def _hsts(age: Any) -> dict[str, Any]:
    return {"strictTransportSecurity": {"accessControlMaxAgeSec": age, "override": True}}


def _csp(policy: str, says: str = "", **more: Any) -> Case:
    headers = {"contentSecurityPolicy": {"contentSecurityPolicy": policy, "override": True}}
    return _case("security-headers-csp", headers, says, **more)


def _attached(default: Any, *others: Any, says: str = "", unknown: str = "") -> Case:
    props = {"defaultCacheBehavior": default, "orderedCacheBehaviors": list(others)}
    return Case(
        rule="distribution-security-headers", type=DISTRIBUTION, props=props, says=says, unknown=unknown
    )


CASES: tuple[AnyCase, ...] = (
    _attached(
        {}, says="the default behaviour has no responseHeadersPolicyId, want one with security headers"
    ),
    _attached(
        ATTACHED, ATTACHED, {"pathPattern": "/b"}, says="behaviour /b has no responseHeadersPolicyId, want"
    ),
    _attached({"responseHeadersPolicyId": ""}, says="the default behaviour has no responseHeadersPolicyId"),
    _attached(ATTACHED),
    _attached(ATTACHED, {"pathPattern": "/a", **ATTACHED}),
    _attached(OBJECT, unknown="defaultCacheBehavior"),
    Case(
        rule="distribution-security-headers",
        type=POLICY,
        props={"corsConfig": {}},
        says="securityHeadersConfig is not set, want it",
    ),
    _case("distribution-security-headers", COMPLETE),
    _case(
        "security-headers-hsts", _hsts(86400), "strictTransportSecurity.accessControlMaxAgeSec is 86400, want"
    ),
    _case(
        "security-headers-hsts",
        _hsts("0"),
        "strictTransportSecurity.accessControlMaxAgeSec is 0, want at least",
    ),
    _case(
        "security-headers-hsts",
        {},
        "strictTransportSecurity.accessControlMaxAgeSec is 0, want at least 31536000",
    ),
    _case("security-headers-hsts", _hsts(31536000), "strictTransportSec", options={"seconds": 63072000}),
    _case("security-headers-hsts", _hsts(31536000)),
    _case("security-headers-hsts", _hsts(63072000)),
    Case(rule="security-headers-hsts", type=POLICY, props={"corsConfig": {}}),
    _case(
        "security-headers-hsts",
        {"strictTransportSecurity": OBJECT},
        unknown="securityHeadersConfig.strictTransportSecurity",
    ),
    *(
        _case(
            "security-headers-complete", _without(name), f"securityHeadersConfig.{name} is not set, want it"
        )
        for name in COMPLETE
    ),
    _case("security-headers-complete", {}, "securityHeadersConfig.contentTypeOptions is not set, want it"),
    _case("security-headers-complete", COMPLETE),
    _case(
        "security-headers-complete",
        {
            **_without("frameOptions"),
            "contentSecurityPolicy": {"contentSecurityPolicy": "default-src 'self'; frame-ancestors 'none'"},
        },
    ),
    Case(rule="security-headers-complete", type=POLICY, props={"corsConfig": {}}),
    _csp(
        "script-src 'self' 'unsafe-inline'; object-src 'none'",
        "script-src of the CSP admits 'unsafe-inline', want",
    ),
    _csp("default-src 'self' *", "script-src of the CSP admits *, want named hosts, nonces or hashes"),
    _csp("SCRIPT-SRC https: ; object-src 'none'", "script-src of the CSP admits https:, want"),
    _csp("script-src 'self'", "the CSP has neither object-src nor default-src, want one"),
    _csp("default-src 'self'; object-src data:", "object-src of the CSP admits data:, want"),
    # A browser takes the first of two directives.
    _csp(
        "script-src 'unsafe-eval'; script-src 'self'; object-src 'none'",
        "script-src of the CSP admits 'unsafe-ev",
    ),
    _csp(
        "script-src 'nonce-abc' 'unsafe-eval'; object-src 'none'",
        "script-src of the CSP admits 'unsafe-eval'",
    ),
    _csp("default-src 'self'; script-src 'self' https://cdn.example.com; object-src 'none'"),
    _csp("script-src 'nonce-abc' https:; object-src 'none'", "script-src of the CSP admits https:"),
    _csp("script-src 'strict-dynamic' https:; object-src 'none'", "script-src of the CSP admits https:"),
    _csp("script-src 'nonce-abc' 'unsafe-inline'; object-src 'none'"),
    _csp("script-src 'nonce-abc' 'strict-dynamic' https: 'unsafe-inline'; object-src 'none'"),
    _csp("default-src 'none'; style-src 'unsafe-inline'"),
    _case("security-headers-csp", {}),
    _csp(STRING, unknown="securityHeadersConfig.contentSecurityPolicy.contentSecurityPolicy"),
)
