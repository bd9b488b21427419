"""Rules about containers, on every platform that Pulumi describes them for."""

from pack.rule import AnyRule

from . import filesystem, images, isolation, operation, privileges, resources, roles, secrets

RULES: tuple[AnyRule, ...] = (
    *privileges.RULES,
    *filesystem.RULES,
    *resources.RULES,
    *isolation.RULES,
    *images.RULES,
    *secrets.RULES,
    *operation.RULES,
    *roles.RULES,
)
