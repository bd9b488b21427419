"""Identity lives a whole life against moto."""

import json
from typing import Any

import pytest

from localaws.errors import CloudError
from tests.localaws.conftest import Workbench

ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/policy:Policy"
PROFILE = "aws:iam/instanceProfile:InstanceProfile"
SSM_CORE = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def _document(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


TRUST = _document(Principal={"Service": "ecs-tasks.amazonaws.com"}, Action="sts:AssumeRole")
OTHER_TRUST = _document(Principal={"Service": "ec2.amazonaws.com"}, Action="sts:AssumeRole")
READ = _document(Action=["s3:GetObject"], Resource=["*"])
WRITE = _document(Action=["s3:PutObject"], Resource=["*"])


def test_role(bench: Workbench) -> None:
    bench.live(
        ROLE,
        {"assumeRolePolicy": OTHER_TRUST, "description": "new", "maxSessionDuration": 7200},
        assumeRolePolicy=TRUST,
        description="old",
        path="/app/",
        tags={"a": "1"},
    )


def test_role_loses_its_boundary(bench: Workbench) -> None:
    boundary, _ = bench.make(POLICY, policy=READ)
    bench.live(
        ROLE,
        {"permissionsBoundary": None, "tags": {"b": "2"}},
        assumeRolePolicy=TRUST,
        permissionsBoundary=boundary,
    )


def test_role_has_exactly_the_policies_it_names(bench: Workbench) -> None:
    bench.live(
        ROLE,
        {"managedPolicyArns": [READ_ONLY]},
        assumeRolePolicy=TRUST,
        managedPolicyArns=[SSM_CORE],
        inlinePolicies=[{"name": "one", "policy": READ}],
    )


def test_role_goes_with_what_hangs_on_it_only_by_force(bench: Workbench) -> None:
    for force in (False, True):
        role, outputs = bench.make(
            ROLE, name=f"role-{force}", assumeRolePolicy=TRUST, forceDetachPolicies=force
        )
        bench.call("iam", "AttachRolePolicy", RoleName=role, PolicyArn=READ_ONLY)
        bench.call("iam", "PutRolePolicy", RoleName=role, PolicyName="own", PolicyDocument=READ)
        kind = bench.package.resource(ROLE, bench.session)
        if force:
            kind.delete(role, outputs, outputs)
            assert kind.read(role, outputs, outputs) is None
        else:
            with pytest.raises(CloudError, match="DeleteConflict"):
                kind.delete(role, outputs, outputs)


def test_role_policy(bench: Workbench) -> None:
    role, _ = bench.make(ROLE, assumeRolePolicy=TRUST)
    bench.live("aws:iam/rolePolicy:RolePolicy", {"policy": WRITE}, role=role, policy=READ)


def test_role_policy_attachment(bench: Workbench) -> None:
    role, _ = bench.make(ROLE, assumeRolePolicy=TRUST)
    ident, _ = bench.make("aws:iam/rolePolicyAttachment:RolePolicyAttachment", role=role, policyArn=SSM_CORE)
    assert ident == f"{role}/{SSM_CORE}"
    bench.live("aws:iam/rolePolicyAttachment:RolePolicyAttachment", role=role, policyArn=READ_ONLY)


def test_policy(bench: Workbench) -> None:
    bench.live(POLICY, {"policy": WRITE, "tags": {"b": "2"}}, policy=READ, description="x", tags={"a": "1"})


def test_policy_can_change_more_often_than_aws_keeps_versions(bench: Workbench) -> None:
    kind = bench.package.resource(POLICY, bench.session)
    news = bench.check(POLICY, policy=_document(Action="s3:*", Resource="arn:aws:s3:::bucket-0"))
    ident, outputs = kind.create(news)
    for turn in range(1, 8):
        changed = bench.check(
            POLICY, **{**news, "policy": _document(Action="s3:*", Resource=f"arn:aws:s3:::bucket-{turn}")}
        )
        outputs, news = kind.update(ident, news, outputs, changed), changed
    found = kind.read(ident, news, outputs)
    assert found is not None
    assert "bucket-7" in found[1]["policy"]
    kind.delete(ident, news, outputs)


def test_instance_profile(bench: Workbench) -> None:
    one, _ = bench.make(ROLE, name="one", assumeRolePolicy=OTHER_TRUST)
    two, _ = bench.make(ROLE, name="two", assumeRolePolicy=OTHER_TRUST)
    bench.live(PROFILE, {"role": two}, role=one)
    bench.live(PROFILE, {"role": None}, role=one)
