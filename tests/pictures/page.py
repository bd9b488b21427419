"""Where the pictures are shown: between marks on a page that people write."""

from collections.abc import Callable
from pathlib import Path

from tests.pictures.flowchart import Flowchart
from tests.pictures.request_path import request_path
from tests.pictures.topology import topology
from tests.recorder import Recorder

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"

PICTURES: dict[str, Callable[[Recorder], Flowchart]] = {"topology": topology, "request-path": request_path}
"""Name of the marks -> picture."""


def with_pictures(page: str, recorder: Recorder) -> str:
    """The page with every picture drawn anew.

    Raises:
        ValueError: the page lacks the marks of a picture.
    """
    for name, draw in PICTURES.items():
        page = _put(page, name, f"```mermaid\n{draw(recorder).text()}\n```")
    return page


def _put(page: str, name: str, picture: str) -> str:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"The page needs {begin} and, after it, {end}: `make docs` draws between them.")
    return f"{before}{begin}\n{picture}\n{end}{after}"
