"""How a load balancer is spoken to."""

from collections.abc import Iterator, Mapping
from typing import Any

from pack.options import Texts
from pack.rule import Level, Rule, Severity, StackRule, Subject, Verdict, security_hub
from pack.stack import Stack
from pack.values import Props

from ..shared.each import found_at
from .types import LISTENER_RULES, LISTENERS

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html"
TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
STRONG_POLICIES = (
    TLS_POLICY,
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
)
UNSET = "unset (ELBSecurityPolicy-2016-08)"
"""Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"""


def speaks_http(props: Props) -> bool:
    """Whether a listener speaks plain HTTP: that of a gateway load balancer has neither protocol nor port."""
    return bool(props.number("port")) and props.text("protocol", "HTTP") == "HTTP"


def _redirects(stack: Stack, options: Mapping[str, Any]) -> Iterator[tuple[str, Verdict]]:
    for listener in stack.all(*sorted(LISTENERS)):
        if not speaks_http(listener.props):
            continue
        yield from found_at(listener, _plain(listener.props, "defaultActions"))
        for rule in stack.users(listener, LISTENER_RULES, "listenerArn"):
            yield from found_at(rule, _plain(rule.props, "actions"))


def _plain(props: Props, name: str) -> Iterator[Verdict]:
    for action in props.groups(name):
        kind = action.text("type")
        redirect = action.group("redirect")
        # A redirect that names no protocol keeps that of the request.
        if kind == "redirect" and redirect.text("protocol", "#{protocol}") == "HTTPS":
            continue
        yield f"{action.path} of an HTTP listener is {kind or 'unset'}, want a redirect to HTTPS"


def _encrypted(subject: Subject) -> Iterator[Verdict]:
    if speaks_http(subject.props):
        yield f"protocol is HTTP on port {subject.props.number('port')}, want HTTPS"


def _tls_policy(subject: Subject) -> Iterator[Verdict]:
    if subject.props.text("protocol") not in ("HTTPS", "TLS"):
        return
    policy = subject.props.text("sslPolicy", UNSET)
    if policy not in subject.options["policies"]:
        yield f"sslPolicy is {policy}, want one of {', '.join(subject.options['policies'])}"


def _with_tls_policy(subject: Subject) -> dict[str, Any]:
    policy, *_ = subject.options["policies"] or [TLS_POLICY]
    return {"sslPolicy": policy}


REDIRECTS_HTTP = StackRule(
    id="listener-http-redirects",
    severity=Severity.HIGH,
    check=_redirects,
    finding="A load balancer answers over plain HTTP.",
    why="Whoever sits on the way reads and changes every request, sessions and passwords included.",
    fix='make every action of the HTTP listener { type: "redirect", redirect: { protocol: "HTTPS", '
    'port: "443", statusCode: "HTTP_301" } }, or do without that listener.',
    source=f"{CONTROLS}#elb-1",
    controls=security_hub("ELB.1"),
)

ENCRYPTED = Rule(
    id="listener-encrypted",
    severity=Severity.MEDIUM,
    types=LISTENERS,
    check=_encrypted,
    finding="A load balancer has an HTTP listener.",
    why="The first request travels in the open, even if the answer is a redirect.",
    fix="have an HTTPS listener alone; a CDN or HSTS takes care of browsers that come by HTTP.",
    source=f"{CONTROLS}#elb-18",
    controls=security_hub("ELB.18"),
    # A web site that browsers reach directly needs the redirect; what forwards is for the rule above.
    # TCP listeners are not judged: what passes through them may well be TLS.
    level=Level.ADVISORY,
)

TLS = Rule(
    id="listener-tls-policy",
    severity=Severity.HIGH,
    types=LISTENERS,
    check=_tls_policy,
    remedy=_with_tls_policy,
    finding="A listener accepts old versions of TLS or weak ciphers.",
    why="A connection can be talked down to a version that is broken.",
    fix=f"set sslPolicy to {TLS_POLICY}, or its successor with post-quantum keys.",
    source=f"{CONTROLS}#elb-17",
    controls=security_hub("ELB.17"),
    options={
        "policies": Texts(
            STRONG_POLICIES, f"Names of TLS policies, the remedy's first. Source: {CONTROLS}#elb-17"
        )
    },
)

RULES = (REDIRECTS_HTTP, ENCRYPTED, TLS)
