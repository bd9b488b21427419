"""Settings of the edge: the CDN and the bucket of static files."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from settings.group import Group
from settings.kinds import ListOf, Within

_KEYWORD = r"'[A-Za-z0-9+/=_-]+'"
_SCHEME = r"[a-z][a-z0-9+.-]*:"
_HOST = r"(?:[a-z][a-z0-9+.-]*://)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:/[A-Za-z0-9._~/%-]*)?"

Source = Annotated[str, StringConstraints(pattern=rf"\A(?:{_KEYWORD}|{_SCHEME}|{_HOST})\z")]
"""A source of a Content-Security-Policy: a keyword or hash in quotes, a scheme, or a host.
Source: https://www.w3.org/TR/CSP3/#framework-directive-source-list"""

Sources = Annotated[
    tuple[Source, ...], ListOf("CSP sources, such as https://cdn.example.com", ("https://cdn.example.com",))
]

Cookies = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9!#$%&'+.^_`|~-]{1,64}\z")], ...],
    ListOf("names of cookies", ("session",)),
]


class CdnSettings(Group):
    """The CDN."""

    price_class: Literal["PriceClass_100", "PriceClass_200", "PriceClass_All"] = "PriceClass_100"
    """Edge locations: PriceClass_100 (North America, Europe), PriceClass_200 (and Asia, Africa, Middle
    East) or PriceClass_All (and South America, Oceania). Users elsewhere are served too, from further away.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html"""
    www: bool = True
    """Whether the www name leads to the domain too, by a redirect."""
    hsts_preload: bool = False
    """Ask browsers to list the domain and all below it as HTTPS only. Getting off the list takes months.

    Source: https://hstspreload.org/#removal"""
    csp_script_sources: Sources = ()
    """Sources of scripts besides the site itself. A Next.js site that sends no nonces of its own needs
    'unsafe-inline' here.

    Source: https://nextjs.org/docs/app/guides/content-security-policy"""
    csp_style_sources: Sources = ()
    """Sources of styles besides the site itself."""
    csp_image_sources: Sources = ()
    """Sources of images besides the site itself."""
    csp_connect_sources: Sources = ()
    """Where scripts may connect to besides the site itself."""
    api_cache_seconds: Annotated[int, Within(1, 3600, "seconds", 3600)] = 3600
    """Seconds that an answer of the API is kept at most, 1 to 3600. Only answers that ask for it are kept."""
    api_cookies: Cookies = ()
    """Cookies that tell users of the API apart; empty means all. Naming them lets users with other cookies
    share what is kept."""
    assets_days: Annotated[int, Within(7, 30, "days", 7)] = 7
    """Days that pictures, fonts and other assets are kept by CloudFront and browsers, 7 to 30."""
    origin_timeout: Annotated[int, Within(1, 120, "seconds", 30)] = 30
    """Seconds that CloudFront waits for the load balancer to answer, 1 to 120; not above
    loadBalancerIdleTimeout.

    Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginConfig.html"""
    origin_keepalive: Annotated[int, Within(1, 120, "seconds", 30)] = 30
    """Seconds that CloudFront holds a silent connection to the load balancer, 1 to 120; below
    loadBalancerIdleTimeout.

    Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_VpcOriginConfig.html"""


class AssetsSettings(Group):
    """The bucket of the frontend's static files."""

    keep_days: Annotated[int, Within(1, 3650, "days", 30)] = 30
    """Days that an overwritten or deleted file can be brought back, 1 to 3650. Current files never expire."""
    protect: bool = True
    """Refuse to delete the bucket of static files. When off, destroying the stack deletes the files too."""
