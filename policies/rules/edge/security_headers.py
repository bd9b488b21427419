"""What CloudFront tells browsers to refuse."""

from collections.abc import Iterator

from pack.options import Number
from pack.rule import Level, Rule, Severity, Subject, Verdict
from pack.values import Props

from .distribution_parts import each_behaviour, label
from .types import DISTRIBUTIONS, RESPONSE_HEADERS_POLICY

POLICIES = (
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
    "understanding-response-headers-policies.html"
)
OWASP = "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html"
CSP = "https://cheatsheetseries.owasp.org/cheatsheets/Content_Security_Policy_Cheat_Sheet.html"
TYPES = frozenset({RESPONSE_HEADERS_POLICY})
YEAR = 31536000
OPEN_SOURCES = frozenset({"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:", "blob:"})
"""Sources of a script that let an attacker's in. Source: CSP above."""
STRICT = ("'nonce-", "'sha256-", "'sha384-", "'sha512-")
"""Beside one of these, browsers ignore 'unsafe-inline'. Source: https://www.w3.org/TR/CSP3/#allow-all-inline"""


def _attached(subject: Subject) -> Iterator[Verdict]:
    if subject.type in DISTRIBUTIONS:
        yield from each_behaviour(subject.props, _has_policy)
    elif "securityHeadersConfig" not in subject.props:
        yield "securityHeadersConfig is not set, want it"


def _has_policy(behaviour: Props) -> Iterator[Verdict]:
    if not behaviour.filled("responseHeadersPolicyId"):
        yield f"{label(behaviour)} has no responseHeadersPolicyId, want one with security headers"


def _hsts(subject: Subject) -> Iterator[Verdict]:
    if "securityHeadersConfig" not in subject.props:
        return  # another rule says so
    headers = subject.props.group("securityHeadersConfig")
    least = subject.options["seconds"]
    age = headers.group("strictTransportSecurity").number("accessControlMaxAgeSec", 0)
    if age is None or age < least:
        yield f"strictTransportSecurity.accessControlMaxAgeSec is {age}, want at least {least}"


def _complete(subject: Subject) -> Iterator[Verdict]:
    if "securityHeadersConfig" not in subject.props:
        return  # another rule says so
    headers = subject.props.group("securityHeadersConfig")
    policy = content_policy(subject.props)
    for name in ("contentTypeOptions", "referrerPolicy"):
        if name not in headers:
            yield f"securityHeadersConfig.{name} is not set, want it"
    if not policy:
        yield "securityHeadersConfig.contentSecurityPolicy is not set, want it"
    if "frameOptions" not in headers and "frame-ancestors" not in policy:
        yield "securityHeadersConfig.frameOptions is not set, want it, or frame-ancestors in the CSP"


def content_policy(props: Props) -> str:
    """The Content-Security-Policy, by its own property."""
    headers = props.group("securityHeadersConfig")
    return headers.group("contentSecurityPolicy").text("contentSecurityPolicy")


def _strict(subject: Subject) -> Iterator[Verdict]:
    directives = dict(_directives(content_policy(subject.props)))
    for name in ("script-src", "object-src"):
        sources = directives.get(name, directives.get("default-src"))
        if directives and sources is None:
            yield f"the CSP has neither {name} nor default-src, want one"
        for source in _open_sources(sources or []):
            yield f"{name} of the CSP admits {source}, want named hosts, nonces or hashes"


def _directives(policy: str) -> Iterator[tuple[str, list[str]]]:
    """The directives of a policy: the first of a name counts, so the last is told first."""
    for directive in reversed(policy.split(";")):
        name, *sources = directive.split() or [""]
        if name:
            yield name.lower(), [each.lower() for each in sources]


def _open_sources(sources: list[str]) -> list[str]:
    strict = any(each.startswith(STRICT) for each in sources)
    # 'strict-dynamic' has browsers pass over everything but nonces and hashes.
    closed = {"'unsafe-inline'"} if strict else set()
    closed |= OPEN_SOURCES - {"'unsafe-eval'"} if strict and "'strict-dynamic'" in sources else set()
    return sorted((OPEN_SOURCES - closed).intersection(sources))


ATTACHED = Rule(
    id="distribution-security-headers",
    severity=Severity.MEDIUM,
    types=DISTRIBUTIONS | TYPES,
    check=_attached,
    finding="A distribution sends answers without security headers.",
    why="Where the application forgets them, pages can be framed, sniffed and scripted by others.",
    fix="set responseHeadersPolicyId in every cache behaviour, to a policy with securityHeadersConfig.",
    source=POLICIES,
    # An application may well set all its headers itself.
    level=Level.ADVISORY,
)

HSTS = Rule(
    id="security-headers-hsts",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_hsts,
    finding="Browsers are not told, or not for long, to come by HTTPS alone.",
    why="The first request of every visit can be caught and answered by somebody else.",
    fix="set securityHeadersConfig.strictTransportSecurity.accessControlMaxAgeSec to 31536000 or more.",
    source=f"{OWASP}#strict-transport-security-hsts",
    options={
        "seconds": Number(
            YEAR, 0, 10 * YEAR, "Seconds; a year. Source: https://hstspreload.org/#requirements"
        )
    },
)

COMPLETE = Rule(
    id="security-headers-complete",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_complete,
    finding="A response headers policy leaves security headers out.",
    why="Pages can be framed, sniffed or scripted by others, and tell others where a user came from.",
    fix="set contentSecurityPolicy, contentTypeOptions, frameOptions and referrerPolicy in "
    "securityHeadersConfig.",
    source=OWASP,
)

STRICT_CSP = Rule(
    id="security-headers-csp",
    severity=Severity.MEDIUM,
    types=TYPES,
    check=_strict,
    finding="A Content-Security-Policy lets in scripts from anywhere.",
    why="One hole through which a user's text becomes a page's HTML is enough to take over every session.",
    fix="have script-src 'self' with nonces or hashes, and object-src 'none'.",
    source=CSP,
    # Frameworks that write scripts into their pages ask for much work here.
    level=Level.ADVISORY,
)

RULES = (ATTACHED, HSTS, COMPLETE, STRICT_CSP)
