"""Properties as nobody would write them: sound ones, broken in a few places at random.

Drawn by `random` from fixed seeds: that is many times faster than a strategy of hypothesis of the same
depth, and what a tree does to a rule is seen at a glance without shrinking.
"""

import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from pack.marks import SECRET, SIGNATURE, UNKNOWNS

CANARY = "hunter2-correct-horse"
"""A secret that no sentence may hold."""


def secret(value: Any) -> dict[str, Any]:
    """A value as the engine sends a secret one."""
    return {SIGNATURE: SECRET, "value": value}


_MARKS = sorted(UNKNOWNS)
LEAVES: Sequence[Any] = (
    *("", "*", "0", "-1", "1e999", "nan", "true", "::/0", "0.0.0.0/0", "\ud800", "a:b:c@d/e", "[]", "{}"),
    *_MARKS,
    *(None, True, False, 0, -1, 1.5, 65536, 1e308, [], {}, [None], [{}], [[]], {"": None}, "[null]"),
    *('[{"a": 1}, 2]', f'{{"Statement": "{_MARKS[0]}"}}', f"arn:{_MARKS[0]}:b", {SIGNATURE: SECRET}),
    *(secret(_MARKS[0]), secret(True), secret([])),
)
_SECRETS: Sequence[Any] = (secret(CANARY), [secret(CANARY)], secret({"name": CANARY}))
_IN_JSON = (*LEAVES, 10**400, float("nan"), float("inf"), "[" * 2000)
"""JSON in a string can hold more than the protocol, and no marks: all of it is a secret, or none."""


def names(tree: Any) -> set[str]:
    """Names of properties in a tree, also inside JSON."""
    if isinstance(tree, Mapping):
        return {str(name) for name in tree}.union(*map(names, tree.values()))
    if isinstance(tree, list | tuple):
        return set().union(*map(names, tree))
    return names(_parsed(tree)) if isinstance(tree, str) and _parsed(tree) else set()


def grown(random: Random, known: Sequence[str], depth: int = 0) -> dict[str, Any]:
    """Any properties, with names that mean something to some rule."""
    return {name: _value(random, known, depth) for name in random.sample(known, min(5, len(known)))}


def _value(random: Random, known: Sequence[str], depth: int) -> Any:
    kind = random.randrange(8) if depth < 4 else 7
    match kind:
        case 0 | 1:
            return grown(random, known, depth + 1)
        case 2 | 3:
            return [_value(random, known, depth + 1) for _ in range(random.randrange(3))]
        case 4:
            return json.dumps(random.choice(_IN_JSON))
        case 5:
            return secret(_value(random, known, depth + 1))
    return random.choice((*LEAVES, *_SECRETS))


def broken(random: Random, tree: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with one to three places replaced, wrapped, or gone."""
    found = dict(tree)
    for _ in range(random.randrange(1, 4)):
        found = _replaced(random, found, (*LEAVES, *_SECRETS), depth=0)
    return found


def _replaced(random: Random, tree: Any, leaves: Sequence[Any], depth: int) -> Any:
    if depth and random.randrange(4) == 0:
        return random.choice((*leaves, secret(tree), [tree]))
    if isinstance(tree, Mapping) and tree:
        name = random.choice(sorted(tree, key=str))
        return {**tree, name: _replaced(random, tree[name], leaves, depth + 1)}
    if isinstance(tree, list | tuple) and tree:
        at = random.randrange(len(tree))
        return [*tree[:at], _replaced(random, tree[at], leaves, depth + 1), *tree[at + 1 :]]
    if isinstance(tree, str) and (parsed := _parsed(tree)):
        return json.dumps(_replaced(random, parsed, _IN_JSON, depth + 1))
    return random.choice(leaves) if depth else tree


def _parsed(text: str) -> Any:
    """The object or array that JSON in a string is; None for everything else."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict | list) else None
