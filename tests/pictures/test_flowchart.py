"""Flowcharts and their text."""

import pytest

from tests.pictures.flowchart import Arrow, Flowchart, Frame, Node

PICTURE = Flowchart(
    "LR",
    (Node("a b", ("One", "two")), Frame("end", "Box", (Node("c", ('"Three"',), store=True),))),
    (Arrow("a b", "c", "443"), Arrow("end", "a b", faint=True)),
)


def test_the_text_is_mermaid() -> None:
    assert PICTURE.text() == "\n".join(
        [
            "flowchart LR",
            '    n_a_b["One<br/>two"]',
            '    subgraph n_end ["Box"]',
            '        n_c[("#quot;Three#quot;")]',
            "    end",
            '    n_a_b -->|"443"| n_c',
            "    n_end -.-> n_a_b",
        ]
    )


def test_alike_arrows_share_a_line() -> None:
    nodes = tuple(Node(key, (key,)) for key in "abcd")
    pairs = [Arrow(start, end, "1") for start in "ab" for end in "cd"]
    lines = Flowchart("TB", nodes, (*pairs, Arrow("a", "b"))).text().splitlines()
    assert lines[-2:] == ['    n_a & n_b -->|"1"| n_c & n_d', "    n_a --> n_b"]


def test_nodes_are_found_in_frames_too() -> None:
    assert [node.key for node in PICTURE.nodes()] == ["a b", "c"]


def test_an_arrow_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="do not exist: \\['gone'\\]"):
        Flowchart("LR", PICTURE.items, (Arrow("c", "gone"),))


def test_two_boxes_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="exist twice: \\['c'\\]"):
        Flowchart("LR", (*PICTURE.items, Node("c", ())), ())
