"""Values between Pulumi's spelling and AWS's: there, back, and what counts as drift."""

import json
from typing import Any

import pytest
from botocore.model import ListShape, MapShape, Shape, ShapeResolver, StructureShape
from hypothesis import given, settings
from hypothesis import strategies as st

from localaws.models import operation
from localaws.shapes import Misfit, decode, encode, member_of, same, shape_at
from localaws.values import UNKNOWN

OPERATIONS = (
    ("ecs", "RegisterTaskDefinition"),
    ("elbv2", "CreateTargetGroup"),
    ("elbv2", "CreateListener"),
    ("s3", "PutBucketLifecycleConfiguration"),
    ("autoscaling", "CreateAutoScalingGroup"),
)
DEPTH = 4
"""Levels of nesting that the round trip is tried on."""


def at(service: str, op: str, path: str) -> Shape:
    shape = shape_at(operation(service, op).input_shape, path)
    assert shape is not None
    return shape


TASK = "ecs", "RegisterTaskDefinition"
TAGS = at("ec2", "CreateTags", "Tags")
PORTS = at(*TASK, "containerDefinitions[0].portMappings")
CONTAINERS = at(*TASK, "containerDefinitions")
CONTAINER = at(*TASK, "containerDefinitions[0]")
HEALTH = at(*TASK, "containerDefinitions[0].healthCheck")
MULTI_AZ = at("rds", "CreateDBInstance", "MultiAZ")


def camel(name: str) -> str:
    return name[:1].lower() + name[1:]


texts = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=8).filter(
    lambda text: text[:1] not in ("{", "[")
)


def scalars(shape: Shape) -> st.SearchStrategy[Any]:
    """The ways in which a program may write a scalar of a shape."""
    whole = st.integers(-(10**9), 10**9)
    if shape.type_name == "string":
        enum = getattr(shape, "enum", ())
        return st.sampled_from(enum) if enum else texts | st.booleans() | whole
    if shape.type_name == "boolean":
        return st.booleans() | st.sampled_from(["true", "false"])
    if shape.type_name in ("integer", "long"):
        return whole | whole.map(str)
    return st.floats(allow_nan=False) if shape.type_name in ("float", "double") else texts


def blocks(shape: StructureShape, depth: int) -> st.SearchStrategy[Any]:
    members = shape.members.items() if depth else ()
    inner = {camel(name): values(member, depth - 1) for name, member in members}
    return st.fixed_dictionaries({}, optional=inner)


def values(shape: Shape, depth: int = DEPTH) -> st.SearchStrategy[Any]:
    """The ways in which a program may write a value of a shape."""
    if isinstance(shape, StructureShape):
        block = blocks(shape, depth)
        return block | block.map(lambda one: [one])
    if isinstance(shape, ListShape):
        return _lists(shape, depth)
    if isinstance(shape, MapShape):
        return st.dictionaries(texts, values(shape.value, depth - 1), max_size=2) if depth else st.just({})
    return scalars(shape)


def _lists(shape: ListShape, depth: int) -> st.SearchStrategy[Any]:
    if not depth:
        return st.just([])
    if {"Key", "Value"} == set(getattr(shape.member, "members", ())):
        tag_keys = texts.filter(lambda key: key not in ("key", "value"))
        return st.dictionaries(tag_keys, texts, max_size=3)
    items = st.lists(values(shape.member, depth - 1), max_size=2)
    if isinstance(shape.member, StructureShape):
        return items | blocks(shape.member, depth - 1)
    return items | scalars(shape.member) if shape.member.type_name == "string" else items


def requests() -> st.SearchStrategy[tuple[Shape, Any]]:
    """Input shapes of real operations, each with a value that a program may give it."""
    shapes = [shape for shape in (operation(*name).input_shape for name in OPERATIONS) if shape]
    return st.one_of(*(st.tuples(st.just(shape), values(shape)) for shape in shapes))


@settings(max_examples=150)
@given(requests())
def test_there_and_back(request_: tuple[Shape, Any]) -> None:
    shape, program = request_
    assert decode(encode(program, shape), like=program) == program


@settings(max_examples=25)
@given(st.lists(values(CONTAINER, 3), max_size=2))
def test_there_and_back_as_json(program: Any) -> None:
    text = json.dumps(program, indent=1)
    assert encode(text, CONTAINERS) == encode(program, CONTAINERS)
    assert decode(encode(text, CONTAINERS), like=text) == text


@pytest.mark.parametrize(
    ("key", "member"),
    [
        ("vpcId", "VpcId"),
        ("vpc_id", "VpcId"),
        ("securityGroup", "SecurityGroups"),
        ("securityGroups", "SecurityGroups"),
        ("policies", "Policy"),
        ("names", "Name"),
        ("nobody", None),
    ],
)
def test_members_by_their_letters_and_number(key: str, member: str | None) -> None:
    names = ("VpcId", "SecurityGroups", "Policy", "Name")
    members = {name: {"shape": "Text"} for name in names}
    model: Any = {"Text": {"type": "string"}, "Request": {"type": "structure", "members": members}}
    shape = ShapeResolver(model).get_shape_by_name("Request")
    assert isinstance(shape, StructureShape)
    assert member_of(shape, key) == member


