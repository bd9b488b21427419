"""Rules about data."""

from pack.rule import AnyRule

RULES: tuple[AnyRule, ...] = ()
