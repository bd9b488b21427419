"""The address plan, for every range and every choice of zones."""

from ipaddress import IPv4Network, ip_network
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from components.network_plan import ZONE_LETTERS, plan

ranges = st.builds(
    lambda bits, prefix: str(ip_network((bits << 11, 32)).supernet(new_prefix=prefix)),
    st.integers(0, 2**21 - 1),
    st.integers(16, 21),
)
zones = st.lists(st.sampled_from(ZONE_LETTERS), min_size=1, max_size=8, unique=True).map(
    lambda letters: [f"us-east-1{letter}" for letter in letters]
)


@given(ranges, zones)
def test_subnets_lie_inside_the_vpc_and_never_overlap(cidr: str, zones: list[str]) -> None:
    subnets = [IPv4Network(subnet.cidr) for subnet in plan(cidr, zones)]
    assert all(subnet.subnet_of(IPv4Network(cidr)) for subnet in subnets)
    assert not any(one.overlaps(other) for one, other in combinations(subnets, 2))


@given(ranges, zones)
def test_each_zone_has_one_subnet_a_tier(cidr: str, zones: list[str]) -> None:
    planned = [(subnet.zone, subnet.tier) for subnet in plan(cidr, zones)]
    assert planned == [(zone, tier) for zone in zones for tier in ("public", "application", "data")]


@given(ranges, zones)
def test_a_subnet_stays_whatever_other_zones_there_are(cidr: str, zones: list[str]) -> None:
    every = set(plan(cidr, [f"us-east-1{letter}" for letter in ZONE_LETTERS]))
    assert set(plan(cidr, zones)) <= every


@given(ranges)
def test_with_every_zone_a_quarter_is_left_to_grow(cidr: str) -> None:
    planned = plan(cidr, [f"us-east-1{letter}" for letter in ZONE_LETTERS])
    used = sum(IPv4Network(subnet.cidr).num_addresses for subnet in planned)
    assert used * 4 == IPv4Network(cidr).num_addresses * 3


@given(ranges, zones)
def test_every_subnet_is_large_enough_for_a_load_balancer(cidr: str, zones: list[str]) -> None:
    assert all(IPv4Network(subnet.cidr).prefixlen <= 27 for subnet in plan(cidr, zones))


def test_the_plan_of_the_default_range() -> None:
    assert [(s.tier, s.zone, s.cidr) for s in plan("10.0.0.0/16", ["us-east-1a", "us-east-1c"])] == [
        ("public", "us-east-1a", "10.0.16.0/22"),
        ("application", "us-east-1a", "10.0.0.0/20"),
        ("data", "us-east-1a", "10.0.20.0/22"),
        ("public", "us-east-1c", "10.0.80.0/22"),
        ("application", "us-east-1c", "10.0.64.0/20"),
        ("data", "us-east-1c", "10.0.84.0/22"),
    ]
