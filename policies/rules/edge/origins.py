"""How CloudFront speaks with what stands behind it."""

from collections.abc import Iterator

from pack.judging import guarded
from pack.options import Texts
from pack.rule import Level, Rule, Severity, Subject, Verdict, security_hub
from pack.values import Props

from ..shared.each import each_part
from .distribution_parts import behaviours, custom_configs, is_bucket, origin_id
from .types import DISTRIBUTIONS, ORIGIN_ACCESS_CONTROL, VPC_ORIGIN

CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html"
GUIDE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide"
OLD_VERSIONS = ("SSLv3", "TLSv1", "TLSv1.1")
SPOKEN = DISTRIBUTIONS | {VPC_ORIGIN}


def _configs(subject: Subject) -> Iterator[tuple[str, Props]]:
    """How each origin of a distribution, or an origin in a VPC, is spoken with; and its name."""
    if subject.type == VPC_ORIGIN:
        yield "the VPC origin", subject.props.group("vpcOriginEndpointConfig")
        return
    for origin in subject.props.groups("origins"):
        yield from ((f"origin {origin_id(origin)}", config) for config in custom_configs(origin))


def _https(subject: Subject) -> Iterator[Verdict]:
    for name, config in _configs(subject):
        yield from guarded(_protocol(subject.props, name, config))


def _protocol(props: Props, name: str, config: Props) -> Iterator[Verdict]:
    policy = config.text("originProtocolPolicy", "unset")
    # To do as the user does is to speak HTTPS, where users must.
    if policy == "match-viewer" and not _any_viewer_by_http(props):
        return
    if policy != "https-only":
        yield f"{name} has originProtocolPolicy {policy}, want https-only"


def _any_viewer_by_http(props: Props) -> bool:
    policies = {each.text("viewerProtocolPolicy") for each in behaviours(props)}
    return not policies <= {"https-only", "redirect-to-https"}


def _tls_versions(subject: Subject) -> Iterator[Verdict]:
    for name, config in _configs(subject):
        yield from guarded(_old_versions(name, config, subject.options["old"]))


def _old_versions(name: str, config: Props, old: list[str]) -> Iterator[Verdict]:
    if config.text("originProtocolPolicy") == "http-only":
        return  # it speaks no TLS: another rule says so
    for version in _versions(config):
        if version in old:
            yield f"{name} accepts {version}, want TLSv1.2"


def _versions(config: Props) -> list[str]:
    """Versions of TLS: a list, or in a VPC origin a list with its length beside it."""
    grouped = config.path.startswith("vpcOriginEndpointConfig")
    return (
        config.group("originSslProtocols").texts("items") if grouped else config.texts("originSslProtocols")
    )


def _access_control(subject: Subject) -> Iterator[Verdict]:
    return each_part(subject.props.groups("origins"), _controlled)


def _controlled(origin: Props) -> Iterator[Verdict]:
    if is_bucket(origin) and not origin.filled("originAccessControlId"):
        yield f"origin {origin_id(origin)} has no originAccessControlId, want one"


def _signed(subject: Subject) -> Iterator[Verdict]:
    if subject.props.text("signingBehavior") == "never":
        yield "signingBehavior is never, want always"


def _root_object(subject: Subject) -> Iterator[Verdict]:
    wanted = subject.props.group("defaultCacheBehavior").text("targetOriginId")
    if subject.props.text("defaultRootObject"):
        return
    for origin in _targets(subject.props, wanted):
        if is_bucket(origin):
            yield f"defaultRootObject is not set, and / is of bucket {origin_id(origin)}, want index.html"


def _targets(props: Props, wanted: str) -> list[Props]:
    """The origins behind a name: one, or the members of a group."""
    groups = [each for each in props.groups("originGroups") if origin_id(each) == wanted]
    members = {member.text("originId") for group in groups for member in group.groups("members")}
    return [each for each in props.groups("origins") if origin_id(each) in {wanted, *members}]


def _failover(subject: Subject) -> Iterator[Verdict]:
    if not any(each.size("members") > 1 for each in subject.props.groups("originGroups")):
        yield "originGroups has no group with two members, want a second origin to fall back on"


HTTPS = Rule(
    id="origin-https",
    severity=Severity.HIGH,
    types=SPOKEN,
    check=_https,
    finding="CloudFront speaks plain HTTP with an origin.",
    why="What users sent by HTTPS crosses the internet in the open behind CloudFront.",
    fix="set originProtocolPolicy to https-only; for the web site of a bucket, use the bucket itself with an "
    "origin access control.",
    source=f"{CONTROLS}#cloudfront-9",
    controls=security_hub("CloudFront.9"),
)

TLS = Rule(
    id="origin-tls-version",
    severity=Severity.MEDIUM,
    types=SPOKEN,
    check=_tls_versions,
    finding="CloudFront speaks old versions of TLS with an origin.",
    why="They are broken, and RFC 8996 forbids them.",
    fix='set originSslProtocols to ["TLSv1.2"] (originSslProtocols.items of a VPC origin).',
    source=f"{CONTROLS}#cloudfront-10",
    controls=security_hub("CloudFront.10"),
    options={
        "old": Texts(
            OLD_VERSIONS, "Versions that are refused. Source: https://www.rfc-editor.org/rfc/rfc8996"
        )
    },
)

ACCESS_CONTROL = Rule(
    id="origin-access-control",
    severity=Severity.HIGH,
    types=DISTRIBUTIONS,
    check=_access_control,
    finding="CloudFront reads a bucket without signing its requests.",
    why="The bucket must then be public, and can be read past CloudFront, its web ACL and its logs.",
    fix="set originAccessControlId to that of an aws:cloudfront/originAccessControl:OriginAccessControl; an "
    "origin access identity is its forerunner.",
    source=f"{CONTROLS}#cloudfront-13",
    controls=security_hub("CloudFront.13"),
)

SIGNED = Rule(
    id="origin-access-signed",
    severity=Severity.HIGH,
    types=frozenset({ORIGIN_ACCESS_CONTROL}),
    check=_signed,
    finding="An origin access control signs nothing.",
    why="The origin must then be public, and can be read past CloudFront, its web ACL and its logs.",
    fix="set signingBehavior to always.",
    source=f"{GUIDE}/private-content-restricting-access-to-s3.html",
)

ROOT_OBJECT = Rule(
    id="distribution-root-object",
    severity=Severity.HIGH,
    types=DISTRIBUTIONS,
    check=_root_object,
    finding="A distribution of a bucket has no page for /.",
    why="S3 answers with an error, or with the list of all files if the bucket lets it.",
    fix="set defaultRootObject to index.html.",
    source=f"{CONTROLS}#cloudfront-1",
    controls=security_hub("CloudFront.1"),
)

FAILOVER = Rule(
    id="distribution-origin-failover",
    severity=Severity.LOW,
    types=DISTRIBUTIONS,
    check=_failover,
    finding="A distribution has no origin to fall back on.",
    why="When the origin fails, users see its errors.",
    fix="set originGroups to a group of two members, the second such as a bucket with static pages.",
    source=f"{CONTROLS}#cloudfront-4",
    controls=security_hub("CloudFront.4"),
    # A second origin is worth having only where it can answer in the place of the first.
    level=Level.ADVISORY,
    production=True,
)

RULES = (HTTPS, TLS, ACCESS_CONTROL, SIGNED, ROOT_OBJECT, FAILOVER)
