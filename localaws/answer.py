"""From AWS's answers to properties: what drift detection and imports see."""

from dataclasses import dataclass, field
from typing import Any

from localaws.paths import get
from localaws.request import carried, root
from localaws.shapes import decode
from localaws.spec import Spec
from localaws.values import Props, has_unknown


@dataclass(frozen=True)
class Answer:
    """What the reads of a resource gave: the describing object, and single values from further reads."""

    found: Any
    values: Props = field(default_factory=dict)
    """Property path -> value."""


def source_paths(spec: Spec) -> dict[str, str]:
    """Property path -> path in the read object, for all inputs that AWS answers."""
    gets = dict(spec.read.gets) if spec.read else {}
    calls = (*reversed(spec.updates), spec.create)
    sent = {source: path for call in calls for source, path in call.params.items() if source[0] not in "+-"}
    inputs = set().union(*(carried(call) for call in calls)) | {root(source) for source in gets}
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
            inputs.setdefault(prop, {})[inner] = _camel(value)
        else:
            inputs[prop] = _camel(value)
    return inputs


def _camel(value: Any) -> Any:
    """AWS's spelling to Pulumi's: `SubnetId` to `subnetId`, lists of pairs to maps."""
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _camel(item) for key, item in value.items() if item is not None}
    return [_camel(item) for item in value] if isinstance(value, list) else value
