"""Who may do what, over the whole program: every policy document, read as an auditor would."""

import json
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import pytest
from moto.iam import policy_validation
from moto.iam.exceptions import MalformedPolicyDocument

from localaws.models import model
from tests.components.iam_exceptions import (
    FAMILIES,
    MANAGED,
    NO_OPERATION,
    ON_EVERYTHING,
    OPEN,
    TRUSTED_AS_SUCH,
)
from tests.components.whole_program import (
    EVERY_OPTION,
    POLICIES,
    Policy,
    listed,
    policies,
    resources,
    short,
    texts,
)
from tests.recorder import Recorder, Registration

ROLE, INLINE = "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"


Program = Callable[..., Recorder]


@pytest.fixture(params=["production", "every option"])
def recorder(program: Program, request: pytest.FixtureRequest) -> Recorder:
    return program("prod", **(EVERY_OPTION if request.param == "every option" else {}))


def said(recorder: Recorder, *types: str) -> Iterator[tuple[Policy, dict[str, Any]]]:
    for policy in policies(recorder, *types):
        for statement in policy.statements:
            yield policy, statement


def actions(statement: dict[str, Any]) -> list[str]:
    assert not statement.keys() & {"NotAction", "NotResource", "NotPrincipal"}, "says what it does not mean"
    return listed(statement["Action"])


def principals(statement: dict[str, Any]) -> set[str]:
    value = statement.get("Principal", {})
    return {"*"} if value == "*" else {each for kind in value.values() for each in listed(kind)}


def test_every_policy_is_known_here(recorder: Recorder) -> None:
    """Nothing that looks like a policy is written anywhere else, and no managed policy is made."""
    elsewhere = {
        f"{each.type} {path}"
        for each in resources(recorder)
        for path, text in texts(each.inputs)
        if '"Statement"' in text and POLICIES.get(each.type) != path
    }
    assert elsewhere == set()
    assert all(list(policies(recorder, type_)) for type_ in POLICIES)
    within = {"inlinePolicies", "managedPolicyArns"}
    assert not any(each.inputs.keys() & within for each in recorder.all(ROLE))


def test_the_grammar(recorder: Recorder) -> None:
    for policy in policies(recorder):
        kind = policy.where.split()[0]
        validator = {
            "Role": policy_validation.IAMTrustPolicyDocumentValidator,
            "RolePolicy": policy_validation.IAMPolicyDocumentValidator,
        }.get(kind, policy_validation.BaseIAMPolicyValidator)
        try:
            validator(policy.text).validate()
        except MalformedPolicyDocument as refusal:
            pytest.fail(f"{policy.where}: {refusal.message}")
        sids = [statement["Sid"] for statement in policy.statements if "Sid" in statement]
        assert all(re.fullmatch("[A-Za-z0-9]+", sid) for sid in sids), policy.where


@cache
def operations(service: str) -> frozenset[str]:
    return frozenset(model(service).operation_names)


def test_every_action_exists(recorder: Recorder) -> None:
    """A misspelt action is valid, allows nothing, and is found on a bad day."""
    asked = {action for _, statement in said(recorder) for action in actions(statement)}
    unknown = {
        action
        for action in asked - NO_OPERATION.keys()
        if not any(fnmatchcase(name, action.split(":")[1]) for name in operations(action.split(":")[0]))
    }
    assert len(asked) > 20
    assert unknown == set()


def test_no_action_is_all_actions(recorder: Recorder) -> None:
    root = f"arn:aws:iam::{EVERY_OPTION['accountId']}:root"
    wide = {
        f"{policy.where}: {action}"
        for policy, statement in said(recorder)
        for action in actions(statement)
        if "*" in action and action not in FAMILIES
        # A key that its account has no say in can never be changed; what is denied harms nobody.
        if not (action == "kms:*" and policy.where.startswith("Key ") and principals(statement) == {root})
        if statement["Effect"] != "Deny"
    }
    assert wide == set()


def test_everything_is_a_resource_only_where_aws_wants_it(recorder: Recorder) -> None:
    """A key's and a vault's own policy speak of nothing else, and have no other word for it."""
    wide = {
        action
        for _, statement in said(recorder, INLINE)
        if "*" in listed(statement["Resource"])
        for action in actions(statement)
    }
    assert "ecr:GetAuthorizationToken" in wide
    assert wide <= ON_EVERYTHING.keys()
    named = ("aws:s3/bucketPolicy:BucketPolicy", "aws:sns/topicPolicy:TopicPolicy")
    for policy, statement in said(recorder, *named):
        assert "*" not in listed(statement["Resource"]), policy.where


