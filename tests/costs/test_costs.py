"""What the stacks cost a month: within the delivery document's figure, line by line."""

from collections.abc import Callable

import pytest

from tests.costs.estimate import FREE, PRICED, Line, estimate, total
from tests.costs.prices import price
from tests.recorder import Recorder

BUDGET = 2125
"""USD a month, the delivery document's figure for AWS."""


def by_name(lines: list[Line], start: str) -> float:
    """USD of the lines that start so."""
    found = [line for line in lines if line.what.startswith(start)]
    assert found
    return round(total(found), 2)


def test_production_is_within_its_budget(program: Callable[..., Recorder]) -> None:
    lines = estimate(program("prod"))
    print("\n".join(f"{line.usd:9.2f}  {line.what}" for line in lines), f"\n{total(lines):9.2f}")
    assert 2000 < total(lines) <= BUDGET
    recorder = program("prod")
    assert recorder.one("aws:budgets/budget:Budget").inputs["limitAmount"] == str(BUDGET)


@pytest.mark.parametrize(
    ("start", "usd"),
    [
        # By hand: 2 x 730 x 0.337; 2 x 730 x 0.158; 8 x 730 x 0.0725; 730 x 0.0225; 730 x 0.045.
        ("database: db.m7g.xlarge Multi-AZ", 492.02),
        ("cache: 2", 230.68),
        ("cluster: 8", 423.40),
        ("load-balancer: ALB", 16.43),
        ("network-a: NAT gateway", 32.85),
        # 4 endpoints x 3 zones x 730 x 0.01, one of them; 5 + 8 rules + 150 x 0.60.
        ("network-logs: interface", 21.90),
        ("edge-waf", 103.00),
    ],
)
def test_lines_computed_by_hand(program: Callable[..., Recorder], start: str, usd: float) -> None:
    assert by_name(estimate(program("prod")), start) == usd


def test_staging_costs_a_third_of_it(program: Callable[..., Recorder]) -> None:
    """Its use is assumed to be production's, so most of what is left is that."""
    fixed = [line for line in estimate(program("staging")) if ": " in line.what]
    assert total(fixed) < total(estimate(program("prod"))) * 0.6


def test_more_hosts_cost_what_hosts_cost(program: Callable[..., Recorder]) -> None:
    before, after = estimate(program("prod")), estimate(program("prod", clusterMinHosts="9"))
    assert total(after) - total(before) == pytest.approx(730 * price("EC2", "c7g.large") + 30 * 0.08)


def test_a_type_without_a_price_is_an_error(
    program: Callable[..., Recorder], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(PRICED, "aws:kms/key:Key")
    with pytest.raises(KeyError, match="aws:kms/key:Key"):
        estimate(program("prod"))


def test_no_type_is_both_priced_and_free() -> None:
    assert not FREE & PRICED.keys()


def test_an_unknown_size_is_an_error() -> None:
    with pytest.raises(KeyError):
        price("EC2", "c7g.metal")
