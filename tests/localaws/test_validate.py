"""Requests held against AWS's models: each rule with its sentence, and no sensitive value in any of them."""

from typing import Any

import pytest
from botocore.model import Shape, ShapeResolver
from hypothesis import given
from hypothesis import strategies as st

from localaws.models import operation
from localaws.validate import compiled, problems
from localaws.values import UNKNOWN

SHAPES: Any = {
    "Text": {"type": "string", "min": 2, "max": 4},
    "Short": {"type": "string", "max": 3},
    "Word": {"type": "string", "pattern": "[a-z]+"},
    "Mode": {"type": "string", "enum": ["on", "off"]},
    "Count": {"type": "integer", "min": 1, "max": 5},
    "Many": {"type": "long", "min": 10},
    "Share": {"type": "double", "max": 1},
    "Flag": {"type": "boolean"},
    "Raw": {"type": "blob"},
    "Texts": {"type": "list", "min": 1, "max": 2, "member": {"shape": "Text"}},
    "Words": {"type": "map", "max": 1, "key": {"shape": "Word"}, "value": {"shape": "Count"}},
    "Password": {"type": "string", "min": 8, "pattern": "[a-z]+", "sensitive": True},
    "Pin": {"type": "integer", "max": 9, "sensitive": True},
    "Vault": {
        "type": "structure",
        "members": {"word": {"shape": "Word"}, "mode": {"shape": "Mode"}, "texts": {"shape": "Texts"}},
        "sensitive": True,
    },
    "Inner": {"type": "structure", "required": ["count"], "members": {"count": {"shape": "Count"}}},
    "Request": {
        "type": "structure",
        "required": ["name"],
        "members": {
            name.lower(): {"shape": name}
            for name in (
                *("Short", "Word", "Mode", "Count", "Many", "Share", "Flag", "Raw", "Texts", "Words"),
                *("Password", "Pin", "Vault", "Inner"),
            )
        }
        | {"name": {"shape": "Text"}},
    },
}
REQUEST = ShapeResolver(SHAPES).get_shape_by_name("Request")
MEMBERS = ", ".join(sorted(SHAPES["Request"]["members"]))


@pytest.mark.parametrize(
    ("member", "value", "problem"),
    [
        ("name", None, "name is required"),
        ("name", "x", "name must have 2 to 4 characters (got 1)"),
        ("name", "xxxxx", "name must have 2 to 4 characters (got 5)"),
        ("short", "xxxx", "short must have at most 3 characters (got 4)"),
        ("word", "a1", "word must match [a-z]+ (got 'a1')"),
        ("word", "a\n", "word must match [a-z]+ (got 'a\\n')"),
        ("word", "1" * 100, "word must match [a-z]+ (got a text of 100 characters)"),
        ("word", 5, "word must be of type string (got 5)"),
        ("mode", "ON", "mode must be one of on, off (got 'ON')"),
        ("count", 6, "count must be 1 to 5 (got 6)"),
        ("count", True, "count must be of type integer (got True)"),
        ("count", 1.5, "count must be of type integer (got 1.5)"),
        ("count", "1", "count must be of type integer (got '1')"),
        ("many", 9, "many must be at least 10 (got 9)"),
        ("share", 1.5, "share must be at most 1 (got 1.5)"),
        ("flag", 1, "flag must be of type boolean (got 1)"),
        ("flag", "yes", "flag must be of type boolean (got 'yes')"),
        ("raw", [1], "raw must be of type blob (got [1])"),
        ("texts", "ab", "texts must be a list (got a text)"),
        ("texts", [], "texts must hold 1 to 2 elements (got 0)"),
        ("texts", ["ab", "x"], "texts[1] must have 2 to 4 characters (got 1)"),
        ("words", ["a"], "words must be a map (got a list)"),
        ("words", {"a": 1, "b": 1}, "words must hold at most 1 entries (got 2)"),
        ("words", {"A": 1}, "words key 'A' must match [a-z]+ (got 'A')"),
        ("words", {"a": 9}, "words.a must be 1 to 5 (got 9)"),
        ("inner", {}, "inner.count is required"),
        ("inner", 5, "inner must be an object with count (got a number)"),
        ("inner", {"count": 0}, "inner.count must be 1 to 5 (got 0)"),
        ("inner", {"count": 1, "size": 2}, "inner.size is not known to AWS; allowed: count"),
        ("other", 1, f"other is not known to AWS; allowed: {MEMBERS}"),
        ("password", "secret", "password must have at least 8 characters (got 6)"),
        ("password", "s3cretsecret", "password must match [a-z]+ (got a text, which is sensitive)"),
        ("password", 31337, "password must be of type string (got a number, which is sensitive)"),
        ("pin", 1234, "pin must be at most 9 (got a number, which is sensitive)"),
        ("vault", {"word": "s3cret"}, "vault.word must match [a-z]+ (got a text, which is sensitive)"),
        ("vault", {"mode": "s3cret"}, "vault.mode must be one of on, off (got a text, which is sensitive)"),
        (
            "vault",
            {"texts": ["ab", 7]},
            "vault.texts[1] must be of type string (got a number, which is sensitive)",
        ),
        ("vault", {"texts": "s3cret"}, "vault.texts must be a list (got a text)"),
    ],
)
def test_each_rule(member: str, value: Any, problem: str) -> None:
    assert list(problems({"name": "web", member: value}, REQUEST)) == [problem]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("word", None),
        ("word", UNKNOWN),
        ("count", 5),
        ("share", 1),
        ("raw", b"x"),
        ("raw", "x"),
        ("flag", False),
        ("texts", ["ab", UNKNOWN]),
        ("words", {"a": 1}),
        ("inner", {"count": UNKNOWN}),
    ],
)
def test_what_is_right(member: str, value: Any) -> None:
    assert list(problems({"name": "web", member: value}, REQUEST)) == []


