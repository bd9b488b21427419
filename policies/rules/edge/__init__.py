"""Rules about the edge: what users reach first, from CloudFront and WAF to the load balancer."""

from pack.rule import AnyRule

from . import (
    certificates,
    distributions,
    entries,
    listeners,
    load_balancers,
    logs,
    origins,
    rate_limits,
    security_headers,
    target_groups,
    web_acls,
)

RULES: tuple[AnyRule, ...] = (
    *entries.RULES,
    *distributions.RULES,
    *origins.RULES,
    *security_headers.RULES,
    *web_acls.RULES,
    *rate_limits.RULES,
    *load_balancers.RULES,
    *listeners.RULES,
    *target_groups.RULES,
    *certificates.RULES,
    *logs.RULES,
)