def test_resources_are_of_one_account_and_region(recorder: Recorder) -> None:
    arns = {
        arn
        for _, statement in said(recorder, INLINE)
        for arn in listed(statement["Resource"])
        if arn != "*" and not arn.startswith("arn:aws:mock:")
    }
    homes = {tuple(arn.split(":")[3:5]) for arn in arns}
    assert homes == {(recorder.exports["region"], "111122223333")}


def test_everybody_is_allowed_nothing(recorder: Recorder) -> None:
    open_to_all = {
        (policy.where, statement.get("Sid"))
        for policy, statement in said(recorder)
        if statement["Effect"] == "Allow" and "*" in principals(statement)
    }
    assert open_to_all == OPEN.keys()
    for policy, statement in said(recorder):
        if (policy.where, statement.get("Sid")) in OPEN:
            assert statement["Condition"]["StringEquals"] == {"aws:SourceOwner": "111122223333"}


FOR_WHOM = re.compile(r"aws:Source(Account|Arn)|kms:EncryptionContext:.+")


def test_services_act_for_this_account_only(recorder: Recorder) -> None:
    """Or anybody could have AWS use these roles, keys, topics and buckets: the confused deputy."""
    loose = {
        service
        for _, statement in said(recorder)
        if statement["Effect"] == "Allow"
        for service in principals(statement)
        if service.endswith(".amazonaws.com") and not held(statement)
    }
    assert loose <= TRUSTED_AS_SUCH.keys()


def held(statement: dict[str, Any]) -> bool:
    """Whether a condition names whom a service acts for: an account, or one thing in it."""
    return any(
        FOR_WHOM.fullmatch(key) and all(re.search(r"(\b|:)\d{12}(\b|:)", value) for value in listed(values))
        for test, keys in statement.get("Condition", {}).items()
        if test in ("StringEquals", "ArnLike", "ArnEquals")
        for key, values in keys.items()
    )


def test_who_trusts_whom(recorder: Recorder) -> None:
    for policy, statement in said(recorder, ROLE):
        assert actions(statement) == ["sts:AssumeRole"], policy.where
        assert all(each.endswith(".amazonaws.com") for each in principals(statement)), policy.where


def test_managed_policies_are_listed_here(recorder: Recorder) -> None:
    attached = {each.inputs["policyArn"] for each in recorder.all(ATTACHMENT)}
    assert attached <= {f"arn:aws:iam::aws:policy/{name}" for name in MANAGED}


def test_a_task_is_started_with_what_it_asks_for_and_nothing_else(recorder: Recorder) -> None:
    """Each secret of its containers may be read by the role that starts it, and that role reads no other."""
    for task in recorder.all(TASK):
        role = task.inputs["executionRoleArn"].rpartition("/")[2]
        readable = set(reads(recorder, role))
        assert asked(task)
        unread = {arn for arn in asked(task) if not any(fnmatchcase(arn, each) for each in readable)}
        unasked = {each for each in readable if not any(fnmatchcase(arn, each) for arn in asked(task))}
        assert (task.name, unread, unasked) == (task.name, set(), set())


def test_a_process_reads_only_what_it_is_told_to_read_itself(program: Program) -> None:
    """RDS's own password changes while a task runs: the backend, and nobody else, asks for it each time."""
    for options, expected in (({}, {}), (EVERY_OPTION, {"backend-task": ["secret:rds!db-*"]})):
        recorder = program("prod", **options)
        roles = {task.inputs["taskRoleArn"].rpartition("/")[2] for task in recorder.all(TASK)}
        found = {role: [arn.split(":", 5)[5] for arn in reads(recorder, role)] for role in sorted(roles)}
        assert {role: arns for role, arns in found.items() if arns} == expected


def asked(task: Registration) -> set[str]:
    """ARNs of what the containers get by reference; a secret's as AWS has it, with six letters at the end."""
    containers = json.loads(task.inputs["containerDefinitions"])
    wanted = {secret["valueFrom"] for container in containers for secret in container["secrets"]}
    return {":".join(arn.split(":")[:7]) + "-AbCdEf" if ":secretsmanager:" in arn else arn for arn in wanted}


def reads(recorder: Recorder, role: str) -> Iterator[str]:
    for each in recorder.all(INLINE):
        if each.inputs["role"] == role:
            for statement in Policy(short(each), each.inputs["policy"]).statements:
                if {"secretsmanager:GetSecretValue", "ssm:GetParameters"} & set(actions(statement)):
                    yield from listed(statement["Resource"])
