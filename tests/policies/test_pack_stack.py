"""How resources refer to each other: by identifiers once they are known, before that by their origin."""

from typing import Any

import pytest
from pack.marks import SECRET, SIGNATURE, UNKNOWNS
from pack.stack import Resource, Stack

from tests.policies.samples import ROOM, THING, resource, urn

MARK = min(UNKNOWNS)
HALL = resource("hall", {"id": "room-1", "arn": "arn:room-1", "name": "The hall"}, ROOM)
ATTIC = resource("attic", {"id": MARK, "name": 3}, ROOM)
LAMP = resource("lamp", {"id": "lamp-1"})


def linked(properties: Any, *types: str, links: tuple[str, ...] = ()) -> list[str]:
    """Names of what the property roomId of a thing refers to."""
    chair = resource("chair", {"roomId": properties}, links={"roomId": links} if links else {})
    return [each.name for each in Stack((HALL, ATTIC, LAMP, chair)).linked(chair, "roomId", types or (ROOM,))]


@pytest.mark.parametrize(
    "value",
    [
        "room-1",
        "arn:room-1",
        "The hall",
        ["room-0", "room-1"],
        [MARK, "room-1"],
        {"inside": {"ids": ["room-1"]}},
        [{"id": "room-1"}, {"id": "arn:room-1"}],
        {SIGNATURE: SECRET, "value": "room-1"},
    ],
)
def test_known_identifiers_lead_to_a_resource(value: Any) -> None:
    assert linked(value) == ["hall"]


@pytest.mark.parametrize("value", [None, MARK, 3, "", "room-2", [], {}, {"room-1": True}, [MARK, None]])
def test_other_values_lead_nowhere(value: Any) -> None:
    assert linked(value) == []


def test_in_a_first_preview_the_origin_leads_to_a_resource() -> None:
    assert linked(MARK, links=(ATTIC.urn,)) == ["attic"]
    assert linked([MARK, "room-1"], links=(ATTIC.urn, HALL.urn)) == ["hall", "attic"]


def test_only_resources_of_the_types_asked_for_are_found() -> None:
    assert linked(["room-1", "lamp-1"], THING) == ["lamp"]
    assert linked(["room-1", "lamp-1"], THING, ROOM) == ["hall", "lamp"]
    assert linked(MARK, THING, links=(ATTIC.urn, urn(ROOM, "gone"))) == []


def test_users_are_found_from_the_other_end() -> None:
    chair = resource("chair", {"roomId": "room-1"})
    table = resource("table", {"roomId": MARK}, links={"roomId": (HALL.urn,)})
    other = resource("other", {"roomId": MARK}, links={"roomId": (ATTIC.urn,)})
    stack = Stack((HALL, ATTIC, chair, table, other))
    assert [each.name for each in stack.users(HALL, (THING,), "roomId")] == ["chair", "table"]
    assert [each.name for each in stack.users(ATTIC, (THING,), "roomId")] == ["other"]
    assert stack.users(HALL, (ROOM,), "roomId") == []


def test_resources_are_found_by_type_and_urn() -> None:
    stack = Stack((HALL, LAMP, ATTIC))
    assert stack.all(ROOM) == [HALL, ATTIC]
    assert stack.all(THING, ROOM) == [LAMP, HALL, ATTIC]
    assert stack.all("test:index:Nothing") == []
    assert stack.get(LAMP.urn) is LAMP
    assert stack.get("") is None


def test_two_resources_may_have_one_name() -> None:
    twin = Resource(ROOM, "twin", urn(ROOM, "twin"), HALL.props)
    chair = resource("chair", {"roomId": "room-1"})
    assert Stack((HALL, twin)).linked(chair, "roomId", {ROOM}) == [HALL, twin]
