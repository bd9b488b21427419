"""A flowchart as plain data, and its text in Mermaid.

Syntax: https://mermaid.js.org/syntax/flowchart.html
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

INDENT = "    "


@dataclass(frozen=True)
class Node:
    """One box."""

    key: str
    """What arrows call it."""
    lines: tuple[str, ...]
    """What stands in it."""
    store: bool = False
    """Whether it keeps data: then it is drawn as a cylinder."""


@dataclass(frozen=True)
class Frame:
    """A box around others."""

    key: str
    title: str
    inside: tuple["Node | Frame", ...]


@dataclass(frozen=True, order=True)
class Arrow:
    """A way from one box to another."""

    start: str
    end: str
    label: str = ""
    faint: bool = False
    """Whether it is a side way, drawn dotted."""


@dataclass(frozen=True)
class Flowchart:
    """A picture. Everything stands where it is first named, so the same picture is always the same text.

    Raises:
        ValueError: two boxes have one key, or an arrow leads nowhere.
    """

    direction: Literal["LR", "TB"]
    items: tuple[Node | Frame, ...]
    arrows: tuple[Arrow, ...]

    def __post_init__(self) -> None:
        keys = [each.key for each in boxes(self.items)]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        lost = sorted({end for arrow in self.arrows for end in (arrow.start, arrow.end)} - set(keys))
        if twice or lost:
            raise ValueError(f"Boxes that exist twice: {twice}; ends of arrows that do not exist: {lost}.")

    def nodes(self) -> list[Node]:
        """The boxes that hold no others."""
        return [each for each in boxes(self.items) if isinstance(each, Node)]

    def text(self) -> str:
        """The picture in Mermaid."""
        drawn = [line for item in self.items for line in _item(item, INDENT)]
        return "\n".join([f"flowchart {self.direction}", *drawn, *_lines(self.arrows)])


def boxes(items: Sequence[Node | Frame]) -> Iterator[Node | Frame]:
    """All boxes, with those inside others."""
    for item in items:
        yield item
        if isinstance(item, Frame):
            yield from boxes(item.inside)


def _item(item: Node | Frame, indent: str) -> Iterator[str]:
    if isinstance(item, Frame):
        yield f"{indent}subgraph {_key(item.key)} [{_quoted(item.title)}]"
        for each in item.inside:
            yield from _item(each, indent + INDENT)
        yield f"{indent}end"
    else:
        left, right = ("[(", ")]") if item.store else ("[", "]")
        yield f"{indent}{_key(item.key)}{left}{_quoted('<br/>'.join(item.lines))}{right}"


def _lines(arrows: Sequence[Arrow]) -> Iterator[str]:
    """The arrows, alike ones in one line: all from the same boxes to the same."""
    starts: dict[tuple[str, str, bool], list[str]] = {}
    for arrow in arrows:
        starts.setdefault((arrow.end, arrow.label, arrow.faint), []).append(arrow.start)
    ends: dict[tuple[tuple[str, ...], str, bool], list[str]] = {}
    for (end, label, faint), before in starts.items():
        ends.setdefault((tuple(before), label, faint), []).append(end)
    for (before_all, label, faint), after in ends.items():
        line = ("-.->" if faint else "-->") + (f"|{_quoted(label)}|" if label else "")
        yield f"{INDENT}{_keys(before_all)} {line} {_keys(after)}"


def _keys(keys: Sequence[str]) -> str:
    return " & ".join(map(_key, keys))


def _key(key: str) -> str:
    """A key that Mermaid takes for no word of its own, such as `end`."""
    return "n_" + re.sub(r"\W", "_", key)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
