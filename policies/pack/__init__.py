"""How rules become a policy pack: values, rules, configuration, exemptions, and the engine's protocol."""
