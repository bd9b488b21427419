"""The messages a wrong argument gets."""

import pulumi
import pytest

from components import checks


def test_range_names_field_bounds_and_value() -> None:
    with pytest.raises(checks.ArgumentError) as caught:
        checks.in_range("CacheArgs.replicas", 9, 1, 5)
    assert str(caught.value) == "CacheArgs.replicas must be 1 to 5 (got 9)."


@pytest.mark.parametrize("value", [1, 5])
def test_range_includes_its_bounds(value: int) -> None:
    checks.in_range("field", value, 1, 5)


def test_choice_lists_what_is_allowed() -> None:
    with pytest.raises(checks.ArgumentError) as caught:
        checks.one_of("NetworkArgs.nat", "two", ("zone", "single"))
    assert str(caught.value) == "NetworkArgs.nat must be one of zone, single (got two)."


def test_pattern_must_match_as_a_whole() -> None:
    with pytest.raises(checks.ArgumentError) as caught:
        checks.matches("Cloud.account_id", "123456789012\n", r"\d{12}", "12 digits")
    assert str(caught.value) == "Cloud.account_id must be 12 digits (got '123456789012\\n')."


@pytest.mark.parametrize("value", ["10.0.0.0/15", "10.0.0.0/22", "10.0.0.1/16", "10.0.0.0", "fd00::/16"])
def test_network_must_be_one_of_the_right_size(value: str) -> None:
    with pytest.raises(checks.ArgumentError) as caught:
        checks.network("NetworkArgs.cidr", value, 16, 21)
    assert str(caught.value) == (
        "NetworkArgs.cidr must be an IPv4 network of /16 to /21, with no bit set after the prefix "
        f"(got {value!r})."
    )


def test_order_names_both_fields() -> None:
    with pytest.raises(checks.ArgumentError) as caught:
        checks.ordered("Scaling.min_tasks", 4, "Scaling.max_tasks", 3)
    assert str(caught.value) == "Scaling.min_tasks (4) must not be above Scaling.max_tasks (3)."


def test_the_engine_shows_the_sentence_alone() -> None:
    """The language host prints a RunError without a traceback."""
    assert issubclass(checks.ArgumentError, pulumi.RunError)
