"""Prices of us-east-1, each with its source and date beside it in aws-prices.json."""

import json
from functools import cache
from pathlib import Path


@cache
def _table() -> dict[tuple[str, str], float]:
    rows = json.loads((Path(__file__).parent / "aws-prices.json").read_text())
    return {(row["service"], row["sku"]): row["price_usd"] for row in rows}


def price(service: str, sku: str) -> float:
    """USD for one unit, on demand.

    Raises:
        KeyError: the price is not in the snapshot; nothing is ever invented.
    """
    return _table()[service, sku]
