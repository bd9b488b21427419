"""Rules of the CDN."""

from collections.abc import Iterator

from settings.model import Settings
from settings.problems import Problem, problem


def connections_end_at_cloudfront(settings: Settings) -> Iterator[Problem]:
    """The load balancer is the last to hang up: otherwise CloudFront asks on a connection that is just going,
    and users see a 502.

    Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
    """
    idle, keepalive = settings.load_balancer.idle_timeout, settings.cdn.origin_keepalive
    if keepalive >= idle:
        yield problem(
            ("cdnOriginKeepalive", "loadBalancerIdleTimeout"),
            f"cdnOriginKeepalive is {keepalive}; allowed: less than loadBalancerIdleTimeout ({idle}).",
            max(1, idle - 1),
        )


def patience_of_the_load_balancer(settings: Settings) -> Iterator[Problem]:
    """CloudFront does not wait for an answer that the load balancer has given up on."""
    idle, timeout = settings.load_balancer.idle_timeout, settings.cdn.origin_timeout
    if timeout > idle:
        yield problem(
            ("cdnOriginTimeout", "loadBalancerIdleTimeout"),
            f"cdnOriginTimeout is {timeout}; allowed: loadBalancerIdleTimeout ({idle}) or less.",
            idle,
        )


def no_eval(settings: Settings) -> Iterator[Problem]:
    """Text never becomes a script.

    Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy/script-src
    """
    if "'unsafe-eval'" in settings.cdn.csp_script_sources:
        yield Problem(
            frozenset({"cdnCspScriptSources"}),
            "cdnCspScriptSources has 'unsafe-eval'; allowed: any other source. It would run whatever text an "
            "attacker gets into a page.",
            "pulumi config rm cdnCspScriptSources",
        )


RULES = (connections_end_at_cloudfront, patience_of_the_load_balancer, no_eval)
