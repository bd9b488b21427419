"""Rules about data: databases, caches, tables, file systems, volumes, and the backups of all of them."""

from pack.rule import AnyRule

from . import (
    backups,
    cache_access,
    cache_users,
    caches,
    coverage,
    database_access,
    database_durability,
    database_tls,
    database_versions,
    database_watching,
    parameters,
    protection,
    stores,
)

RULES: tuple[AnyRule, ...] = (
    *database_access.RULES,
    *database_durability.RULES,
    *database_versions.RULES,
    *database_watching.RULES,
    *database_tls.RULES,
    *parameters.RULES,
    *caches.RULES,
    *cache_access.RULES,
    *cache_users.RULES,
    *stores.RULES,
    *backups.RULES,
    *coverage.RULES,
    *protection.RULES,
)
