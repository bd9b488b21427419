"""How much of a stack the embedded AWS really carries out, and what it only writes down."""

from collections import Counter

from localaws.registry import SPECS
from rehearsal.recorded import Recorded


def only_recorded(stack: Recorded) -> Counter[str]:
    """Type -> how many resources of it are validated and written down, because moto has no API for them."""
    tokens = (str(item["type"]) for item in stack.resources)
    return Counter(token for token in tokens if token in SPECS and SPECS[token].recorded)


def summary(stack: Recorded) -> str:
    """One line for the end of an `up`."""
    written = only_recorded(stack).total()
    if written == 0:
        return f"All {stack.made} resources are emulated; none is only recorded."
    emulated = stack.made - written
    return f"{emulated} resources are emulated; {written} are only recorded: `make status` lists them."
