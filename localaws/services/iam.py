"""Identity: roles, what they may do, and the profiles instances wear them in."""

from localaws.services.iam_steps import (
    as_json,
    attached_arns,
    detach,
    empty_profile,
    forget_versions,
    make_room,
    sync_role,
    wear_role,
)
from localaws.spec import Call, Name, Spec, Tags


def _tags(kind: str, member: str) -> Tags:
    """IAM's tags: each kind of thing has calls of its own."""
    return Tags(
        create="Tags",
        set=Call(op=f"Tag{kind}", params={"id": member, "tags": "Tags"}),
        unset=Call(op=f"Untag{kind}", params={"id": member, "tagKeys": "TagKeys"}),
    )


ROLE = Spec(
    token="aws:iam/role:Role",
    service="iam",
    create=Call(
        op="CreateRole",
        params={
            "name": "RoleName",
            "assumeRolePolicy": "AssumeRolePolicyDocument",
            "description": "Description",
            "maxSessionDuration": "MaxSessionDuration",
            "path": "Path",
            "permissionsBoundary": "PermissionsBoundary",
        },
        path="Role",
    ),
    id="RoleName",
    read=Call(
        op="GetRole",
        params={"id": "RoleName"},
        path="Role",
        gets={"permissionsBoundary": "PermissionsBoundary.PermissionsBoundaryArn"},
        tidy=as_json,
    ),
    more=(
        Call(
            op="ListAttachedRolePolicies",
            params={"id": "RoleName"},
            gets={"managedPolicyArns": "managedPolicyArns"},
            tidy=attached_arns,
        ),
    ),
    updates=(
        Call(op="UpdateAssumeRolePolicy", params={"id": "RoleName", "assumeRolePolicy": "PolicyDocument"}),
        Call(
            op="UpdateRole",
            params={
                "id": "RoleName",
                "description": "Description",
                "maxSessionDuration": "MaxSessionDuration",
            },
        ),
        Call(
            op="PutRolePermissionsBoundary",
            params={"id": "RoleName", "permissionsBoundary": "PermissionsBoundary"},
            otherwise=Call(op="DeleteRolePermissionsBoundary", params={"id": "RoleName"}),
        ),
    ),
    settle=sync_role,
    settles=frozenset({"managedPolicyArns", "inlinePolicies", "forceDetachPolicies"}),
    clear=detach,
    delete=(Call(op="DeleteRole", params={"id": "RoleName"}),),
    replace_on=frozenset({"name", "path"}),
    defaults={"description": "", "maxSessionDuration": 3600, "path": "/", "forceDetachPolicies": False},
    outputs={"arn": "Arn", "createDate": "CreateDate", "uniqueId": "RoleId"},
    unread={"inlinePolicies": "AWS answers them one by one; drift in them shows in iam.RolePolicy"},
    tags=_tags("Role", "RoleName"),
    name=Name(prefix="namePrefix", longest=64),
)

_ROLE_POLICY = {"role": "RoleName", "name": "PolicyName"}
_PUT_ROLE_POLICY = Call(op="PutRolePolicy", params={**_ROLE_POLICY, "policy": "PolicyDocument"})

ROLE_POLICY = Spec(
    token="aws:iam/rolePolicy:RolePolicy",
    service="iam",
    create=_PUT_ROLE_POLICY,
    id="{role}:{name}",
    read=Call(op="GetRolePolicy", params=_ROLE_POLICY, tidy=as_json),
    updates=(_PUT_ROLE_POLICY,),
    delete=(Call(op="DeleteRolePolicy", params=_ROLE_POLICY),),
    replace_on=frozenset({"role", "name"}),
    name=Name(prefix="namePrefix", longest=128),
)

_ATTACHMENT = {"role": "RoleName", "policyArn": "PolicyArn"}

ROLE_POLICY_ATTACHMENT = Spec(
    token="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    service="iam",
    create=Call(op="AttachRolePolicy", params=_ATTACHMENT),
    id="{role}/{policyArn}",
    read=Call(
        op="ListAttachedRolePolicies",
        params={"role": "RoleName"},
        path="AttachedPolicies[?PolicyArn=='{policyArn}'] | [0]",
    ),
    delete=(Call(op="DetachRolePolicy", params=_ATTACHMENT),),
    replace_on=frozenset({"*"}),
    unread={"role": "part of the id"},
)

POLICY = Spec(
    token="aws:iam/policy:Policy",
    service="iam",
    create=Call(
        op="CreatePolicy",
        params={
            "name": "PolicyName",
            "path": "Path",
            "description": "Description",
            "policy": "PolicyDocument",
        },
        path="Policy",
    ),
    id="Arn",
    read=Call(op="GetPolicy", params={"id": "PolicyArn"}, path="Policy"),
    more=(
        Call(
            op="GetPolicyVersion",
            params={"id": "PolicyArn", "found.DefaultVersionId": "VersionId"},
            path="PolicyVersion",
            gets={"policy": "Document"},
            tidy=as_json,
        ),
    ),
    updates=(
        Call(
            op="CreatePolicyVersion",
            params={"id": "PolicyArn", "policy": "PolicyDocument"},
            fixed={"SetAsDefault": True},
        ),
    ),
    settle=make_room,
    settles=frozenset({"policy"}),
    clear=forget_versions,
    delete=(Call(op="DeletePolicy", params={"id": "PolicyArn"}),),
    replace_on=frozenset({"name", "path", "description"}),
    defaults={"path": "/"},
    outputs={"arn": "Arn", "policyId": "PolicyId", "attachmentCount": "AttachmentCount"},
    ignored={"delayAfterPolicyCreationInMs": "a policy is in force at once here"},
    tags=_tags("Policy", "PolicyArn"),
    name=Name(prefix="namePrefix", longest=128),
)

INSTANCE_PROFILE = Spec(
    token="aws:iam/instanceProfile:InstanceProfile",
    service="iam",
    create=Call(
        op="CreateInstanceProfile",
        params={"name": "InstanceProfileName", "path": "Path"},
        path="InstanceProfile",
    ),
    id="InstanceProfileName",
    read=Call(
        op="GetInstanceProfile",
        params={"id": "InstanceProfileName"},
        path="InstanceProfile",
        gets={"role": "Roles[0].RoleName"},
    ),
    settle=wear_role,
    settles=frozenset({"role"}),
    clear=empty_profile,
    delete=(Call(op="DeleteInstanceProfile", params={"id": "InstanceProfileName"}),),
    replace_on=frozenset({"name", "path"}),
    defaults={"path": "/"},
    outputs={"arn": "Arn", "createDate": "CreateDate", "uniqueId": "InstanceProfileId"},
    tags=_tags("InstanceProfile", "InstanceProfileName"),
    name=Name(prefix="namePrefix", longest=128),
)

SPECS = (ROLE, ROLE_POLICY, ROLE_POLICY_ATTACHMENT, POLICY, INSTANCE_PROFILE)
