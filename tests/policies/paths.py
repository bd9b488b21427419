"""One change to a tree of properties, at a path such as containerDefinitions[*].user.

A name is a property, [*] each element in turn, [+] a new element. JSON in a string is gone into and written
back, a secret is changed inside its mark, and an unknown value has no parts. Trees are never changed in place.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pack.values import SECRET, SIGNATURE, UNKNOWNS

ABSENT = object()
"""Instead of a value: the property or the element is taken away."""
EACH, NEW = "[*]", "[+]"


def steps(path: str) -> list[str]:
    """The parts of a path, as ["containerDefinitions", "[*]", "user"]."""
    return re.findall(r"\[[*+]\]|[^.\[\]]+", path)


def changes(tree: Mapping[str, Any], path: str, value: Any) -> Iterator[dict[str, Any]]:
    """The tree with one change, for every place that the path leads to.

    The last name of a path need not be there yet; what comes before must. What would change nothing is left out.
    """
    yield from (each for each in _changes(dict(tree), steps(path), value) if each != tree)


def _changes(tree: Any, path: Sequence[str], value: Any) -> Iterator[Any]:
    if not path:
        yield value
    elif isinstance(tree, dict) and tree.get(SIGNATURE) == SECRET:
        yield from ({**tree, "value": each} for each in _changes(tree["value"], path, value))
    elif isinstance(tree, str) and path[0] not in (EACH, NEW):
        yield from (json.dumps(each) for each in _changes(_parsed(tree), path, value))
    elif path[0] == NEW:
        yield from _added(tree, path, value)
    elif path[0] == EACH:
        yield from _each(tree, path, value)
    elif isinstance(tree, dict) and (path[0] in tree or len(path) == 1 or path[1] == NEW):
        changed = _changes(tree.get(path[0]), path[1:], value)
        yield from (_with(tree, path[0], each) for each in changed)


def _added(tree: Any, path: Sequence[str], value: Any) -> Iterator[Any]:
    if isinstance(tree, str) and isinstance(parsed := _parsed(tree), list):
        yield json.dumps([*parsed, value])
    elif tree is None or isinstance(tree, list):
        yield [*(tree or ()), value]


def _each(tree: Any, path: Sequence[str], value: Any) -> Iterator[Any]:
    """One element in place of an array counts as an array of one, as IAM has it."""
    if isinstance(tree, str) and isinstance(parsed := _parsed(tree), list):
        yield from (json.dumps(each) for each in _each(parsed, path, value))
    elif isinstance(tree, list):
        for at, element in enumerate(tree):
            for each in _changes(element, path[1:], value):
                yield [*tree[:at], *([] if each is ABSENT else [each]), *tree[at + 1 :]]
    elif tree is not None:
        yield from _changes(tree, path[1:], value)


def _with(tree: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    return {key: each for key, each in {**tree, name: value}.items() if each is not ABSENT}


def _parsed(text: str) -> Any:
    """What JSON in a string says; the string itself where it is none."""
    try:
        return text if text in UNKNOWNS else json.loads(text)
    except ValueError:
        return text
