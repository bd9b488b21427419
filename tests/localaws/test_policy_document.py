"""Policy documents come out as the official provider writes them, letter for letter."""

import json
from typing import Any

import pytest

from localaws.cloud import Cloud
from localaws.errors import LocalAwsError
from localaws.functions.policy_document import get_policy_document
from localaws.functions.question import Question
from localaws.session import Session
from localaws.values import Props

NOWHERE = Cloud("http://127.0.0.1:1")


def document(**args: Any) -> Props:
    """The answer; no AWS is asked for it."""
    return get_policy_document(Question(NOWHERE, Session("123456789012", "us-east-1", {}), args))


def statements(*blocks: Props, **args: Any) -> Any:
    return json.loads(document(statements=list(blocks), **args)["json"])["Statement"]


def test_to_the_letter() -> None:
    answer = document(
        policyId="main",
        statements=[
            {
                "sid": "Read",
                "actions": ["s3:GetObject", "s3:ListBucket", "s3:GetObject"],
                "resources": ["arn:aws:s3:::b/home/&{aws:username}/*"],
                "principals": [
                    {"type": "Service", "identifiers": ["ecs.amazonaws.com"]},
                    {"type": "AWS", "identifiers": ["111111111111", "222222222222"]},
                ],
                "conditions": [
                    {"test": "StringLike", "variable": "s3:prefix", "values": ["b", "a"]},
                    {"test": "Bool", "variable": "aws:SecureTransport", "values": ["true"]},
                    {"test": "StringLike", "variable": "s3:prefix", "values": ["<c>"]},
                ],
            }
        ],
    )
    assert (
        answer["json"]
        == """{
  "Version": "2012-10-17",
  "Id": "main",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": [
        "s3:ListBucket",
        "s3:GetObject"
      ],
      "Resource": "arn:aws:s3:::b/home/${aws:username}/*",
      "Principal": {
        "AWS": [
          "222222222222",
          "111111111111"
        ],
        "Service": "ecs.amazonaws.com"
      },
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "true"
        },
        "StringLike": {
          "s3:prefix": [
            "b",
            "a",
            "\\u003cc\\u003e"
          ]
        }
      }
    }
  ]
}"""
    )
    assert json.loads(answer["minifiedJson"]) == json.loads(answer["json"])
    assert answer["minifiedJson"].startswith(
        '{"Version":"2012-10-17","Id":"main","Statement":[{"Sid":"Read",'
    )
    assert answer["id"].isdigit()


def test_nothing_asked() -> None:
    assert document()["minifiedJson"] == '{"Version":"2012-10-17"}'


@pytest.mark.parametrize(("kind", "expected"), [("*", "*"), ("AWS", {"AWS": "*"})])
def test_everybody(kind: str, expected: Any) -> None:
    block = {"actions": ["s3:*"], "principals": [{"type": kind, "identifiers": ["*"]}]}
    assert statements(block)[0]["Principal"] == expected


def test_negations() -> None:
    block = {
        "effect": "Deny",
        "notActions": ["iam:*"],
        "notResources": ["a", "b"],
        "notPrincipals": [{"type": "AWS", "identifiers": ["1"]}],
    }
    assert statements(block) == [
        {"Effect": "Deny", "NotAction": "iam:*", "NotResource": ["b", "a"], "NotPrincipal": {"AWS": "1"}}
    ]


def _json(*statements: Props, **members: Any) -> str:
    return json.dumps({**members, "Statement": list(statements)})


def test_sources_then_own_then_overrides() -> None:
    answer = statements(
        {"sid": "Own", "actions": ["own"]},
        {"sid": "Both", "actions": ["own"]},
        {"actions": ["nameless"]},
        sourcePolicyDocuments=[
            _json({"Sid": "Both", "Effect": "Deny", "Action": "source"}),
            _json({"Sid": "Last"}),
        ],
        overridePolicyDocuments=[_json({"Sid": "Own", "Effect": "Deny", "Action": ["b", "c"]})],
    )
    assert answer == [
        {"Sid": "Both", "Effect": "Allow", "Action": "own"},
        {"Sid": "Last"},
        {"Sid": "Own", "Effect": "Deny", "Action": ["b", "c"]},
        {"Effect": "Allow", "Action": "nameless"},
    ]


def test_the_newest_version_and_the_last_id_win() -> None:
    answer = document(
        version="2008-10-17",
        policyId="own",
        sourcePolicyDocuments=[_json(Version="2012-10-17", Id="source")],
        overridePolicyDocuments=[_json(Id="override")],
    )
    assert answer["minifiedJson"] == '{"Version":"2012-10-17","Id":"override"}'


def test_sources_are_written_in_the_same_form() -> None:
    source = {
        "Effect": "Allow",
        "Principal": {"Service": "b", "AWS": ["1", "2"]},
        "Condition": {"Bool": {"aws:SecureTransport": True}, "ArnLike": {"x": ["only"]}},
        "Action": "s3:*",
    }
    answer = document(sourcePolicyDocuments=[_json(source), _json({"Effect": "Deny", "Principal": "*"})])
    assert answer["minifiedJson"] == (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*",'
        '"Principal":{"AWS":["2","1"],"Service":"b"},'
        '"Condition":{"ArnLike":{"x":"only"},"Bool":{"aws:SecureTransport":"true"}}},'
        '{"Effect":"Deny","Principal":"*"}]}'
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            {"statements": [{"sid": "A"}, {"sid": "A"}]},
            "statements: two statements have the Sid A; remove it or change one",
        ),
        (
            {"sourcePolicyDocuments": [_json({"Sid": "A"}), _json({"Sid": "A"})]},
            "sourcePolicyDocuments: two statements have the Sid A; remove it or change one",
        ),
        ({"statements": [{"effect": "allow"}]}, "effect must be one of Allow, Deny (got 'allow')"),
        ({"statements": [{"sid": "a b"}]}, "sid may only have letters and digits (got 'a b')"),
        ({"version": "2020-01-01"}, "version must be one of 2008-10-17, 2012-10-17 (got '2020-01-01')"),
        (
            {"version": "2008-10-17", "statements": [{"resources": ["&{aws:userid}"]}]},
            "variables need version 2012-10-17; version 2008-10-17 has none (got '&{aws:userid}')",
        ),
        (
            {"overridePolicyDocuments": ["nonsense"]},
            "overridePolicyDocuments holds something that is no JSON policy document: 'nonsense'",
        ),
        (
            {"sourcePolicyDocuments": ["[1]"]},
            "sourcePolicyDocuments holds something that is no JSON policy document: '[1]'",
        ),
    ],
)
def test_what_is_wrong_is_a_sentence(args: Props, sentence: str) -> None:
    with pytest.raises(LocalAwsError) as refusal:
        document(**args)
    assert str(refusal.value) == sentence
