"""Rules about logs."""

from pack.rule import AnyRule

RULES: tuple[AnyRule, ...] = ()
