"""What is shown between marks on a page that people write."""

from collections.abc import Callable
from pathlib import Path

from tests.pictures.flowchart import Flowchart
from tests.pictures.guards import guards
from tests.pictures.request_path import request_path
from tests.pictures.topology import topology
from tests.recorder import Recorder

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"

BLOCKS: dict[str, Callable[[Recorder], str]] = {
    "topology": lambda recorder: _picture(topology(recorder)),
    "request-path": lambda recorder: _picture(request_path(recorder)),
    "guards": lambda _: guards(),
}
"""Name of the marks -> what stands between them."""


def drawn(page: str, recorder: Recorder) -> str:
    """The page with every block made anew.

    Raises:
        ValueError: the page lacks the marks of a block.
    """
    for name, block in BLOCKS.items():
        page = _put(page, name, block(recorder))
    return page


def _picture(flowchart: Flowchart) -> str:
    return f"```mermaid\n{flowchart.text()}\n```"


def _put(page: str, name: str, block: str) -> str:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, opened, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"The page needs {begin} and, after it, {end}: `make docs` writes between them.")
    return f"{before}{begin}\n{block}\n{end}{after}"
