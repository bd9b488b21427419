"""The security headers of every answer: what a browser may do with the site, and what nobody may do to it.

COEP (Cross-Origin-Embedder-Policy) is left out on purpose: `require-corp` would break images and fonts of
third parties that do not know of it. Source: https://web.dev/articles/coop-coep
"""

from collections.abc import Mapping, Sequence

TWO_YEARS = 63072000
"""Seconds that browsers remember to use HTTPS only; what the preload list recommends.
Source: https://hstspreload.org/#deployment-recommendations"""

FRAME_OPTION = "DENY"
"""X-Frame-Options, for browsers without CSP's frame-ancestors.
Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-Frame-Options"""

REFERRER_POLICY = "strict-origin-when-cross-origin"
"""Referrer-Policy: other sites learn the domain, never the path or the query.
Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Referrer-Policy"""

CUSTOM = {
    # Powerful features are off; a page that needs one asks for it here.
    # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Permissions-Policy
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "usb",
            "xr-spatial-tracking",
        )
    ),
    # A window of another site cannot reach this one; sign-in pop-ups (OAuth) still answer.
    # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Cross-Origin-Opener-Policy
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    # Pages of other sites cannot embed what this one serves.
    # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Cross-Origin-Resource-Policy
    "Cross-Origin-Resource-Policy": "same-site",
    # A process of its own for each origin, where the browser can.
    # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin-Agent-Cluster
    "Origin-Agent-Cluster": "?1",
    # Links on a page are not looked up before someone follows them.
    # https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/X-DNS-Prefetch-Control
    "X-DNS-Prefetch-Control": "off",
    # No policy files for old plug-ins.
    # https://owasp.org/www-project-secure-headers/#x-permitted-cross-domain-policies
    "X-Permitted-Cross-Domain-Policies": "none",
}
"""Headers that CloudFront has no setting of its own for."""

REMOVED = ("Server", "X-Powered-By")
"""Headers that say what software runs behind.
Source: https://owasp.org/www-project-secure-headers/#prevent-information-disclosure-via-http-headers"""


def content_sources(
    scripts: Sequence[str], styles: Sequence[str], images: Sequence[str], connections: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """From where a page may take what, by directive: from the site itself, and from what is added.

    Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
    """
    return {
        "default-src": ("'self'",),
        "script-src": ("'self'", *scripts),
        "style-src": ("'self'", *styles),
        "img-src": ("'self'", "data:", "blob:", *images),
        "font-src": ("'self'", "data:"),
        "connect-src": ("'self'", *connections),
        "object-src": ("'none'",),
        "base-uri": ("'self'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'none'",),
        "upgrade-insecure-requests": (),
    }


def content_security_policy(sources: Mapping[str, Sequence[str]]) -> str:
    """The Content-Security-Policy header of these directives."""
    return "; ".join(" ".join((directive, *values)) for directive, values in sources.items())
