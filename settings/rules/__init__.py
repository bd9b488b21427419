"""Rules that tie settings together. Each is a function of the settings that yields what it finds."""

from settings.rules import application, capacity, data, edge, foundation, operations, production

RULES = (
    *foundation.RULES,
    *capacity.RULES,
    *data.RULES,
    *edge.RULES,
    *operations.RULES,
    *application.RULES,
    *production.RULES,
)
