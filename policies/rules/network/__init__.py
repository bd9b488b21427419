"""Rules about networks: what the internet reaches, and what it must not."""

from pack.rule import AnyRule

from . import (
    default_groups,
    endpoints,
    instances,
    network_acls,
    reachability,
    security_groups,
    subnets,
    vpcs,
)

RULES: tuple[AnyRule, ...] = (
    *security_groups.RULES,
    *default_groups.RULES,
    *network_acls.RULES,
    *instances.RULES,
    *vpcs.RULES,
    *subnets.RULES,
    *endpoints.RULES,
    *reachability.RULES,
)
