"""From properties to an AWS request, by a spec; and which properties a call carries."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.model import Shape, StructureShape

from localaws import validate
from localaws.models import operation
from localaws.paths import parse, put
from localaws.shapes import Misfit, encode, shape_at
from localaws.spec import Call, Spec
from localaws.values import UNKNOWN, Props, Unknown

_FIRST_MEMBER = re.compile(r"^\w+")
_NOT_INPUTS = frozenset({"id", "tagsAll", "tagKeys"})

OLD = "$old"
"""Where an update's context holds the old inputs."""


def root(source: str) -> str:
    """The property a source path starts at: `healthCheck` of `healthCheck.path`, `ids` of `+ids`."""
    return source.lstrip("+-").split(".", 1)[0]


def carried(call: Call) -> set[str]:
    """The properties a call carries."""
    return {root(source) for source in (*call.params, call.switch)} - _NOT_INPUTS - {""}


def changeable(spec: Spec, call: Call) -> set[str]:
    """The properties an update call changes: those it carries, less the ones that only identify."""
    return carried(call) - spec.replace_on - set(spec.outputs)


def build(spec: Spec, call: Call, context: Props, only: set[str] | None = None) -> dict[str, Any]:
    """The request of a call; with `only`, restricted to those properties, their kin and what identifies.

    Raises:
        Misfit: a property does not fit AWS's model.
    """
    shape = operation(spec.service, call.op).input_shape
    params: dict[str, Any] = {}
    for path, constant in call.fixed.items():
        put(params, path, constant)
    for source, path in sources(spec, call).items():
        value = _turnover(context, source) if source[0] in "+-" else dig(context, source)
        if value not in (None, {}) and _wanted(spec, call, source, path, only):
            put(params, path, encode(value, _shape(shape, path, spec, call), spec.aliases, source))
    return call.hook(params) if call.hook else params


def sources(spec: Spec, call: Call) -> dict[str, str]:
    """The call's params; a create call also takes the tags where AWS accepts them there."""
    making = any(call is each for each in (spec.create, *spec.creates.values()))
    tags = {"tagsAll": spec.tags.create} if making and spec.tags and spec.tags.create else {}
    return {**call.params, **tags}


def creation(spec: Spec, context: Props) -> Call:
    """The call that makes a resource of these properties."""
    chosen = (call for prop, call in spec.creates.items() if context.get(prop) is not None)
    return next(chosen, spec.create)


def dig(props: Props, source: str) -> Any:
    """The value at a property path; a list of one block stands for the block; UNKNOWN spreads inwards."""
    value: Any = props
    for step in source.split("."):
        if isinstance(value, Unknown):
            return value
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _turnover(context: Props, source: str) -> Any:
    """The elements of a list property that an update adds (`+`) or removes (`-`); None for none."""
    prop = source[1:]
    new, old = context.get(prop) or [], (context.get(OLD) or {}).get(prop) or []
    if isinstance(new, Unknown):
        return new if source[0] == "+" else None
    here, there = (new, old) if source[0] == "+" else (old, new)
    return [item for item in here if item not in there] or None


def _wanted(spec: Spec, call: Call, source: str, path: str, only: set[str] | None) -> bool:
    if only is None or root(source) not in changeable(spec, call):
        return True
    members = {parse(call.params[other])[0].member for other in call.params if root(other) in only}
    return root(source) in only or parse(path)[0].member in members


def _shape(shape: Shape | None, path: str, spec: Spec, call: Call) -> Shape:
    found = shape_at(shape, path)
    if found is None:
        raise Misfit(f"{spec.token}: {call.op} has no member {path}")
    return found


def violations(spec: Spec, context: Props) -> Iterator[str]:
    """What is wrong with a resource's inputs before anything is sent: unmapped properties, AWS's own rules.

    What only exists after `up` is not judged here; the same rules hold again when the request is sent.
    """
    context = {**dict.fromkeys(spec.outputs, UNKNOWN), **context, "id": UNKNOWN}
    known = mapped(spec) | set(spec.outputs)
    for prop in sorted(set(context) - known - _NOT_INPUTS):
        yield (
            f"{prop} is not known to the embedded AWS for {spec.token}; "
            f"it knows {', '.join(sorted(mapped(spec)))}"
        )
    making = creation(spec, context)
    for call in (making, *spec.updates):
        added = {prop for prop in changeable(spec, call) - carried(making) if context.get(prop) is not None}
        if call is making or (added and not idle(call, added, context)):
            try:
                params = build(spec, call, context)
            except Misfit as error:
                yield str(error)
                continue
            yield from model_violations(spec, call, params)


def model_violations(spec: Spec, call: Call, params: dict[str, Any]) -> Iterator[str]:
    """What AWS's published model says against a request."""
    shape = operation(spec.service, call.op).input_shape
    if isinstance(shape, StructureShape):
        given = sources(spec, call)
        for problem in validate.problems(params, shape):
            prop = _property(given, problem)
            yield f"{prop + ': ' if prop else ''}{problem} ({spec.service} {call.op})"


def _property(given: Mapping[str, str], problem: str) -> str:
    """The property that a problem is about: the one whose path goes furthest towards the member it names."""
    where = problem.split(" ", 1)[0]
    inside = {path: root(source) for source, path in given.items() if f"{where}.".startswith(f"{path}.")}
    if inside:
        return inside[max(inside, key=len)]
    member = _FIRST_MEMBER.search(problem)
    starting = {
        root(source) for source, path in given.items() if member and parse(path)[0].member == member[0]
    }
    return starting.pop() if len(starting) == 1 else ""


def mapped(spec: Spec) -> set[str]:
    """Every input property the spec knows of: mapped, ignored with a reason, or `region`, which all have."""
    calls = (spec.create, *spec.creates.values(), *spec.updates, *spec.delete)
    carrying = set().union(*(carried(call) for call in calls)) - set(spec.outputs)
    extra = {spec.name.prop, spec.name.prefix} if spec.name else set()
    extra |= {"tags"} if spec.tags else set()
    return (carrying | set(spec.ignored) | spec.settles | extra | {"region"}) - {""}


def instead(call: Call, touched: set[str], context: Props) -> Call:
    """The call to send for these properties: the call itself, or its opposite when they are taken out."""
    on = context.get(call.switch) if call.switch else any(context.get(prop) for prop in touched)
    return call if on or call.otherwise is None else call.otherwise


def idle(call: Call, touched: set[str], context: Props) -> bool:
    """Whether an update call has nothing to say of these properties: no elements to add or remove, no values.

    The latter is so where a property that AWS has no one default for is taken out: AWS keeps what it has.
    """
    if call.switch or call.otherwise:
        return False
    turning = {source for source in call.params if source[0] in "+-"}
    plain = {root(source) for source in call.params if source not in turning} & touched
    silent = call.partial and all(context.get(prop) is None for prop in plain)
    still = all(_turnover(context, source) is None for source in turning)
    return still and (silent or (bool(turning) and not plain))
