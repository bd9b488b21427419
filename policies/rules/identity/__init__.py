"""Rules about identity."""

from pack.rule import AnyRule

RULES: tuple[AnyRule, ...] = ()
