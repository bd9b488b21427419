"""Parts of a CloudFront distribution, in the spelling of each of its two kinds."""

from collections.abc import Callable, Iterator

from pack.judging import guarded
from pack.rule import Verdict
from pack.values import Props

from ..shared.each import each_part

Look = Callable[[Props], Iterator[Verdict]]


def behaviours(props: Props) -> Iterator[Props]:
    """The default cache behaviour and all others: a distribution for several tenants has them unordered."""
    yield props.group("defaultCacheBehavior")
    yield from props.groups("orderedCacheBehaviors")
    yield from props.groups("cacheBehaviors")


def each_behaviour(props: Props, look: Look) -> Iterator[Verdict]:
    """What a look at each cache behaviour finds; one that is not known leaves the others judged."""
    yield from guarded(_at_default(props, look))
    for name in ("orderedCacheBehaviors", "cacheBehaviors"):
        yield from guarded(_at_others(props, name, look))


def _at_default(props: Props, look: Look) -> Iterator[Verdict]:
    yield from look(props.group("defaultCacheBehavior"))


def _at_others(props: Props, name: str, look: Look) -> Iterator[Verdict]:
    yield from each_part(props.groups(name), look)


def label(behaviour: Props) -> str:
    """How a breach names a cache behaviour."""
    pattern = behaviour.text("pathPattern")
    return f"behaviour {pattern}" if pattern else "the default behaviour"


def origin_id(part: Props) -> str:
    """The name of an origin, or of a group of them."""
    return part.text("originId") or part.text("id")


def custom_configs(origin: Props) -> list[Props]:
    """How CloudFront speaks with an origin that is neither a bucket nor in a VPC: one or none."""
    return [*origin.groups("customOriginConfig"), *origin.groups("customOriginConfigs")]


def is_bucket(origin: Props) -> bool:
    """Whether an origin is an S3 bucket: what says nothing of how to speak with it."""
    others = ("customOriginConfig", "customOriginConfigs", "vpcOriginConfig", "vpcOriginConfigs")
    return not any(origin.filled(name) for name in others)


def has_own_certificate(certificate: Props) -> bool:
    """Whether a viewer certificate is one of the user's own, and not that of cloudfront.net."""
    return certificate.filled("acmCertificateArn") or certificate.filled("iamCertificateId")
