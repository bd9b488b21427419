"""Rules about network."""

from pack.rule import AnyRule

RULES: tuple[AnyRule, ...] = ()
