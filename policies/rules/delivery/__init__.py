"""Rules about delivery and operations: services, images, alarms, costs."""

from pack.rule import AnyRule

from . import (
    alarms,
    builds,
    clusters,
    cost,
    deployments,
    hosts,
    notifications,
    registries,
    releases,
    scaling,
    tags,
    tasks,
    watched,
)

RULES: tuple[AnyRule, ...] = (
    *tasks.RULES,
    *deployments.RULES,
    *clusters.RULES,
    *scaling.RULES,
    *hosts.RULES,
    *registries.RULES,
    *releases.RULES,
    *builds.RULES,
    *alarms.RULES,
    *watched.RULES,
    *notifications.RULES,
    *cost.RULES,
    *tags.RULES,
)
