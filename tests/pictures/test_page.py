"""Pictures and table on their page."""

import pytest

from settings.rules.production import GUARDS
from tests.pictures.guards import guards
from tests.pictures.page import BLOCKS, PAGE, drawn
from tests.recorder import Recorder


def test_the_page_is_current(prod: Recorder) -> None:
    page = PAGE.read_text()
    assert drawn(page, prod) == page, "docs/architecture.md is out of date: run `make docs`."


def test_what_people_wrote_stays(prod: Recorder) -> None:
    page = "\n".join(f"before\n<!-- {name}:begin -->\nold\n<!-- {name}:end -->\nafter" for name in BLOCKS)
    new = drawn(page, prod)
    assert new.count("before\n") == new.count("\nafter") == len(BLOCKS)
    assert "\nold\n" not in new
    assert new.count("```mermaid\nflowchart ") == 2


@pytest.mark.parametrize(
    "page", ["", "<!-- topology:begin -->", "<!-- topology:end --><!-- topology:begin -->"]
)
def test_a_page_without_marks_is_refused(prod: Recorder, page: str) -> None:
    with pytest.raises(ValueError, match="make docs"):
        drawn(page, prod)


def test_every_guard_has_a_row() -> None:
    rows = [row.split(" | ") for row in guards().splitlines()[2:]]
    assert [row[0] for row in rows] == [f"| `{each.key}`" for each in GUARDS]
    assert ["| `databaseMultiAz`", "true", "the database goes when its zone does |"] in rows
