"""Rules that every resource spec must fulfil, held against AWS's published models and Pulumi's SDK.

Each rule takes a spec and yields what is wrong with it, so that a run shows every offender at once.
"""

import importlib
import re
from collections.abc import Iterator
from typing import Any

import pulumi
from botocore.model import ListShape, OperationNotFoundError, Shape, StructureShape
from pulumi._types import input_type_py_to_pulumi_names

from localaws.answer import source_paths
from localaws.models import operation
from localaws.paths import parse
from localaws.request import carried, changeable, mapped, root, sources
from localaws.shapes import shape_at
from localaws.spec import Call, Spec

PLACE = {"account", "region", "partition", "id"}
EVERYWHERE = {"region", "tags", "id"}


def calls(spec: Spec) -> list[Call]:
    """All calls of a spec."""
    tags = spec.tags
    tagging = [call for call in (tags.set, tags.unset, tags.read) if call] if tags else []
    return [
        *filter(None, (spec.create, spec.read)),
        *spec.creates.values(),
        *spec.more,
        *spec.updates,
        *spec.delete,
        *tagging,
    ]


def operations_exist(spec: Spec) -> Iterator[str]:
    for call in calls(spec):
        try:
            operation(spec.service, call.op)
        except OperationNotFoundError:
            yield f"{spec.service} has no operation {call.op}"


def parameters_are_members(spec: Spec) -> Iterator[str]:
    for call in calls(spec):
        shape = operation(spec.service, call.op).input_shape
        for path in (*sources(spec, call).values(), *call.fixed):
            if shape_at(shape, path) is None:
                yield f"{call.op} has no input member {path}"


def required_members_are_covered(spec: Spec) -> Iterator[str]:
    for call in calls(spec):
        shape = operation(spec.service, call.op).input_shape
        given = {parse(path)[0].member for path in (*sources(spec, call).values(), *call.fixed)}
        missing = set(shape.required_members if isinstance(shape, StructureShape) else ()) - given
        if missing and call.hook is None:
            yield f"{call.op} requires {', '.join(sorted(missing))}"


def described(spec: Spec, call: Call) -> Shape | None:
    """The shape of the object at a call's path; filters and indexes step into list members."""
    shape: Shape | None = operation(spec.service, call.op).output_shape
    for step in re.findall(r"\w+|\[\]", re.sub(r"\[[^\]]*\]", " [] ", call.path.replace("|", " "))):
        if step == "[]":
            shape = shape.member if isinstance(shape, ListShape) else shape
        else:
            shape = shape.members.get(step) if isinstance(shape, StructureShape) else None
    return shape


def paths_start_in_the_answer(spec: Spec) -> Iterator[str]:
    for call in (spec.create, spec.read, *spec.more):
        if call and not spec.recorded and call.path and described(spec, call) is None:
            yield f"{call.op} answers nothing at {call.path}"


def outputs_are_answered(spec: Spec) -> Iterator[str]:
    answering = [described(spec, call) for call in (spec.read or spec.create, *spec.more)]
    further = {source for call in spec.more for source in call.gets}
    for name, source in spec.outputs.items():
        if "{" in source or name in further or spec.recorded:
            continue
        if not any(shape_at(shape, source) for shape in answering):
            yield f"output {name} is answered nowhere: {source}"


def templates_are_known(spec: Spec) -> Iterator[str]:
    if spec.lookup:
        return  # what it finds, only a run can tell
    known = mapped(spec) | set(spec.outputs) | PLACE
    for source in (spec.id, *spec.outputs.values(), spec.read.path if spec.read else ""):
        unknown = set(re.findall(r"\{(\w+)\}", source)) - known
        if unknown:
            yield f"{source} needs {', '.join(sorted(unknown))}, which nobody gives"


def every_property_can_change(spec: Spec) -> Iterator[str]:
    if "*" in spec.replace_on:
        return
    moving = set().union(*(changeable(spec, call) for call in spec.updates), spec.settles)
    making = set().union(*(carried(call) for call in (spec.create, *spec.creates.values())))
    stuck = making - moving - spec.replace_on - set(spec.ignored) - set(spec.outputs) - {"region"}
    if stuck:
        yield f"a change of {', '.join(sorted(stuck))} would reach nobody: no update, no replacement"


def every_property_can_be_read(spec: Spec) -> Iterator[str]:
    if spec.recorded or spec.read is None:
        return
    answer = described(spec, spec.read)
    further = {source for call in spec.more for source in call.gets}
    for source, path in source_paths(spec).items():
        if source not in further and shape_at(answer, path) is None and not spec.read.tidy:
            yield f"{source} is not answered at {path}: map it in gets, or say why in unread"


def further_reads_are_answered(spec: Spec) -> Iterator[str]:
    for call in filter(None, (spec.read, *spec.more)):
        for source, path in call.gets.items():
            if not call.tidy and shape_at(described(spec, call), path) is None:
                yield f"{call.op} answers nothing at {path} (for {source})"


def replacements_are_properties(spec: Spec) -> Iterator[str]:
    strangers = {root(path) for path in spec.replace_on} - mapped(spec) - {"*"}
    if strangers:
        yield f"replace_on names {', '.join(sorted(strangers))}, which nothing carries"


def reasons_are_given(spec: Spec) -> Iterator[str]:
    for prop, reason in {**spec.ignored, **spec.unread}.items():
        if len(reason.split()) < 3:
            yield f"{prop} needs a reason that a reader can use (got {reason!r})"


def _class(spec: Spec) -> tuple[Any, type]:
    module, name = spec.token.split(":")[1].split("/")[0], spec.token.rsplit(":", 1)[-1]
    package = importlib.import_module(f"pulumi_aws.{module}")
    kind = getattr(package, name)
    source = importlib.import_module(kind.__module__)
    # Where a nested type has the name of the arguments, they are called `...InitArgs`.
    return getattr(source, f"{name}InitArgs", None) or getattr(source, f"{name}Args"), kind


def properties_are_pulumis(spec: Spec) -> Iterator[str]:
    args, kind = _class(spec)
    inputs = set(input_type_py_to_pulumi_names(args).values())
    strangers = mapped(spec) - inputs - EVERYWHERE
    if strangers:
        yield f"Pulumi has no inputs {', '.join(sorted(strangers))}"
    outputs = {
        getattr(value.fget, "_pulumi_name", name)
        for name, value in vars(kind).items()
        if isinstance(value, property)
    }
    strange = set(spec.outputs) - outputs
    if strange:
        yield f"Pulumi has no outputs {', '.join(sorted(strange))}"


def tokens_are_pulumis(spec: Spec) -> Iterator[str]:
    _, kind = _class(spec)
    source = importlib.import_module(kind.__module__).__file__
    assert source
    with open(source) as file:
        if f"'{spec.token}'" not in file.read():
            yield f"{kind.__module__} does not register under {spec.token}"
    assert issubclass(kind, pulumi.CustomResource)


RULES = (
    operations_exist,
    parameters_are_members,
    required_members_are_covered,
    paths_start_in_the_answer,
    outputs_are_answered,
    templates_are_known,
    every_property_can_change,
    every_property_can_be_read,
    further_reads_are_answered,
    replacements_are_properties,
    reasons_are_given,
    properties_are_pulumis,
    tokens_are_pulumis,
)
