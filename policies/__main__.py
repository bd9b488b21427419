"""The policy pack `alicerce`: every rule, as `pulumi --policy-pack policies` runs it.

Only this file makes the pack: making it starts a server that never returns.
"""

from pulumi_policy import EnforcementLevel, PolicyPack
from rules.catalogue import RULES

PolicyPack(
    name="alicerce",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[rule.policy() for rule in RULES],
)