def test_all_problems_at_once() -> None:
    assert list(problems({"count": 6, "mode": "x"}, REQUEST)) == [
        "name is required",
        "count must be 1 to 5 (got 6)",
        "mode must be one of on, off (got 'x')",
    ]


@pytest.mark.parametrize(
    ("service", "op", "params", "found"),
    [
        ("ec2", "CreateVpc", {"InstanceTenancy": "mine"}, ["default, dedicated, host (got 'mine')"]),
        (
            "rds",
            "CreateDBInstance",
            {"DBInstanceIdentifier": "a"},
            ["DBInstanceClass is required", "Engine is"],
        ),
        ("logs", "CreateLogGroup", {"logGroupName": "a b"}, ["must match", "(got 'a b')"]),
        ("iam", "CreateRole", {"RoleName": "a", "AssumeRolePolicyDocument": "{}", "Path": ""}, ["(got 0)"]),
        ("elbv2", "CreateTargetGroup", {"Name": "a", "Port": 0}, ["Port must be 1 to 65535 (got 0)"]),
        (
            "ssm",
            "PutParameter",
            {"Name": "a", "Value": 31337},
            ["Value must be", "a number, which is sensitive"],
        ),
    ],
)
def test_aws_models(service: str, op: str, params: dict[str, Any], found: list[str]) -> None:
    shape = operation(service, op).input_shape
    assert shape is not None
    text = "; ".join(problems(params, shape))
    assert [part for part in found if part not in text] == []


def test_a_containers_environment_is_never_shown() -> None:
    container = {"name": "web", "environment": [{"name": "TOKEN", "value": 31337}]}
    shape = operation("ecs", "RegisterTaskDefinition").input_shape
    assert shape is not None
    (problem,) = problems({"family": "web", "containerDefinitions": [container]}, shape)
    where, _, got = problem.partition(" must be of type string ")
    assert (where, got) == (
        "containerDefinitions[0].environment[0].value",
        "(got a number, which is sensitive)",
    )
    assert "31337" not in "".join(problems({"containerDefinitions": container}, shape))


def test_patterns_with_surrogates() -> None:
    tag = compiled(r"[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF]*")
    assert tag.fullmatch("web 🚀")
    assert not tag.fullmatch("web\x00")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(UNKNOWN),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(sorted(SHAPES["Request"]["members"])) | st.text(), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(
    json_values,
    st.sampled_from([REQUEST, *(ShapeResolver(SHAPES).get_shape_by_name(name) for name in SHAPES)]),
)
def test_any_json_gets_sentences(params: Any, shape: Shape) -> None:
    assert all(isinstance(problem, str) for problem in problems(params, shape, "it"))


@given(json_values)
def test_nothing_sensitive_in_any_sentence(value: Any) -> None:
    marked = {"secret-word": value, "texts": ["secret-word"], "word": "secret-word", "mode": ["secret-word"]}
    for member in ("vault", "password", "pin"):
        found = problems({"name": "web", member: [marked]}, REQUEST)
        assert not any("secret-word" in problem.partition("(got")[2] for problem in found)
