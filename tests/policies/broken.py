"""Properties as nobody would write them: sound ones, broken in a few places at random."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from pack.values import SECRET, SIGNATURE, UNKNOWNS

CANARY = "hunter2-correct-horse"
"""A secret that no sentence may hold."""


def secret(value: Any) -> dict[str, Any]:
    """A value as the engine sends a secret one."""
    return {SIGNATURE: SECRET, "value": value}


_MARKS = sorted(UNKNOWNS)
_TEXTS = ("", "*", "0", "-1", "1e999", "nan", "true", "::/0", "0.0.0.0/0", "\ud800", "a:b:c@d/e", "[]", "{}")
_LEAVES = st.sampled_from(
    [
        *_TEXTS,
        *_MARKS,
        *(None, True, False, 0, -1, 1.5, 65536, 1e308),
        *([], {}, [None], [{}], [[]], {"": None}, "[null]", '[{"a": 1}, 2]', f'{{"Statement": "{_MARKS[0]}"}}'),
        *(f"arn:{_MARKS[0]}:b", {SIGNATURE: SECRET}, secret(_MARKS[0]), secret(CANARY), [secret(CANARY)]),
        *(secret(json.dumps([{"name": CANARY}])), {CANARY: secret(CANARY)}),
    ]
)
_IN_JSON = _LEAVES | st.sampled_from([10**400, float("nan"), float("inf"), "[" * 2000])
"""JSON in a string can hold more than the protocol."""


def names(tree: Any) -> set[str]:
    """Names of properties in a tree, also inside JSON."""
    if isinstance(tree, Mapping):
        return {str(name) for name in tree}.union(*map(names, tree.values()))
    if isinstance(tree, list | tuple):
        return set().union(*map(names, tree))
    return names(parsed) if isinstance(tree, str) and (parsed := _parsed(tree)) is not None else set()


def trees(known: set[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Any properties, with names that mean something to some rule."""
    keys = st.sampled_from(sorted(known) or ["a"])
    values = st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4) | inner.map(secret),
        max_leaves=8,
    )
    return st.dictionaries(keys, values | values.map(json.dumps), max_size=5)


@st.composite
def broken(draw: st.DrawFn, tree: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with one to three places replaced, wrapped as a secret, or gone."""
    found = dict(tree)
    for _ in range(draw(st.integers(1, 3))):
        found = _replaced(draw, found, _LEAVES, depth=0)
    return found


def _replaced(draw: st.DrawFn, tree: Any, leaves: st.SearchStrategy[Any], depth: int) -> Any:
    if depth and draw(st.integers(0, 4)) == 0:
        return draw(leaves | st.just(secret(tree)) | st.just([tree]))
    if isinstance(tree, Mapping) and tree:
        name = draw(st.sampled_from(sorted(tree, key=str)))
        return {**tree, name: _replaced(draw, tree[name], leaves, depth + 1)}
    if isinstance(tree, list | tuple) and tree:
        at = draw(st.integers(0, len(tree) - 1))
        return [*tree[:at], _replaced(draw, tree[at], leaves, depth + 1), *tree[at + 1 :]]
    if isinstance(tree, str) and (parsed := _parsed(tree)):
        return json.dumps(_replaced(draw, parsed, _IN_JSON, depth + 1))
    return draw(leaves) if depth else tree


def _parsed(text: str) -> Any:
    """The object or array that JSON in a string is; None for everything else."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict | list) else None
