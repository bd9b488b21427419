"""Rules about edge."""

from pack.rule import AnyRule

RULES: tuple[AnyRule, ...] = ()
