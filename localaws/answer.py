"""From AWS's answers to properties: what drift detection and imports see."""

import re
from dataclasses import dataclass, field
from typing import Any

from localaws.paths import get, parse
from localaws.request import carried, root
from localaws.shapes import decode
from localaws.spec import Spec
from localaws.values import Props, has_unknown

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|\W+|_+")


@dataclass(frozen=True)
class Answer:
    """What the reads of a resource gave: the describing object, and single values from further reads."""

    found: Any
    values: Props = field(default_factory=dict)
    """Property path -> value."""


def source_paths(spec: Spec) -> dict[str, str]:
    """Property path -> path in the read object, for all inputs that AWS answers."""
    reads = (*((spec.read,) if spec.read else ()), *spec.more)
    gets = {source: path for call in reads for source, path in call.gets.items()}
    calls = (*spec.creates.values(), *reversed(spec.updates), spec.create)
    sent = {source: path for call in calls for source, path in call.params.items() if source[0] not in "+-"}
    inputs = set().union(*(carried(call) for call in calls)) | {root(source) for source in gets}
    inputs -= set(spec.outputs)
    return {
        source: gets.get(source, path)
        for source, path in {**sent, **gets}.items()
        if root(source) in inputs and root(source) not in spec.unread
    }


def refreshed(spec: Spec, inputs: Props, answer: Answer) -> Props:
    """The inputs with AWS's present values: only what the program set, written as it wrote it."""
    fresh = dict(inputs)
    for source, path in source_paths(spec).items():
        prop = root(source)
        if prop in inputs and not has_unknown(inputs[prop]):
            value = answer.values[source] if source in answer.values else get(answer.found, path)
            _refresh(fresh, source, value, spec)
    return {key: value for key, value in fresh.items() if value is not None}


def _refresh(fresh: Props, source: str, value: Any, spec: Spec) -> None:
    prop, _, inner = source.partition(".")
    ordered = prop in spec.ordered
    if not inner:
        fresh[prop] = decode(value, fresh[prop], spec.aliases, prop, ordered=ordered)
        return
    block = fresh[prop]
    holder = block[0] if isinstance(block, list) and block else block
    if isinstance(holder, dict) and holder.get(inner) is not None:
        changed = {**holder, inner: decode(value, holder[inner], spec.aliases, source, ordered=ordered)}
        fresh[prop] = [changed] if isinstance(block, list) else changed


def imported(spec: Spec, answer: Answer) -> Props:
    """All inputs that AWS answers, for a resource of which only the id is known."""
    inputs: Props = {}
    for source, path in source_paths(spec).items():
        value = answer.values[source] if source in answer.values else get(answer.found, path)
        if value in (None, "", [], {}):
            continue
        prop, _, inner = source.partition(".")
        if inner:
            inputs.setdefault(prop, {})[inner] = _pulumis(value, spec, source)
        else:
            inputs[prop] = _pulumis(value, spec, prop)
    return inputs


def _pulumis(value: Any, spec: Spec, where: str) -> Any:
    """A value under Pulumi's names: those of the spec's aliases, else AWS's in Pulumi's spelling."""
    if isinstance(value, list):
        return [_pulumis(item, spec, where) for item in value]
    if not isinstance(value, dict):
        return value
    aliases = {path: member for path, member in spec.aliases.items() if path.rpartition(".")[0] == where}
    found = {path.rpartition(".")[2]: (path, get(value, member)) for path, member in aliases.items()}
    taken = {parse(member)[0].member for member in aliases.values()}
    plain = {_camel(member): item for member, item in value.items() if member not in taken}
    found |= {name: (f"{where}.{name}", item) for name, item in plain.items()}
    return {name: _pulumis(item, spec, path) for name, (path, item) in found.items() if item is not None}


def _camel(member: str) -> str:
    """`SubnetId` as `subnetId`, `SSEAlgorithm` as `sseAlgorithm`."""
    first, *rest = _WORD.findall(member)
    return str(first.lower() + "".join(word.capitalize() if word.isupper() else word for word in rest))
