"""Which path goes where and is kept for how long, as plain data: the routes of the site.

| Path | From | Kept at the edge |
|---|---|---|
| `/api/*` | backend | as long as it says, an hour at most |
| `/_next/static/*` | files, else frontend | a year: the name changes with the content |
| `/_next/image*` | frontend | a day, unless it says otherwise |
| pictures, fonts, `/assets/*` | files, else frontend | 7 to 30 days, by setting |
| everything else | frontend | never: pages are made for each user |
"""

from dataclasses import dataclass
from typing import Literal

Origin = Literal["application", "files", "files-else-application"]
Cache = Literal["none", "api", "images", "assets", "forever"]
Headers = Literal["pages", "assets", "forever"]

DAY = 24 * 60 * 60
"""Seconds."""
YEAR = 365 * DAY

READ = ("GET", "HEAD")
WRITE = ("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE")


@dataclass(frozen=True, kw_only=True)
class Route:
    """Paths that are served alike."""

    pattern: str
    """What CloudFront compares the path with; the first route that matches counts."""
    origin: Origin
    cache: Cache
    headers: Headers = "pages"
    """Headers of the answer: all have the security ones, files also say how long browsers keep them."""
    methods: tuple[str, ...] = READ
    """Methods let through. An origin with a fallback can be read only.
    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html"""

    @property
    def application(self) -> bool:
        """Whether the application may be asked, and so has to learn by whom: the load balancer's limits take
        a request without the user's address for one too many."""
        return self.origin != "files"


def _file(pattern: str) -> Route:
    return Route(pattern=pattern, origin="files-else-application", cache="assets", headers="assets")


PAGES = Route(pattern="*", origin="application", cache="none", methods=WRITE)
"""Everything that no other route takes."""

ROUTES = (
    Route(pattern="/api/*", origin="application", cache="api", methods=WRITE),
    Route(pattern="/_next/static/*", origin="files-else-application", cache="forever", headers="forever"),
    Route(pattern="/_next/image*", origin="application", cache="images"),
    Route(pattern="/errors/*", origin="files", cache="assets"),
    *map(
        _file,
        (
            "/assets/*",
            "*.avif",
            "*.gif",
            "*.ico",
            "*.jpeg",
            "*.jpg",
            "*.png",
            "*.svg",
            "*.webp",
            "*.woff",
            "*.woff2",
        ),
    ),
)
"""The other routes, in the order in which CloudFront compares them."""


@dataclass(frozen=True, kw_only=True)
class CacheRule:
    """How long answers are kept, and what tells two of them apart."""

    default: int
    """Seconds, where the origin says nothing."""
    longest: int
    """Seconds, whatever the origin says. Its `no-store`, `private` and `max-age` count below that, and its
    `stale-while-revalidate` lets CloudFront answer from the cache while it asks again.
    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html"""
    headers: tuple[str, ...] = ()
    """Request headers on which the answer depends."""
    queries: bool = False
    """Whether it depends on the query."""
    cookies: tuple[str, ...] = ()
    """Cookies on which it depends; `*` is all."""


def cache_rules(
    api_cache_seconds: int, api_cookies: tuple[str, ...], assets_days: int
) -> dict[Cache, CacheRule]:
    """The rules of the caches that are not off.

    The API's answers are told apart by all that identifies a user: CloudFront does not read `Vary`, and a
    forgotten `private` must not hand one user's answer to another.
    """
    return {
        "api": CacheRule(
            default=0,
            longest=api_cache_seconds,
            headers=("Accept", "Accept-Language", "Authorization", "Origin"),
            queries=True,
            cookies=api_cookies or ("*",),
        ),
        # The image optimiser picks the format by Accept, the size by the query.
        "images": CacheRule(default=DAY, longest=DAY, headers=("Accept",), queries=True),
        "assets": CacheRule(default=assets_days * DAY, longest=assets_days * DAY),
        "forever": CacheRule(default=YEAR, longest=YEAR),
    }


def browser_cache(assets_days: int) -> dict[Headers, str]:
    """What browsers are told of files whose origin says nothing: its own word, such as the `no-store` of a
    missing file, counts more."""
    return {
        "assets": f"public, max-age={assets_days * DAY}",
        "forever": f"public, max-age={YEAR}, immutable",
    }


ERROR_PAGE_CODES = (502, 503, 504)
"""Answers of a load balancer that reached no task: the page in the bucket stands in. A 500 stays the
application's own, which may be JSON."""

ERROR_SECONDS = {400: 0, 403: 0, 404: 0, 405: 0, 414: 0, 500: 0, 501: 0} | dict.fromkeys(ERROR_PAGE_CODES, 1)
"""Seconds that CloudFront keeps an error, by its code. Left alone it keeps each of them for 10.
Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html"""
