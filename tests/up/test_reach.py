"""The reachability graph itself, on rules written by hand."""

from tests.up.reach import INTERNET, Firewalls, Way

EDGE, SERVICE, DATA = "sg-edge", "sg-service", "sg-data"

CHAIN = Firewalls(
    inward=(Way(EDGE, INTERNET, 443, 443), Way(SERVICE, EDGE, 3000, 3000), Way(DATA, SERVICE, 5432, 5432)),
    outward=(Way(EDGE, SERVICE, 3000, 3000), Way(SERVICE, DATA, 5432, 5432)),
)


def test_a_chain_is_walked_step_by_step() -> None:
    assert CHAIN.enters(INTERNET) == {(EDGE, 443)}
    assert CHAIN.distance(INTERNET) == {EDGE: 1, SERVICE: 2, DATA: 3}


def test_a_way_in_without_a_way_out_leads_nowhere() -> None:
    closed = Firewalls(CHAIN.inward, outward=(Way(EDGE, SERVICE, 3000, 3000),))
    assert closed.distance(INTERNET) == {EDGE: 1, SERVICE: 2}


def test_a_way_out_on_another_port_leads_nowhere() -> None:
    wrong = Firewalls(CHAIN.inward, outward=(Way(EDGE, SERVICE, 3001, 3010),))
    assert wrong.distance(INTERNET) == {EDGE: 1}


def test_a_way_out_to_anywhere_leads_to_whoever_lets_it_in() -> None:
    wide = Firewalls(CHAIN.inward, outward=(Way(EDGE, INTERNET, 0, 65535),))
    assert wide.distance(INTERNET) == {EDGE: 1, SERVICE: 2}


def test_a_hole_is_seen() -> None:
    holed = Firewalls((*CHAIN.inward, Way(DATA, INTERNET, 5432, 5432)), CHAIN.outward)
    assert holed.distance(INTERNET)[DATA] == 1


def test_groups_that_point_at_each_other_end() -> None:
    ring = Firewalls(
        inward=(Way(EDGE, INTERNET, 443, 443), Way(SERVICE, EDGE, 1, 1), Way(EDGE, SERVICE, 2, 2)),
        outward=(Way(EDGE, SERVICE, 1, 1), Way(SERVICE, EDGE, 2, 2)),
    )
    assert ring.distance(INTERNET) == {EDGE: 1, SERVICE: 2}
