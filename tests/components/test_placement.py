"""Where services run, and who runs how much of them."""

from components.placement import Share, shares
from tests.components.placed import PLACEMENT, placed


def test_hosts_of_our_own_take_everything() -> None:
    assert not PLACEMENT.on_fargate
    assert shares(PLACEMENT, 3) == (Share(provider="hosts", base=0, weight=1),)


def test_fargate_takes_everything() -> None:
    place = placed(compute="fargate", capacity_provider="FARGATE")
    assert place.on_fargate
    assert shares(place, 3) == (Share(provider="FARGATE", base=0, weight=1),)


def test_spare_capacity_takes_what_comes_on_top_of_the_minimum() -> None:
    place = placed(compute="fargate-spot", capacity_provider="FARGATE")
    assert place.on_fargate
    assert shares(place, 3) == (
        Share(provider="FARGATE", base=3, weight=0),
        Share(provider="FARGATE_SPOT", base=0, weight=1),
    )
