"""The routes of the CDN: which paths are kept for how long, and who is asked for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from components.cdn_policies import CACHING_DISABLED
from tests.pictures.edge import distribution
from tests.pictures.recording import named
from tests.recorder import Recorder

UNITS = ((24 * 60 * 60, "day"), (60 * 60, "hour"), (60, "minute"), (1, "second"))
SHOWN = 2
"""Patterns shown of paths that are served alike; the others are counted."""


@dataclass(frozen=True)
class Route:
    """Paths that are served alike."""

    patterns: tuple[str, ...]
    kept: str
    """How long an answer is kept at the edge."""
    function: str
    """The function that every request meets first; its name, or nothing."""
    origins: tuple[str, ...]
    """Who is asked, by id; each further one when the one before has failed."""

    @property
    def key(self) -> str:
        """What arrows call it."""
        return f"route {self.patterns[0]}"

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in its box."""
        more = len(self.patterns) - SHOWN
        shown = [*self.patterns[:SHOWN], *([f"{more} more"] if more > 0 else [])]
        return (", ".join(shown), self.kept)


def routes(recorder: Recorder) -> list[Route]:
    """All of them, in the order in which CloudFront compares them; the last takes what is left."""
    own = distribution(recorder).inputs
    last = own["defaultCacheBehavior"] | {"pathPattern": "everything else"}
    alike: dict[tuple[str, str, str], list[str]] = {}
    for each in (*own["orderedCacheBehaviors"], last):
        served = each["cachePolicyId"], _function(each), each["targetOriginId"]
        alike.setdefault(served, []).append(each["pathPattern"])
    return [
        Route(tuple(patterns), kept(recorder, cache), function, origins(recorder, origin))
        for (cache, function, origin), patterns in alike.items()
    ]


def kept(recorder: Recorder, policy_id: str) -> str:
    """How long a cache policy keeps an answer."""
    if policy_id == CACHING_DISABLED:
        return "never kept"
    policy = recorder.one("aws:cloudfront/cachePolicy:CachePolicy", named(policy_id)).inputs
    longest = duration(policy["maxTtl"])
    return f"kept as it says, {longest} at most" if policy["defaultTtl"] == 0 else f"kept {longest}"


def duration(seconds: float) -> str:
    """A time in the largest unit that divides it."""
    size, unit = next((size, unit) for size, unit in UNITS if seconds % size == 0)
    count = int(seconds // size)
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def origins(recorder: Recorder, origin_id: str) -> tuple[str, ...]:
    """The origins behind an id: its own, or the members of the group that it names."""
    groups = {each["originId"]: each for each in distribution(recorder).inputs["originGroups"]}
    if origin_id not in groups:
        return (origin_id,)
    return tuple(each["originId"] for each in groups[origin_id]["members"])


def failures(recorder: Recorder) -> Iterator[tuple[str, str, str]]:
    """Origin, the one that stands in for it, and the answers that bring it in."""
    for group in distribution(recorder).inputs["originGroups"]:
        codes = ", ".join(f"{each:.0f}" for each in group["failoverCriteria"]["statusCodes"])
        first, second = (each["originId"] for each in group["members"])
        yield first, second, codes


def _function(behaviour: dict[str, Any]) -> str:
    """The name of what runs at each request."""
    found = behaviour.get("functionAssociations", ())
    return next((named(each["functionArn"]) for each in found if each["eventType"] == "viewer-request"), "")
