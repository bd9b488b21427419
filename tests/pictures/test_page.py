"""The pictures on their page."""

import pytest

from tests.pictures.page import PAGE, PICTURES, with_pictures
from tests.recorder import Recorder


def test_the_page_is_current(prod: Recorder) -> None:
    page = PAGE.read_text()
    assert with_pictures(page, prod) == page, "docs/architecture.md is out of date: run `make docs`."


def test_what_people_wrote_stays(prod: Recorder) -> None:
    marks = "\n".join(f"before\n<!-- {name}:begin -->\nold\n<!-- {name}:end -->\nafter" for name in PICTURES)
    drawn = with_pictures(marks, prod)
    assert drawn.count("before") == drawn.count("after") == len(PICTURES)
    assert "old" not in drawn
    assert drawn.count("```mermaid\nflowchart ") == len(PICTURES)


@pytest.mark.parametrize(
    "page", ["", "<!-- topology:begin -->", "<!-- topology:end --><!-- topology:begin -->"]
)
def test_a_page_without_marks_is_refused(prod: Recorder, page: str) -> None:
    with pytest.raises(ValueError, match="make docs"):
        with_pictures(page, prod)
