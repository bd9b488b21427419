"""The table of what production may not do without, from the rule that holds it."""

from settings.rules.production import GUARDS

HEAD = ("| setting | production needs | otherwise |", "|---|---|---|")


def guards() -> str:
    """The table."""
    return "\n".join([*HEAD, *(f"| `{each.key}` | {each.needs} | {each.risk} |" for each in GUARDS)])
