"""Rules about delivery."""

from pack.rule import AnyRule

RULES: tuple[AnyRule, ...] = ()
