"""Settings of the web ACLs."""

from typing import Annotated, Literal

from annotated_types import MaxLen

from settings.group import Group, LogDays
from settings.kinds import ListOf, UrlPath, Within

Paths = Annotated[tuple[UrlPath, ...], MaxLen(5), ListOf("at most five starts of paths", ("/api/auth/",))]


class WafSettings(Group):
    """The web ACLs, at the edge and before the load balancer."""

    mode: Literal["block", "count"] = "block"
    """Whether rules block what they match, or only count it: new rules are tried on real requests first.

    Source: https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-testing.html"""
    general_rate: Annotated[int, Within(1, 100_000, "requests a second", 10)] = 10
    """Requests a second that one client may make to pages, 1 to 100000. Counted over a minute; the API
    (/api/) has its own rate, and files that CloudFront keeps have none.

    Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"""
    api_rate: Annotated[int, Within(1, 100_000, "requests a second", 20)] = 20
    """Requests a second that one client may make to /api/, 1 to 100000. Counted over a minute."""
    login_rate: Annotated[int, Within(10, 100_000, "requests a minute", 20)] = 20
    """Requests a minute that one client may make where passwords are tried, 10 to 100000. Ten is the
    strictest that WAF knows.

    Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html"""
    login_paths: Paths = ("/api/auth/",)
    """Starts of the paths where passwords are tried, five at most; upper and lower case alike."""
    body_limit: Literal[16, 32, 48, 64] = 16
    """KiB that a request may carry, 16, 32, 48 or 64. WAF looks at that much; above 16 it costs more.

    Source: https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html"""
    upload_paths: Paths = ("/api/uploads/",)
    """Starts of the paths that may be sent more, five at most. WAF looks at the start of that only."""
    anonymous_ips: bool = False
    """Refuse clients that hide behind anonymisers or sit in data centres; other services of yours may, too.

    Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-ip-rep.html"""
    log_retention_days: LogDays = 90
    """Days that CloudWatch keeps what was blocked.

    Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"""
