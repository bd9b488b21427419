"""Rules about containers, on every platform that Pulumi describes them for."""

from pack.rule import AnyRule

from . import privileges

RULES: tuple[AnyRule, ...] = (*privileges.RULES,)
