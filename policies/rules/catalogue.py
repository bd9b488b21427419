"""Every rule of the pack, by subject."""

from collections.abc import Mapping

from pack.rule import AnyRule
from pack.run_rules import RUN_RULES

from . import containers, data, delivery, edge, identity, logs, network

SUBJECTS: Mapping[str, tuple[AnyRule, ...]] = {
    "Containers": containers.RULES,
    "Network": network.RULES,
    "Data": data.RULES,
    "Edge": edge.RULES,
    "Identity": identity.RULES,
    "Logs": logs.RULES,
    "Delivery": delivery.RULES,
    "The run itself": RUN_RULES,
}

RULES: tuple[AnyRule, ...] = tuple(rule for rules in SUBJECTS.values() for rule in rules)
