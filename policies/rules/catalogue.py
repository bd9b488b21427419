"""Every rule of the pack."""

from pack.rule import AnyRule
from pack.run_rules import RUN_RULES

from . import containers, data, delivery, edge, identity, logs, network

RULES: tuple[AnyRule, ...] = (
    *containers.RULES,
    *network.RULES,
    *data.RULES,
    *edge.RULES,
    *identity.RULES,
    *logs.RULES,
    *delivery.RULES,
    *RUN_RULES,
)
