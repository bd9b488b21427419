"""Automatic names: stable for a resource, fresh for its replacement, never longer than AWS allows."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from localaws.naming import Naming, named
from localaws.services import ec2
from localaws.spec import Name, Spec

SPEC = replace(ec2.VPC, name=Name(longest=20, prefix="namePrefix"))
SEEDED = Naming("web", seed=b"one")


def spec(name: Name | None) -> Spec:
    return replace(ec2.VPC, name=name)


def test_a_given_name_stays() -> None:
    assert named(SPEC, {"name": "old"}, {"name": "mine"}, SEEDED) == {"name": "mine"}


def test_a_type_without_names_gets_none() -> None:
    assert named(spec(None), {}, {"cidrBlock": "x"}, SEEDED) == {"cidrBlock": "x"}


def test_a_fresh_name() -> None:
    assert re.fullmatch(r"web-[0-9a-f]{7}", named(SPEC, {}, {}, SEEDED)["name"])


def test_a_name_is_kept_over_updates() -> None:
    assert named(SPEC, {"name": "web-1234567"}, {}, SEEDED)["name"] == "web-1234567"


def test_a_replacement_has_another_seed_and_name() -> None:
    assert named(SPEC, {}, {}, SEEDED) != named(SPEC, {}, {}, Naming("web", seed=b"two"))
    assert named(SPEC, {}, {}, SEEDED) == named(SPEC, {}, {}, SEEDED)


def test_a_prefix_leads() -> None:
    given = {"namePrefix": "shop-"}
    assert re.fullmatch(r"shop-[0-9a-f]{7}", named(SPEC, {}, given, SEEDED)["name"])


def test_another_prefix_makes_another_name() -> None:
    olds = {"name": "shop-1234567", "namePrefix": "shop-"}
    assert named(SPEC, olds, {"namePrefix": "shop-"}, SEEDED)["name"] == "shop-1234567"
    assert named(SPEC, olds, {"namePrefix": "app-"}, SEEDED)["name"].startswith("app-")


def test_the_projects_own_pattern() -> None:
    assert named(SPEC, {}, {}, Naming("web", proposed="prod-web"))["name"] == "prod-web"


def test_switched_off() -> None:
    assert named(SPEC, {}, {}, Naming("web", disabled=True)) == {}


@given(st.text("abc-", min_size=1, max_size=400), st.binary(max_size=8), st.integers(16, 255))
def test_never_too_long(logical: str, seed: bytes, longest: int) -> None:
    kind = spec(Name(longest=longest, lead="alias/"))
    name = named(kind, {}, {}, Naming(logical, seed))["name"]
    assert len(name) <= longest
    assert name.startswith("alias/")
