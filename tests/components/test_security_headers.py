"""The security headers, one by one, and the content policy read back as a browser reads it."""

import re

import pytest

from components.security_headers import (
    CUSTOM,
    FRAME_OPTION,
    REFERRER_POLICY,
    REMOVED,
    TWO_YEARS,
    content_security_policy,
    content_sources,
)


def parsed(policy: str) -> dict[str, list[str]]:
    """A policy by its directives, as https://www.w3.org/TR/CSP3/#parse-serialized-policy reads it."""
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *values = part.split()
        assert re.fullmatch(r"[a-z-]+", name)
        assert name not in directives, f"browsers drop the second {name}"
        directives[name] = values
    return directives


def strict() -> dict[str, list[str]]:
    return parsed(content_security_policy(content_sources((), (), (), ())))


@pytest.mark.parametrize(
    ("directive", "sources"),
    [
        ("default-src", ["'self'"]),
        ("script-src", ["'self'"]),
        ("style-src", ["'self'"]),
        ("img-src", ["'self'", "data:", "blob:"]),
        ("font-src", ["'self'", "data:"]),
        ("connect-src", ["'self'"]),
        ("object-src", ["'none'"]),
        ("base-uri", ["'self'"]),
        ("form-action", ["'self'"]),
        ("frame-ancestors", ["'none'"]),
        ("upgrade-insecure-requests", []),
    ],
)
def test_strict_content_policy(directive: str, sources: list[str]) -> None:
    """Seed: CSP rigoroso para produção."""
    assert strict()[directive] == sources


def test_the_policy_has_no_more_than_that() -> None:
    assert len(strict()) == 11


def test_nothing_runs_text_and_nothing_is_from_anywhere() -> None:
    sources = {source for values in strict().values() for source in values}
    assert sources.isdisjoint({"'unsafe-eval'", "'unsafe-inline'", "*", "https:", "http:"})


def test_sources_are_added_where_they_belong() -> None:
    sources = content_sources(
        ["'unsafe-inline'"], ["https://s.example"], ["https://i.example"], ["wss://c.example"]
    )
    policy = parsed(content_security_policy(sources))
    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["style-src"] == ["'self'", "https://s.example"]
    assert policy["img-src"] == ["'self'", "data:", "blob:", "https://i.example"]
    assert policy["connect-src"] == ["'self'", "wss://c.example"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
        ("Cross-Origin-Resource-Policy", "same-site"),
        ("Origin-Agent-Cluster", "?1"),
        ("X-DNS-Prefetch-Control", "off"),
        ("X-Permitted-Cross-Domain-Policies", "none"),
    ],
)
def test_custom_header(header: str, value: str) -> None:
    assert CUSTOM[header] == value


def test_powerful_features_are_off() -> None:
    """A structured field: a list of members, each an empty list of origins (RFC 9651)."""
    features = CUSTOM["Permissions-Policy"].split(", ")
    assert all(re.fullmatch(r"[a-z-]+=\(\)", feature) for feature in features)
    assert {"camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"} <= set(features)


def test_embedding_is_not_isolated_on_purpose() -> None:
    assert "Cross-Origin-Embedder-Policy" not in CUSTOM


def test_the_headers_that_cloudfront_knows() -> None:
    assert (FRAME_OPTION, REFERRER_POLICY) == ("DENY", "strict-origin-when-cross-origin")
    assert TWO_YEARS == 2 * 365 * 24 * 60 * 60


def test_ten_headers_and_more() -> None:
    """Seed: security headers completos (10+ headers). Six more are CloudFront's own; test_cdn.py counts."""
    assert len(CUSTOM) == 6


def test_what_runs_behind_is_not_told() -> None:
    assert REMOVED == ("Server", "X-Powered-By")