def test_a_map_becomes_pairs() -> None:
    assert encode({"Name": "web"}, TAGS) == [{"Key": "Name", "Value": "web"}]
    assert encode(["Name"], TAGS) == [{"Key": "Name"}]
    assert encode([{"key": "Name", "value": "web"}], TAGS) == [{"Key": "Name", "Value": "web"}]


def test_pairs_become_a_map() -> None:
    pairs = [{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}]
    assert decode(pairs, like={"a": "1", "b": "x"}) == {"a": "1", "b": "2"}
    assert decode(pairs, like={"A": "1", "b": "2"}) == {"b": "2"}
    assert decode(pairs[:1], like={"key": "b", "value": "2"}) == {"key": "b", "value": "2"}


def test_a_single_block_is_a_list_of_one() -> None:
    assert encode({"containerPort": 80}, PORTS) == [{"containerPort": 80}]
    assert decode([{"containerPort": 81}], like={"containerPort": 80}) == {"containerPort": 81}
    assert encode([{"interval": 5}], HEALTH) == {"interval": 5}
    assert decode({"interval": 6}, like=[{"interval": 5}]) == [{"interval": 6}]


def test_a_switch_is_a_word() -> None:
    readonly = at("ecs", "RegisterTaskDefinition", "volumes[0].efsVolumeConfiguration.transitEncryption")
    assert encode(True, readonly) == "ENABLED"
    assert encode(False, readonly) == "DISABLED"
    assert decode("DISABLED", like=True) is False
    assert encode("true", MULTI_AZ) is True
    assert decode(False, like="true") == "false"


def test_aliases_lead_elsewhere() -> None:
    volumes = at(*TASK, "volumes")
    aliases = {"volumes.hostPath": "host.sourcePath"}
    program = [{"name": "tmp", "hostPath": "/a"}]
    sent = [{"name": "tmp", "host": {"sourcePath": "/a"}}]
    assert encode(program, volumes, aliases, "volumes") == sent
    assert decode(sent, program, aliases, "volumes") == program
    sent[0]["host"] = {"sourcePath": "/b"}
    assert decode(sent, program, aliases, "volumes") == [{"name": "tmp", "hostPath": "/b"}]


def test_unknowns_pass() -> None:
    assert encode(UNKNOWN, CONTAINERS) is UNKNOWN
    assert encode([{"name": UNKNOWN}], CONTAINERS) == [{"name": UNKNOWN}]


def test_an_unknown_key_is_named_with_what_is_allowed() -> None:
    with pytest.raises(Misfit) as caught:
        encode({"periodSeconds": 5}, HEALTH, where="healthCheck")
    assert str(caught.value) == (
        "healthCheck.periodSeconds is not known to AWS; "
        "allowed here: command, interval, retries, startPeriod, timeout"
    )


def test_malformed_json_is_named() -> None:
    with pytest.raises(
        Misfit, match=r"^containerDefinitions must be well-formed JSON: Expecting .* column 2"
    ):
        encode("[nonsense", CONTAINERS, where="containerDefinitions")


def test_an_empty_text_is_no_json() -> None:
    assert encode("", CONTAINERS) == [""]


@pytest.mark.parametrize(
    ("aws", "program"),
    [
        (["b", "a"], ["a", "b"]),
        ([{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}], {"a": "1", "b": "2"}),
        ({"Statement": [{"Action": ["a"]}]}, '{ "Statement": [ {"Action": ["a"]} ] }'),
        ('{"a":1,"b":[2]}', '{"b": [2], "a": 1}'),
        (True, "true"),
        ("80", 80),
        (80, "80"),
        (["web"], "web"),
        ({"Interval": 5, "Timeout": 9}, {"interval": 5}),
        ("arn:aws:iam::123456789012:role/web", "web"),
        ("web", "arn:aws:iam::123456789012:role/web"),
    ],
)
def test_spelling_is_no_drift(aws: Any, program: Any) -> None:
    assert decode(aws, like=program) is program


@pytest.mark.parametrize(
    ("aws", "program", "found"),
    [
        (["a", "c"], ["a", "b"], ["a", "c"]),
        (["a"], ["a", "b"], ["a"]),
        ({"Interval": 6}, {"interval": 5}, {"interval": 6}),
        ({}, {"interval": 5}, {}),
        ('{"a":2}', '{"a": 1}', '{"a":2}'),
        (False, "true", "false"),
        ("81", 80, 81),
        ([{"Key": "a", "Value": "2"}], {"a": "1"}, {"a": "2"}),
        ("arn:aws:iam::123456789012:role/app", "web", "arn:aws:iam::123456789012:role/app"),
        (None, "web", None),
        (None, ["web"], []),
        (["web", "app"], "web", ["web", "app"]),
        ([], "web", None),
    ],
)
def test_drift_is_seen(aws: Any, program: Any, found: Any) -> None:
    assert decode(aws, like=program) == found


def test_order_counts_where_it_means_something() -> None:
    assert decode(["b", "a"], like=["a", "b"], ordered=True) == ["b", "a"]
    assert same(["b", "a"], ["a", "b"])
    assert not same(["b", "a"], ["a", "b"], ordered=True)


def test_lists_are_bags_not_sets() -> None:
    assert not same(["a", "a"], ["a"])
    assert not same(["a", "a", "b"], ["a", "b", "b"])


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    )
)
def test_everything_is_the_same_as_itself(value: Any) -> None:
    assert same(value, json.loads(json.dumps(value)))
