"""Rules about logs: where they go, how long they stay, and the trail of every call."""

from pack.rule import AnyRule

from . import declared, groups, trails

RULES: tuple[AnyRule, ...] = (*groups.RULES, *declared.RULES, *trails.RULES)
