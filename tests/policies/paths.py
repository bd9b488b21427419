"""One change to a tree of properties, at a path such as containerDefinitions[*].user.

A name is a property, [*] each element in turn, [+] a new element. JSON in a string is gone into and written
back, a secret is changed inside its mark, an unknown value has no parts. No tree is changed in place.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pack.marks import SECRET, SIGNATURE, UNKNOWNS

from tests.policies.mutations import ABSENT

EACH, NEW = "[*]", "[+]"


def changes(tree: Mapping[str, Any], path: str, value: Any) -> Iterator[dict[str, Any]]:
    """The tree with one change, for every place that the path leads to.

    The last name of a path need not be there yet; all before it must. What would change nothing is left out.
    """
    yield from (each for each in _changes(dict(tree), _steps(path), value) if each != tree)


def _steps(path: str) -> list[str]:
    return re.findall(r"\[[*+]\]|[^.\[\]]+", path)


def _changes(tree: Any, path: Sequence[str], value: Any) -> Iterator[Any]:
    if not path:
        yield value
    elif isinstance(tree, dict) and tree.get(SIGNATURE) == SECRET:
        yield from ({**tree, "value": each} for each in _changes(tree["value"], path, value))
    elif (parsed := _parsed(tree)) is not None:
        yield from (json.dumps(each) for each in _changes(parsed, path, value) if each != parsed)
    elif path[0] in (EACH, NEW):
        yield from _in_array(tree, path, value)
    elif isinstance(tree, dict) and (path[0] in tree or path[1:] in ([], [NEW])):
        changed = _changes(tree.get(path[0]), path[1:], value)
        yield from (_without_absent({**tree, path[0]: each}) for each in changed)


def _in_array(tree: Any, path: Sequence[str], value: Any) -> Iterator[list[Any]]:
    """A single value in place of an array counts as an array of one, as IAM has it."""
    if isinstance(tree, str) and tree in UNKNOWNS:
        return
    elements = tree if isinstance(tree, list) else [] if tree is None else [tree]
    if path[0] == NEW:
        yield [*elements, value]
        return
    for at, element in enumerate(elements):
        for each in _changes(element, path[1:], value):
            yield [*elements[:at], *([] if each is ABSENT else [each]), *elements[at + 1 :]]


def _without_absent(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in tree.items() if each is not ABSENT}


def _parsed(tree: Any) -> Any:
    """The object or array that JSON in a string is; None for everything else."""
    try:
        parsed = json.loads(tree) if isinstance(tree, str) else None
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict | list) else None
