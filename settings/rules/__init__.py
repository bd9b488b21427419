"""Rules that tie settings together. Each is a function of the settings that yields what it finds."""

from settings.rules import capacity, foundation, production

RULES = (*foundation.RULES, *capacity.RULES, *production.RULES)
